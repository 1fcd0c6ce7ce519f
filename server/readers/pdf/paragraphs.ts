/** Joins printed lines to paragraphs, and rows of cells to tables. */
import type { Block } from '../../model/document.js';
import { endsSentence, glue, type KeepsHyphen, startsUnit } from '../shared/starts.js';
import { hyphensOf } from './hyphens.js';
import type { Line } from './lines.js';
import { tableRows } from './tables.js';

export interface Paragraph extends Pick<Block, 'table' | 'ocr'> {
  text: string;
  page: number;
  /** Of a heading, 1 the highest: its letters are larger than those of the text. */
  level?: number;
}

interface Open extends Omit<Paragraph, 'text' | 'level'> {
  lines: string[];
  /** Height of the smallest of its lines, in points. */
  size: number;
}

export function paragraphs(pages: readonly (readonly Line[])[]): Paragraph[] {
  const lines = pages.flat();
  const writer = new Writer();
  const rows = tableRows(lines);
  let last: Line | null = null;
  for (const line of lines) {
    const row = rows.get(line);
    if (line.grid) writer.grid(line, last);
    else if (row) writer.row(line, row.columns, row.table, row.goesOn);
    else if (last && !last.grid && !rows.has(last) && continues(last, line)) writer.goOn(line);
    else writer.open(line);
    last = line;
  }
  return writer.finish(hyphensOf(lines), bodySize(lines));
}

/** A heading's letters are larger than the text's by that, and it has no more lines than that. */
const LARGER = 1.12;
const MOST_HEADING_LINES = 3;

/** Height of the letters that most of the text is set in, in points. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { height, text } of lines) letters.set(height, (letters.get(height) ?? 0) + text.length);
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

class Writer {
  private readonly found: Open[] = [];
  private table = { index: -1, row: -1, name: -1 };
  /** Where the last row begins in `found`, and the words of the table's first row. */
  private rowStart = 0;
  private head = '';

  open({ text, page, height, ocr }: Line, table?: Block['table']): void {
    this.found.push({ lines: [text], page, size: height, ...(table ? { table } : {}), ...(ocr ? { ocr } : {}) });
  }

  goOn({ text, height, ocr }: Line): void {
    const open = this.found.at(-1)!;
    open.lines.push(text);
    open.size = Math.min(open.size, height);
    if (ocr) open.ocr = ocr;
  }

  /** A row of cells that only their places tell; `goesOn` where it holds the second line of cells above. */
  row(line: Line, columns: readonly number[], name: number, goesOn: boolean): void {
    if (this.table.name !== name) this.begin(name);
    if (!goesOn) this.nextRow();
    for (const [at, { text }] of line.cells.entries()) this.cell({ ...line, text }, columns[at]!, goesOn);
  }

  /** A ruled table; below one with the same columns on the page before, it goes on with that. */
  grid(line: Line, last: Line | null): void {
    const { rows, edges } = line.grid!;
    const goesOn = last?.grid !== undefined && last.page !== line.page && same(last.grid.edges, edges);
    if (!goesOn) this.begin(-1);
    for (const [at, row] of rows.entries()) {
      const words = row.flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n');
      if (goesOn && at === 0 && words === this.head) continue;
      const rest = goesOn && at === 0 && row[0]!.column > 0;
      if (!rest) this.nextRow();
      if (!goesOn && at === 0) this.head = words;
      for (const { column, lines } of row)
        for (const part of series(lines)) {
          this.cell(part[0]!, column, rest);
          for (const further of part.slice(1)) this.goOnIn(column, further);
        }
    }
  }

  finish(keeps: KeepsHyphen, body: number): Paragraph[] {
    const isLarge = ({ lines, size, table, ocr }: Open) =>
      !table && !ocr && lines.length <= MOST_HEADING_LINES && size >= LARGER * body && !endsSentence(lines.at(-1)!);
    const large = this.found.filter(isLarge);
    const sizes = [...new Set(large.map(({ size }) => Math.round(size)))].sort((a, b) => b - a);
    const headings = new Set(large);
    return this.found.map((open) => {
      const { lines, size, ...place } = open;
      const level = headings.has(open) ? { level: Math.min(6, sizes.indexOf(Math.round(size)) + 1) } : {};
      return { ...place, ...level, text: glue(lines, keeps) };
    });
  }

  private begin(name: number): void {
    this.table = { index: this.table.index + 1, row: -1, name };
  }

  private nextRow(): void {
    this.table.row++;
    this.rowStart = this.found.length;
  }

  private cell(line: Line, column: number, goesOn: boolean): void {
    if (goesOn && this.goOnIn(column, line)) return;
    const { index, row } = this.table;
    this.open(line, { index, row, column });
  }

  private goOnIn(column: number, { text, ocr }: Line): boolean {
    const open = this.found.slice(this.rowStart).findLast(({ table }) => table?.column === column);
    if (!open) return false;
    open.lines.push(text);
    if (ocr) open.ocr = ocr;
    return true;
  }
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((edge, index) => Math.abs(edge - b[index]!) < 6);
}

