/** Says whether a line opens a numbered unit, whatever the language: such a line is never glued to the one before. */

const KANJI = '\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e';
const OPENING = new RegExp(
  [
    `\\u7b2c[ \\u3000]*[0-9\\uff10-\\uff19${KANJI}]+[ \\u3000]*[\\u6761\\u7ae0\\u7bc0\\u9805]`, // dai-n-jo, -sho, -setsu, -ko
    '[\\uff08(][0-9\\uff10-\\uff19a-zA-Z]{1,4}[\\uff09)]',
    `[\\uff08(][${KANJI}\\u30a2-\\u30b3][\\uff09)]`,
    '[0-9\\uff10-\\uff19]{1,2}(?:[.\\uff0e\\u3001)][ \\u3000]*|[ \\u3000]+)(?![0-9])\\S',
    '[0-9]{1,2}(?:\\.[0-9]{1,2})+[.)]?\\s',
    `[${KANJI}]{1,3}(?:\\u3000|[ ](?=[A-Za-z]))`, // an item in a statute's manner
    '[\\u2460-\\u2473\\u2474-\\u2487]',
    '[\\u30a2-\\u30b3][ \\u3000\\u3001\\uff0e]',
    '[\\u3010\\u25a0\\u25cf\\u25cb\\u30fb\\u2022*]',
    '(?:\\u5225[\\u7d19\\u8868\\u6dfb\\u8a18]|\\u9644\\u5247)', // bessi, beppyo, betten, bekki, fusoku
    '(?:ARTICLE|Article|SECTION|Section|SCHEDULE|Schedule|EXHIBIT|Exhibit|ANNEX|Annex|APPENDIX|Appendix) [0-9A-Z]',
    '(?:[a-z]|[ivx]{1,4})[.)]\\s',
    '[A-Z]\\.\\s+[A-Z]',
  ]
    .map((part) => `(?:${part})`)
    .join('|'),
  'y',
);

export function startsUnit(line: string): boolean {
  OPENING.lastIndex = line.length - line.trimStart().length;
  return OPENING.test(line);
}

/** A full stop, colon or closing mark ends a paragraph; anything else may run on. */
export function endsSentence(line: string): boolean {
  return /[.:;!?\u3002\uff1a\uff1f\uff01][)"'\u201d\u2019\u300d\uff09]*$/.test(line.trimEnd());
}

/** Whether the hyphen between the end of a line and the start of the next one is part of the word. */
export type KeepsHyphen = (before: string, after: string) => boolean;

/** The lines of one paragraph: no space between Japanese characters, hyphenated words put together. */
export function glue(lines: readonly string[], keeps: KeepsHyphen = () => false): string {
  const pieces: string[] = [];
  for (const line of lines) {
    const before = pieces.at(-1);
    const next = before === undefined ? line : line.trimStart();
    if (before !== undefined && isDivided(before, next, keeps)) pieces[pieces.length - 1] = before.slice(0, -1);
    else if (before !== undefined && isSpaced(before, next)) pieces.push(' ');
    pieces.push(next);
  }
  return pieces.join('');
}

function isDivided(before: string, next: string, keeps: KeepsHyphen): boolean {
  if (before.endsWith('\u00ad')) return true;
  return /[a-z]-$/.test(before) && /^[a-z]/.test(next) && !keeps(before, next);
}

/** No space beside a Japanese character, nor behind a word's own hyphen. */
function isSpaced(before: string, next: string): boolean {
  if (WIDE.test(before.at(-1) ?? '') || WIDE.test(next[0] ?? '')) return false;
  return !(/[A-Za-z0-9][-\u2010]$/.test(before) && /^[A-Za-z0-9]/.test(next));
}

const WIDE = /[\u3000-\u9fff\uff00-\uff60]/;
