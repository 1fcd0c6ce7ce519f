/** Length-preserving folding for matching: width, quotes, dashes, spaces and case; offsets stay valid. */

const MAP: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '\u00a0': ' ',
  '\n': ' ',
  '\r': ' ',
  '\t': ' ',
  '\u201c': '"',
  '\u201d': '"',
  '\u2018': "'",
  '\u2019': "'",
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
};

/** What each UTF-16 code unit becomes. */
const TABLE = Uint16Array.from({ length: 0x10000 }, (_, code) => foldUnit(String.fromCharCode(code)).charCodeAt(0));

/** Ideographic full stops and corner brackets stay; what has a one-to-one ASCII form becomes it. */
export function fold(text: string): string {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = TABLE[text.charCodeAt(i)]!;
  return Buffer.from(units.buffer).toString('utf16le');
}

function foldUnit(unit: string): string {
  const mapped = MAP[unit];
  if (mapped !== undefined) return mapped;
  const code = unit.charCodeAt(0);
  const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
  const lower = narrow.toLowerCase();
  return lower.length === 1 ? lower : narrow;
}
