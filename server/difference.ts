/** The smallest set of words that tells one text from another, as a lawyer would mark it. */
import { diffArrays } from 'diff';
import type { Range } from './model/document.js';
import { plain } from './model/plain.js';

/** A place where two texts differ; `before` and `after` are offsets into the one and the other, one of them may be empty. */
export interface Hunk {
  before: Range;
  after: Range;
}

/** What parts a text: into words and what stands between them, and into sentences. */
export interface Parting {
  words: (text: string) => string[];
  sentences: (text: string, range: Range) => Range[];
}

/** Edits beyond which the texts count as different throughout: the search takes time with their square. */
const MOST_EDITS = 4_000;
/** Share of common words from which two sentences are versions of one. */
const SAME_SENTENCE = 0.4;
/** Share of a sentence's words that must be among what another one lost or gained for it to have gone there or come from there. */
const PART_OF_SENTENCE = 0.6;
/** Pairs of sentences beyond which they are not held against each other one by one. */
const MOST_PAIRS = 2_500;

/** Sentence against sentence, then word by word: what is new is inserted whole, not threaded through what stands beside it. */
export function edits(before: string, after: string, parting: Parting): Hunk[] {
  const [one, other] = [sentencesOf(before, parting), sentencesOf(after, parting)];
  return pairedSentences(one, other).flatMap(({ from, to, whole }): Hunk[] => {
    const sided = from[0] === from[1] || to[0] === to[1];
    const [[start, end], [begin, stop]] = [reach(from, one, sided), reach(to, other, sided)];
    const [old, now] = [before.slice(start, end), after.slice(begin, stop)];
    const hunks =
      whole || sided
        ? [{ before: [0, old.length] as const, after: [0, now.length] as const }]
        : difference(old, now, parting.words);
    return hunks
      .filter((hunk) => plain(old.slice(...hunk.before)) !== plain(now.slice(...hunk.after)))
      .map((hunk) => ({
        before: [hunk.before[0] + start, hunk.before[1] + start],
        after: [hunk.after[0] + begin, hunk.after[1] + begin],
      }));
  });
}

interface Sentence {
  range: Range;
  key: string;
  words: ReadonlyMap<string, number>;
  /** Letters of its words: long words tell more. */
  size: number;
}

