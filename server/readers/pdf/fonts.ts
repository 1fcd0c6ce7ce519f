/** Tells which pieces of text are set in bold type: pdfjs names a page's fonts once their drawing operators are read. */
import type { PDFPageProxy } from 'pdfjs-dist';
import type { TextItem } from './pieces.js';

export interface FontItem extends TextItem {
  /** What pdfjs calls the font, the same on all pages. */
  fontName: string;
}

/** Pages whose drawing is read for the names of fonts; a contract has all of its fonts on the first few. */
const MOST_LOOKS = 20;
/** Weights as fonts are named by them; light ones may contain such a word (`SemiBold` is bold, `Demilight` is not). */
const BOLD = /bold|black|heavy|demi(?!-?light)|[-,]w[6-9]\b/i;

export class BoldFonts {
  private readonly known = new Map<string, boolean>();
  private looks = 0;

  async marked(page: PDFPageProxy, items: readonly FontItem[]): Promise<FontItem[]> {
    const names = new Set(items.map(({ fontName }) => fontName));
    const isNew = [...names].some((name) => !this.known.has(name));
    if (isNew && this.looks++ < MOST_LOOKS) await this.look(page, names);
    return items.map((item) => ({ ...item, bold: this.known.get(item.fontName) === true }));
  }

  private async look(page: PDFPageProxy, names: ReadonlySet<string>): Promise<void> {
    // What cannot be drawn can still be read, without the weights of its fonts.
    const drawn = await page.getOperatorList().catch(() => null);
    for (const name of names)
      if (drawn && page.commonObjs.has(name)) this.known.set(name, isBold(page.commonObjs.get(name)));
  }
}

function isBold(font: { name?: unknown; bold?: unknown; black?: unknown } | null): boolean {
  return font?.bold === true || font?.black === true || (typeof font?.name === 'string' && BOLD.test(font.name));
}
