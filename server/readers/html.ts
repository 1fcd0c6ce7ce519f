/** HTML: the main text of a page, without navigation, scripts and hidden parts. */
import { CheckError } from '../model/errors.js';
import type { Reader } from '../model/plugin.js';
import { PLAIN } from './shared/blocks.js';
import { decode } from './shared/decode.js';
import { htmlBlocks } from './shared/html-blocks.js';

const SKIP = new Set(
  'head script style noscript template iframe object embed svg canvas nav header footer aside form button select input textarea dialog'.split(
    ' ',
  ),
);

const html: Reader = {
  extensions: ['html', 'htm', 'xhtml'],
  mediaType: 'text/html',
  recognises: (bytes, extension) => {
    const head = Buffer.from(bytes.subarray(0, 2_000)).toString('latin1');
    if (/<!doctype html|<html[\s>]/i.test(head)) return 0.9;
    return html.extensions.includes(extension) && /<[a-z]/i.test(head) ? 0.7 : 0;
  },
  read: async (bytes, { view }) => {
    const decoded = decode(bytes);
    if (decoded === null) throw new CheckError('damaged-file');
    const { text, blocks } = htmlBlocks(decoded.text, { skip: SKIP, hidden });
    if (text.trim() === '') throw new CheckError('empty-file');
    return { ...PLAIN, format: 'html', view, text, blocks, notices: decoded.notices };
  },
};
export default html;

function hidden(attributes: Readonly<Record<string, string>>): boolean {
  if (attributes['aria-hidden'] === 'true' || /^(?:navigation|banner|contentinfo|search)$/.test(attributes.role ?? ''))
    return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '');
}
