/**
 * Learns from labelled contracts which sentences speak for a point, how far the rules' verdicts can be trusted, and by which marks
 * the procurement models are told apart; writes `clauses/likelihood.json` and `clauses/detection.yaml`: numbers and names of
 * concepts only, no text. `npm run train -- --fitted GOLD=CONTRACTS --unseen GOLD=CONTRACTS`, each as often as need be: the rules
 * were made on the fitted contracts, so that only the others tell how far to trust them. Prints what is reached on contracts
 * that are left out of the learning in turn.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeDocument, type Parts, readSource } from '../server/check.js';
import { closenessOf, signsOf } from '../server/confidence.js';
import { marksOf, measuresOf } from '../server/detect.js';
import { loadParts } from '../server/engine.js';
import { type Gold, kappa, type Label, loadGold, quoted } from '../server/evaluate.js';
import { clausesFolder } from '../server/items.js';
import type { Verdict } from '../server/judge.js';
import {
  chancesOf,
  featuresOf,
  type Likelihood,
  likeliest,
  type Reading,
  readingOf,
  ruledOf,
  type Scores,
  SETTLED,
  type Sentences,
  type Settled,
  scorerOf,
  sentencesOf,
  type VerdictWeights,
} from '../server/likelihood.js';
import { CheckError } from '../server/model/errors.js';
import { type Labelled, modelTable } from './train/models.js';
import { learnMultinomial, type Row, rounded } from './train/regression.js';
import { learnSentences, type Sample } from './train/sentences.js';

/** A contract with its labels and what the rules read in it. */
interface Read extends Sample, Labelled {
  contract: string;
  readings: { reading: Reading; label: Label }[];
}

const FOLDS = 5;
const PASSES = 25;
const RIDGE = 10;
/** Share of verdicts that a person is asked to look at. */
const LOOKED_AT = 0.2;

await train();

async function train(): Promise<void> {
  const { values } = parseArgs({
    options: { fitted: { type: 'string', multiple: true }, unseen: { type: 'string', multiple: true } },
  });
  if (!values.unseen) throw new Error('--unseen GOLD=CONTRACTS');
  const parts = await loadParts();
  const concepts = Object.keys(parts.modelWeights.marks).sort();
  const fitted = (await Promise.all((values.fitted ?? []).map((each) => readAll(each, parts, concepts)))).flat();
  const unseen = (await Promise.all(values.unseen.map((each) => readAll(each, parts, concepts)))).flat();
  const folds = Array.from({ length: FOLDS }, (_, fold) => unseen.filter((_, index) => index % FOLDS === fold));
  const rows = folds.map((own) => rowsOf(own, [...fitted, ...unseen.filter((each) => !own.includes(each))]));
  const { low, report } = reached(rows);
  const sentences = learnSentences([...fitted, ...unseen]);
  const models = modelTable([...fitted, ...unseen], concepts);
  process.stdout.write(`${report}\n${models.report}\n`);
  const verdicts = { ...weightsOf(rows.flat()), low };
  await writeFile(join(clausesFolder, 'likelihood.json'), `${written({ sentences, verdicts })}\n`);
  await writeFile(join(clausesFolder, 'detection.yaml'), models.text);
}

async function readAll(folders: string, parts: Parts, concepts: readonly string[]): Promise<Read[]> {
  const [goldFolder, folder] = folders.split('=') as [string, string];
  const files = await readdir(folder);
  const found: Read[] = [];
  for (const gold of await loadGold(goldFolder)) {
    const name = files.find((file) => file.replace(/\.[^.]+$/, '') === gold.contract);
    if (!name) throw new CheckError('file-not-found', { name: join(folder, gold.contract) });
    const source = { bytes: await readFile(join(folder, name)), name };
    const { document } = await readSource(source, { view: 'proposed' }, parts);
    found.push(readOf(gold, judgeDocument(document, gold.model, parts), parts, concepts));
  }
  return found;
}

function readOf(
  gold: Gold,
  { contract, observation, verdicts }: ReturnType<typeof judgeDocument>,
  parts: Parts,
  concepts: readonly string[],
): Read {
  const sentences = sentencesOf(observation);
  const closeness = closenessOf(parts.naming, observation);
  const readings: Read['readings'] = [];
  const speaking = new Map<string, ReadonlySet<number> | null>();
  for (const verdict of verdicts) {
    const { item } = verdict;
    const label = gold.items[item.logic.id];
    if (!label) continue;
    const reading = readingOf(verdict, signsOf(verdict, closeness.get(item.slug)!), gold.model, sentences);
    const statements = quoted(label.quote ?? '', contract.document.text, observation.statements);
    const places = new Set(statements.map(({ range }) => placeOf(sentences, range[0])));
    for (const [output, own] of speakingFor(reading, verdict, label, places)) speaking.set(output, own);
    if (label.status !== 'na' && verdict.status !== 'na') readings.push({ reading, label });
  }
  return {
    contract: gold.contract,
    model: gold.model,
    measures: [...marksOf(contract, observation, concepts).values()].flatMap(measuresOf),
    traits: sentences.traits,
    speaking,
    readings,
  };
}

