/** Reads the straight rules of a PDF page (borders of tables) and its pictures from its drawing operators. */
import type { PDFOperatorList } from 'pdfjs-dist/types/src/display/api.js';
import type { Display } from './pieces.js';

/** A horizontal rule lies at one height `at` from `from` to `to`; a vertical one stands at one x. In points on the display, y growing upwards. */
export interface Rule {
  at: number;
  from: number;
  to: number;
}

export interface Rules {
  horizontal: Rule[];
  vertical: Rule[];
}

/** What pdfjs calls its operators by number. */
export type Operators = Readonly<Record<string, number>>;

/** A filled shape no thicker than that is a rule, in points. */
const THICK = 3;
/** Rules that lie closer than that are one, in points. */
const CLOSE = 1.5;
/** More pieces of rules than that are a drawing, not tables. */
const MOST = 20_000;

type Matrix = readonly [number, number, number, number, number, number];

/** Null for a page with too many rules to be tables. */
export function rulesOf(drawing: PDFOperatorList, ops: Operators, display: Display): Rules | null {
  const found: Rules = { horizontal: [], vertical: [] };
  let many = false;
  walk(drawing, ops, display, (operator, args, matrix) => {
    many ||= found.horizontal.length + found.vertical.length > MOST;
    if (!many && operator === ops.constructPath && args) addPath(found, args, matrix, ops, display.height);
  });
  return many ? null : { horizontal: merged(found.horizontal), vertical: merged(found.vertical) };
}

/** What a page shows besides text. */
export interface Picture {
  shapes: number;
  images: number;
  /** Share of the page that the images cover, from 0; those that lie on one another count twice. */
  cover: number;
}

export function pictureOf(drawing: PDFOperatorList, ops: Operators, display: Display): Picture {
  const painting = new Set(
    Object.entries(ops).flatMap(([name, number]) =>
      /^paint(?:Inline)?Image|^paintSolidColorImageMask|^shadingFill/.test(name) ? [number] : [],
    ),
  );
  const picture: Picture = { shapes: 0, images: 0, cover: 0 };
  walk(drawing, ops, display, (operator, _, [a, b, c, d]) => {
    if (operator === ops.constructPath) picture.shapes++;
    if (!painting.has(operator)) return;
    picture.images++;
    picture.cover += Math.abs(a * d - b * c) / (display.width * display.height);
  });
  return picture;
}

/** Calls `visit` for each operator with the transform that holds there; images fill the unit square. */
function walk(
  { fnArray, argsArray }: PDFOperatorList,
  ops: Operators,
  display: Display,
  visit: (operator: number, args: readonly unknown[] | null, matrix: Matrix) => void,
): void {
  let matrix = display.transform as Matrix;
  const saved: Matrix[] = [];
  for (const [index, operator] of fnArray.entries()) {
    const args = argsArray[index] as readonly unknown[] | null;
    if (operator === ops.save || operator === ops.paintFormXObjectBegin) saved.push(matrix);
    if (operator === ops.restore || operator === ops.paintFormXObjectEnd) matrix = saved.pop() ?? matrix;
    else if (operator === ops.transform) matrix = times(matrix, args as unknown as Matrix);
    else if (operator === ops.paintFormXObjectBegin && args?.[0]) matrix = times(matrix, args[0] as Matrix);
    visit(operator, args, matrix);
  }
}

function addPath(found: Rules, args: readonly unknown[], matrix: Matrix, ops: Operators, height: number): void {
  const [paint, parts] = args as [number, readonly unknown[] | null];
  const data = parts?.[0];
  const stroked = [ops.stroke, ops.closeStroke, ops.fillStroke, ops.eoFillStroke, ops.closeFillStroke].includes(paint);
  const filled = [ops.fill, ops.eoFill].includes(paint);
  if (!ArrayBuffer.isView(data) || (!stroked && !filled)) return;
  for (const points of outlines(data as Float32Array, matrix, height)) {
    if (stroked) for (const [at, point] of points.entries()) if (at > 0) addRule(found, points[at - 1]!, point);
    if (filled) addThin(found, points);
  }
}

type Point = readonly [x: number, y: number];

/** The straight outlines of a path; curves are left out. Operators: 0 move, 1 line, 2 curve, 3 close. */
function outlines(data: Float32Array, matrix: Matrix, height: number): Point[][] {
  const lines: Point[][] = [];
  for (let at = 0; at < data.length; ) {
    const operator = data[at++];
    if (operator === 2) {
      at += 6;
      lines.push([]);
    } else if (operator === 3) {
      const line = lines.at(-1);
      if (line && line.length > 1) line.push(line[0]!);
    } else {
      const [a, b, c, d, e, f] = matrix;
      const [x = 0, y = 0] = [data[at], data[at + 1]];
      at += 2;
      const point: Point = [a * x + c * y + e, height - (b * x + d * y + f)];
      if (operator === 0 || lines.length === 0) lines.push([point]);
      else lines.at(-1)!.push(point);
    }
  }
  return lines;
}

function addRule({ horizontal, vertical }: Rules, [x1, y1]: Point, [x2, y2]: Point): void {
  if (Math.abs(y1 - y2) < 1 && Math.abs(x1 - x2) > 4)
    horizontal.push({ at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) });
  if (Math.abs(x1 - x2) < 1 && Math.abs(y1 - y2) > 4)
    vertical.push({ at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) });
}

function addThin(found: Rules, points: readonly Point[]): void {
  if (points.length < 2 || points.length > 8) return;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [width, height] = [right - left, high - low];
  if (height <= THICK && width > height) addRule(found, [left, (low + high) / 2], [right, (low + high) / 2]);
  else if (width <= THICK) addRule(found, [(left + right) / 2, low], [(left + right) / 2, high]);
}

/** Rules on one line that touch become one. */
function merged(rules: readonly Rule[]): Rule[] {
  const byLine: Rule[][] = [];
  for (const rule of [...rules].sort((a, b) => a.at - b.at)) {
    const line = byLine.at(-1);
    if (line && rule.at - line[0]!.at < CLOSE) line.push(rule);
    else byLine.push([rule]);
  }
  return byLine.flatMap((line) => {
    const whole: Rule[] = [];
    for (const { from, to } of line.sort((a, b) => a.from - b.from)) {
      const before = whole.at(-1);
      if (before && from <= before.to + THICK) before.to = Math.max(before.to, to);
      else whole.push({ at: line[0]!.at, from, to });
    }
    return whole;
  });
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
