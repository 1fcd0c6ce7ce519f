/** Finds what the reader types: width and case of letters do not matter, and no offset moves. */
import type { OffsetRange } from './text-range.js';

/** More are not shown: whoever finds so many looks for something else. */
export const MOST_HITS = 2_000;

/** Of the same length as `text`. */
export function folded(text: string): string {
  const narrow = text
    .replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\t\n]/g, ' ');
  const lower = narrow.toLowerCase();
  return lower.length === text.length ? lower : Array.from(narrow, lowered).join('');
}

function lowered(letter: string): string {
  const lower = letter.toLowerCase();
  return lower.length === letter.length ? lower : letter;
}

/** Where `words` stand in a folded text, in order, not overlapping. */
export function hitsOf(foldedText: string, words: string): OffsetRange[] {
  const wanted = folded(words).trim();
  if (wanted === '') return [];
  const hits: OffsetRange[] = [];
  for (let at = foldedText.indexOf(wanted); at !== -1 && hits.length < MOST_HITS; ) {
    hits.push([at, at + wanted.length]);
    at = foldedText.indexOf(wanted, at + wanted.length);
  }
  return hits;
}
