/** Puts the pieces of a PDF page back into lines, by their places on the page, column by column. */

export interface Piece {
  text: string;
  /** Left edge, baseline and width in points; y grows upwards. */
  x: number;
  y: number;
  width: number;
  height: number;
  bold?: boolean;
  /** Read from a picture. */
  ocr?: true;
}

export interface Line {
  text: string;
  left: number;
  right: number;
  y: number;
  height: number;
  page: number;
  /** Right edge that most lines of its column reach; lines of one column share the object's `column` number. */
  margin: number;
  column: number;
  /** The line's text in its cells, left to right, where wide gaps divide it; a single one in running text. */
  cells: readonly Cell[];
  /** A ruled table in place of a line: rows of cells of lines. */
  grid?: Grid;
  /** All its words are in bold type. */
  bold?: boolean;
  ocr?: true;
}

export interface Cell {
  text: string;
  left: number;
}

export interface Grid {
  /** Left edges of its columns. */
  edges: readonly number[];
  /** Cells that hold anything, by row; `column` counts from 0. */
  rows: readonly (readonly { column: number; lines: readonly Line[] }[])[];
}

/** A gap of this many times the height of the letters divides cells. */
const CELL_GAP = 1.8;

/** `divide`: where the columns of the document's other pages part, if this page does not tell. */
export function linesOf(
  pieces: readonly Piece[],
  page: number,
  width: number,
  tables: readonly Line[] = [],
  divide: number | null = null,
): Line[] {
  const all = rows(pieces);
  const gutter = gutterOf(pieces, width) ?? (divide !== null && leaves(all, divide) ? divide : null);
  if (gutter === null) return withMargins([...all.map((row) => toLine(row, page, 0)), ...tables].sort(downwards));
  return inColumns(all, tables, gutter, page);
}

/** Bands of two columns between the lines and tables that cross the gutter; each band is read left, then right. */
function inColumns(all: readonly Piece[][], tables: readonly Line[], gutter: number, page: number): Line[] {
  const crossing: Line[] = tables.filter(({ left, right }) => left < gutter && right > gutter);
  const sides: [Piece[], Piece[]] = [[], []];
  for (const row of all) {
    if (crosses(row, gutter)) crossing.push(toLine(row, page, 0));
    else for (const piece of row) sides[piece.x < gutter ? 0 : 1].push(piece);
  }
  crossing.sort(downwards);
  const [left, right] = sides.map((side, index) => {
    const own = tables.filter((table) => !crossing.includes(table) && table.left < gutter === (index === 0));
    return [...rows(side).map((row) => toLine(row, page, index + 1)), ...own].sort(downwards);
  }) as [Line[], Line[]];
  const ordered: Line[] = [];
  for (const limit of [...crossing, null]) {
    for (const side of [left, right]) {
      const end = limit === null ? -1 : side.findIndex(({ y }) => y <= limit.y);
      ordered.push(...side.splice(0, end < 0 ? side.length : end));
    }
    if (limit) ordered.push(limit);
  }
  return withMargins(ordered);
}

function downwards(a: Line, b: Line): number {
  return b.y - a.y || a.left - b.left;
}

/** Fewest lines of a column that can tell a page of two columns. */
const FEWEST = 9;
/** Half the width in points that must be free of text between two columns. */
const FREE = 4;

function crosses(row: readonly Piece[], gutter: number): boolean {
  return row.some(
    (piece) => piece.text.trim() !== '' && piece.x < gutter + FREE && piece.x + piece.width > gutter - FREE,
  );
}

/** The page goes on in the columns of others: hardly a line crosses the gutter. */
function leaves(all: readonly Piece[][], gutter: number): boolean {
  const over = all.filter((row) => crosses(row, gutter)).length;
  return all.length > 3 && over <= all.length / 5;
}

