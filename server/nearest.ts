/** Ranks clauses by their words against a question (Okapi BM25), to show what comes closest to a point that is missing. */
import type { Clause } from './model/contract.js';
import { firstIndex } from './model/sorted.js';

/** Saturation of repeated words and weight of a clause's length: the customary values (Robertson and Zaragoza, 2009). */
const K1 = 1.2;
const B = 0.75;

export interface Ranked {
  clause: Clause;
  score: number;
  /** Words that question and clause share, the rarest first. */
  shared: string[];
}

export interface ClauseIndex {
  /** Of a question that holds each word once, best first; clauses that share no word, and those passed over, are left out. */
  nearest(question: readonly string[], count: number, passOver: (clause: Clause) => boolean): Ranked[];
}

/** Where a word stands: clauses by their index, and how often each holds it. */
interface Postings {
  clauses: number[];
  times: number[];
}

export function indexClauses(clauses: readonly Clause[], words: (clause: Clause) => readonly string[]): ClauseIndex {
  const lengths: number[] = [];
  const postings = new Map<string, Postings>();
  for (const [index, clause] of clauses.entries()) {
    const list = words(clause);
    lengths.push(list.length);
    for (const word of list) addPlace(postings, word, index);
  }
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const norms = lengths.map((length) => K1 * (1 - B + (B * length) / average));
  const rarity = (seen: number) => Math.log(1 + (clauses.length - seen + 0.5) / (seen + 0.5));

  const nearest: ClauseIndex['nearest'] = (question, count, passOver) => {
    const scores = new Float64Array(clauses.length);
    const asked: { word: string; places: readonly number[]; times: readonly number[]; rare: number }[] = [];
    for (const word of question) {
      const known = postings.get(word);
      if (known === undefined) continue;
      const { clauses: places, times } = known;
      asked.push({ word, places, times, rare: rarity(places.length) });
    }
    asked.sort((a, b) => b.rare - a.rare);
    for (const { places, times, rare } of asked) {
      for (let at = 0; at < places.length; at++)
        scores[places[at]!]! += (rare * times[at]!) / (times[at]! + norms[places[at]!]!);
    }
    return best(scores, count, (index) => passOver(clauses[index]!)).map((index) => ({
      clause: clauses[index]!,
      score: scores[index]!,
      shared: asked.filter(({ places }) => holds(places, index)).map(({ word }) => word),
    }));
  };
  return { nearest };
}

/** Clauses come in order, so that one which holds the word already is the last of its list. */
function addPlace(postings: Map<string, Postings>, word: string, index: number): void {
  const known = postings.get(word);
  if (!known) postings.set(word, { clauses: [index], times: [1] });
  else if (known.clauses.at(-1) === index) known.times[known.times.length - 1]!++;
  else {
    known.clauses.push(index);
    known.times.push(1);
  }
}

/** The indexes of the highest scores above zero, best first; of equal ones, the first. */
function best(scores: Float64Array, count: number, passOver: (index: number) => boolean): number[] {
  const found: number[] = [];
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index]!;
    if (score === 0 || (found.length === count && score <= scores[found.at(-1)!]!) || passOver(index)) continue;
    let place = found.length;
    while (place > 0 && scores[found[place - 1]!]! < score) place--;
    found.splice(place, 0, index);
    if (found.length > count) found.pop();
  }
  return found;
}

function holds(sorted: readonly number[], index: number): boolean {
  return sorted[firstIndex(sorted.length, (at) => sorted[at]! >= index)] === index;
}