/** A cell's text is one block, unless it is a series of numbered units. */
function series(lines: readonly Line[]): Line[][] {
  const units = lines.filter(({ text }) => startsUnit(text));
  if (units.length < 2 || units[0] !== lines[0]) return [[...lines]];
  const parts: Line[][] = [];
  for (const line of lines) {
    if (units.includes(line)) parts.push([line]);
    else parts.at(-1)!.push(line);
  }
  return parts;
}

/**
 * A line that has no room for the next word runs on, unless the next line opens a unit or stands apart. An indent below
 * a full stop begins a paragraph, but below a number it hangs.
 */
function continues(last: Line, line: Line): boolean {
  if (startsUnit(line.text) && !runsInto(last, line)) return false;
  const [smaller, larger] = [Math.min(last.height, line.height), Math.max(last.height, line.height)];
  if (larger > LARGER * smaller && !last.ocr && !line.ocr) return false;
  const { margin, height } = last;
  const room = margin - last.right;
  if (room > Math.max(2 * height, firstWord(line)) && room > 0.06 * (margin - last.left)) return false;
  const sameColumn = last.page === line.page && last.column === line.column;
  if (sameColumn && last.y - line.y > 2.6 * Math.max(height, 8)) return false;
  const indented = line.left > last.left + 1.5 * height;
  return !(endsSentence(last.text) && indented && !startsUnit(last.text));
}

/**
 * `30 days`, a name's last letter before a comma, or the number of an article with a particle behind it: looks like the
 * number of a unit, but goes on with a full line that is no sentence's end.
 */
const SEEMING = new RegExp(
  [
    '[0-9\\uff10-\\uff19]{1,2}[ \\u3000]',
    '[\\u30a2-\\u30b3][\\u3001\\uff0e]',
    // dai-n-jo or -ko, and neither a space nor a bracket
    '\\u7b2c[ \\u3000]?[0-9\\uff10-\\uff19\\u3007\\u4e00-\\u5341]{1,4}[ \\u3000]?[\\u6761\\u9805](?![ \\u3000\\uff08(\\u3010]|$)',
  ]
    .map((part) => `(?:${part})`)
    .join('|'),
  'y',
);

function runsInto(last: Line, line: Line): boolean {
  SEEMING.lastIndex = 0;
  if (!SEEMING.test(line.text)) return false;
  const full = last.margin - last.right < Math.max(last.height, firstWord(line));
  const sameEdge = Math.abs(line.left - last.left) < last.height / 2 || startsUnit(last.text);
  return full && sameEdge && !endsSentence(last.text);
}

/** Width in points of what could not be parted from the next line: a Latin word, or one Japanese character. */
function firstWord({ text, left, right }: Line): number {
  const word = /^(?:[\w(\u201c"'$-]+[,.;:)]*\s?|.)/u.exec(text)?.[0] ?? '';
  return (word.length * (right - left)) / Math.max(1, text.length) + 1;
}
