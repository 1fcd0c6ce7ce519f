/** Finds ruled tables among the rules of a page and puts the pieces of text into their cells. */
import { type Grid, type Line, type Piece, plainLines } from './lines.js';
import type { Rule, Rules } from './rules.js';

/** Rules that end that close to another one meet it, in points. */
const MEET = 4;
/** More rules than that, once merged, are a drawing. */
const MOST = 800;
/** A table of more cells than that is a drawing too. */
const MOST_CELLS = 10_000;

/** The tables, each in place of a line, and the pieces that stand outside them. */
export function gridsOf(
  pieces: readonly Piece[],
  rules: Rules | null,
  page: number,
): { tables: Line[]; outside: Piece[] } {
  if (!rules || rules.horizontal.length > MOST || rules.vertical.length > MOST)
    return { tables: [], outside: [...pieces] };
  const tables: Line[] = [];
  let outside: Piece[] = [...pieces];
  for (const frame of frames(rules)) {
    const inside = outside.filter((piece) => holds(frame, piece));
    const grid = gridOf(frame, inside, page);
    if (!grid) continue;
    outside = outside.filter((piece) => !holds(frame, piece));
    tables.push(asLine(grid, frame, page, inside[0]?.height ?? 10));
  }
  return { tables, outside };
}

/** Rules that hang together, with the places of their columns and rows. */
interface Frame extends Rules {
  /** From the left. */
  xs: number[];
  /** From the top. */
  ys: number[];
}

function frames({ horizontal, vertical }: Rules): Frame[] {
  const groups = horizontal.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (groups[at] !== at) at = groups[at] = groups[groups[at]!]!;
    return at;
  };
  const owner = vertical.map((upright) => {
    let first = -1;
    for (const [index, level] of horizontal.entries()) {
      if (!meets(level, upright)) continue;
      if (first < 0) first = root(index);
      else groups[root(index)] = first;
      first = root(first);
    }
    return first;
  });
  const found = new Map<number, Rules>();
  const of = (index: number) => {
    const frame = found.get(root(index)) ?? { horizontal: [], vertical: [] };
    found.set(root(index), frame);
    return frame;
  };
  for (const [index, level] of horizontal.entries()) of(index).horizontal.push(level);
  for (const [index, upright] of vertical.entries()) if (owner[index]! >= 0) of(owner[index]!).vertical.push(upright);
  const all = [...found.values()].flatMap((frame): Frame[] => {
    const xs = places(frame.vertical);
    const ys = places(frame.horizontal).reverse();
    const table = xs.length > 0 && ys.length >= 2 && xs.length * ys.length <= MOST_CELLS;
    return table ? [{ ...frame, xs: withOpenSides(frame, xs), ys }] : [];
  });
  // A table within a cell of another is text of that cell.
  return all.sort((a, b) => area(b) - area(a));
}

function area({ xs, ys }: Frame): number {
  return (xs.at(-1)! - xs[0]!) * (ys[0]! - ys.at(-1)!);
}

function meets(level: Rule, upright: Rule): boolean {
  return (
    upright.at >= level.from - MEET &&
    upright.at <= level.to + MEET &&
    level.at >= upright.from - MEET &&
    level.at <= upright.to + MEET
  );
}

function places(rules: readonly Rule[]): number[] {
  const found: number[] = [];
  for (const { at } of [...rules].sort((a, b) => a.at - b.at)) if (at - (found.at(-1) ?? -1e9) > MEET) found.push(at);
  return found;
}

/** Tables without a border on the left and right end where their horizontal rules end. */
function withOpenSides({ horizontal }: Rules, xs: readonly number[]): number[] {
  const left = horizontal.reduce((least, { from }) => Math.min(least, from), xs[0]!);
  const right = horizontal.reduce((most, { to }) => Math.max(most, to), xs.at(-1)!);
  return [...(left < xs[0]! - 12 ? [left] : []), ...xs, ...(right > xs.at(-1)! + 12 ? [right] : [])];
}

function holds({ xs, ys }: Frame, piece: Piece): boolean {
  const [x, y] = middle(piece);
  return x > xs[0]! && x < xs.at(-1)! && y < ys[0]! && y > ys.at(-1)!;
}

/** A little into the piece and above its baseline: a long piece may overhang its cell. */
function middle({ x, y, width, height }: Piece): [number, number] {
  return [x + Math.min(width / 2, height), y + height * 0.3];
}

/** Null where fewer than two columns hold text: a border around the page, a box around a heading. */
function gridOf(frame: Frame, pieces: readonly Piece[], page: number): Grid | null {
  const { xs, ys } = frame;
  const cells = new Map<number, Map<number, Piece[]>>();
  const columns = new Set<number>();
  const anchors = new Map<number, [number, number]>();
  for (const piece of pieces) {
    if (piece.text.trim() === '') continue;
    const [x, y] = middle(piece);
    const [across, down] = [xs.findLastIndex((edge) => edge <= x), ys.findLastIndex((edge) => edge >= y)];
    const key = down * xs.length + across;
    const [row, column] = anchors.get(key) ?? anchor(frame, across, down);
    anchors.set(key, [row, column]);
    columns.add(column);
    const cell = cells.get(row) ?? new Map<number, Piece[]>();
    const own = cell.get(column);
    if (own) own.push(piece);
    else cell.set(column, [piece]);
    cells.set(row, cell);
  }
  if (columns.size < 2) return null;
  const rows = [...cells]
    .sort(([a], [b]) => a - b)
    .map(([, cell]) =>
      [...cell].sort(([a], [b]) => a - b).map(([column, own]) => ({ column, lines: plainLines(own, page) })),
    );
  return { edges: xs.slice(0, -1), rows };
}

/** The first row and column of the cell around a place: up and left until a rule is in the way. */
function anchor({ xs, ys, horizontal, vertical }: Frame, column: number, row: number): [number, number] {
  const x = (left: number) => (xs[left]! + xs[left + 1]!) / 2;
  const y = (top: number) => (ys[top]! + ys[top + 1]!) / 2;
  let [left, top] = [column, row];
  while (left > 0 && !covers(vertical, xs[left]!, y(top))) left--;
  while (top > 0 && !covers(horizontal, ys[top]!, x(left))) top--;
  return [top, left];
}

function covers(rules: readonly Rule[], at: number, along: number): boolean {
  return rules.some((rule) => Math.abs(rule.at - at) <= MEET && rule.from <= along && rule.to >= along);
}

function asLine(grid: Grid, { xs, ys }: Frame, page: number, height: number): Line {
  const [left, right, top] = [xs[0]!, xs.at(-1)!, ys[0]!];
  return { text: '', left, right, y: top, height, page, margin: 0, column: 0, cells: [], grid };
}
