/** Words of Japanese text for ranking clauses. */

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** Content words, folded by the caller; particles and other short kana words are left out. */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike && !/^[\u3040-\u309f]{1,3}$/.test(segment)) found.push(segment);
  }
  return found;
}
