/** Takes away the marks that a mail program puts before the lines it quotes. */

const MARK = /^[ \t]?(?:[>\uff1e][ \t]?)+/;
/** After the mark of a quotation stands a blank, a letter or nothing; `>99.9%` is a value. */
const SURE = /^[ \t]?(?:[>\uff1e][ \t]?)*[>\uff1e](?:[ \t]|$|\p{L})/u;
/** Lines in a row that make a quotation. */
const FEWEST = 3;

export function unquoted(lines: readonly string[]): { lines: string[]; removed: number } {
  const found: string[] = [];
  let removed = 0;
  let at = 0;
  while (at < lines.length) {
    const start = at;
    let sure = 0;
    for (; at < lines.length && MARK.test(lines[at]!); at++) if (SURE.test(lines[at]!)) sure++;
    const run = lines.slice(start, at);
    const quoted = run.length >= FEWEST && sure * 2 > run.length;
    for (const line of run) found.push(quoted ? line.replace(MARK, '') : line);
    if (quoted) removed += run.length;
    if (at < lines.length) found.push(lines[at++]!);
  }
  return { lines: found, removed };
}
