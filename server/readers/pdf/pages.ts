/** Reads the pages of an open PDF: their pieces of text, ruled tables, filled-in fields, and what is only a picture. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { CheckError } from '../../model/errors.js';
import { BoldFonts, type FontItem } from './fonts.js';
import { gridsOf } from './grids.js';
import { gutterOf, type Line, linesOf, type Piece, plainLines } from './lines.js';
import { type Display, type PagePieces, piecesOf, type TextItem } from './pieces.js';
import { type Operators, type Picture, pictureOf, rulesOf } from './rules.js';

/** What a page's text turned out to be: `garbled` has letters without a character map. */
export type PageKind = 'text' | 'blank' | 'garbled';

export interface PageRead {
  lines: Line[];
  kind: PageKind;
  /** What else is drawn; asked for pages that may hold no text of their own, null for those that were not looked at. */
  picture(): Promise<Picture | null>;
  /** Remarks in the margin, which are not read. */
  remarks: number;
}

/** Pieces of text in one file: more is no contract but an attack on the reader. */
const MOST_PIECES = 3_000_000;
/** Pages without text that are looked at for a picture; further ones are taken for pictures. */
const MOST_LOOKS = 50;

export async function readPages(document: PDFDocumentProxy, ops: Operators, most: number): Promise<PageRead[]> {
  const raw: Raw[] = [];
  const fonts = new BoldFonts();
  let left = MOST_PIECES;
  for (let number = 1; number <= Math.min(document.numPages, most); number++) {
    const page = await document.getPage(number);
    raw.push(await rawPage(page, number, ops, fonts, left));
    left -= raw.at(-1)!.size;
    page.cleanup();
  }
  const divide = commonest(raw.flatMap(({ pieces, outside }) => gutterOf(outside, pieces.width) ?? []));
  let looks = 0;
  return raw.map(({ pieces, outside, tables, number, remarks }): PageRead => {
    const lines = withAside(linesOf(outside, number, pieces.width, tables, divide), pieces, number);
    const garbled = isGarbled(pieces);
    const kind = garbled ? 'garbled' : lines.length === 0 ? 'blank' : 'text';
    const picture = async () => (++looks > MOST_LOOKS ? null : pictured(await document.getPage(number), ops));
    return { lines: garbled ? [] : lines, kind, picture, remarks };
  });
}

interface Raw {
  number: number;
  pieces: PagePieces;
  /** Pieces that stand in no table. */
  outside: Piece[];
  tables: Line[];
  remarks: number;
  size: number;
}

async function rawPage(
  page: PDFPageProxy,
  number: number,
  ops: Operators,
  fonts: BoldFonts,
  most: number,
): Promise<Raw> {
  const display = page.getViewport({ scale: 1 }) as Display;
  const items = await fonts.marked(page, await itemsOf(page, most));
  const { fields, remarks } = await annotationsOf(page);
  const pieces = piecesOf([...items, ...fields], display);
  const tabular = pieces.way === 'right' && plainLines(pieces.main, number).some(({ cells }) => cells.length > 1);
  const rules = tabular ? rulesOf(await page.getOperatorList(), ops, display) : null;
  return { number, pieces, ...gridsOf(pieces.main, rules, number), remarks, size: items.length };
}

/** As a stream, so that a page with too much on it is left early. */
async function itemsOf(page: PDFPageProxy, most: number): Promise<FontItem[]> {
  const reader = page.streamTextContent().getReader();
  const items: FontItem[] = [];
  const upright = new Map<string, boolean>();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return items;
    for (const [name, style] of Object.entries(value.styles as Record<string, { vertical?: boolean }>))
      upright.set(name, style.vertical === true);
    for (const item of value.items)
      if ('str' in item) items.push({ ...item, vertical: upright.get(item.fontName) === true });
    if (items.length > most) {
      await reader.cancel(new Error('too many pieces of text'));
      throw new CheckError('expands-too-far');
    }
  }
}

