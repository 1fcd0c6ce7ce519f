/** Reads from a contract which procurement model it follows, and says on which clauses that rests. */
import { probe } from './model/concepts.js';
import type { Contract } from './model/contract.js';
import { Model } from './model/report.js';
import type { Observation, Statement } from './model/statement.js';

/** Of one model, what a mark adds to its log odds: for the logarithm of how many clauses hold it, and for standing where the contract opens. */
type Share = readonly [clauses: number, opening: number];

/** Log odds of each model, which `npm run train` learns from labelled contracts. */
export interface ModelWeights {
  bias: Readonly<Record<Model, number>>;
  /** By concept of the lexicon. */
  marks: Readonly<Record<string, Readonly<Record<Model, Share>>>>;
}

export interface DetectedModel {
  model: Model;
  /** How likely the model is by its marks, from 0 to 1. */
  confidence: number;
  /** Clauses in which marks of the model stand, in reading order. */
  clauses: readonly string[];
}

/** Where a contract holds one mark. */
export interface Mark {
  clauses: readonly string[];
  /** In the title, the preamble or the first article, which say what the contract is for. */
  opening: boolean;
}

export function detectModel(contract: Contract, observation: Observation, weights: ModelWeights): DetectedModel {
  const marks = marksOf(contract, observation, Object.keys(weights.marks));
  const odds = Model.options.map((model) => oddsOf(model, marks, weights));
  const chances = odds.map((own) => 1 / odds.reduce((sum, other) => sum + Math.exp(other - own), 0));
  const confidence = Math.max(...chances);
  const model = Model.options[chances.indexOf(confidence)]!;
  const speaking = [...marks].filter(([concept]) => favours(weights.marks[concept]!, model));
  const seen = new Set(speaking.flatMap(([, { clauses }]) => clauses));
  return { model, confidence, clauses: contract.clauses.flatMap(({ id }) => (seen.has(id) ? [id] : [])) };
}

/** Where the contract holds each of the concepts. */
export function marksOf(contract: Contract, observation: Observation, concepts: readonly string[]): Map<string, Mark> {
  const first = contract.clauses.find(({ kind }) => kind === 'article')?.id;
  const told = observation.statements.filter(affirmed);
  return new Map(
    concepts.map((concept) => {
      const mark = probe([concept]);
      const clauses = [...new Set(told.filter((each) => each.concepts.hasAny(mark)).map(({ clause }) => clause))];
      const opening = observation.opening.has(concept) || (first !== undefined && clauses.includes(first));
      return [concept, { clauses, opening }];
    }),
  );
}

/** What a mark counts for: the logarithm of one more than its clauses, and whether it opens the contract. */
export function measuresOf({ clauses, opening }: Mark): [number, number] {
  return [Math.log1p(clauses.length), Number(opening)];
}

function oddsOf(model: Model, marks: ReadonlyMap<string, Mark>, { bias, marks: shares }: ModelWeights): number {
  let odds = bias[model];
  for (const [concept, mark] of marks) {
    const [clauses, opening] = shares[concept]![model];
    const [many, opens] = measuresOf(mark);
    odds += clauses * many + opening * opens;
  }
  return odds;
}

/** The mark speaks for this model more than for any other. */
function favours(shares: Readonly<Record<Model, Share>>, model: Model): boolean {
  return Model.options.every((other) => other === model || shares[model][0] > shares[other][0]);
}

/** What is barred or disclaimed (`shall not use Input to fine-tune`) is no mark of what is done. */
function affirmed({ kind }: Statement): boolean {
  return kind !== 'prohibition' && kind !== 'disclaimer';
}
