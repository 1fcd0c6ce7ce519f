/** Ranks clauses by their words against a question (Okapi BM25), to show what comes closest to a point that is missing. */
import type { Clause } from './model/contract.js';

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

export function indexClauses(clauses: readonly Clause[], words: (clause: Clause) => readonly string[]): ClauseIndex {
  const lengths: number[] = [];
  const postings = new Map<string, Map<number, number>>();
  for (const [index, clause] of clauses.entries()) {
    const list = words(clause);
    lengths.push(list.length);
    for (const word of list) {
      const places = postings.get(word) ?? new Map<number, number>();
      places.set(index, (places.get(index) ?? 0) + 1);
      postings.set(word, places);
    }
  }
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const rarity = (word: string) => {
    const seen = postings.get(word)?.size ?? 0;
    return Math.log(1 + (clauses.length - seen + 0.5) / (seen + 0.5));
  };

  const nearest = (question: readonly string[], count: number): Ranked[] => {
    const scores = new Map<number, { score: number; shared: string[] }>();
    const asked = [...new Set(question)].sort((a, b) => rarity(b) - rarity(a));
    for (const word of asked) {
      for (const [index, times] of postings.get(word) ?? []) {
        const weight = times / (times + K1 * (1 - B + (B * lengths[index]!) / average));
        const entry = scores.get(index) ?? { score: 0, shared: [] };
        entry.score += rarity(word) * weight;
        entry.shared.push(word);
        scores.set(index, entry);
      }
    }
    return [...scores]
      .sort(([a, { score: one }], [b, { score: other }]) => other - one || a - b)
      .slice(0, count)
      .map(([index, { score, shared }]) => ({ clause: clauses[index]!, score, shared }));
  };
  return { nearest };
}
