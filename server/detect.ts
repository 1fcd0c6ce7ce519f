/** Reads from a contract which procurement model it follows, and says on which clauses that rests. */
import type { Contract } from './model/contract.js';
import type { Model } from './model/report.js';
import type { Observation } from './model/statement.js';

/** Concepts of the lexicon that speak for a model, each counted once a clause. */
const MARKS: Record<Model, string> = { G: 'general-service', C: 'customisation', N: 'new-development' };

export interface DetectedModel {
  model: Model;
  /** Share of the marks found that speak for the model, from 0 to 1. */
  confidence: number;
  /** Clauses in which marks of the model stand, in reading order. */
  clauses: readonly string[];
}

export function detectModel(contract: Contract, observation: Observation): DetectedModel {
  const found = (['G', 'C', 'N'] as const).map((model) => ({
    model,
    clauses: contract.clauses.filter(({ id }) => observation.topics.get(id)?.has(MARKS[model])).map(({ id }) => id),
  }));
  const total = found.reduce((sum, { clauses }) => sum + clauses.length, 0);
  const best = found.reduce((a, b) => (b.clauses.length > a.clauses.length ? b : a));
  return { ...best, confidence: total === 0 ? 0 : best.clauses.length / total };
}
