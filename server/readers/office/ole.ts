/** Finds one stream in an OLE compound file ([MS-CFB]), the container of Word's formats before 2007. */

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Sector numbers from here on are marks: free, end of chain, FAT, DIFAT. */
const MARKS = 0xfffffffa;
const ENTRY = 128;
const ROOT = 5;
const STREAM = 2;

export function isOle(bytes: Uint8Array): boolean {
  return SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length));
}

/** The first `length` bytes of the root's stream of this name, or null. A damaged container has no streams. */
export function oleStream(bytes: Uint8Array, name: string, length: number): Uint8Array | null {
  if (!isOle(bytes) || bytes.length < 512) return null;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return null;
  const size = 1 << shift;
  const sector = (index: number) => file.subarray((index + 1) * size, (index + 2) * size);
  const next = nextSector(file, size);
  const directory = join(file.readUInt32LE(48), next, sector, bytes.length);
  const root = entryAt(directory, 0);
  if (!root || root.type !== ROOT) return null;
  const found = streamsOf(directory, root.child).find((entry) => entry.name === name);
  if (!found) return null;
  // Streams shorter than the cutoff lie in 64-byte pieces of the root's own stream.
  if (found.size >= file.readUInt32LE(56)) return join(found.start, next, sector, length).subarray(0, length);
  const small = join(root.start, next, sector, (found.start + 1) * 64);
  return small.subarray(found.start * 64, found.start * 64 + Math.min(length, 64));
}

/** Follows the FAT: its sectors are listed in the header, and from the 110th on in a chain of their own. */
function nextSector(file: Buffer, size: number): (index: number) => number {
  const perSector = size / 4;
  const fat: number[] = [];
  for (let at = 76; at < 512; at += 4) fat.push(file.readUInt32LE(at));
  let list = file.readUInt32LE(68);
  const most = file.length / size;
  for (let seen = 0; list < MARKS && seen < most; seen++) {
    const start = (list + 1) * size;
    if (start + size > file.length) break;
    for (let at = 0; at < perSector - 1; at++) fat.push(file.readUInt32LE(start + at * 4));
    list = file.readUInt32LE(start + size - 4);
  }
  return (index) => {
    const at = (((fat[Math.floor(index / perSector)] ?? MARKS) + 1) * perSector + (index % perSector)) * 4;
    return at + 4 <= file.length ? file.readUInt32LE(at) : MARKS;
  };
}

/** The sectors of a chain up to `most` bytes; a chain that runs in a circle ends there too. */
function join(first: number, next: (i: number) => number, sector: (i: number) => Buffer, most: number): Buffer {
  const pieces: Buffer[] = [];
  let size = 0;
  for (let at = first; at < MARKS && size < most; at = next(at)) {
    const piece = sector(at);
    if (piece.length === 0) break;
    pieces.push(piece);
    size += piece.length;
  }
  return Buffer.concat(pieces);
}

interface Entry {
  name: string;
  type: number;
  left: number;
  right: number;
  child: number;
  start: number;
  size: number;
}

function entryAt(directory: Buffer, index: number): Entry | null {
  const raw = directory.subarray(index * ENTRY, (index + 1) * ENTRY);
  if (raw.length < ENTRY) return null;
  const letters = Math.min(64, raw.readUInt16LE(64));
  return {
    name: raw.subarray(0, Math.max(0, letters - 2)).toString('utf16le'),
    type: raw[66]!,
    left: raw.readUInt32LE(68),
    right: raw.readUInt32LE(72),
    child: raw.readUInt32LE(76),
    start: raw.readUInt32LE(116),
    size: raw.readUInt32LE(120),
  };
}

/** The streams directly below the root: siblings form a binary tree; each entry is visited once. */
function streamsOf(directory: Buffer, first: number): Entry[] {
  const found: Entry[] = [];
  const seen = new Set<number>();
  const open = [first];
  while (open.length > 0) {
    const index = open.pop()!;
    const entry = seen.has(index) ? null : entryAt(directory, index);
    if (!entry) continue;
    seen.add(index);
    open.push(entry.left, entry.right);
    if (entry.type === STREAM) found.push(entry);
  }
  return found;
}
