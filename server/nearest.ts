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
  /** Best first; clauses that share no word are left out. */
  nearest(question: readonly string[], count: number): Ranked[];
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
  const rarity = (word: string) => {
    const seen = postings.get(word)?.clauses.length ?? 0;
    return Math.log(1 + (clauses.length - seen + 0.5) / (seen + 0.5));
  };

  const nearest = (question: readonly string[], count: number): Ranked[] => {
    const scores = new Float64Array(clauses.length);
    const asked = [...new Set(question)].filter((word) => postings.has(word)).sort((a, b) => rarity(b) - rarity(a));
    for (const word of asked) {
      const { clauses: places, times } = postings.get(word)!;
      const rare = rarity(word);
      for (let at = 0; at < places.length; at++) {
        const length = lengths[places[at]!]!;
        scores[places[at]!]! += (rare * times[at]!) / (times[at]! + K1 * (1 - B + (B * length) / average));
      }
    }
    return best(scores, count).map((index) => ({
      clause: clauses[index]!,
      score: scores[index]!,
      shared: asked.filter((word) => holds(postings.get(word)!.clauses, index)),
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
function best(scores: Float64Array, count: number): number[] {
  const found: number[] = [];
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index]!;
    if (score === 0 || (found.length === count && score <= scores[found.at(-1)!]!)) continue;
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
