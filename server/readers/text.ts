/** Plain text: UTF-8, UTF-16, Shift_JIS, EUC-JP; one block a line. */
import type { Block } from '../model/document.js';
import { CheckError } from '../model/errors.js';
import type { Reader } from '../model/plugin.js';

const text: Reader = {
  extensions: ['txt', 'text'],
  mediaType: 'text/plain',
  recognises: (bytes, extension) => {
    const decoded = decode(bytes);
    if (decoded === null || looksBinary(decoded.text)) return 0;
    return text.extensions.includes(extension) ? 0.6 : 0.3;
  },
  read: async (bytes, { view }) => {
    if (bytes.length === 0) throw new CheckError('empty-file');
    const decoded = decode(bytes);
    if (decoded === null || looksBinary(decoded.text)) throw new CheckError('damaged-file');
    const lines = decoded.text
      .split(/\r\n|[\n\r\f\u2028\u2029]/)
      .map((line) => line.trimEnd())
      .filter((line) => line.trim() !== '');
    if (lines.length === 0) throw new CheckError('empty-file');
    const guessed = decoded.encoding !== 'utf-8';
    return {
      format: 'text',
      view,
      revised: false,
      text: lines.join('\n'),
      blocks: blocksOf(lines),
      unreadPages: [],
      notices: guessed ? [{ code: 'encoding-guessed', values: { encoding: decoded.encoding } }] : [],
    };
  },
};
export default text;

interface Decoded {
  text: string;
  encoding: string;
}

/** Strict decoders first; among those that accept the bytes, the one that gives the fewest characters rare in contracts. */
function decode(bytes: Uint8Array): Decoded | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return attempt(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return attempt(bytes, 'utf-16be');
  const utf8 = attempt(bytes, 'utf-8');
  if (utf8) return utf8;
  const japanese = ['shift_jis', 'euc-jp'].flatMap((encoding) => attempt(bytes, encoding) ?? []);
  return japanese.sort((a, b) => oddity(a.text) - oddity(b.text))[0] ?? attempt(bytes, 'windows-1252');
}

function attempt(bytes: Uint8Array, encoding: string): Decoded | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return null;
  }
}

/** Half-width katakana and rare kanji are what Japanese text turns into under the wrong decoder; kana speak for the right one. */
function oddity(decoded: string): number {
  const count = (pattern: RegExp) => decoded.match(pattern)?.length ?? 0;
  return (count(/[\uff61-\uff9f\ue000-\uf8ff]/g) - count(/[\u3040-\u30ff\u3001\u3002]/g)) / Math.max(1, decoded.length);
}

function looksBinary(decoded: string): boolean {
  let controls = 0;
  for (let i = 0; i < decoded.length; i++) {
    const code = decoded.charCodeAt(i);
    if (code === 0) return true;
    if (code < 32 && !(code >= 9 && code <= 13) && code !== 27) controls++;
  }
  return controls > decoded.length / 100;
}

function blocksOf(lines: readonly string[]): Block[] {
  let at = 0;
  return lines.map((line): Block => {
    const range = [at, at + line.length] as const;
    at += line.length + 1;
    return { kind: 'paragraph', range };
  });
}
