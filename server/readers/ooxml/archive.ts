/** Opens the zip container of an Office file under hard limits: nothing is inflated further than a contract could need. */

import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { CheckError } from '../../model/errors.js';

const LIMITS = { entries: 2_000, bytes: 64 * 1024 * 1024, entryBytes: 48 * 1024 * 1024 } as const;

/** The entries that `wanted` names, inflated; the others are only counted. */
export async function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Promise<{ files: Map<string, Uint8Array>; names: string[] }> {
  const zip = await open(bytes);
  const files = new Map<string, Uint8Array>();
  const names: string[] = [];
  const known = new Set<string>();
  let left: number = LIMITS.bytes;
  try {
    for await (const entry of entries(zip)) {
      names.push(entry.fileName);
      // Which of two parts of one name is the contract is for the program that opens the file to say: none is.
      if (known.size === known.add(entry.fileName.toLowerCase()).size) throw new CheckError('damaged-file');
      if (names.length > LIMITS.entries) throw new CheckError('expands-too-far');
      if (!wanted(entry.fileName)) continue;
      if ((entry.generalPurposeBitFlag & 1) !== 0) throw new CheckError('encrypted-file');
      const content = await inflate(zip, entry, Math.min(left, LIMITS.entryBytes));
      left -= content.length;
      files.set(entry.fileName, content);
    }
  } finally {
    zip.close();
  }
  return { files, names };
}

function open(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) reject(new CheckError('damaged-file', {}, { cause: error }));
      else resolve(zip);
    });
  });
}

async function* entries(zip: ZipFile): AsyncGenerator<Entry> {
  const next = () =>
    new Promise<Entry | null>((resolve, reject) => {
      const done = (entry: Entry | null) => {
        zip.removeAllListeners();
        resolve(entry);
      };
      zip.once('entry', done);
      zip.once('end', () => done(null));
      zip.once('error', (cause: unknown) => reject(new CheckError('damaged-file', {}, { cause })));
      zip.readEntry();
    });
  for (let left = zip.entryCount; left > 0; left--) {
    const entry = await next();
    if (!entry) return;
    yield entry;
  }
}

async function inflate(zip: ZipFile, entry: Entry, limit: number): Promise<Uint8Array> {
  if (entry.uncompressedSize > limit) throw new CheckError('expands-too-far');
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, found) => {
      if (error || !found) reject(new CheckError('damaged-file', {}, { cause: error }));
      else resolve(found);
    });
  });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > limit) throw new CheckError('expands-too-far');
      chunks.push(chunk as Buffer);
    }
  } catch (cause) {
    throw cause instanceof CheckError ? cause : new CheckError('damaged-file', {}, { cause });
  }
  return Buffer.concat(chunks);
}
