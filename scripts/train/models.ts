/** Learns by which marks the procurement models are told apart. */
import { stringify } from 'yaml';
import { Model } from '../../server/model/report.js';
import { learnMultinomial, type Multinomial, rounded } from './regression.js';

/** A contract: the model that it was labelled under, and two measures of each mark, in the order of the marks. */
export interface Labelled {
  model: Model;
  measures: readonly number[];
}

const RIDGE = 1;
const PASSES = 40;

/** The file to write, and what it reaches on contracts that are left out of the learning in turn. */
export function modelTable(all: readonly Labelled[], concepts: readonly string[]): { text: string; report: string } {
  const right = all.filter(
    ({ model, measures }, index) => likeliest(measures, learn(all.toSpliced(index, 1))) === model,
  );
  return {
    text: `# Written by \`npm run train\`: log odds of the procurement models, for the logarithm of a mark's clauses and for its standing in the opening.\n${stringify(data(learn(all), concepts))}`,
    report: `procurement model of contracts left out: ${right.length} of ${all.length} detected as labelled`,
  };
}

function learn(all: readonly Labelled[]): Multinomial<Model> {
  const rows = all.map(({ model, measures }) => ({
    is: model,
    features: new Map(measures.map((measure, at) => [String(at), measure])),
  }));
  return learnMultinomial(rows, Model.options, RIDGE, PASSES);
}

function likeliest(measures: readonly number[], learned: Multinomial<Model>): Model {
  const odds = Model.options.map((model) =>
    measures.reduce((sum, measure, at) => sum + measure * weightOf(learned, model, at), learned.bias[model]),
  );
  return Model.options[odds.indexOf(Math.max(...odds))]!;
}

function weightOf({ features }: Multinomial<Model>, model: Model, at: number): number {
  return features[String(at)]?.[model] ?? 0;
}

function data(learned: Multinomial<Model>, concepts: readonly string[]) {
  const share = (model: Model, at: number) =>
    [2 * at, 2 * at + 1].map((place) => rounded(weightOf(learned, model, place)));
  return {
    bias: perModel((model) => rounded(learned.bias[model])),
    marks: Object.fromEntries(concepts.map((concept, at) => [concept, perModel((model) => share(model, at))])),
  };
}

function perModel<T>(value: (model: Model) => T): Record<Model, T> {
  return { G: value('G'), C: value('C'), N: value('N') };
}
