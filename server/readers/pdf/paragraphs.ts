/** Joins printed lines to paragraphs, and rows of cells to tables. */
import type { Block } from '../../model/document.js';
import { endsSentence, glue, type KeepsHyphen, startsUnit } from '../shared/starts.js';
import { hyphensOf } from './hyphens.js';
import type { Line } from './lines.js';
import { tableRows } from './tables.js';

export interface Paragraph extends Pick<Block, 'table' | 'ocr'> {
  text: string;
  page: number;
  /** Of a heading, 1 the highest: its letters are larger than those of the text, or bold. */
  level?: number;
}

interface Open extends Omit<Paragraph, 'text' | 'level'> {
  lines: string[];
  /** Height of the smallest of its lines, in points. */
  size: number;
  /** All its lines are in bold type. */
  bold: boolean;
}

export function paragraphs(pages: readonly (readonly Line[])[]): Paragraph[] {
  const lines = pages.flat();
  const writer = new Writer();
  const rows = tableRows(lines);
  const leading = leadingOf(lines);
  let last: Line | null = null;
  for (const line of lines) {
    const row = rows.get(line);
    if (line.grid) writer.grid(line, last);
    else if (row) writer.row(line, row.columns, row.table, row.goesOn);
    else if (last && !last.grid && !rows.has(last) && continues(last, line, leading)) writer.goOn(line);
    else writer.open(line);
    last = line;
  }
  return writer.finish(hyphensOf(lines), bodySize(lines));
}

/** Below a full stop, a line further down than the usual distance by that begins a paragraph. */
const APART = 1.35;

/** The distance of most lines from those above them, in heights of their letters; infinite where there is none. */
function leadingOf(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const [index, line] of lines.entries()) {
    const last = lines[index - 1];
    if (!last || last.grid || line.grid || last.page !== line.page || last.column !== line.column) continue;
    const gap = Math.round(gapBetween(last, line) * 20) / 20;
    if (gap > 0.8) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? Number.POSITIVE_INFINITY;
}

function gapBetween(last: Line, line: Line): number {
  return (last.y - line.y) / Math.max(1, last.height);
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

  open({ text, page, height, bold = false, ocr }: Line, table?: Block['table']): void {
    this.found.push({ lines: [text], page, size: height, bold, ...(table ? { table } : {}), ...(ocr ? { ocr } : {}) });
  }

  goOn({ text, height, bold, ocr }: Line): void {
    const open = this.found.at(-1)!;
    open.bold &&= bold === true;
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
    const headings = new Map(large.map((open) => [open, sizes.indexOf(Math.round(open.size)) + 1]));
    for (const open of boldHeadings(this.found)) if (!headings.has(open)) headings.set(open, sizes.length + 1);
    return this.found.map((open) => {
      const { lines, size, bold, ...place } = open;
      const rank = headings.get(open);
      const level = rank === undefined ? {} : { level: Math.min(6, rank) };
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

/** Longest heading in bold type, in characters; and where bold letters have a larger share, they are no mark. */
const LONGEST_BOLD = 80;
const MOST_BOLD = 0.25;
/** Opens a unit by a number or a name. */
const NUMBERED =
  /^\s*(?:[(\uff08]?[0-9\uff10-\uff19]|\u7b2c|(?:article|section|clause|schedule|exhibit|annex|appendix)\s)/i;

/** Short paragraphs in bold type above others; where numbers open more units than those, the numbers tell. */
function boldHeadings(all: readonly Open[]): Open[] {
  const letters = (list: readonly Open[]) => list.reduce((sum, { lines }) => sum + lines.join('').length, 0);
  if (letters(all.filter(({ bold }) => bold)) > MOST_BOLD * letters(all)) return [];
  const found = all.filter((open, index) => {
    const { lines, bold, table, ocr } = open;
    const below = all[index + 1];
    if (!bold || table || ocr || !below || below.bold || below.table || lines.length > MOST_HEADING_LINES) return false;
    return letters([open]) <= LONGEST_BOLD && !endsSentence(lines.at(-1)!) && /\p{L}{2}/u.test(lines[0]!);
  });
  const titled = found.filter(({ lines }) => !NUMBERED.test(lines[0]!));
  const numbered = all.filter(({ lines, table }) => !table && NUMBERED.test(lines[0]!));
  return titled.length > numbered.length ? titled : [];
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
function continues(last: Line, line: Line, leading: number): boolean {
  if (startsUnit(line.text) && !runsInto(last, line)) return false;
  const [smaller, larger] = [Math.min(last.height, line.height), Math.max(last.height, line.height)];
  if (larger > LARGER * smaller && !last.ocr && !line.ocr) return false;
  const { margin, height } = last;
  const room = margin - last.right;
  if (room > Math.max(2 * height, firstWord(line)) && room > 0.06 * (margin - last.left)) return false;
  const sameColumn = last.page === line.page && last.column === line.column;
  if (sameColumn && last.y - line.y > 2.6 * Math.max(height, 8)) return false;
  if (sameColumn && endsSentence(last.text) && gapBetween(last, line) > APART * leading) return false;
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
