/** PDF: pdf-parse opens the file; lines, tables and paragraphs are rebuilt from the places of the pieces on the page. */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { PDFParse } from 'pdf-parse';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Document, Notice } from '../model/document.js';
import { CheckError } from '../model/errors.js';
import type { Reader, ReadOptions } from '../model/plugin.js';
import { type PageRead, readPages } from './pdf/pages.js';
import { paragraphs } from './pdf/paragraphs.js';
import { recognised } from './pdf/pictures.js';
import type { Picture } from './pdf/rules.js';
import { withoutRunningLines } from './pdf/running.js';
import { BlockWriter, PLAIN } from './shared/blocks.js';

const MOST_PAGES = 1_500;
/** Larger pictures than that are not decoded, in pixels: an A0 page at 300 dpi. */
const MOST_PIXELS = 150_000_000;
/** Character maps and fonts of pdfjs; as plain paths with a trailing separator, since it does not take file URLs here. */
const assets = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

const pdf: Reader = {
  extensions: ['pdf'],
  mediaType: 'application/pdf',
  recognises: (bytes) => (Buffer.from(bytes.subarray(0, 1_024)).includes('%PDF-') ? 1 : 0),
  read: async (bytes, options) => {
    if (isCutOff(bytes)) throw new CheckError('damaged-file');
    // Not before a PDF is read: it takes long to load and replaces functions of the language by slower ones.
    const { PasswordException, PDFParse, VerbosityLevel } = await import('pdf-parse');
    const parser = new PDFParse({
      data: new Uint8Array(bytes),
      cMapUrl: join(assets, 'cmaps') + sep,
      cMapPacked: true,
      standardFontDataUrl: join(assets, 'standard_fonts') + sep,
      useSystemFonts: false,
      isEvalSupported: false,
      maxImageSize: MOST_PIXELS,
      verbosity: VerbosityLevel.ERRORS,
    });
    try {
      return await readOpen(parser, options);
    } catch (cause) {
      if (cause instanceof CheckError) throw cause;
      if (cause instanceof PasswordException) throw new CheckError('encrypted-file', {}, { cause });
      throw new CheckError('damaged-file', {}, { cause });
    } finally {
      await parser.destroy().catch(() => {});
    }
  },
};
export default pdf;

/** A whole file ends with a mark; one that was cut off has none, or has objects after its last one. */
function isCutOff(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.lastIndexOf('%%EOF');
  return end < 0 || / obj\b/.test(file.subarray(end).toString('latin1'));
}

async function readOpen(parser: PDFParse, { view, ocr }: ReadOptions): Promise<Document> {
  await parser.getInfo();
  // The document behind the parser gives the places of the pieces, which its own text lacks.
  const document = (parser as unknown as { doc: PDFDocumentProxy }).doc;
  if (document.numPages < 1) throw new CheckError('damaged-file');
  const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const read = await readPages(document, OPS, MOST_PAGES);
  const unread = await pagesToRead(read);
  const seen = ocr && unread.length > 0 ? await recognised(parser, document, unread) : null;
  const lines = read.map((page, index) => seen?.lines.get(index + 1) ?? page.lines);
  const unreadPages = unread.filter((page) => !seen?.lines.has(page));
  const { pages, running, removed } = withoutRunningLines(lines);
  const text = paragraphs(pages);
  if (text.length === 0) throw new CheckError('no-text-layer');
  const writer = new BlockWriter();
  for (const { text: words, ...place } of text)
    writer.add(place.table ? 'cell' : place.level === undefined ? 'paragraph' : 'heading', words, place);
  const notices = noticesOf(read, unreadPages, removed, document.numPages);
  return {
    ...PLAIN,
    format: 'pdf',
    view,
    ...writer.finish(),
    running,
    pages: document.numPages,
    unreadPages,
    notices: [...notices, ...(seen?.notices ?? [])],
  };
}

/** Shapes that a ruled or framed but empty page may have; text drawn as curves has more. */
const FEW_SHAPES = 60;
/** A page of which pictures cover that share, with no more letters than that besides running lines, is a scan with a stamp. */
const COVERED = 0.6;
const FEW_LETTERS = 60;

/** Numbers of the pages whose words are not in the file. */
async function pagesToRead(read: readonly PageRead[]): Promise<number[]> {
  const { pages } = withoutRunningLines(read.map(({ lines }) => lines));
  const found: number[] = [];
  for (const [index, { kind, picture }] of read.entries()) {
    const letters = pages[index]!.reduce((sum, line) => sum + (line.grid ? FEW_LETTERS : line.text.length), 0);
    if (kind === 'garbled') found.push(index + 1);
    else if (letters < FEW_LETTERS && holdsMore(await picture(), letters === 0)) found.push(index + 1);
  }
  return found;
}

function holdsMore(picture: Picture | null, empty: boolean): boolean {
  if (picture === null || picture.cover > COVERED) return true;
  return empty && (picture.images > 0 || picture.shapes > FEW_SHAPES);
}

function noticesOf(
  read: readonly PageRead[],
  unreadPages: readonly number[],
  removed: number,
  count: number,
): Notice[] {
  const notices: Notice[] = unreadPages.map((page) => ({
    code: read[page - 1]!.kind === 'garbled' ? 'page-garbled' : 'page-without-text',
    values: { page },
    where: `p. ${page}`,
  }));
  const remarks = read.reduce((sum, page) => sum + page.remarks, 0);
  if (remarks > 0) notices.push({ code: 'comments-left-out', values: { count: remarks } });
  if (removed > 0) notices.push({ code: 'header-footer-removed', values: { count: removed } });
  if (count > MOST_PAGES) notices.push({ code: 'pages-left-out', values: { count: MOST_PAGES } });
  return notices;
}
