/** Learns by which marks the procurement models are told apart: a multinomial logistic regression with a ridge. */
import { stringify } from 'yaml';
import { Model } from '../../server/model/report.js';

/** A contract: the model that it was labelled under, and two measures of each mark, in the order of the marks. */
export interface Labelled {
  model: Model;
  measures: readonly number[];
}

/** Of each model, its bias and then the weight of each measure. */
type Learned = Readonly<Record<Model, readonly number[]>>;

const RIDGE = 1;
const PASSES = 40;

/** The file to write, and what it reaches on contracts that are left out of the learning in turn. */
export function modelTable(all: readonly Labelled[], concepts: readonly string[]): { text: string; report: string } {
  const right = all.filter(
    ({ model, measures }, index) => likeliest(measures, learn(all.toSpliced(index, 1))) === model,
  );
  return {
    text: `# Written by \`npm run calibrate\`: log odds of the procurement models, for the logarithm of a mark's clauses and for its standing in the opening.\n${stringify(data(learn(all), concepts))}`,
    report: `procurement model of contracts left out: ${right.length} of ${all.length} detected as labelled`,
  };
}

/** One weight after the other by Newton's step, from zero, so that the same labels give the same weights. */
function learn(all: readonly Labelled[]): Learned {
  const rows = all.map(({ measures }) => [1, ...measures]);
  const size = rows[0]?.length ?? 0;
  const weights: Record<Model, number[]> = perModel(() => new Array<number>(size).fill(0));
  const odds = rows.map(() => perModel(() => 0));
  for (let pass = 0; pass < PASSES; pass++) {
    for (const model of Model.options) {
      for (let at = 0; at < size; at++) {
        const ridge = at === 0 ? 0 : RIDGE;
        let slope = ridge * weights[model][at]!;
        let curve = ridge + 1e-9;
        for (const [index, row] of rows.entries()) {
          const chance = chanceOf(model, odds[index]!);
          slope += row[at]! * (chance - Number(all[index]!.model === model));
          curve += row[at]! ** 2 * chance * (1 - chance);
        }
        const step = slope / curve;
        weights[model][at]! -= step;
        for (const [index, row] of rows.entries()) odds[index]![model] -= step * row[at]!;
      }
    }
  }
  return weights;
}

function chanceOf(model: Model, odds: Readonly<Record<Model, number>>): number {
  return 1 / Model.options.reduce((sum, other) => sum + Math.exp(odds[other] - odds[model]), 0);
}

function likeliest(measures: readonly number[], weights: Learned): Model {
  const odds = Model.options.map((model) => oddsOf(measures, weights[model]));
  return Model.options[odds.indexOf(Math.max(...odds))]!;
}

function oddsOf(measures: readonly number[], [bias, ...weights]: readonly number[]): number {
  return measures.reduce((sum, measure, at) => sum + measure * weights[at]!, bias!);
}

function data(weights: Learned, concepts: readonly string[]) {
  const share = (model: Model, at: number) => weights[model].slice(1 + 2 * at, 3 + 2 * at).map(rounded);
  return {
    bias: perModel((model) => rounded(weights[model][0]!)),
    marks: Object.fromEntries(concepts.map((concept, at) => [concept, perModel((model) => share(model, at))])),
  };
}

function perModel<T>(value: (model: Model) => T): Record<Model, T> {
  return { G: value('G'), C: value('C'), N: value('N') };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
