/** Places of a pattern in a text, for sentence after sentence. */

/** Like `matchAll`, which makes a copy of the pattern each time; the pattern has the flag `g` and never matches nothing. */
export function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) found.push(match);
  return found;
}

/** Whether the text ends with what a pattern looks back on (`(?<=…)`, with the flag `y`): it is tried there alone, not from each place on. */
export function endsWith(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = text.length;
  return pattern.test(text);
}
