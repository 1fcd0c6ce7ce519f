/**
 * Learns from labelled contracts what a verdict's confidence and the detected procurement model rest on, and writes
 * `clauses/confidence.yaml` and `clauses/detection.yaml`: numbers only, no text.
 * `npm run calibrate -- --gold FOLDER --contracts FOLDER` prints what the tables reach on contracts that it has not seen: each
 * contract in turn is left out of the learning.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { marksOf, measuresOf } from '../server/detect.js';
import { createEngine } from '../server/engine.js';
import { evaluate, type Pair } from '../server/evaluate.js';
import { clausesFolder, loadModelWeights } from '../server/items.js';
import { Model } from '../server/model/report.js';
import { type Labelled, modelTable } from './calibrate/models.js';

/** One verdict: the features that hold of it, and whether it is wrong. */
export interface Example {
  contract: string;
  features: readonly string[];
  wrong: boolean;
}

type Learned = ReadonlyMap<string, number>;

const BIAS = 'bias';
const POINT = 'point ';
/** Ridge: a point's own weight, which rests on few verdicts, is held back more than that of a sign. */
const RIDGE = { sign: 2, point: 4 };
const PASSES = 30;
/** Share of verdicts that a person is asked to look at. */
const LOOKED_AT = 0.2;

if (process.argv[1] === import.meta.filename) await calibrate();

async function calibrate(): Promise<void> {
  const { values } = parseArgs({ options: { gold: { type: 'string' }, contracts: { type: 'string' } } });
  if (!values.gold || !values.contracts) throw new Error('--gold FOLDER --contracts FOLDER');
  const engine = await createEngine();
  const concepts = Object.keys((await loadModelWeights()).marks).sort();
  const labelled: Labelled[] = [];
  const { pairs } = await evaluate(
    async (source, options) => {
      const examination = await engine.examine(source, options);
      const marks = marksOf(examination.contract, examination.observation, concepts);
      labelled.push({ model: Model.parse(options.model), measures: [...marks.values()].flatMap(measuresOf) });
      return examination;
    },
    values.gold,
    values.contracts,
  );
  const { text, report } = table(pairs);
  const models = modelTable(labelled, concepts);
  process.stdout.write(`${report}\n${models.report}\n`);
  await writeFile(join(clausesFolder, 'confidence.yaml'), text);
  await writeFile(join(clausesFolder, 'detection.yaml'), models.text);
}

/** The file to write, and what it reaches. */
export function table(pairs: readonly Pair[]): { text: string; report: string } {
  const examples = pairs.map(exampleOf);
  const unseen = leftOut(examples);
  const low = threshold(unseen.map(({ chance }) => chance));
  return { text: written(learn(examples), low), report: reached(unseen, low) };
}

/** What does not apply is certain: it has no features. */
function exampleOf({ contract, gold, found, doubt }: Pair): Example {
  const features = found.status === 'na' ? [] : [BIAS, `${POINT}${doubt.point}`, ...doubt.signs];
  return { contract, features, wrong: gold.status !== found.status };
}

function leftOut(examples: readonly Example[]): { chance: number; wrong: boolean }[] {
  return [...new Set(examples.map(({ contract }) => contract))].flatMap((contract) => {
    const weights = learn(examples.filter((example) => example.contract !== contract));
    return examples
      .filter((example) => example.contract === contract)
      .map(({ features, wrong }) => ({ chance: chanceOf(features, weights), wrong }));
  });
}

/** Logistic regression with a ridge, one coordinate after the other by Newton's step. */
export function learn(all: readonly Example[]): Learned {
  const examples = all.filter(({ features }) => features.length > 0);
  const holders = new Map<string, number[]>();
  for (const [index, { features }] of examples.entries()) {
    for (const feature of features) {
      const list = holders.get(feature) ?? [];
      list.push(index);
      holders.set(feature, list);
    }
  }
  const names = [...holders.keys()].sort();
  const weights = new Map(names.map((name) => [name, 0]));
  const odds = new Float64Array(examples.length);
  for (let pass = 0; pass < PASSES; pass++) {
    for (const name of names) {
      const ridge = name === BIAS ? 0.001 : name.startsWith(POINT) ? RIDGE.point : RIDGE.sign;
      let slope = ridge * weights.get(name)!;
      let curve = ridge;
      for (const index of holders.get(name)!) {
        const chance = logistic(odds[index]!);
        slope += chance - Number(examples[index]!.wrong);
        curve += chance * (1 - chance);
      }
      const step = slope / curve;
      weights.set(name, weights.get(name)! - step);
      for (const index of holders.get(name)!) odds[index]! -= step;
    }
  }
  return weights;
}

export function chanceOf(features: readonly string[], weights: Learned): number {
  return features.length === 0 ? 0 : logistic(features.reduce((sum, name) => sum + (weights.get(name) ?? 0), 0));
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** The confidence below which that share of the verdicts lies. */
function threshold(chances: readonly number[]): number {
  const sorted = chances.toSorted((a, b) => b - a);
  return rounded(1 - sorted[Math.floor(sorted.length * LOOKED_AT)]!);
}

function reached(unseen: readonly { chance: number; wrong: boolean }[], low: number): string {
  const wrong = unseen.filter((verdict) => verdict.wrong).length;
  const looked = unseen.filter(({ chance }) => 1 - chance < low);
  const caught = looked.filter((verdict) => verdict.wrong).length;
  const missed = (wrong - caught) / (unseen.length - looked.length);
  const share = (part: number, whole: number) => (part / whole).toFixed(3);
  return `${unseen.length} verdicts on contracts left out: low ${share(looked.length, unseen.length)}, with ${share(caught, wrong)} of the wrong ones; wrong among the others ${missed.toFixed(3)}`;
}

function written(weights: Learned, low: number): string {
  const entries = [...weights].filter(([name]) => name !== BIAS);
  const part = (point: boolean) =>
    Object.fromEntries(
      entries
        .filter(([name]) => name.startsWith(POINT) === point)
        .map(([name, weight]) => [point ? name.slice(POINT.length) : name, rounded(weight)]),
    );
  const data = { bias: rounded(weights.get(BIAS)!), low, signs: part(false), points: part(true) };
  return `# Written by \`npm run calibrate\`: log odds that a verdict is wrong.\n${stringify(data)}`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
