/**
 * What labelled contracts tell of a point, beside the rules: each sentence is scored for each element by the concepts that it
 * mentions, and the rules' verdict is weighed together with these scores. Language-free, as the concepts are.
 */
import type { Verdict } from './judge.js';
import { nameOf, numberOf } from './model/concepts.js';
import type { Match } from './model/plugin.js';
import type { Model, Status } from './model/report.js';
import { firstIndex } from './model/sorted.js';
import type { Hedge, Observation, Part, Statement, StatementKind } from './model/statement.js';

/** What was learned of sentences: log odds that one speaks for an output. */
export interface SentenceWeights {
  /** `IN-01 sources` for an element, `IN-01` for whatever addresses the point. */
  outputs: readonly string[];
  bias: readonly number[];
  /** By trait: places in `outputs` and weights in turn. */
  traits: Readonly<Record<string, readonly number[]>>;
}

/** What was learned of verdicts: log odds of each status that a label may give. */
export interface VerdictWeights {
  bias: Readonly<Record<Settled, number>>;
  features: Readonly<Record<string, Readonly<Record<Settled, number>>>>;
  /** Below this confidence a person must look. */
  low: number;
}

export interface Likelihood {
  sentences: SentenceWeights;
  verdicts: VerdictWeights;
}

export const SETTLED = ['met', 'weak', 'missing'] as const;
export type Settled = (typeof SETTLED)[number];

const PARTS: readonly Part[] = ['main', 'subject', 'condition', 'exception', 'lead', 'heading'];
const KINDS: readonly StatementKind[] = [
  'obligation',
  'permission',
  'prohibition',
  'definition',
  'disclaimer',
  'declaration',
];
const ROLES: readonly Statement['bearer'][] = ['user', 'vendor', 'both', 'third', 'none'];
const HEDGES: readonly Hedge[] = ['effort', 'discretion', 'later-agreement', 'other-document', 'unselected'];

/** How a trait is made: a concept in a part of the sentence, an act by its kind, by who does it or by who gets it, or no concept. */
const FORMS: readonly string[] = [
  ...PARTS,
  'act',
  ...KINDS.map((kind) => `act ${kind}`),
  ...ROLES.map((role) => `act by ${role}`),
  ...ROLES.map((role) => `act for ${role}`),
];
const PLAIN: readonly string[] = [
  ...KINDS.flatMap((kind) => [kind, ...ROLES.map((role) => `${kind} by ${role}`)]),
  ...HEDGES,
];
const ACT = PARTS.length;
const ACT_KIND = ACT + 1;
const ACT_BY = ACT_KIND + KINDS.length;
const ACT_FOR = ACT_BY + ROLES.length;
/** More than there are concepts. */
const ROOM = 1 << 16;

/** Words for the parties, which every contract calls otherwise: whom a norm binds is told by its bearer. */
const PARTY_WORDS = new Set(['the-user', 'the-vendor', 'both-parties'].map(numberOf));

/** Of what stands in one sentence, each once. */
function traitsOf(statements: readonly Statement[]): number[] {
  const [first] = statements;
  const found = new Set<number>();
  for (const { part, number } of first!.mentions)
    if (!PARTY_WORDS.has(number)) found.add(PARTS.indexOf(part) * ROOM + number);
  for (const hedge of first!.hedges) found.add(plain(KINDS.length * (1 + ROLES.length) + HEDGES.indexOf(hedge)));
  for (const { kind, bearer, receiver, action } of statements) {
    const [how, who, whose] = [KINDS.indexOf(kind), ROLES.indexOf(bearer), ROLES.indexOf(receiver)];
    found.add(plain(how * (1 + ROLES.length)));
    found.add(plain(how * (1 + ROLES.length) + 1 + who));
    if (action === null) continue;
    const act = numberOf(action);
    for (const form of [ACT, ACT_KIND + how, ACT_BY + who, ACT_FOR + whose]) found.add(form * ROOM + act);
  }
  return [...found];
}

function plain(place: number): number {
  return FORMS.length * ROOM + place;
}

export function traitName(trait: number): string {
  const form = FORMS[Math.floor(trait / ROOM)];
  return form === undefined ? PLAIN[trait % ROOM]! : `${form}: ${nameOf(trait % ROOM)}`;
}

function traitNumber(name: string): number {
  const at = name.indexOf(': ');
  return at < 0 ? plain(PLAIN.indexOf(name)) : FORMS.indexOf(name.slice(0, at)) * ROOM + numberOf(name.slice(at + 2));
}

