/** PDF: pdf-parse opens the file; lines and paragraphs are rebuilt from the places of the pieces on the page. */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { PDFParse } from 'pdf-parse';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Notice } from '../model/document.js';
import { CheckError } from '../model/errors.js';
import type { Reader } from '../model/plugin.js';
import { type Line, linesOf, type Piece } from './pdf/lines.js';
import { paragraphs, withoutRunningLines } from './pdf/paragraphs.js';
import { BlockWriter, PLAIN } from './shared/blocks.js';

const MOST_PAGES = 1_500;
/** Character maps and fonts of pdfjs; as plain paths with a trailing separator, since it does not take file URLs here. */
const assets = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

const pdf: Reader = {
  extensions: ['pdf'],
  mediaType: 'application/pdf',
  recognises: (bytes) => (Buffer.from(bytes.subarray(0, 1_024)).includes('%PDF-') ? 1 : 0),
  read: async (bytes, { view }) => {
    // Not before a PDF is read: it takes long to load and replaces functions of the language by slower ones.
    const { PasswordException, PDFParse, VerbosityLevel } = await import('pdf-parse');
    const parser = new PDFParse({
      data: new Uint8Array(bytes),
      cMapUrl: join(assets, 'cmaps') + sep,
      cMapPacked: true,
      standardFontDataUrl: join(assets, 'standard_fonts') + sep,
      useSystemFonts: false,
      isEvalSupported: false,
      verbosity: VerbosityLevel.ERRORS,
    });
    try {
      const { pages, count } = await pagesOf(parser);
      const unreadPages = pages.flatMap((lines, index) => (lines.length === 0 ? [index + 1] : []));
      if (unreadPages.length === pages.length) throw new CheckError('no-text-layer');
      const { pages: kept, removed } = withoutRunningLines(pages);
      const writer = new BlockWriter();
      for (const { text, page, table } of paragraphs(kept))
        writer.add(table ? 'cell' : 'paragraph', text, { page, ...(table ? { table } : {}) });
      const notices: Notice[] = unreadPages.map((page) => ({
        code: 'page-without-text',
        values: { page },
        where: `p. ${page}`,
      }));
      if (removed > 0) notices.push({ code: 'header-footer-removed', values: { count: removed } });
      if (count > MOST_PAGES) notices.push({ code: 'pages-left-out', values: { count: MOST_PAGES } });
      return { ...PLAIN, format: 'pdf', view, ...writer.finish(), pages: count, unreadPages, notices };
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

async function pagesOf(parser: PDFParse): Promise<{ pages: Line[][]; count: number }> {
  await parser.getInfo();
  // The document behind the parser gives the places of the pieces, which its own text lacks.
  const document = (parser as unknown as { doc: PDFDocumentProxy }).doc;
  const pages: Line[][] = [];
  for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number++) {
    const page = await document.getPage(number);
    const { width } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item): Piece[] => {
      if (!('str' in item)) return [];
      const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[];
      return [{ text: item.str, x, y, width: item.width, height: item.height || Math.hypot(a, b) }];
    });
    pages.push(linesOf(pieces, number, width));
    page.cleanup();
  }
  return { pages, count: document.numPages };
}