function placeOf({ starts }: Sentences, start: number): number {
  return starts.indexOf(start);
}

/** Of a true element what the rules quote, else what the label quotes; of the point both. */
function speakingFor(
  { id, elements, quoted: touching }: Reading,
  { status }: Verdict,
  label: Label,
  places: ReadonlySet<number>,
): [string, ReadonlySet<number> | null][] {
  if (label.status === 'na')
    return [id, ...elements.map((element) => `${id} ${element.id}`)].map((output) => [output, null]);
  const addressed = label.status === 'met' || label.status === 'weak';
  const own = elements.map(({ id: element, found, quoted: list }, index): [string, ReadonlySet<number> | null] => {
    if (!label.core[index]) return [`${id} ${element}`, new Set()];
    const shown = found ? new Set(list) : places;
    return [`${id} ${element}`, shown.size > 0 ? shown : null];
  });
  const all = new Set([...places, ...(status === 'missing' ? [] : touching)]);
  return [...own, [id, addressed ? (all.size > 0 ? all : null) : new Set()]];
}

interface Example extends Row<Settled> {
  reading: Reading;
  scores: Scores;
}

/** The readings of some contracts, scored by what was learned of others. */
function rowsOf(own: readonly Read[], others: readonly Read[]): Example[] {
  const score = scorerOf(learnSentences(others));
  return own.flatMap(({ traits, readings }) => {
    const scores = score({ traits });
    return readings.map(({ reading, label }) => ({
      reading,
      scores,
      features: featuresOf(reading, scores),
      is: label.status as Settled,
    }));
  });
}

function weightsOf(rows: readonly Example[]): Omit<VerdictWeights, 'low'> {
  return learnMultinomial(rows, SETTLED, RIDGE, PASSES);
}

/** What the rules and what is settled reach in each fold by what the others teach, and the confidence below which a person must look. */
function reached(folds: readonly Example[][]): { low: number; report: string } {
  const told = folds.flatMap((own) => {
    const weights = { ...weightsOf(folds.filter((other) => other !== own).flat()), low: 0 };
    return own.map(({ reading, scores, features, is }) => {
      const chances = chancesOf(features, weights);
      const now = likeliest(reading, chances, scores);
      return { label: is, rules: ruledOf(reading), now, confidence: chances[now] };
    });
  });
  const sorted = told.map(({ confidence }) => confidence).sort((a, b) => a - b);
  const low = rounded(sorted[Math.floor(sorted.length * LOOKED_AT)]!);
  const wrong = told.filter(({ label, now }) => label !== now);
  const doubted = told.filter(({ confidence }) => confidence < low);
  const caught = doubted.filter(({ label, now }) => label !== now).length;
  const share = (part: number, whole: number) => (part / Math.max(1, whole)).toFixed(3);
  const changed = told.filter(({ rules, now }) => rules !== now);
  const by = (pick: (each: (typeof told)[number]) => Settled) => {
    const right = told.filter((each) => pick(each) === each.label).length;
    return `status accuracy ${share(right, told.length)} kappa ${kappa(told.map((each) => [each.label, pick(each)])).toFixed(3)}`;
  };
  return {
    low,
    report: [
      `${told.length} verdicts on contracts left out`,
      `by the rules: ${by(({ rules }) => rules)}`,
      `settled: ${by(({ now }) => now)}; ${changed.length} changed, of them ${changed.filter(({ label, now }) => label === now).length} to the label and ${changed.filter(({ label, rules }) => label === rules).length} away from it`,
      `low ${share(doubted.length, told.length)}, with ${share(caught, wrong.length)} of the wrong ones; wrong among the others ${share(wrong.length - caught, told.length - doubted.length)}`,
    ].join('\n'),
  };
}

function written({ sentences, verdicts }: Likelihood): string {
  const { low, bias, features } = verdicts;
  const round = (own: Readonly<Record<Settled, number>>) =>
    Object.fromEntries(SETTLED.map((status) => [status, rounded(own[status])]));
  const kept = Object.entries(features).filter(([, own]) => SETTLED.some((status) => Math.abs(own[status]) >= 0.01));
  const line = ([name, value]: [string, unknown]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  const block = (entries: readonly [string, unknown][]) => `{\n${entries.map(line).join(',\n')}\n}`;
  return block([['written by', 'npm run train']]).replace(
    /\n}$/,
    `,
"verdicts": {"low": ${low}, "bias": ${JSON.stringify(round(bias))}, "features": ${block(kept.map(([name, own]) => [name, round(own)]))}},
"sentences": {"outputs": ${JSON.stringify(sentences.outputs)}, "bias": ${JSON.stringify(sentences.bias)}, "traits": ${block(Object.entries(sentences.traits))}}
}`,
  );
}
