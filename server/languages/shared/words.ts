/** Words and what stands between them, as the Unicode segmenter of a locale parts them: put together they are the text again. */

/** The segmenter's time grows with the square of the text's length; in characters. Pieces end where words do. */
const PIECE = /.{1,399}(?:[\s\u3001\u3002.,;]|$)|.{1,400}/gsu;

export function wordsOf(locale: string): (text: string) => string[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  return (text) =>
    (text.match(PIECE) ?? []).flatMap((piece) => Array.from(segmenter.segment(piece), ({ segment }) => segment));
}
