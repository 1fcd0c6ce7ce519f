/** HTML: the main text of a page, without what its site puts around it and what it hides. */
import type { Notice } from '../model/document.js';
import { CheckError } from '../model/errors.js';
import type { Reader } from '../model/plugin.js';
import { pageBlocks } from './html/blocks.js';
import { mainText } from './html/main-text.js';
import { parsePage } from './html/page.js';
import { PLAIN } from './shared/blocks.js';
import { decode } from './shared/decode.js';

/** A page's text without its frame opens with one of these. */
const FRAGMENT = /^\s*<(?:h[1-6]|p|div|section|article|main|table|ul|ol|dl|body|head|meta|title)\b[^<>]*>/i;

const html: Reader = {
  extensions: ['html', 'htm', 'xhtml'],
  mediaType: 'text/html',
  recognises: (bytes, extension) => {
    const head = Buffer.from(bytes.subarray(0, 2_000)).toString('latin1');
    if (/<!doctype html|<html[\s>]/i.test(head)) return 0.9;
    if (html.extensions.includes(extension) && /<[a-z]/i.test(head)) return 0.8;
    return FRAGMENT.test(head.replace(/^\xef\xbb\xbf/, '')) ? 0.65 : 0;
  },
  read: async (bytes, { view }) => {
    const decoded = decode(bytes);
    if (decoded === null) throw new CheckError('damaged-file');
    const tree = parsePage(decoded.text);
    const main = mainText(tree);
    const { text, blocks } = pageBlocks(tree, main);
    if (text.trim() === '') throw new CheckError('empty-file');
    const notices: (Notice | false)[] = [
      main.chrome > 0 && { code: 'page-parts-left-out', values: { count: main.chrome } },
      main.hidden > 0 && { code: 'hidden-text-left-out', values: { count: main.hidden } },
    ];
    return {
      ...PLAIN,
      format: 'html',
      view,
      text,
      blocks,
      notices: [...decoded.notices, ...notices.filter((notice) => notice !== false)],
    };
  },
};
export default html;
