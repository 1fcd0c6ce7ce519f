/** Ranks clauses by how close they come to a point, to show what is nearest to one that is missing or weak. */
import type { Clause } from './model/contract.js';

/** Saturation of repeated concepts and weight of a clause's length: the customary values (Robertson and Zaragoza, 2009). */
const K1 = 1.2;
const B = 0.75;

/** A number for each clause, in their order. */
export type ByClause = Float64Array;

/** Of each clause the highest of its sentences; `clauseOf` tells a sentence's clause as an index or -1. -Infinity without sentences. */
export function highest(clauses: number, clauseOf: ArrayLike<number>, of: (sentence: number) => number): ByClause {
  const found = new Float64Array(clauses).fill(-Infinity);
  for (let sentence = 0; sentence < clauseOf.length; sentence++) {
    const clause = clauseOf[sentence]!;
    if (clause >= 0) found[clause] = Math.max(found[clause]!, of(sentence));
  }
  return found;
}

/** Where a concept stands: clauses by their index, and how often each speaks of it. */
interface Postings {
  clauses: number[];
  times: number[];
}

/** How far clauses speak of what a point asks for (Okapi BM25 over concepts), the one that does most as 1. Ask with each concept once. */
export function conceptIndex(clauses: readonly (readonly string[])[]): (asked: readonly string[]) => ByClause {
  const postings = new Map<string, Postings>();
  for (const [index, list] of clauses.entries()) for (const concept of list) addPlace(postings, concept, index);
  const average = clauses.reduce((sum, { length }) => sum + length, 0) / Math.max(1, clauses.length);
  const norms = clauses.map(({ length }) => K1 * (1 - B + (B * length) / average));
  const rarity = (seen: number) => Math.log(1 + (clauses.length - seen + 0.5) / (seen + 0.5));
  return (asked) => {
    const found = new Float64Array(clauses.length);
    for (const concept of asked) {
      const known = postings.get(concept);
      if (!known) continue;
      const rare = rarity(known.clauses.length);
      for (const [at, place] of known.clauses.entries())
        found[place]! += (rare * known.times[at]!) / (known.times[at]! + norms[place]!);
    }
    const most = found.reduce((a, b) => Math.max(a, b), 0);
    return most === 0 ? found : found.map((each) => each / most);
  };
}

/** Clauses come in order, so that one which speaks of the concept already is the last of its list. */
function addPlace(postings: Map<string, Postings>, concept: string, index: number): void {
  const known = postings.get(concept);
  if (!known) postings.set(concept, { clauses: [index], times: [1] });
  else if (known.clauses.at(-1) === index) known.times[known.times.length - 1]!++;
  else {
    known.clauses.push(index);
    known.times.push(1);
  }
}

/**
 * The closest clauses, best first; of equal ones, the first. Left out are those passed over, those without sentences and, besides
 * the very first, those less close than `least`.
 */
export function closest(
  clauses: readonly Clause[],
  closeness: ByClause,
  { most, least, passOver }: { most: number; least: number; passOver: (clause: Clause) => boolean },
): Clause[] {
  const found: number[] = [];
  for (const [index, own] of closeness.entries()) {
    const full = found.length === most && own <= closeness[found.at(-1)!]!;
    if (own === -Infinity || full || passOver(clauses[index]!)) continue;
    let place = found.length;
    while (place > 0 && closeness[found[place - 1]!]! < own) place--;
    found.splice(place, 0, index);
    if (found.length > most) found.pop();
  }
  return found.filter((index, rank) => rank === 0 || closeness[index]! >= least).map((index) => clauses[index]!);
}
