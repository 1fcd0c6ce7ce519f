/** Bytes of a text file in the encodings that contracts come in. */
import type { Notice } from '../../model/document.js';

export interface Decoded {
  text: string;
  encoding: string;
  /** Tells the reader where the encoding was guessed. */
  notices: Notice[];
}

/** Null where the bytes are no text. */
export function decode(bytes: Uint8Array): Decoded | null {
  const decoded = decoders(bytes);
  if (decoded === null || looksBinary(decoded.text)) return null;
  const guessed = !decoded.encoding.startsWith('utf');
  return { ...decoded, notices: guessed ? [{ code: 'encoding-guessed', values: { encoding: decoded.encoding } }] : [] };
}

type Attempt = Pick<Decoded, 'text' | 'encoding'>;

/** Strict decoders first; among those that accept the bytes, the one that gives the fewest characters rare in contracts. */
function decoders(bytes: Uint8Array): Attempt | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return attempt(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return attempt(bytes, 'utf-16be');
  const utf8 = attempt(bytes, 'utf-8');
  if (utf8) return utf8;
  const japanese = ['shift_jis', 'euc-jp'].flatMap((encoding) => attempt(bytes, encoding) ?? []);
  return japanese.sort((a, b) => oddity(a.text) - oddity(b.text))[0] ?? attempt(bytes, 'windows-1252');
}

function attempt(bytes: Uint8Array, encoding: string): Attempt | null {
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
