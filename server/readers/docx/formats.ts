/** Word's number formats (ECMA-376 part 1, 17.18.59 ST_NumberFormat) as text; kana and kanji by code point. */
import { roman } from '../shared/roman.js';

const code = (...points: number[]) => String.fromCodePoint(...points);
const KANJI_DIGITS = [0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d].map((point) =>
  code(point),
);
const [TEN, HUNDRED, THOUSAND] = [0x5341, 0x767e, 0x5343].map((point) => code(point)) as [string, string, string];
const AIUEO = [
  0x30a2, 0x30a4, 0x30a6, 0x30a8, 0x30aa, 0x30ab, 0x30ad, 0x30af, 0x30b1, 0x30b3, 0x30b5, 0x30b7, 0x30b9, 0x30bb,
  0x30bd, 0x30bf, 0x30c1, 0x30c4, 0x30c6, 0x30c8, 0x30ca, 0x30cb, 0x30cc, 0x30cd, 0x30ce, 0x30cf, 0x30d2, 0x30d5,
  0x30d8, 0x30db, 0x30de, 0x30df, 0x30e0, 0x30e1, 0x30e2, 0x30e4, 0x30e6, 0x30e8, 0x30e9, 0x30ea, 0x30eb, 0x30ec,
  0x30ed, 0x30ef, 0x30f2, 0x30f3,
];
const IROHA = [
  0x30a4, 0x30ed, 0x30cf, 0x30cb, 0x30db, 0x30d8, 0x30c8, 0x30c1, 0x30ea, 0x30cc, 0x30eb, 0x30f2, 0x30ef, 0x30ab,
  0x30e8, 0x30bf, 0x30ec, 0x30bd, 0x30c4, 0x30cd, 0x30ca, 0x30e9, 0x30e0, 0x30a6, 0x30f0, 0x30ce, 0x30aa, 0x30af,
  0x30e4, 0x30de, 0x30b1, 0x30d5, 0x30b3, 0x30a8, 0x30c6, 0x30a2, 0x30b5, 0x30ad, 0x30e6, 0x30e1, 0x30df, 0x30b7,
  0x30f1, 0x30d2, 0x30e2, 0x30bb, 0x30b9,
];
const HEAVENLY_STEMS = [0x7532, 0x4e59, 0x4e19, 0x4e01, 0x620a, 0x5df1, 0x5e9a, 0x8f9b, 0x58ec, 0x7678];

/** Largest number that Word counts to; letters and signs that are repeated for more would fill pages. */
const HIGHEST = 32_767;

const FORMATS: ReadonlyMap<string, (value: number) => string> = new Map(
  Object.entries<(value: number) => string>({
    decimal: String,
    decimalZero: (value) => String(value).padStart(2, '0'),
    decimalFullWidth: fullWidth,
    decimalFullWidth2: fullWidth,
    decimalHalfWidth: String,
    upperRoman: (value) => roman(value).toUpperCase(),
    lowerRoman: roman,
    upperLetter: (value) => letter(value).toUpperCase(),
    lowerLetter: letter,
    ordinal: (value) => `${value}${ordinalSuffix(value)}`,
    decimalEnclosedCircle: circled,
    decimalEnclosedCircleChinese: circled,
    decimalEnclosedParen: (value) => (value <= 20 ? code(0x2473 + value) : `(${value})`),
    decimalEnclosedFullstop: (value) => (value <= 20 ? code(0x2487 + value) : `${value}.`),
    aiueo: (value) => pick(AIUEO, value),
    aiueoFullWidth: (value) => pick(AIUEO, value),
    iroha: (value) => pick(IROHA, value),
    irohaFullWidth: (value) => pick(IROHA, value),
    japaneseCounting: kanji,
    japaneseLegal: kanji,
    japaneseDigitalTenThousand: (value) => [...String(value)].map((digit) => KANJI_DIGITS[Number(digit)]).join(''),
    ideographDigital: (value) => [...String(value)].map((digit) => KANJI_DIGITS[Number(digit)]).join(''),
    chineseCounting: kanji,
    chineseCountingThousand: kanji,
    ideographTraditional: (value) => pick(HEAVENLY_STEMS, value),
    ideographEnclosedCircle: (value) => (value <= 10 ? code(0x327f + value) : String(value)),
    numberInDash: (value) => `- ${value} -`,
    none: () => '',
  }),
);

/** Formats that have a zero. */
const DIGITS = new Set(
  'decimal decimalZero decimalFullWidth decimalFullWidth2 decimalHalfWidth numberInDash japaneseDigitalTenThousand ideographDigital none'.split(
    ' ',
  ),
);

/**
 * Formats that are not known are shown in digits, and so is what a format has no sign for.
 * `pattern` belongs to custom formats: `001, 002` has three digits.
 */
export function formatNumber(format: string, value: number, pattern = ''): string {
  if (format === 'custom') return String(value).padStart(/^0*\d/.exec(pattern.trim())?.[0].length ?? 2, '0');
  const write = FORMATS.get(format);
  if (!write || (value < 1 && !DIGITS.has(format)) || value > HIGHEST) return String(value);
  return write(value);
}

function fullWidth(value: number): string {
  return String(value).replace(/\d/g, (digit) => code(0xff10 + Number(digit)));
}

function circled(value: number): string {
  if (value <= 20) return code(0x245f + value);
  if (value <= 35) return code(0x3250 + value - 20);
  return value <= 50 ? code(0x32b0 + value - 35) : String(value);
}

function pick(points: readonly number[], value: number): string {
  return code(points[(value - 1) % points.length] ?? 0x3f);
}

function letter(value: number): string {
  return code(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function kanji(value: number): string {
  const parts: readonly [number, string][] = [
    [1000, THOUSAND],
    [100, HUNDRED],
    [10, TEN],
  ];
  let left = value;
  let text = '';
  for (const [step, sign] of parts) {
    const times = Math.floor(left / step);
    if (times > 0) text += (times > 1 ? KANJI_DIGITS[times]! : '') + sign;
    left %= step;
  }
  return left > 0 || text === '' ? text + KANJI_DIGITS[left]! : text;
}

function ordinalSuffix(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th';
}
