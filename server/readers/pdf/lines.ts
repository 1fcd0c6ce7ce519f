/** Puts the pieces of a PDF page back into lines, by their places on the page. */

export interface Piece {
  text: string;
  /** Left edge, baseline and width in points; y grows upwards. */
  x: number;
  y: number;
  width: number;
  height: number;
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
}

export interface Cell {
  text: string;
  left: number;
}

/** A gap of this many times the height of the letters divides cells. */
const CELL_GAP = 1.8;

export function linesOf(pieces: readonly Piece[], page: number, width: number): Line[] {
  const column = gutter(pieces, width);
  if (column === null) return rows(pieces, page, 0);
  const left = pieces.filter(({ x }) => x < column);
  const right = pieces.filter(({ x }) => x >= column);
  return [...rows(left, page, 0), ...rows(right, page, 1)];
}

/** Middle of a gap that no piece crosses, with much text on both sides: two columns. */
function gutter(pieces: readonly Piece[], width: number): number | null {
  const solid = pieces.filter(({ text }) => text.trim() !== '');
  if (solid.length < 40) return null;
  for (let x = width * 0.42; x <= width * 0.58; x += 4) {
    const crossing = solid.filter((piece) => piece.x < x - 4 && piece.x + piece.width > x + 4).length;
    const before = solid.filter((piece) => piece.x + piece.width <= x + 4);
    const after = solid.filter((piece) => piece.x >= x - 4);
    const chars = (list: readonly Piece[]) => list.reduce((sum, { text }) => sum + text.length, 0);
    const starts = new Set(after.filter((piece) => piece.x < x + width * 0.12).map(({ y }) => Math.round(y / 4)));
    if (
      crossing <= solid.length / 100 &&
      starts.size > 12 &&
      Math.min(chars(before), chars(after)) > 0.3 * chars(solid)
    )
      return x;
  }
  return null;
}

function rows(pieces: readonly Piece[], page: number, column: number): Line[] {
  const sorted = pieces.filter(({ text }) => text !== '').sort((a, b) => b.y - a.y || a.x - b.x);
  const groups: Piece[][] = [];
  for (const piece of sorted) {
    const group = groups.at(-1);
    const near = group && Math.abs(group[0]!.y - piece.y) < Math.max(2, Math.min(group[0]!.height, piece.height) * 0.5);
    if (near) group.push(piece);
    else groups.push([piece]);
  }
  const lines = groups.map((group) => toLine(group, page, column)).filter(({ text }) => text !== '');
  const rights = lines.map(({ right }) => right).sort((a, b) => a - b);
  const margin = rights[Math.floor(rights.length * 0.9)] ?? 0;
  return lines.map((line) => ({ ...line, margin }));
}

function toLine(group: Piece[], page: number, column: number): Line {
  const ordered = group.sort((a, b) => a.x - b.x);
  const solid = ordered.filter((piece) => piece.text.trim() !== '');
  const cells = inCells(ordered).map((cell) => ({ text: joined(cell), left: cell[0]!.x }));
  return {
    text: cells.map(({ text }) => text).join(' '),
    left: solid[0]?.x ?? 0,
    right: Math.max(0, ...solid.map((piece) => piece.x + piece.width)),
    y: ordered[0]!.y,
    height: Math.max(...ordered.map(({ height }) => height)),
    page,
    margin: 0,
    column,
    cells,
  };
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
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    if (piece.text.trim() === '') continue;
    const next = piece.text.trimStart();
    const gap = Math.max(piece.x - end, text.trimEnd() === text && next === piece.text ? 0 : piece.height * 0.25);
    const wide = WIDE.test(text.trimEnd().at(-1) ?? '') || WIDE.test(next[0] ?? '');
    const apart = text !== '' && gap > piece.height * (wide ? WIDE_SPACE : SPACE);
    text = `${text.trimEnd()}${apart ? ' ' : ''}${next}`;
    end = Math.max(end, piece.x + piece.width);
  }
  return repaired(text).trim();
}

/** Gaps, as shares of the height of the letters, that are spaces: Japanese type sets Latin words and numbers apart by a quarter. */
const SPACE = 0.2;
const WIDE_SPACE = 0.45;
const WIDE = /[\u3000-\u9fff\uff00-\uff60]/;

/** Ligatures, Kangxi radicals and vertical forms that fonts map to become the characters they stand for. */
function repaired(text: string): string {
  return text
    .replace(/[\ufb00-\ufb06\u2f00-\u2fdf\u2e80-\u2eff\ufe10-\ufe19\ufe30-\ufe44]/g, (char) => char.normalize('NFKC'))
    .replace(/(?![\t\n])\p{Cc}|\u00ad/gu, '');
}