/** Middle of a gap that few lines cross, with much text on both sides that fills its column: two columns. */
export function gutterOf(pieces: readonly Piece[], width: number): number | null {
  const solid = pieces.filter(({ text }) => text.trim() !== '');
  if (solid.length < 2 * FEWEST) return null;
  const all = rows(solid);
  // Where the fewest lines cross, in the middle of the widest such gap: beside it, only short lines do not cross.
  let best: { crossed: number; places: number[] } = { crossed: Number.POSITIVE_INFINITY, places: [] };
  for (let x = width * 0.38; x <= width * 0.62; x += FREE) {
    const crossed = all.filter((row) => crosses(row, x)).length;
    if (crossed < best.crossed) best = { crossed, places: [x] };
    else if (crossed === best.crossed) best.places.push(x);
  }
  const middle = best.places[best.places.length >> 1]!;
  return divides(all, middle, width) ? middle : null;
}

function divides(all: readonly Piece[][], x: number, width: number): boolean {
  const beside = all.filter((row) => !crosses(row, x));
  const chars = (list: readonly Piece[]) => list.reduce((sum, { text }) => sum + text.length, 0);
  const before = beside.map((row) => row.filter((piece) => piece.x < x)).filter((row) => row.length > 0);
  const after = beside.map((row) => row.filter((piece) => piece.x >= x)).filter((row) => row.length > 0);
  if (before.length < FEWEST || after.length < FEWEST || beside.length < all.length / 2) return false;
  const starts = after.filter((row) => row[0]!.x < x + width * 0.12).length;
  if (starts < FEWEST) return false;
  const [left, right] = [chars(before.flat()), chars(after.flat())];
  if (Math.min(left, right) < 0.25 * (left + right)) return false;
  return fills(before) && fills(after);
}

