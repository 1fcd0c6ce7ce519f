/** Breaks text into lines of a given width on a terminal, by words, the way Japanese and English allow it. */
import stringWidth from 'string-width';

const words = new Intl.Segmenter('ja', { granularity: 'word' });
/** Marks that must not start a line, and brackets that must not end one (JIS X 4051). */
const CLOSING = /^[\p{Pe}\p{Pf}\u3001\u3002\uff0c\uff0e,.;:!?\u30fb\u30fc\u3005\uff01\uff1f%\uff05]+$/u;
const OPENING = /^[\p{Ps}\p{Pi}]+$/u;

/** Lines of at most `width` columns; a full-width character takes two. A longer unbreakable word overhangs. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line && stringWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  return [...lines, line.trimEnd()].filter((each, index) => each || index === 0);
}

/** Unbreakable pieces: words with the marks that stay with them. */
function pieces(text: string): string[] {
  const result: string[] = [];
  let open = false;
  for (const { segment } of words.segment(text)) {
    if (result.length > 0 && (open || CLOSING.test(segment))) result[result.length - 1] += segment;
    else result.push(segment);
    open = OPENING.test(segment);
  }
  return result;
}
