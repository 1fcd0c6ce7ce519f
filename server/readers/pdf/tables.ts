/** Finds tables without rules: lines of several cells below one another at the same left edges. */
import { startsUnit } from '../shared/starts.js';
import type { Line } from './lines.js';

export interface RowLine {
  /** Number of the table, from 0. */
  table: number;
  /** Column of each of the line's cells. */
  columns: readonly number[];
  /** The line goes on with cells of the row above. */
  goesOn: boolean;
}

/** Lines of wrapped cells that may stand between a table's first two rows. */
const MOST_WRAPPED = 6;
/** A line of more cells than that is a drawing. */
const MOST_CELLS = 60;
/** The next line of a cell is no further than that, in heights of its letters. */
const LEADING = 1.7;

export function tableRows(lines: readonly Line[]): Map<Line, RowLine> {
  const rows = new Map<Line, RowLine>();
  let table = -1;
  let above: Line | null = null;
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    if (above && before && rows.has(before)) {
      const goesOn = wraps(above, before, line);
      if (goesOn || aligned(above, line)) {
        rows.set(line, { table, columns: columnsOf(above, line), goesOn });
        if (!goesOn && line.cells.length >= above.cells.length) above = line;
        continue;
      }
    }
    above = begins(lines, at) ? line : null;
    if (above) rows.set(line, { table: ++table, columns: line.cells.map((_, column) => column), goesOn: false });
  }
  return rows;
}

/** A second row stands below, at most a few wrapped lines further down. */
function begins(lines: readonly Line[], at: number): boolean {
  const first = lines[at]!;
  if (first.cells.length < 2 || first.cells.length > MOST_CELLS || isNumbered(first)) return false;
  for (let next = at + 1; next <= at + MOST_WRAPPED && next < lines.length; next++) {
    if (aligned(first, lines[next]!)) return true;
    if (!wraps(first, lines[next - 1]!, lines[next]!)) return false;
  }
  return false;
}

/** Both have a second cell that starts at the same place, and neither is a numbered paragraph (`1.   Text`). */
function aligned(a: Line, b: Line): boolean {
  const [first, second] = [a.cells[1], b.cells[1]];
  if (!first || !second || b.cells.length > MOST_CELLS || isNumbered(a) || isNumbered(b)) return false;
  return Math.abs(first.left - second.left) < a.height / 2 && a.page === b.page && a.column === b.column;
}

/** Close below, with cells at the edges of further columns and none at the first. */
function wraps(row: Line, before: Line, line: Line): boolean {
  if (line.grid || line.page !== row.page || line.column !== row.column || before.y - line.y > LEADING * line.height)
    return false;
  return line.cells.length <= row.cells.length && line.cells.every(({ left }) => columnAt(row, left) > 0);
}

function columnAt({ cells, height }: Line, left: number): number {
  return cells.findIndex((cell) => Math.abs(cell.left - left) < height / 2);
}

/** By the edges of the row above, or else one after the other. */
function columnsOf(above: Line, { cells }: Line): number[] {
  let last = -1;
  return cells.map(({ left }) => {
    last = Math.max(columnAt(above, left), last + 1);
    return last;
  });
}

/** A number or a bullet with the text that hangs beside it; a number before two cells and more counts the rows of a table. */
function isNumbered({ cells }: Line): boolean {
  const first = cells[0]?.text ?? '';
  if (first.length > 6 || cells.length > 2) return false;
  return startsUnit(`${first} x`) || /^(?:[^\p{L}\p{N}]|[(\uff08]?[0-9a-zA-Z]{1,3}[-.)\uff09]+)$/u.test(first);
}