function sentencesOf(text: string, { words, sentences }: Parting): Sentence[] {
  return sentences(text, [0, text.length]).map((range) => {
    const own = text.slice(...range);
    const counts = new Map<string, number>();
    for (const word of words(own).map(plain))
      if (/[\p{L}\p{N}]/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    return { range, key: plain(own), words: counts, size: sizeOf(counts) };
  });
}

function sizeOf(words: ReadonlyMap<string, number>): number {
  let size = 0;
  for (const [word, count] of words) size += word.length * count;
  return size;
}

/** Letters of the words that both hold. */
function sharedOf(one: Sentence['words'], other: Sentence['words']): number {
  let size = 0;
  for (const [word, count] of one) size += word.length * Math.min(count, other.get(word) ?? 0);
  return size;
}

/** Runs of sentences by index: from, and up to but without. */
type Run = readonly [number, number];

interface Pair {
  from: Run;
  to: Run;
  /** Nothing of the one is left in the other. */
  whole: boolean;
}

/** Where a run stands; what is only in one of the texts takes the space beside it along. */
function reach([from, to]: Run, list: readonly Sentence[], sided: boolean): Range {
  const [last, first, next] = [list[from - 1]?.range[1] ?? 0, list[from]?.range[0], list[to]?.range[0]];
  if (!sided) return [first!, list[to - 1]!.range[1]];
  if (next !== undefined) return [first!, next];
  return [last, from === to ? last : list[to - 1]!.range[1]];
}

/** Which sentences stand against which, in order. Equal ones are left out. */
function pairedSentences(one: readonly Sentence[], other: readonly Sentence[]): Pair[] {
  const keys = (list: readonly Sentence[]) => list.map(({ key }) => key);
  const parts = diffArrays(keys(one), keys(other), { maxEditLength: MOST_EDITS });
  if (!parts) return [{ from: [0, one.length], to: [0, other.length], whole: true }];
  const found: Pair[] = [];
  let [from, to, at, into] = [0, 0, 0, 0];
  const close = () => {
    if (at > from || into > to) found.push(...between(one, other, [from, at], [to, into]));
  };
  for (const { added, removed, value } of parts) {
    if (!added && !removed) close();
    if (!added) at += value.length;
    if (!removed) into += value.length;
    if (!added && !removed) [from, to] = [at, into];
  }
  close();
  return found;
}

/** Among sentences of which none is the same. What stands beside two versions of one may have been cut off it, or put on to it. */
function between(one: readonly Sentence[], other: readonly Sentence[], before: Run, after: Run): Pair[] {
  const found: Pair[] = [];
  let [from, to] = [before[0], after[0]];
  for (const [at, into] of [...versions(one, other, before, after), null].map(
    (pair) => pair ?? [before[1], after[1]],
  )) {
    const last = found.at(-1);
    while (last && from < at && partOf(one[from]!, other.slice(...last.to), one.slice(...last.from)))
      last.from = [last.from[0], ++from];
    while (last && to < into && partOf(other[to]!, one.slice(...last.from), other.slice(...last.to)))
      last.to = [last.to[0], ++to];
    const next: Pair | null = at < before[1] ? { from: [at, at + 1], to: [into, into + 1], whole: false } : null;
    let [stop, end] = [at, into];
    while (next && stop > from && partOf(one[stop - 1]!, other.slice(...next.to), one.slice(...next.from)))
      next.from = [--stop, at + 1];
    while (next && end > to && partOf(other[end - 1]!, one.slice(...next.from), other.slice(...next.to)))
      next.to = [--end, into + 1];
    if (stop > from || end > to) found.push({ from: [from, stop], to: [to, end], whole: true });
    if (next) found.push(next);
    [from, to] = [at + 1, into + 1];
  }
  return found;
}

/** A sentence that is among the words of its neighbour's counterpart which the neighbour itself has not. */
function partOf({ words, size }: Sentence, counterpart: readonly Sentence[], neighbour: readonly Sentence[]): boolean {
  const left = new Map<string, number>();
  for (const sentence of counterpart)
    for (const [word, count] of sentence.words) left.set(word, (left.get(word) ?? 0) + count);
  for (const sentence of neighbour)
    for (const [word, count] of sentence.words) left.set(word, Math.max(0, (left.get(word) ?? 0) - count));
  return size > 0 && sharedOf(words, left) / size >= PART_OF_SENTENCE;
}

/** The pairs, in order, that have most in common. */
function versions(
  one: readonly Sentence[],
  other: readonly Sentence[],
  before: Run,
  after: Run,
): (readonly [number, number])[] {
  const [rows, columns] = [before[1] - before[0], after[1] - after[0]];
  if (rows === 1 && columns === 1) return [[before[0], after[0]]];
  if (rows * columns > MOST_PAIRS || rows === 0 || columns === 0) return [];
  const alike = (row: number, column: number) => {
    const [from, to] = [one[before[0] + row]!, other[after[0] + column]!];
    const share = (2 * sharedOf(from.words, to.words)) / (from.size + to.size || 1);
    return share >= SAME_SENTENCE ? share * (from.size + to.size) : 0;
  };
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const gains = Array.from({ length: rows }, (_, row) =>
    Float64Array.from({ length: columns }, (_, column) => alike(row, column)),
  );
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      best[row]![column] = Math.max(
        best[row + 1]![column]!,
        best[row]![column + 1]!,
        gains[row]![column]! > 0 ? gains[row]![column]! + best[row + 1]![column + 1]! : 0,
      );
  const pairs: (readonly [number, number])[] = [];
  for (let [row, column] = [0, 0]; row < rows && column < columns; ) {
    const gain = gains[row]![column]!;
    if (gain > 0 && best[row]![column] === gain + best[row + 1]![column + 1]!) {
      pairs.push([before[0] + row, after[0] + column]);
      row++;
      column++;
    } else if (best[row]![column] === best[row + 1]![column]) row++;
    else column++;
  }
  return pairs;
}

/** `words` gives the words of a text and what stands between them, in order. */
export function difference(before: string, after: string, words: (text: string) => string[]): Hunk[] {
  const [one, other] = [words(before), words(after)];
  const keys = (list: readonly string[]) => list.map((word) => plain(word) || ' ');
  const parts = diffArrays(keys(one), keys(other), { maxEditLength: MOST_EDITS });
  if (!parts) return [{ before: [0, before.length], after: [0, after.length] }];
  const hunks: Hunk[] = [];
  let [at, into] = [0, 0];
  let [start, begin] = [0, 0];
  let open: { before: number; after: number } | null = null;
  const close = () => {
    if (open) hunks.push({ before: [open.before, start], after: [open.after, begin] });
    open = null;
  };
  const length = (list: readonly string[], from: number, count: number) =>
    list.slice(from, from + count).reduce((sum, word) => sum + word.length, 0);
  for (const { added, removed, value } of parts) {
    if (added || removed) open ??= { before: start, after: begin };
    else close();
    if (!added) start += length(one, at, value.length);
    if (!removed) begin += length(other, into, value.length);
    if (!added) at += value.length;
    if (!removed) into += value.length;
  }
  close();
  return joined(hunks, before)
    .map((hunk) => withoutSpace(hunk, before, after))
    .filter(({ before: [a, b], after: [c, d] }) => plain(before.slice(a, b)) !== plain(after.slice(c, d)));
}

/** The space that both sides begin or end with is no part of the edit. */
function withoutSpace(hunk: Hunk, before: string, after: string): Hunk {
  let [[start, end], [begin, stop]] = [hunk.before, hunk.after];
  const space = (one: number, other: number) => /\s/.test(before[one]!) && /\s/.test(after[other]!);
  while (start < end && begin < stop && space(start, begin)) [start, begin] = [start + 1, begin + 1];
  while (start < end && begin < stop && space(end - 1, stop - 1)) [end, stop] = [end - 1, stop - 1];
  return { before: [start, end], after: [begin, stop] };
}

/** Between two edits a single letter or space reads as one with them, and so does what is shorter than either. */
const GAP = 2;

function joined(hunks: readonly Hunk[], before: string): Hunk[] {
  const out: Hunk[] = [];
  for (const hunk of hunks) {
    let own = hunk;
    for (let last = out.at(-1); last && readAsOne(last, own, before); last = out.at(-1)) {
      own = { before: [last.before[0], own.before[1]], after: [last.after[0], own.after[1]] };
      out.pop();
    }
    out.push(own);
  }
  return out;
}

/** What only stands between insertions, or between deletions, is never struck out to be written again. */
function readAsOne(last: Hunk, next: Hunk, before: string): boolean {
  const gap = before.slice(last.before[1], next.before[0]);
  if (/[.\u3002;\n]/.test(gap)) return false;
  if (gap.length <= GAP) return true;
  const [gone, come] = [last, next].map(({ before: [a, b], after: [c, d] }) => [b - a, d - c] as const) as [Run, Run];
  const replaced = gone[0] + come[0] > 0 && gone[1] + come[1] > 0;
  return replaced && gap.trim().length <= Math.min(Math.max(...gone), Math.max(...come));
}
