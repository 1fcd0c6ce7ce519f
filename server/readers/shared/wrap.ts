/** Puts lines that were broken at a fixed width back into paragraphs. */
import { endsSentence, glue, startsUnit } from './starts.js';

/** Columns that a line takes: wide characters count twice. */
export function columns(line: string): number {
  let width = 0;
  for (const char of line) width += /[\u2e80-\u9fff\uff00-\uff60\u3000-\u30ff]/.test(char) ? 2 : 1;
  return width;
}

/** Joins lines where the whole text is broken at one width; else each line is a paragraph. */
export function unwrapped(lines: readonly string[]): string[] {
  const width = wrapWidth(lines);
  const found: string[][] = [];
  let last: string | null = null;
  for (const raw of lines) {
    const line = raw.trimEnd();
    const runsOn =
      width !== null &&
      last !== null &&
      line.trim() !== '' &&
      columns(last) > width * 0.72 &&
      !startsUnit(line) &&
      !(endsSentence(last) && /^[\s\u3000]/.test(line) && !/^[\s\u3000]/.test(last));
    if (runsOn) found.at(-1)!.push(line);
    else if (line.trim() !== '') found.push([line]);
    last = line.trim() === '' ? null : line;
  }
  return found.map((lines) => glue(lines));
}

/** The width at which the lines are broken, or null: most long lines then end within a sentence. */
function wrapWidth(lines: readonly string[]): number | null {
  const widths = lines
    .filter((line) => line.trim() !== '')
    .map((line) => columns(line.trimEnd()))
    .sort((a, b) => a - b);
  const width = widths[Math.floor(widths.length * 0.95)] ?? 0;
  if (widths.length < 8 || width > 140 || width < 40) return null;
  const long = lines.filter((line) => columns(line.trimEnd()) > width * 0.8);
  const open = long.filter((line) => !endsSentence(line));
  return open.length > long.length * 0.5 ? width : null;
}
