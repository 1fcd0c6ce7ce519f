/** Takes the pieces of text of a PDF page as they are displayed, and turns the page so that its lines run to the right. */

import { firstIndex } from '../../model/sorted.js';
import type { Piece } from './lines.js';

/** A piece as pdfjs gives it. */
export interface TextItem {
  str: string;
  /** From the piece's own space to the page's: [a, b, c, d, x, y]. */
  transform: readonly number[];
  width: number;
  height: number;
  /** Set in a font whose lines run downwards. */
  vertical: boolean;
  bold?: boolean;
}

/** Size in points, and the transform from page space to the display, whose y grows downwards. */
export interface Display {
  width: number;
  height: number;
  transform: readonly number[];
}

export interface PagePieces {
  /** Pieces of the way in which most of the page runs, in its reading coordinates. */
  main: Piece[];
  /** Groups that run another way (a page number below vertical columns, a stamp in the margin), each in its own. */
  aside: Piece[][];
  /** Which way the lines run on the displayed page. */
  way: Way;
  /** Length that a line of the main way can take, in points. */
  width: number;
}

export type Way = 'right' | 'down' | 'left' | 'up' | 'slanted';

interface Placed {
  text: string;
  /** On the display, y growing upwards. */
  x: number;
  y: number;
  length: number;
  size: number;
  way: Way;
  /** The glyphs stand upright whatever the way. */
  upright: boolean;
  bold: boolean;
}

export function piecesOf(items: readonly TextItem[], display: Display): PagePieces {
  const placed = items.map((item) => place(item, display));
  const solid = placed.filter(({ text }) => text.trim() !== '');
  const stacked = isStacked(solid);
  const way = stacked ? 'down' : mainWay(solid);
  const columns = way === 'down' ? columnsOf(solid, stacked) : new Map<number, Placed[]>();
  const groups = new Map<Way, Piece[]>();
  const main: Piece[] = [];
  for (const piece of placed) {
    const within = way === 'down' && piece.way === 'right' && standsInColumn(piece, columns);
    if (piece.way === way || within) main.push(turned(piece, way, display));
    else groups.set(piece.way, [...(groups.get(piece.way) ?? []), turned(piece, piece.way, display)]);
  }
  const across = way === 'down' || way === 'up';
  return { main, aside: [...groups.values()], way, width: across ? display.height : display.width };
}

function place({ str, transform, width, height, vertical, bold = false }: TextItem, display: Display): Placed {
  const [a, b, x, y] = onDisplay(transform, display);
  const size = Math.hypot(a, b) || height;
  const angle = (Math.atan2(b, a) * 180) / Math.PI;
  const turn = Math.round(angle / 90);
  const straight = Math.abs(angle - turn * 90) < 3;
  const ways: readonly Way[] = ['right', 'up', 'left', 'down'];
  const way = straight ? ways[(turn + 4) % 4]! : 'slanted';
  if (vertical && way === 'right') return { text: str, x, y, length: height, size, way: 'down', upright: true, bold };
  return { text: str, x, y, length: width, size, way, upright: way === 'right', bold };
}

/** Direction of the baseline and its origin, with y upwards. */
function onDisplay(own: readonly number[], { transform, height }: Display): [number, number, number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
  const [ia = 1, ib = 0, , , x = 0, y = 0] = own;
  return [a * ia + c * ib, -(b * ia + d * ib), a * x + c * y + e, height - (b * x + d * y + f)];
}

function mainWay(solid: readonly Placed[]): Way {
  const counts = new Map<Way, number>();
  for (const { way, text } of solid) counts.set(way, (counts.get(way) ?? 0) + text.length);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] === 'slanted' ? 'right' : (most?.[0] ?? 'right');
}

/** Browsers print vertical writing as upright glyphs one below the other in a horizontal font. */
function isStacked(solid: readonly Placed[]): boolean {
  const upright = solid.filter(({ way }) => way === 'right');
  let below = 0;
  for (const [index, piece] of upright.entries()) {
    const before = upright[index - 1];
    if (before && isBelow(before, piece)) below++;
  }
  return below > 20 && below > 0.6 * solid.length;
}

function isBelow(above: Placed, piece: Placed): boolean {
  if (above.text.length > 2 || piece.text.length > 2) return false;
  const drop = above.y - piece.y;
  const middle = (each: Placed) => each.x + each.length / 2;
  return (
    drop > 0.6 * above.size && drop < 2.2 * above.size && Math.abs(middle(above) - middle(piece)) < 0.4 * piece.size
  );
}

/** Width of the strips in which vertical pieces are looked up, in points. */
const STRIP = 4;

function columnsOf(solid: readonly Placed[], stacked: boolean): Map<number, Placed[]> {
  const columns = new Map<number, Placed[]>();
  for (const piece of solid) {
    if (piece.way !== 'down' && !(stacked && piece.way === 'right' && piece.text.length <= 2)) continue;
    const strip = Math.round(acrossOf(piece) / STRIP);
    const column = columns.get(strip);
    if (column) column.push(piece);
    else columns.set(strip, [piece]);
  }
  for (const column of columns.values()) column.sort((a, b) => b.y - a.y);
  return columns;
}

/** Upright digits and letters set within a vertical line: no wider than two glyphs, with a glyph of the line close by. */
function standsInColumn(piece: Placed, columns: ReadonlyMap<number, readonly Placed[]>): boolean {
  if (piece.length > 2.2 * piece.size) return false;
  const strip = Math.round(acrossOf(piece) / STRIP);
  for (const near of [strip - 1, strip, strip + 1]) {
    const column = columns.get(near) ?? [];
    const first = firstIndex(column.length, (index) => column[index]!.y <= piece.y);
    for (const other of column.slice(Math.max(0, first - 2), first + 3)) {
      if (other === piece) continue;
      const end = other.way === 'down' ? other.y - other.length : other.y;
      if (Math.min(Math.abs(other.y - piece.y), Math.abs(end - piece.y)) < 2.6 * piece.size) return true;
    }
  }
  return false;
}

/** Middle of a piece across the vertical line it stands in. */
function acrossOf({ way, upright, x, length, size }: Placed): number {
  if (way === 'right') return x + length / 2;
  return upright ? x : x + 0.35 * size;
}

/** Share of a glyph's size that stands above its baseline. */
const ASCENT = 0.88;

function turned(piece: Placed, way: Way, { width, height }: Display): Piece {
  const { text, x, y, length, size, bold } = piece;
  const own = { text, width: length, height: size, bold };
  if (way === 'up') return { ...own, x: y, y: -x };
  if (way === 'left') return { ...own, x: width - x, y: -y };
  if (way !== 'down') return { ...own, x, y };
  if (piece.way === 'down') return { ...own, x: height - y, y: acrossOf(piece) };
  return { ...own, x: height - y - ASCENT * size, y: acrossOf(piece), width: size };
}