/** The sentences of a contract in order: where each starts, and its traits. */
export interface Sentences {
  starts: readonly number[];
  traits: readonly (readonly number[])[];
}

export function sentencesOf({ statements }: Observation): Sentences {
  const byStart = new Map<number, Statement[]>();
  for (const statement of statements) {
    const known = byStart.get(statement.range[0]);
    if (known) known.push(statement);
    else byStart.set(statement.range[0], [statement]);
  }
  const sorted = [...byStart].sort(([a], [b]) => a - b);
  return {
    starts: sorted.map(([start]) => start),
    traits: sorted.map(([, list]) => traitsOf(list)),
  };
}

/** Log odds by sentence and output: those of sentence `s` from `s * outputs` on. */
export interface Scores {
  /** How many sentences there are. */
  sentences: number;
  /** Place of an output, or -1. */
  output: (name: string) => number;
  outputs: number;
  values: Float32Array;
  /** By output: its best and second best. */
  best: Float32Array;
  second: Float32Array;
}

/** Ready to score sentences. */
export type Scorer = (sentences: Pick<Sentences, 'traits'>) => Scores;

export function scorerOf({ outputs, bias, traits }: SentenceWeights): Scorer {
  const places = new Map(outputs.map((name, place) => [name, place]));
  const count = outputs.length;
  const known = new Map(Object.entries(traits).map(([name, list]) => [traitNumber(name), weightsOf(list, count)]));
  const sum = new Float64Array(count);
  return ({ traits: sentences }) => {
    const values = new Float32Array(count * sentences.length);
    const best = new Float32Array(count).fill(-FAR);
    const second = new Float32Array(count).fill(-FAR);
    for (let sentence = 0; sentence < sentences.length; sentence++) {
      const scale = 1 / Math.sqrt(Math.max(1, add(sentences[sentence]!, known, sum.fill(0))));
      for (let output = 0; output < count; output++) {
        const value = bias[output]! + scale * sum[output]!;
        values[sentence * count + output] = value;
        if (value > best[output]!) {
          second[output] = best[output]!;
          best[output] = value;
        } else if (value > second[output]!) second[output] = value;
      }
    }
    return {
      sentences: sentences.length,
      output: (name) => places.get(name) ?? -1,
      outputs: count,
      values,
      best,
      second,
    };
  };
}

/** Weights by output, or where `at` is not null, of the outputs at these places. */
interface TraitWeights {
  at: Int16Array | null;
  by: Float64Array;
}

/** Adds the weights of traits to `sum`, and tells how many of them have any. */
function add(traits: readonly number[], known: ReadonlyMap<number, TraitWeights>, sum: Float64Array): number {
  let held = 0;
  for (const trait of traits) {
    const weights = known.get(trait);
    if (!weights) continue;
    held++;
    const { at, by } = weights;
    if (at === null) for (let output = 0; output < sum.length; output++) sum[output]! += by[output]!;
    else for (let place = 0; place < at.length; place++) sum[at[place]!]! += by[place]!;
  }
  return held;
}

/** Of what speaks for or against most outputs, the weights of all: they are added up without looking for places. */
function weightsOf(list: readonly number[], outputs: number): TraitWeights {
  const pairs = list.length / 2;
  const at = Int16Array.from({ length: pairs }, (_, pair) => list[2 * pair]!);
  const by = Float64Array.from({ length: pairs }, (_, pair) => list[2 * pair + 1]!);
  if (3 * pairs < outputs) return { at, by };
  const all = new Float64Array(outputs);
  for (const [pair, output] of at.entries()) all[output] = by[pair]!;
  return { at: null, by: all };
}

/** What is taken into account of the rules' verdict on a point: sentences by their places. */
export interface Reading {
  id: string;
  status: Status;
  tilt: Verdict['tilt'];
  signs: readonly string[];
  elements: readonly { id: string; found: boolean; quoted: readonly number[] }[];
  /** Of all that speaks for the verdict. */
  quoted: readonly number[];
  concerns: number;
  model: Model;
}

export function readingOf(
  { item, status, tilt, elements, concerns, matches }: Verdict,
  signs: readonly string[],
  model: Model,
  { starts }: Pick<Sentences, 'starts'>,
): Reading {
  const placesOf = (list: readonly Match[]) =>
    list
      .slice(0, MOST_QUOTED)
      .map(({ statement: { range } }) => firstIndex(starts.length, (at) => starts[at]! >= range[0]));
  return {
    id: item.logic.id,
    status,
    tilt,
    signs,
    elements: elements.map(({ id, found, matches }) => ({
      id,
      found,
      quoted: placesOf(matches),
    })),
    quoted: placesOf(matches),
    concerns: concerns.length,
    model,
  };
}

