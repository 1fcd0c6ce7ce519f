/** Begins a new line before each numbered unit within long lines, where the numbers count on through the whole text. */

/** Digits, half or full width, and those of Japanese. */
const D = '[0-9\\uff10-\\uff19]';
const KANJI = '\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341';
const MARK = new RegExp(
  [
    // dai-n-jo with a title in brackets behind which no particle stands, or with a blank
    `(?<article>\\u7b2c[ \\u3000]?(?:${D}{1,3}|[${KANJI}]{1,5})[ \\u3000]?\\u6761)(?:(?=[ \\u3000]*[\\uff08(\\u3010][^\\uff08\\uff09()]{1,40}[\\uff09)\\u3011](?![ \\u3000]*[\\u306b\\u306e\\u3092\\u304c\\u306f\\u3068\\u3082\\u3067\\u3001\\u53ca\\u53c8]))|(?=[ \\u3000]))`,
    `(?<chapter>\\u7b2c[ \\u3000]?(?:${D}{1,2}|[${KANJI}]{1,3})[ \\u3000]?\\u7ae0)[ \\u3000]+`, // dai-n-sho
    // Behind a blank, or where the blank behind the end of a sentence was lost.
    `(?<=^|[\\s\\u3002]|[a-z)][.;])(?:${[
      '(?<dotted>\\d{1,2}(?:\\.\\d{1,2}){1,3})\\.?\\s',
      `(?<digit>(?:(?:ARTICLE|SECTION|Article|Section) )?(?:${D}{1,2}[.\\uff0e]|${D}{1,2}(?=[ \\u3000][\\u3041-\\u9fff])))[\\s\\u3000]*`,
      `(?<bracketed>[(\\uff08]${D}{1,2}[)\\uff09])[\\s\\u3000]*`,
      '(?<letter>\\(?[a-z]\\))\\s',
      '(?<roman>\\(?[ivx]{2,5}\\))\\s',
      '(?<capital>[A-Z]\\.)\\s',
      '(?<circled>[\\u2460-\\u2473])[\\s\\u3000]*',
      `(?<kanji>[${KANJI}]{1,3})[ \\u3000]+`,
      '(?<kana>[\\u30a2\\u30a4\\u30a6\\u30a8\\u30aa\\u30ab\\u30ad\\u30af\\u30b1\\u30b3])[ \\u3000]+',
      '(?<attachment>(?:EXHIBIT|SCHEDULE|ANNEX|APPENDIX) [A-Z0-9]{1,2}[.:]?)\\s',
      '(?<bullet>[\\u2022\\u25cf\\u25aa\\u25a0])\\s(?=[A-Za-z$])',
    ].join('|')})`,
  ].join('|'),
  'g',
);

interface Mark {
  line: number;
  start: number;
  /** Where the unit's words begin. */
  end: number;
  family: string;
  /** The number: of 4.2 the 2, of (c) 3. */
  value: number;
  /** Of 4.2 the 4. */
  above: string;
  /** At the start of its line, behind the end of a sentence, behind a colon or semicolon, or behind other words. */
  stands: 'first' | 'apart' | 'listed' | 'within';
  /** Its words begin with a small letter. */
  small: boolean;
  /** Its words begin in capitals. */
  loud: boolean;
  /** Its words begin with a number, a stop or the like. */
  odd: boolean;
  refers: boolean;
}

interface Series {
  family: string;
  last: number;
  /** Its first unit began a line, with a small letter: so may the others. */
  small: boolean;
}

/** Series that may still go on; those begun longest ago are over. */
const MOST_OPEN = 40;

/** A line of more columns than that may hold several paragraphs. */
export const LONG_LINE = 1_000;

/** `paged`: the text has lost its paragraphs throughout, so that a number may stand right behind a heading. */
export function cutAtNumbers(lines: readonly string[], isLong: (line: string) => boolean, paged = false): string[] {
  if (!lines.some(isLong)) return [...lines];
  const cuts = new Map<number, number[]>();
  for (const { line, start } of counted(marksOf(lines), paged)) {
    if (start === 0 || !isLong(lines[line]!)) continue;
    const own = cuts.get(line);
    if (own) own.push(start);
    else cuts.set(line, [0, start]);
  }
  return lines.flatMap((line, index) => {
    const starts = cuts.get(index) ?? [0];
    return starts.map((start, at) => line.slice(start, starts[at + 1]).trim());
  });
}

