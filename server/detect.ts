/** Reads from a contract which procurement model it follows, and says on which clauses that rests. */
import { probe } from './model/concepts.js';
import type { Contract } from './model/contract.js';
import type { Model } from './model/report.js';
import type { Observation, Statement } from './model/statement.js';

/**
 * Concepts of the lexicon that speak for a model, each counted once a clause. A customised contract reads like the
 * other two for most of its length, so its own marks are rare and count for more (weights from the labelled contracts).
 */
const MARKS: Record<Model, { concept: string; weight: number }> = {
  G: { concept: 'general-service', weight: 1 },
  C: { concept: 'customisation', weight: 3 },
  N: { concept: 'new-development', weight: 1 },
};
/** Title, preamble and first clause say what the contract is for: a mark there counts as one in so many clauses. */
const OPENING_CLAUSES = 5;

export interface DetectedModel {
  model: Model;
  /** Share of the marks found that speak for the model, from 0 to 1. */
  confidence: number;
  /** Clauses in which marks of the model stand, in reading order. */
  clauses: readonly string[];
}

export function detectModel(contract: Contract, observation: Observation): DetectedModel {
  const first = contract.clauses.find(({ kind }) => kind === 'article')?.id;
  const found = (['G', 'N', 'C'] as const).map((model) => {
    const { concept, weight } = MARKS[model];
    const mark = probe([concept]);
    const seen = new Set(
      observation.statements.filter((each) => each.concepts.hasAny(mark) && affirmed(each)).map(({ clause }) => clause),
    );
    const clauses = contract.clauses.filter(({ id }) => seen.has(id)).map(({ id }) => id);
    const opening = observation.opening.has(concept) || (first !== undefined && seen.has(first));
    return { model, clauses, score: (clauses.length + (opening ? OPENING_CLAUSES : 0)) * weight };
  });
  const total = found.reduce((sum, { score }) => sum + score, 0);
  const { model, clauses, score } = found.reduce((a, b) => (b.score > a.score ? b : a));
  return { model, clauses, confidence: total === 0 ? 0 : score / total };
}

/** What is barred or disclaimed (`shall not use Input to fine-tune`) is no mark of what is done. */
function affirmed({ kind }: Statement): boolean {
  return kind !== 'prohibition' && kind !== 'disclaimer';
}
