/** Words of Japanese text for ranking clauses. */

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** Words that stand in any clause. */
const STOP = new Set(
  '場合 各号 当該 前項 本項 本条 以下 以上 当事者 相手方 当社 弊社 委託者 受託者 利用者 発注者 受注者 契約 本契約'.split(
    ' ',
  ),
);

/** Ideographs, katakana, letters: content words are written in them, and end where hiragana or another script begins. */
const RUNS = /[\u4e00-\u9fff\u3005]+|[\u30a1-\u30ff]{2,}|[a-z][a-z0-9'-]+/g;
/** Ideographs on end, of which the segmenter's time grows with the square. */
const LONGEST = 40;

/** Content words, folded by the caller; hiragana, single ideographs and digits, and words of any clause are left out. */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const [run] of text.matchAll(RUNS)) {
    for (const word of isIdeographs(run) ? wordsOf(run) : [run]) found.push(word);
  }
  return found;
}

/** Tokens are words as the text spells them. */
export function spelling(): (token: string) => string {
  return (token) => token;
}

function isIdeographs(run: string): boolean {
  return run.charCodeAt(0) > 0x30ff;
}

/** Words of runs seen before; contracts repeat few different runs, and segmenting is most of the work. */
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 20_000;

function wordsOf(run: string): readonly string[] {
  const seen = known.get(run);
  if (seen !== undefined) return seen;
  if (known.size >= MOST_KNOWN) known.clear();
  const found: string[] = [];
  for (let at = 0; at < run.length; at += LONGEST) {
    for (const { segment } of segmenter.segment(run.slice(at, at + LONGEST)))
      if (segment.length > 1 && !STOP.has(segment)) found.push(segment);
  }
  known.set(run, found);
  return found;
}
