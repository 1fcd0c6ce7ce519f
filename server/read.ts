/** Chooses the reader by content and gives its document, or says in one coded error why the file cannot be read. */
import type { Document, Source } from './model/document.js';
import { CheckError } from './model/errors.js';
import type { Reader, ReadOptions } from './model/plugin.js';

export interface ReadLimits {
  fileBytes: number;
  characters: number;
}

/** Below this a reader does not take the file for its own. */
const SURE = 0.2;

export async function read(
  { bytes, name }: Source,
  options: ReadOptions,
  readers: ReadonlyMap<string, Reader>,
  limits: ReadLimits,
): Promise<Document> {
  if (bytes.length === 0) throw new CheckError('empty-file');
  if (bytes.length > limits.fileBytes)
    throw new CheckError('file-too-large', { limit: Math.round(limits.fileBytes / 1024 / 1024) });
  const reader = await choose(bytes, extensionOf(name), readers);
  const document = await reader.read(bytes, options);
  if (document.text.trim() === '') throw new CheckError('empty-file');
  if (document.text.length > limits.characters) throw new CheckError('expands-too-far');
  return document;
}

async function choose(bytes: Uint8Array, extension: string, readers: ReadonlyMap<string, Reader>): Promise<Reader> {
  let best: { reader: Reader; sure: number } | null = null;
  for (const reader of readers.values()) {
    const sure = await reader.recognises(bytes, extension);
    if (sure > (best?.sure ?? SURE)) best = { reader, sure };
  }
  if (!best)
    throw new CheckError('unsupported-format', {
      formats: [...readers.values()].flatMap((r) => r.extensions).join(', '),
    });
  return best.reader;
}

function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}
