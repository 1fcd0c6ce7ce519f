/** How much of a text is written in a script: counted unit by unit, since whole contracts are. */

/** From 0 to 1; `first` and `last` are the ends of ranges of UTF-16 code units. */
export function shareOf(text: string, ranges: readonly (readonly [first: number, last: number])[]): number {
  let count = 0;
  for (const [first, last] of ranges) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code >= first && code <= last) count++;
    }
  }
  return text.length === 0 ? 0 : count / text.length;
}