/** `Section 4. The …`, `in 5. And …`: a number that goes on with the words before it. */
const REFERS =
  /^[("]?(?:sections?|articles?|clauses?|paragraphs?|exhibits?|schedules?|items?|nos?\.?|numbers?|parts?|versions?|pages?|and|or|to|of|than|by|in|is|are|least|most|january|february|march|april|may|june|july|august|september|october|november|december)$|[\d$%&+/-]$/i;

/** More marks than that are no contract: such a text stays as it is. */
const MOST_MARKS = 50_000;

function marksOf(lines: readonly string[]): Mark[] {
  const found: Mark[] = [];
  for (const [index, line] of lines.entries())
    for (const match of line.matchAll(MARK)) if (found.push(markOf(match, line, index)) > MOST_MARKS) return [];
  return found;
}

function markOf(match: RegExpExecArray, text: string, line: number): Mark {
  const { 0: whole, index: start, groups = {} } = match;
  const [family = '', number = ''] = Object.entries(groups).find(([, own]) => own !== undefined) ?? [];
  const before = text.slice(Math.max(0, start - 40), start).trimEnd();
  const end = start + whole.length;
  const parts = number.split('.');
  return {
    line,
    start,
    end,
    family,
    above: family === 'dotted' ? parts.slice(0, -1).join('.') : '',
    value: valued(family, family === 'dotted' ? parts.at(-1)! : number),
    stands: standing(before),
    small: /\p{Ll}/u.test(text[end] ?? ''),
    loud: /^\p{Lu}{3}/u.test(text.slice(end, end + 6)),
    odd: !/[\p{L}"\u201c'\u2018(\uff08\u300c\u3010]/u.test(text[end] ?? ''),
    refers: REFERS.test(before.slice(before.lastIndexOf(' ') + 1)) || (family === 'digit' && /^\p{L}/u.test(number)),
  };
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };

function valued(family: string, number: string): number {
  const plain = number.normalize('NFKC');
  const digits = /\d+/.exec(plain)?.[0];
  if (digits) return Number(digits);
  if (family === 'roman') return romanOf(plain);
  if (family === 'kana') return '\u30a2\u30a4\u30a6\u30a8\u30aa\u30ab\u30ad\u30af\u30b1\u30b3'.indexOf(plain) + 1;
  const letter = /[a-z]/i.exec(plain.slice(-3))?.[0];
  return letter ? letter.toLowerCase().charCodeAt(0) - 96 : kanjiOf(plain);
}

function romanOf(number: string): number {
  const letters = [...number.replace(/[()]/g, '')].map((letter) => ROMAN[letter]!);
  return letters.reduce((sum, own, index) => sum + (own < (letters[index + 1] ?? 0) ? -own : own), 0);
}

/** Up to 99. */
function kanjiOf(number: string): number {
  const digits = [...number].filter((char) => KANJI.includes(char)).join('');
  const [, tens, ten, ones] = /^([^\u5341]?)(\u5341?)([^\u5341]?)$/.exec(digits) ?? [];
  const one = (kanji: string | undefined) => (kanji ? KANJI.indexOf(kanji) + 1 : 0);
  return ten ? (one(tens) || 1) * 10 + one(ones) : one(tens);
}

function standing(before: string): Mark['stands'] {
  if (before === '') return 'first';
  if (/(?:[.!?\u3002\uff01\uff1f][)"'\u201d\u2019\u300d\uff09]*|[*_=-]{4})$/.test(before)) return 'apart';
  return /(?:[:;\uff1a\uff1b]|[:;,] (?:and|or))$/.test(before) ? 'listed' : 'within';
}

/** The marks that begin units: those that start a series which goes on, or go on with one. */
function counted(marks: readonly Mark[], paged: boolean): Mark[] {
  const later = placesOf(marks);
  const open: Series[] = [];
  const dotted = new Map<string, number>();
  const found: Mark[] = [];
  for (const [index, each] of marks.entries()) {
    const last = found.at(-1);
    const below = last?.line === each.line && last.end === each.start;
    const mark: Mark = below && each.stands !== 'first' ? { ...each, stands: 'apart' } : each;
    if (mark.odd && !JAPANESE.has(mark.family)) continue;
    if (begins(mark, { open, dotted, later, index, paged })) found.push(mark);
  }
  return found;
}

const JAPANESE = new Set(['article', 'chapter', 'circled', 'kanji', 'kana']);

interface State {
  open: Series[];
  dotted: Map<string, number>;
  later: ReadonlyMap<string, number>;
  index: number;
  paged: boolean;
}

function begins(mark: Mark, state: State): boolean {
  const { family, small, stands } = mark;
  if (family === 'bullet') return true;
  if (family === 'attachment') return !small && (stands === 'first' || stands === 'apart');
  if (family === 'dotted') return countsBelow(mark, state);
  // (i) is the letter behind (h) only.
  const roman = family === 'letter' && [9, 22, 24].includes(mark.value) && !goesOn(mark, state.open);
  return counts(roman ? { ...mark, family: 'roman', value: { 9: 1, 22: 5, 24: 10 }[mark.value]! } : mark, state);
}

function goesOn({ family, value }: Mark, open: readonly Series[]): boolean {
  return open.some((series) => series.family === family && series.last === value - 1);
}

/** For each family and value, where it stands among the marks, in order. */
function placesOf(marks: readonly Mark[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const [index, { family, value }] of marks.entries()) last.set(`${family} ${value}`, index);
  return last;
}

function counts(mark: Mark, { open, later, index, paged }: State): boolean {
  const { family, value, stands, small } = mark;
  const at = open.findLastIndex((series) => series.family === family && series.last === value - 1);
  const series = open[at];
  if (series && value > 1 && fits(mark, series, open.length - 1 - at)) {
    series.last = value;
    // Articles count on through the chapters.
    if (family !== 'chapter') open.length = at + 1;
    return true;
  }
  if (open.length === MOST_OPEN) open.shift();
  if (stands === 'first') {
    open.push({ family, last: value, small });
    return true;
  }
  // The first paragraph of a Japanese article bears no number.
  if (value === 2 && family === 'digit' && stands === 'apart' && open.at(-1)?.family === 'article') {
    open.push({ family, last: 2, small });
    return true;
  }
  if (value !== 1 || (later.get(`${family} 2`) ?? -1) < index || !starts(mark, paged)) return false;
  open.push({ family, last: 1, small });
  return true;
}

const LISTS = new Set(['letter', 'roman', 'bracketed']);

/** Whether the first number of a series may stand where it does. */
function starts({ family, stands, small, refers, loud }: Mark, paged: boolean): boolean {
  if (stands === 'listed' && (family === 'digit' || (paged && LISTS.has(family)))) return !small;
  if (small) return false;
  if (stands === 'apart' || family === 'article' || family === 'chapter') return true;
  return paged && !refers && (family === 'digit' || (family === 'capital' && loud) || JAPANESE.has(family));
}

/** The second number and the further ones. */
function fits({ stands, small, loud, family, refers }: Mark, series: Series, below: number): boolean {
  if (stands === 'first' || family === 'article' || family === 'chapter') return true;
  if (small) return series.small && stands === 'listed';
  if (stands === 'apart') return true;
  if (family === 'capital' && !loud) return false;
  // Behind words without a stop, as items are written: a number of the list just read, or the letter above it.
  return !refers && (stands === 'listed' || below === 0 || (below === 1 && family === 'letter'));
}

/** 4.2 begins a unit below 4, or behind 4.1. */
function countsBelow({ above, value, stands, small, refers }: Mark, { open, dotted }: State): boolean {
  const before = Number(above) - 1;
  const follows =
    value === 1
      ? before === 0 || dotted.has(`${before}`) || open.some(({ last }) => `${last}` === above)
      : dotted.get(above) === value - 1;
  if (stands !== 'first' && (small || refers || !follows)) return false;
  dotted.set(above, value);
  return true;
}
