/** Joins printed lines to paragraphs and takes running headers, footers and page numbers out. */
import { endsSentence, glue, startsUnit } from '../shared/starts.js';
import type { Line } from './lines.js';

export interface Paragraph {
  text: string;
  page: number;
  /** Place in a table, from 0. */
  table?: { index: number; row: number; column: number };
}

/** Lines at the top and bottom of a page that may be running ones, and the share of pages on which they must come again. */
const EDGE = 2;
const AGAIN = 0.6;

export function withoutRunningLines(pages: readonly (readonly Line[])[]): { pages: Line[][]; removed: number } {
  const filled = pages.filter((lines) => lines.length > 0);
  const seen = new Map<string, number>();
  for (const lines of filled) {
    for (const key of new Set(edges(lines).map((line) => masked(line.text)))) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const needed = Math.max(2, filled.length * AGAIN);
  let removed = 0;
  const kept = pages.map((lines) => {
    const edge = new Set(edges(lines));
    const outermost = new Set([...edge].filter((line) => !repeatsOuter(line, edge)));
    return lines.filter((line) => {
      const running = outermost.has(line) && ((seen.get(masked(line.text)) ?? 0) >= needed || isPageNumber(line.text));
      if (running) removed++;
      return !running;
    });
  });
  return { pages: kept, removed };
}

function edges(lines: readonly Line[]): Line[] {
  const byHeight = [...lines].sort((a, b) => b.y - a.y);
  return [...byHeight.slice(0, EDGE), ...byHeight.slice(-EDGE)];
}

/** The title below a running header of the same words stays. */
function repeatsOuter(line: Line, edge: ReadonlySet<Line>): boolean {
  return [...edge].some((other) => other.y > line.y && masked(other.text) === masked(line.text));
}

function masked(text: string): string {
  return text.replace(/[0-9\uff10-\uff19]+/g, '#').replace(/\s+/g, '');
}

function isPageNumber(text: string): boolean {
  return /^(?:page|p\.)?\s*[-\u2013\u2014]?\s*\d{1,4}(?:\s*(?:\/|of)\s*\d{1,4})?\s*[-\u2013\u2014]?$/i.test(text);
}

export function paragraphs(pages: readonly (readonly Line[])[]): Paragraph[] {
  const found: (Omit<Paragraph, 'text'> & { lines: string[] })[] = [];
  const lines = pages.flat();
  const rows = tableRows(lines);
  let last: Line | null = null;
  for (const line of lines) {
    const open = found.at(-1);
    const row = rows.get(line);
    if (row) {
      for (const [column, { text }] of line.cells.entries())
        found.push({ lines: [text], page: line.page, table: { ...row, column } });
    } else if (open && last && !rows.has(last) && continues(last, line)) open.lines.push(line.text);
    else found.push({ lines: [line.text], page: line.page });
    last = line;
  }
  return found.map(({ lines: pieces, ...place }) => ({ ...place, text: glue(pieces) }));
}

/** Lines of several cells below one another at the same left edges. */
function tableRows(lines: readonly Line[]): Map<Line, { index: number; row: number }> {
  const rows = new Map<Line, { index: number; row: number }>();
  let index = -1;
  for (const [at, line] of lines.entries()) {
    const above = lines[at - 1];
    const below = lines[at + 1];
    const goesOn = above !== undefined && aligned(above, line);
    if (!goesOn && !(below !== undefined && aligned(line, below))) continue;
    if (!goesOn) index++;
    rows.set(line, { index, row: goesOn ? (rows.get(above)?.row ?? 0) + 1 : 0 });
  }
  return rows;
}

/** Both have a second cell that starts at the same place, and neither begins with a bare number (`1.   Text`). */
function aligned(a: Line, b: Line): boolean {
  const [first, second] = [a.cells[1], b.cells[1]];
  if (!first || !second || bare(a) || bare(b)) return false;
  return Math.abs(first.left - second.left) < a.height / 2 && a.page === b.page && a.column === b.column;
}

function bare({ cells }: Line): boolean {
  return (cells[0]?.text.length ?? 0) <= 6 && startsUnit(`${cells[0]?.text} x`);
}

/**
 * A line that has no room for the next word runs on, unless the next line opens a unit or stands apart. An indent below
 * a full stop begins a paragraph, but below a number it hangs.
 */
function continues(last: Line, line: Line): boolean {
  if (startsUnit(line.text)) return false;
  const { margin, height } = last;
  const room = margin - last.right;
  if (room > Math.max(2 * height, firstWord(line)) && room > 0.06 * (margin - last.left)) return false;
  const sameColumn = last.page === line.page && last.column === line.column;
  if (sameColumn && last.y - line.y > 2.6 * Math.max(height, 8)) return false;
  const indented = line.left > last.left + 1.5 * height;
  return !(endsSentence(last.text) && indented && !startsUnit(last.text));
}

/** Width in points of what could not be parted from the next line: a Latin word, or one Japanese character. */
function firstWord({ text, left, right }: Line): number {
  const word = /^(?:[\w(\u201c"'$-]+[,.;:)]*\s?|.)/u.exec(text)?.[0] ?? '';
  return (word.length * (right - left)) / Math.max(1, text.length) + 1;
}
