/** Reads from a contract which procurement model it follows, and says on which clauses that rests. */
import type { Contract } from './model/contract.js';
import type { Model } from './model/report.js';
import type { Observation } from './model/statement.js';

/**
 * Concepts of the lexicon that speak for a model, each counted once a clause. A customised contract reads like the
 * other two for most of its length, so its own marks are rare and count for more (weights from the labelled contracts).
 */
const MARKS: Record<Model, { concept: string; weight: number }> = {
  G: { concept: 'general-service', weight: 1 },
  C: { concept: 'customisation', weight: 4 },
  N: { concept: 'new-development', weight: 1 },
};

export interface DetectedModel {
  model: Model;
  /** Share of the marks found that speak for the model, from 0 to 1. */
  confidence: number;
  /** Clauses in which marks of the model stand, in reading order. */
  clauses: readonly string[];
}

export function detectModel(contract: Contract, observation: Observation): DetectedModel {
  const found = (['G', 'N', 'C'] as const).map((model) => {
    const { concept, weight } = MARKS[model];
    const clauses = contract.clauses.filter(({ id }) => observation.topics.get(id)?.has(concept)).map(({ id }) => id);
    return { model, clauses, score: clauses.length * weight };
  });
  const total = found.reduce((sum, { score }) => sum + score, 0);
  const { model, clauses, score } = found.reduce((a, b) => (b.score > a.score ? b : a));
  return { model, clauses, confidence: total === 0 ? 0 : score / total };
}
