/** All places of a pattern in a text, for sentence after sentence. */

/** Like `matchAll`, which makes a copy of the pattern each time; the pattern has the flag `g` and never matches nothing. */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) found.push(match);
  return found;
}
