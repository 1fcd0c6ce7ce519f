/** Words of Japanese text for ranking clauses. */

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** Words that stand in any clause. */
const STOP = new Set(
  '及び 並びに 又は 若しくは または および 場合 行う 次の 各号 当該 前項 本項 本条 その他 について により による とき もの こと ため おいて 対し 対する 関する 定める 定め 以下 以上 有する 当事者 相手方 当社 弊社 委託者 受託者 利用者 発注者 受注者 契約 本契約'.split(
    ' ',
  ),
);

/** The segmenter's time grows with the square of the text's length; in characters. Pieces end with punctuation where they can. */
const PIECE = 800;
const PIECES = new RegExp(`[^]{1,${PIECE - 1}}(?:[\\s\u3001\u3002]|$)|[^]{1,${PIECE}}`, 'g');

/** Content words, folded by the caller; particles, single letters and digits, and words of any clause are left out. */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const piece of text.match(PIECES) ?? []) {
    for (const { segment, isWordLike } of segmenter.segment(piece)) {
      if (isWordLike && !/^(?:[\u3040-\u309f]{1,3}|.|\d+)$/u.test(segment) && !STOP.has(segment)) found.push(segment);
    }
  }
  return found;
}