/** Running text reaches its right edge on most lines; the cells of a table do not. */
function fills(side: readonly (readonly Piece[])[]): boolean {
  const rights = side.map((row) => row.reduce((end, piece) => Math.max(end, piece.x + piece.width), 0));
  const left = side.reduce((least, row) => Math.min(least, row[0]!.x), Number.POSITIVE_INFINITY);
  const edge = quantile(rights, 0.9);
  return rights.filter((right) => right > edge - 0.18 * (edge - left)).length > rights.length / 2;
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

/** Pieces on one baseline, from left to right; rows from the top. */
function rows(pieces: readonly Piece[]): Piece[][] {
  const sorted = pieces.filter(({ text }) => text !== '').sort((a, b) => b.y - a.y || a.x - b.x);
  const groups: Piece[][] = [];
  for (const piece of sorted) {
    const first = groups.at(-1)?.[0];
    const near = first && Math.abs(first.y - piece.y) < Math.max(2, Math.min(first.height, piece.height) * 0.5);
    if (near) groups.at(-1)!.push(piece);
    else groups.push([piece]);
  }
  return groups
    .filter((group) => group.some(({ text }) => text.trim() !== ''))
    .map((group) => group.sort((a, b) => a.x - b.x));
}

/** The lines of one column, without a look for further columns. */
export function plainLines(pieces: readonly Piece[], page: number): Line[] {
  return withMargins(rows(pieces).map((row) => toLine(row, page, 0)));
}

function withMargins(lines: readonly Line[]): Line[] {
  const margins = new Map<number, number>();
  for (const column of new Set(lines.map((line) => line.column))) {
    const own = lines.filter((line) => line.column === column && !line.grid).map(({ right }) => right);
    margins.set(column, quantile(own, 0.9));
  }
  return lines.map((line) => ({ ...line, margin: margins.get(line.column)! }));
}

function toLine(row: readonly Piece[], page: number, column: number): Line {
  const ordered = withoutDoubles(row);
  const solid = ordered.filter((piece) => piece.text.trim() !== '');
  const cells = inCells(ordered)
    .map((cell) => ({ text: joined(cell), left: cell[0]!.x }))
    .filter(({ text }) => text !== '');
  return {
    text: cells.map(({ text }) => text).join(' '),
    left: solid[0]?.x ?? 0,
    right: solid.reduce((end, piece) => Math.max(end, piece.x + piece.width), 0),
    y: ordered[0]!.y,
    height: solid.reduce((most, { height }) => Math.max(most, height), 0),
    page,
    margin: 0,
    column,
    cells,
    bold: solid.every(({ text, bold }) => bold || !/[\p{L}\p{N}]/u.test(text)),
    ...(ordered.some(({ ocr }) => ocr) ? { ocr: true } : {}),
  };
}

/** Bold type is at times made by printing the same piece twice, a hair apart. */
function withoutDoubles(row: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  for (const piece of row) {
    const before = kept.at(-1);
    const double =
      before?.text === piece.text &&
      piece.text.trim() !== '' &&
      piece.x - before.x < Math.min(piece.height, piece.width) / 4;
    if (double) kept[kept.length - 1] = { ...before!, bold: true };
    else kept.push(piece);
  }
  return kept;
}

/** Blank pieces are left out: they may span the gap between two cells. */
function inCells(ordered: readonly Piece[]): Piece[][] {
  const cells: Piece[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of ordered) {
    const blank = piece.text.trim() === '';
    if (!blank && piece.x - end > piece.height * CELL_GAP) cells.push([]);
    cells.at(-1)?.push(piece);
    if (!blank) end = Math.max(end, piece.x + piece.width);
  }
  return cells;
}

function joined(pieces: readonly Piece[]): string {
  const parts: string[] = [];
  let end = Number.NEGATIVE_INFINITY;
  let last = '';
  let spaced = false;
  for (const piece of pieces) {
    const body = piece.text.trim();
    if (body === '') continue;
    const open = spaced || piece.text.trimStart() !== piece.text;
    const gap = Math.max(piece.x - end, open ? piece.height * 0.25 : 0);
    if (parts.length > 0 && gap > piece.height * spaceBetween(last, body[0]!, piece)) parts.push(' ');
    parts.push(body);
    last = body.at(-1)!;
    spaced = piece.text.trimEnd() !== piece.text;
    end = Math.max(end, piece.x + piece.width);
  }
  return repaired(parts.join('')).trim();
}

/**
 * Gap, as a share of the height of the letters, that is a space: Japanese type sets Latin words and numbers apart by a
 * quarter. Recognised characters are as wide as their ink, so that gaps of more than half a character mean nothing.
 */
function spaceBetween(last: string, first: string, { ocr }: Piece): number {
  const wide = [last, first].filter((char) => WIDE.test(char)).length;
  if (wide === 0) return 0.2;
  return ocr ? (wide === 2 ? 1.3 : 0.7) : 0.45;
}

const WIDE = /[\u3000-\u9fff\uff00-\uff60\ufe10-\ufe19\ufe30-\ufe44]/;

/**
 * Ligatures, Kangxi radicals and vertical forms that fonts map to become the characters they stand for; pdfjs makes one
 * blank of every space, and between Japanese characters that is a full-width one.
 */
function repaired(text: string): string {
  return text
    .replace(/[\ufb00-\ufb06\u2f00-\u2fdf\u2e80-\u2eff\ufe10-\ufe19\ufe30-\ufe44]/g, upright)
    .replace(/(?<=[\u3000-\u9fff\uff00-\uff60]) (?=[\u3000-\u9fff\uff00-\uff60])/g, '\u3000')
    .replace(/(?![\t\n])\p{Cc}|\u00ad(?!$)/gu, '');
}

/** NFKC gives vertical brackets and stops their plain forms; those of Japanese type are full-width. */
function upright(char: string): string {
  const code = char.codePointAt(0)!;
  const whole = char.normalize('NFKC');
  const vertical = (code >= 0xfe10 && code <= 0xfe19) || (code >= 0xfe30 && code <= 0xfe44);
  if (!vertical || whole.length > 1 || !/[!-~]/.test(whole)) return whole;
  return String.fromCharCode(whole.charCodeAt(0) + 0xfee0);
}