const MOST_QUOTED = 4;

/** A score is counted up to that much, and in these units. */
const FAR = 9;
const UNIT = 3;

/** How likely elements are by their best sentences. */
interface Element {
  id: string;
  found: boolean;
  /** Of its best sentence. */
  best: number;
  /** Of the best sentence that the rules quote for it. */
  quoted: number;
}

export function elementsOf({ id: item, elements }: Reading, scores: Scores): Element[] {
  return elements.map(({ id, found, quoted }) => {
    const output = scores.output(`${item} ${id}`);
    return {
      id,
      found,
      best: scores.best[output] ?? -FAR,
      quoted: highest(quoted.map((at) => scoreOf(scores, output, at))),
    };
  });
}

function scoreOf({ values, outputs }: Scores, output: number, sentence: number): number {
  return output < 0 || sentence < 0 ? -FAR : (values[sentence * outputs + output] ?? -FAR);
}

/** Features of a reading by name, with their values. */
export function featuresOf(reading: Reading, scores: Scores): Map<string, number> {
  const { id, tilt, signs, quoted, concerns, model } = reading;
  const status = reading.status === 'unread' ? 'missing' : reading.status;
  const elements = elementsOf(reading, scores);
  const own = scores.output(id);
  const best = elements.map((element) => element.best);
  const found = elements.filter((element) => element.found);
  const absent = elements.filter((element) => !element.found);
  const numbers: Record<string, number> = {
    share: found.length / Math.max(1, elements.length),
    least: inUnits(lowest(best)),
    most: inUnits(highest(best)),
    middle: inUnits(best.reduce((sum, score) => sum + score, 0) / Math.max(1, best.length)),
    'least-found': found.length === 0 ? 0 : inUnits(lowest(found.map((element) => element.best))),
    'most-absent': absent.length === 0 ? 0 : inUnits(highest(absent.map((element) => element.best))),
    'least-absent': absent.length === 0 ? 0 : inUnits(lowest(absent.map((element) => element.best))),
    'least-quoted': found.length === 0 ? 0 : inUnits(lowest(found.map((element) => element.quoted))),
    'most-quoted': found.length === 0 ? 0 : inUnits(highest(found.map((element) => element.quoted))),
    addressed: inUnits(scores.best[own] ?? -FAR),
    'addressed-again': inUnits(scores.second[own] ?? -FAR),
    'addressed-quoted': quoted.length === 0 ? 0 : inUnits(highest(quoted.map((at) => scoreOf(scores, own, at)))),
    length: Math.log1p(scores.sentences) / 6,
    concerns: Math.min(3, concerns) / 3,
  };
  return new Map([
    ...Object.entries(numbers).map(([name, value]): [string, number] => [`${status} ${name}`, value]),
    ...[status, `${status} ${tilt}`, `model ${model}`, id, `${id} ${status}`, ...signs].map(
      (name): [string, number] => [name, 1],
    ),
  ]);
}

function inUnits(score: number): number {
  return Math.max(-FAR, Math.min(FAR, score)) / UNIT;
}

function lowest(list: readonly number[]): number {
  return Math.min(FAR, ...list);
}

function highest(list: readonly number[]): number {
  return Math.max(-FAR, ...list);
}

/** How likely a lawyer is to label the point so. */
export function chancesOf(features: ReadonlyMap<string, number>, weights: VerdictWeights): Record<Settled, number> {
  const odds: Record<Settled, number> = { ...weights.bias };
  for (const [name, value] of features) {
    const known = weights.features[name];
    if (known) for (const status of SETTLED) odds[status] += value * known[status];
  }
  const chance = (status: Settled) => 1 / SETTLED.reduce((sum, other) => sum + Math.exp(odds[other] - odds[status]), 0);
  return { met: chance('met'), weak: chance('weak'), missing: chance('missing') };
}

/**
 * The status that is clearly likeliest of those that a reading leaves open: what the rules find is only ever taken for less, never
 * for more, so that every quote is theirs. That more is likely shows in a low confidence.
 */
export function likeliest({ status }: Reading, chances: Readonly<Record<Settled, number>>): Settled {
  if (status !== 'met' && status !== 'weak') return 'missing';
  const open = SETTLED.slice(SETTLED.indexOf(status));
  const best = open.reduce((most, each) => (chances[each] > chances[most] ? each : most), status);
  return chances[best] > chances[status] + CLEARLY ? best : status;
}

/** By how much another status must be likelier than that of the rules, which were made on more than what was learned from. */
const CLEARLY = 0.2;