/** Fields that the pages were filled in with, and text typed on top, as pieces; remarks are counted. */
async function annotationsOf(page: PDFPageProxy): Promise<{ fields: TextItem[]; remarks: number }> {
  const fields: TextItem[] = [];
  let remarks = 0;
  for (const annotation of (await page.getAnnotations()) as Annotation[]) {
    const text = writtenIn(annotation);
    if (text !== '') fields.push(...typed(text, annotation.rect));
    else if (REMARKS.has(annotation.subtype) && annotation.contentsObj?.str) remarks++;
  }
  return { fields, remarks };
}

interface Annotation {
  subtype: string;
  rect: readonly number[];
  hidden?: boolean;
  fieldType?: string;
  fieldValue?: unknown;
  checkBox?: boolean;
  radioButton?: boolean;
  exportValue?: string;
  buttonValue?: string;
  contentsObj?: { str?: string };
}

const REMARKS = new Set(['Text', 'Highlight', 'Underline', 'StrikeOut', 'Squiggly', 'Caret']);

function writtenIn({ subtype, hidden, fieldType, fieldValue, contentsObj, ...button }: Annotation): string {
  if (hidden) return '';
  if (subtype === 'FreeText') return contentsObj?.str ?? '';
  if (subtype !== 'Widget') return '';
  if (button.checkBox) return fieldValue && fieldValue === button.exportValue ? '\u2611' : '\u2610';
  if (button.radioButton) return fieldValue && fieldValue === button.buttonValue ? '\u2611' : '\u2610';
  if (fieldType !== 'Tx' && fieldType !== 'Ch') return '';
  return [fieldValue]
    .flat()
    .filter((value) => typeof value === 'string')
    .join(' ');
}

/** Lines of the field's text, as large as fit its box, at most 11 points. */
function typed(text: string, [x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]): TextItem[] {
  const lines = text.split(/[\r\n]+/);
  const top = Math.max(y1, y2);
  const leading = Math.min(13, Math.abs(y2 - y1) / lines.length || 13);
  const size = leading * 0.85;
  return lines.map((str, index) => ({
    str,
    transform: [size, 0, 0, size, Math.min(x1, x2), top - leading * (index + 0.8)],
    width: Math.min(size * 0.5 * str.length, Math.abs(x2 - x1)),
    height: size,
    vertical: false,
  }));
}

function commonest(places: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const place of places) counts.set(Math.round(place / 8), (counts.get(Math.round(place / 8)) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best ? places.find((place) => Math.round(place / 8) === best[0])! : null;
}

/** Height, in points, by which lines that run another way than the page's text are set off from it. */
const APART = 1e6;

/** What runs another way stands after the page's own lines; an upright line above vertical columns before them. */
function withAside(lines: readonly Line[], { aside, way, width }: PagePieces, number: number): Line[] {
  const groups = aside.map((group, index) =>
    plainLines(group, number).map((line) => ({ ...line, column: -1 - index })),
  );
  const isAbove = ({ y }: Line) => way === 'down' && y > width / 2;
  const above = groups.flat().filter(isAbove);
  const below = groups.flat().filter((line) => !isAbove(line));
  return [
    ...above.map((line) => ({ ...line, y: line.y + APART })),
    ...lines,
    ...below.map((line) => ({ ...line, y: line.y - APART })),
  ];
}

/** Letters without a character map come as private or replacement characters. */
function isGarbled({ main }: PagePieces): boolean {
  let odd = 0;
  let all = 0;
  for (const { text } of main) {
    all += text.trim().length;
    odd += text.match(/[\p{Co}\p{Cc}\ufffd]/gu)?.length ?? 0;
  }
  return all > 0 && odd > 0.4 * all;
}

async function pictured(page: PDFPageProxy, ops: Operators): Promise<Picture> {
  const drawing = await page.getOperatorList();
  page.cleanup();
  return pictureOf(drawing, ops, page.getViewport({ scale: 1 }) as Display);
}
