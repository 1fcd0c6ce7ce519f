/** Renders the pages that hold no text and has their words recognised. */
import type { PDFParse } from 'pdf-parse';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Notice } from '../../model/document.js';
import { type Line, linesOf } from './lines.js';
import { PACKAGES, type Recogniser, recogniser } from './ocr.js';

/** Pages recognised in one file, and time for them all in milliseconds; further ones stay unread. */
const MOST_PAGES = 200;
const MOST_MS = 900_000;
/** 300 dpi, in pixels a point; less where the page is so large that it would take more pixels than that. */
const SCALE = 300 / 72;
const MOST_PIXELS = 40_000_000;
/** A page with more drawing operators than that is no scan; drawing it could take minutes. */
const MOST_OPERATORS = 100_000;

export interface Recognised {
  /** By page, the lines of those that were read. */
  lines: ReadonlyMap<number, Line[]>;
  notices: Notice[];
}

export async function recognised(
  parser: PDFParse,
  document: PDFDocumentProxy,
  pages: readonly number[],
): Promise<Recognised> {
  const eye = await recogniser();
  if (!eye) return { lines: new Map(), notices: [{ code: 'ocr-not-installed', values: { packages: PACKAGES } }] };
  const started = performance.now();
  const lines = new Map<number, Line[]>();
  const notices: Notice[] = [];
  for (const page of pages.slice(0, MOST_PAGES)) {
    if (performance.now() - started > MOST_MS) break;
    const found = await linesOn(page, parser, document, eye);
    if (found) lines.set(page, found);
    else notices.push({ code: 'ocr-failed', values: { page }, where: `p. ${page}` });
  }
  if (lines.size > 0) notices.unshift({ code: 'ocr-pages', values: { pages: [...lines.keys()].join(', ') } });
  if (eye.missing.length > 0)
    notices.push({ code: 'ocr-language-missing', values: { languages: eye.missing.join(', ') } });
  return { lines, notices };
}

/** Null where the page could not be drawn or read; without lines where nothing was seen on it. */
async function linesOn(
  number: number,
  parser: PDFParse,
  document: PDFDocumentProxy,
  eye: Recogniser,
): Promise<Line[] | null> {
  const page = await document.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / Math.max(1, width * height)));
  const { fnArray } = await page.getOperatorList();
  if (fnArray.length > MOST_OPERATORS) return null;
  const drawn = await parser.getScreenshot({ partial: [number], scale, imageDataUrl: false });
  page.cleanup();
  const picture = drawn.pages[0]?.data;
  const words = picture && (await eye.read(picture, scale));
  return words ? linesOf(words, number, width) : null;
}
