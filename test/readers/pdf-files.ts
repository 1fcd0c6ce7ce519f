/** Writes small PDF files object by object, so that each test holds exactly the construction it is about. */
import { createHash } from 'node:crypto';

export interface PagePlan {
  /** Operators of the page; see `line`, `prose`, `rule`. */
  content: string;
  /** Picture on the page, as JPEG bytes; drawn over the whole page. */
  jpeg?: { bytes: Buffer; width: number; height: number };
  /** Further entries of the page's dictionary, e.g. `/Rotate 90`. */
  more?: string;
}

export interface FilePlan {
  /** Encoding of the Japanese font `J`, which is not embedded, e.g. `90ms-RKSJ-H`. */
  encoding?: string;
  /** RC4 encryption (revision 2) with these passwords. */
  passwords?: { user: string; owner: string };
  /** Further objects, numbered from 100 on in the order given. */
  objects?: readonly string[];
  /** Stands in place of the page tree's own kids and count. */
  tree?: string;
}

/** A4, in points. */
export const WIDTH = 595;
export const HEIGHT = 842;

export function pdfOf(pages: readonly PagePlan[], plan: FilePlan = {}): Buffer {
  const objects = new Map<number, string | { dictionary: string; bytes: Buffer }>();
  const kids = pages.map((_, index) => `${10 + index * 3} 0 R`).join(' ');
  objects.set(1, '<< /Type /Catalog /Pages 2 0 R >>');
  objects.set(2, `<< /Type /Pages ${plan.tree ?? `/Kids [${kids}] /Count ${pages.length}`} >>`);
  objects.set(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>');
  objects.set(
    4,
    `<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /${plan.encoding ?? 'UniJIS-UCS2-H'} /DescendantFonts [5 0 R] >>`,
  );
  objects.set(
    5,
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /DW 1000 /FontDescriptor 6 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>',
  );
  objects.set(
    6,
    '<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
  );
  objects.set(7, '<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>');
  for (const [index, { content, jpeg, more = '' }] of pages.entries()) {
    const own = 10 + index * 3;
    const picture = jpeg ? `/XObject << /P ${own + 2} 0 R >>` : '';
    objects.set(
      own,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents ${own + 1} 0 R /Resources << /Font << /F 3 0 R /J 4 0 R /B 7 0 R >> ${picture} >> ${more} >>`,
    );
    const drawn = jpeg ? `q ${WIDTH} 0 0 ${HEIGHT} 0 0 cm /P Do Q\n${content}` : content;
    objects.set(own + 1, { dictionary: '', bytes: Buffer.from(drawn, 'latin1') });
    if (jpeg)
      objects.set(own + 2, {
        dictionary: `/Type /XObject /Subtype /Image /Width ${jpeg.width} /Height ${jpeg.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`,
        bytes: jpeg.bytes,
      });
  }
  for (const [index, object] of (plan.objects ?? []).entries()) objects.set(100 + index, object);
  return written(objects, plan.passwords);
}

/** Words in Courier (`B`: bold), whose letters are 0.6 of the size wide, from `x` on the baseline `y`. */
export function line(text: string, x: number, y: number, size = 10, font: 'F' | 'B' = 'F'): string {
  return `BT /${font} ${size} Tf ${x} ${y} Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET\n`;
}

/** Bytes in the Japanese font. */
export function japanese(bytes: Buffer, x: number, y: number, size = 10): string {
  return `BT /J ${size} Tf ${x} ${y} Td <${bytes.toString('hex')}> Tj ET\n`;
}

export function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** Text broken into lines of `letters` letters, 14 points apart. */
export function prose(text: string, x: number, top: number, letters: number): string {
  return wrapped(text, letters)
    .map((part, index) => line(part, x, top - 14 * index))
    .join('');
}

export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= letters) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Straight lines, each from one point to another. */
export function rules(points: readonly (readonly [number, number, number, number])[]): string {
  return points.map(([x1, y1, x2, y2]) => `${x1} ${y1} m ${x2} ${y2} l S\n`).join('');
}

/** The rules of a table whose columns part at `xs` and whose rows part at `ys`. */
export function ruled(xs: readonly number[], ys: readonly number[]): string {
  const [left, right, top, bottom] = [xs[0]!, xs.at(-1)!, ys[0]!, ys.at(-1)!];
  return rules([...ys.map((y) => [left, y, right, y] as const), ...xs.map((x) => [x, top, x, bottom] as const)]);
}

function written(
  objects: ReadonlyMap<number, string | { dictionary: string; bytes: Buffer }>,
  passwords: FilePlan['passwords'],
): Buffer {
  const id = Buffer.alloc(16, 7);
  const lock = passwords ? locked(passwords, id) : null;
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: string[] = [];
  let size = parts[0]!.length;
  const push = (bytes: Buffer) => {
    parts.push(bytes);
    size += bytes.length;
  };
  for (const [number, object] of objects) {
    offsets.push(`${number} 1\n${String(size).padStart(10, '0')} 00000 n \n`);
    if (typeof object === 'string') push(Buffer.from(`${number} 0 obj\n${object}\nendobj\n`, 'latin1'));
    else {
      const bytes = lock ? lock.encrypt(number, object.bytes) : object.bytes;
      push(Buffer.from(`${number} 0 obj\n<< ${object.dictionary} /Length ${bytes.length} >>\nstream\n`, 'latin1'));
      push(bytes);
      push(Buffer.from('\nendstream\nendobj\n'));
    }
  }
  const most = Math.max(...objects.keys()) + 1;
  const encrypt = lock ? `/Encrypt ${lock.dictionary}` : '';
  const table = `xref\n0 1\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${most} /Root 1 0 R /ID [<${id.toString('hex')}> <${id.toString('hex')}>] ${encrypt} >>\n`;
  push(Buffer.from(`${table}${trailer}startxref\n${size}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(parts);
}

/** Padding of passwords (ISO 32000-1, 7.6.3.3, algorithm 2). */
const PAD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** Algorithms 1 to 4 of the same section, for 40-bit keys. */
function locked({ user, owner }: { user: string; owner: string }, id: Buffer) {
  const padded = (password: string) => Buffer.concat([Buffer.from(password, 'latin1'), PAD]).subarray(0, 32);
  const rights = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const ownerEntry = rc4(md5(padded(owner)).subarray(0, 5), padded(user));
  const key = md5(padded(user), ownerEntry, rights, id).subarray(0, 5);
  const userEntry = rc4(key, PAD);
  const own = (number: number) => Buffer.from([number & 255, number >> 8, 0, 0, 0]);
  return {
    encrypt: (number: number, bytes: Buffer) => rc4(md5(key, own(number)).subarray(0, 10), bytes),
    dictionary: `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${ownerEntry.toString('hex')}> /U <${userEntry.toString('hex')}> >>`,
  };
}

function md5(...parts: readonly Buffer[]): Buffer {
  return createHash('md5').update(Buffer.concat(parts)).digest();
}

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, index) => index);
  let j = 0;
  for (let i = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  let i = 0;
  j = 0;
  return Buffer.from(
    bytes.map((byte) => {
      i = (i + 1) & 255;
      j = (j + state[i]!) & 255;
      [state[i], state[j]] = [state[j]!, state[i]!];
      return byte ^ state[(state[i]! + state[j]!) & 255]!;
    }),
  );
}
