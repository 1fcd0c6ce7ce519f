/** Plain text: UTF-8, UTF-16, Shift_JIS, EUC-JP; one block a line. */
import type { Block } from '../model/document.js';
import { CheckError } from '../model/errors.js';
import type { Reader } from '../model/plugin.js';
import { decode } from './shared/decode.js';

const text: Reader = {
  extensions: ['txt', 'text'],
  mediaType: 'text/plain',
  recognises: (bytes, extension) => {
    const decoded = decode(bytes);
    if (decoded === null) return 0;
    return text.extensions.includes(extension) ? 0.6 : 0.3;
  },
  read: async (bytes, { view }) => {
    if (bytes.length === 0) throw new CheckError('empty-file');
    const decoded = decode(bytes);
    if (decoded === null) throw new CheckError('damaged-file');
    const lines = decoded.text
      .split(/\r\n|[\n\r\f\u2028\u2029]/)
      .map((line) => line.trimEnd())
      .filter((line) => line.trim() !== '');
    if (lines.length === 0) throw new CheckError('empty-file');
    return {
      format: 'text',
      view,
      revised: false,
      text: lines.join('\n'),
      blocks: blocksOf(lines),
      unreadPages: [],
      notices: decoded.notices,
    };
  },
};
export default text;

function blocksOf(lines: readonly string[]): Block[] {
  let at = 0;
  return lines.map((line): Block => {
    const range = [at, at + line.length] as const;
    at += line.length + 1;
    return { kind: 'paragraph', range };
  });
}
