/** Plain text: UTF-8, UTF-16, Shift_JIS, EUC-JP; lines broken at a fixed width are put back into paragraphs. */
import { CheckError } from '../model/errors.js';
import type { Reader } from '../model/plugin.js';
import { BlockWriter, PLAIN } from './shared/blocks.js';
import { decode } from './shared/decode.js';
import { endsSentence, glue, startsUnit } from './shared/starts.js';

const text: Reader = {
  extensions: ['txt', 'text'],
  mediaType: 'text/plain',
  recognises: (bytes, extension) => {
    if (decode(bytes) === null) return 0;
    return text.extensions.includes(extension) ? 0.6 : 0.3;
  },
  read: async (bytes, { view }) => {
    const decoded = decode(bytes);
    if (decoded === null) throw new CheckError('damaged-file');
    const writer = new BlockWriter();
    for (const { cells, table } of rows(unwrapped(decoded.text.split(/\r\n|[\n\r\f\u2028\u2029]/)))) {
      if (!table) writer.add('paragraph', cells[0]!);
      else for (const [column, cell] of cells.entries()) writer.add('cell', cell, { table: { ...table, column } });
    }
    const { text: content, blocks } = writer.finish();
    if (blocks.length === 0) throw new CheckError('empty-file');
    return { ...PLAIN, format: 'text', view, text: content, blocks, notices: decoded.notices };
  },
};
export default text;

interface Row {
  cells: readonly string[];
  table?: { index: number; row: number };
}

/** Lines below one another that tabs or bars divide into as many cells are the rows of a table. */
function rows(lines: readonly string[]): Row[] {
  const split = lines.map((line) =>
    line
      .trim()
      .split(/\t+|[\uff5c|\u2502]/)
      .map((cell) => cell.trim()),
  );
  const found: Row[] = [];
  let index = -1;
  for (const [at, cells] of split.entries()) {
    const like = (other: readonly string[] | undefined) => cells.length > 1 && other?.length === cells.length;
    const above = found.at(-1)?.table;
    if (like(split[at - 1]) && above) found.push({ cells, table: { index, row: above.row + 1 } });
    else if (like(split[at + 1])) found.push({ cells, table: { index: ++index, row: 0 } });
    else found.push({ cells: [lines[at]!] });
  }
  return found;
}

/** Columns that a line takes: wide characters count twice. */
function columns(line: string): number {
  let width = 0;
  for (const char of line) width += /[\u2e80-\u9fff\uff00-\uff60\u3000-\u30ff]/.test(char) ? 2 : 1;
  return width;
}

/** Joins lines where the whole text is broken at one width; else each line is a paragraph. */
function unwrapped(lines: readonly string[]): string[] {
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
  return found.map(glue);
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
