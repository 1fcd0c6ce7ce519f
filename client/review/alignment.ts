/** Brings places of one text over to the same text with struck-out words in it. */
import { lastIndex, type OffsetRange } from './text-range.js';

/** Characters that must agree before two texts run together again. */
const AGREEMENT = 10;
/** Characters of either text within which that must happen. */
const APART = 400;

/** Passages that are the same in both: where they begin, and how long they are. */
interface Run {
  from: number;
  to: number;
  length: number;
}

export interface Alignment {
  /** An offset of the plain text in the marked one. */
  at(offset: number): number;
  over(range: OffsetRange): OffsetRange;
}

export const same: Alignment = { at: (offset) => offset, over: (range) => range };

/**
 * `struck`: ranges of `marked` that the plain text leaves out, in order. Numbers may differ besides, since a struck-out
 * paragraph counts in one text and not in the other. Null where the two texts are not alike.
 */
export function align(plain: string, marked: string, struck: readonly OffsetRange[]): Alignment | null {
  const runs = runsOf(plain, marked, struck);
  if (!runs) return null;
  const at = (offset: number) => {
    const run = runs[lastIndex(runs.length, (index) => runs[index]!.from <= offset)];
    return run ? run.to + Math.min(offset - run.from, run.length) : offset;
  };
  // The end goes with the last character: words struck out behind a passage are no part of it.
  const over = ([start, end]: OffsetRange): OffsetRange => [at(start), end > start ? at(end - 1) + 1 : at(start)];
  return { at, over };
}

function runsOf(plain: string, marked: string, struck: readonly OffsetRange[]): Run[] | null {
  const runs: Run[] = [];
  let from = 0;
  let to = 0;
  let next = 0;
  while (from < plain.length && to < marked.length) {
    while (struck[next] && struck[next]![1] <= to) next++;
    const gap = struck[next];
    if (gap && gap[0] <= to) {
      to = gap[1];
      continue;
    }
    const end = gap ? gap[0] : marked.length;
    const run = { from, to, length: 0 };
    while (from < plain.length && to < end && plain[from] === marked[to]) {
      from++;
      to++;
    }
    run.length = from - run.from;
    if (run.length > 0) runs.push(run);
    if (from >= plain.length || to >= end) continue;
    const ahead = together(plain, marked, from, to, end);
    if (!ahead) {
      if (gap && gap[0] - to <= APART) to = gap[1];
      else return null;
      continue;
    }
    [from, to] = ahead;
  }
  return runs;
}

/** Where the two texts agree again with the least left out. */
function together(plain: string, marked: string, from: number, to: number, end: number): OffsetRange | null {
  for (let out = 1; out <= APART; out++) {
    for (let ofPlain = 0; ofPlain <= out; ofPlain++) {
      const [a, b] = [from + ofPlain, to + out - ofPlain];
      if (b > end || a > plain.length) continue;
      const length = Math.min(AGREEMENT, plain.length - a, end - b);
      if (length > 0 && plain.startsWith(marked.slice(b, b + length), a)) return [a, b];
    }
  }
  return null;
}
