/** The smallest set of words that tells one text from another. */
import { diffArrays } from 'diff';
import type { Range } from './model/document.js';

/** A place where two texts differ; `before` and `after` are offsets into the one and the other, one of them may be empty. */
export interface Hunk {
  before: Range;
  after: Range;
}

/** Edits beyond which the texts count as different throughout: the search takes time with their square. */
const MOST_EDITS = 4_000;

/** `words` gives the words of a text and what stands between them, in order. */
export function difference(before: string, after: string, words: (text: string) => string[]): Hunk[] {
  const parts = diffArrays(words(before), words(after), { maxEditLength: MOST_EDITS });
  if (!parts) return [{ before: [0, before.length], after: [0, after.length] }];
  const hunks: Hunk[] = [];
  let [one, other] = [0, 0];
  let open: { before: number; after: number } | null = null;
  const close = () => {
    if (open) hunks.push({ before: [open.before, one], after: [open.after, other] });
    open = null;
  };
  for (const { added, removed, value } of parts) {
    const length = value.reduce((sum, word) => sum + word.length, 0);
    if (added || removed) open ??= { before: one, after: other };
    else close();
    if (!added) one += length;
    if (!removed) other += length;
  }
  close();
  return joined(hunks, before).filter(
    ({ before: [a, b], after: [c, d] }) => before.slice(a, b).trim() !== after.slice(c, d).trim(),
  );
}

/** Between two edits a single letter or space reads as one with them. */
const GAP = 2;

function joined(hunks: readonly Hunk[], before: string): Hunk[] {
  const out: Hunk[] = [];
  for (const hunk of hunks) {
    const last = out.at(-1);
    const gap = last ? before.slice(last.before[1], hunk.before[0]) : null;
    if (last && gap !== null && gap.length <= GAP && !/[.\u3002;\n]/.test(gap))
      out[out.length - 1] = { before: [last.before[0], hunk.before[1]], after: [last.after[0], hunk.after[1]] };
    else out.push(hunk);
  }
  return out;
}
