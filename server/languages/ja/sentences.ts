/** Splits Japanese text at 。 outside brackets; a line break ends a sentence too. */
import type { Range } from '../../model/document.js';

const OPENING = '（(「『【［[';
const CLOSING = '）)」』】］]';

export function sentences(text: string, [start, end]: Range): Range[] {
  const found: Range[] = [];
  let from = start;
  let depth = 0;
  for (let at = start; at < end; at++) {
    const char = text[at]!;
    if (OPENING.includes(char)) depth++;
    else if (CLOSING.includes(char)) depth = Math.max(0, depth - 1);
    const ends = char === '\n' || ((char === '。' || char === '！' || char === '？') && depth === 0);
    if (!ends) continue;
    push(found, text, from, char === '\n' ? at : at + 1);
    from = at + 1;
    depth = 0;
  }
  push(found, text, from, end);
  return found;
}

function push(found: Range[], text: string, start: number, end: number): void {
  const piece = text.slice(start, end);
  const trimmed = piece.trim();
  if (trimmed === '') return;
  const from = start + piece.indexOf(trimmed);
  found.push([from, from + trimmed.length]);
}
