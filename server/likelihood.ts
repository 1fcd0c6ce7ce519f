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

/** The sentences of a contract in order: where each starts, its clause, whether it only tries or leaves open any of its acts, and its traits. */
export interface Sentences {
  starts: readonly number[];
  clauses: readonly string[];
  softened: readonly boolean[];
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
    clauses: sorted.map(([, [first]]) => first!.clause),
    softened: sorted.map(([, list]) => list.some(({ hedges }) => hedges.length > 0)),
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
  const known = new Map(Object.entries(traits).map(([name, list]) => [traitNumber(name), weightsIn(list)]));
  const sum = new Float64Array(count);
  return ({ traits: sentences }) => {
    const values = new Float32Array(count * sentences.length);
    const best = new Float32Array(count).fill(-FAR);
    const second = new Float32Array(count).fill(-FAR);
    for (let sentence = 0; sentence < sentences.length; sentence++) {
      const own = sentences[sentence]!;
      add(own, known, sum.fill(0));
      const scale = 1 / Math.sqrt(Math.max(1, own.length));
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

/** What a trait weighs, and the places of the outputs that it weighs for. */
interface Weights {
  places: Uint16Array;
  weights: Float64Array;
}

/** Of pairs of place and weight. */
function weightsIn(pairs: readonly number[]): Weights {
  return {
    places: Uint16Array.from(pairs.filter((_, index) => index % 2 === 0)),
    weights: Float64Array.from(pairs.filter((_, index) => index % 2 === 1)),
  };
}

/** Adds the weights of traits to `sum`. */
function add(traits: readonly number[], known: ReadonlyMap<number, Weights>, sum: Float64Array): void {
  for (const trait of traits) {
    const own = known.get(trait);
    if (own === undefined) continue;
    const { places, weights } = own;
    for (let at = 0; at < places.length; at++) sum[places[at]!]! += weights[at]!;
  }
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
  /** Its own words keep it weak: an effort, a discretion, a wording that restricts. */
  softened: boolean;
  model: Model;
}

export function readingOf(
  { item, status, tilt, elements, concerns, matches }: Verdict,
  signs: readonly string[],
  model: Model,
  { starts, softened }: Pick<Sentences, 'starts' | 'softened'>,
): Reading {
  const places = (list: readonly Match[]) => list.map((match) => placeOf(match, starts));
  const placesOf = (list: readonly Match[]) => places(list.slice(0, MOST_QUOTED));
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
    softened: concerns.some(({ kind }) => kind === 'weak') || places(matches).some((at) => softened[at]),
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

/** Of what the rules quote for the point, the place of what likeliest speaks for the element, and its log odds. */
export function likeliestQuote(
  { id, quoted }: Pick<Reading, 'id' | 'quoted'>,
  element: string,
  scores: Scores,
): { place: number; odds: number } {
  const output = scores.output(`${id} ${element}`);
  const all = quoted.map((at) => scoreOf(scores, output, at));
  const odds = highest(all);
  return { place: all.indexOf(odds), odds };
}

/** What is firm before what is hedged; of either, what likelier speaks for the output first. */
export function likeliestFirst(
  matches: readonly Match[],
  output: string,
  scores: Scores,
  { starts }: Pick<Sentences, 'starts'>,
): readonly Match[] {
  const place = scores.output(output);
  if (matches.length < 2 || place < 0) return matches;
  const odds = new Map(matches.map((match) => [match, scoreOf(scores, place, placeOf(match, starts))]));
  return matches.toSorted((a, b) => Number(a.hedged) - Number(b.hedged) || odds.get(b)! - odds.get(a)!);
}

function placeOf({ statement: { range } }: Match, starts: readonly number[]): number {
  return firstIndex(starts.length, (at) => starts[at]! >= range[0]);
}

/** Log odds that a sentence speaks for an output; both by their places, or -1. */
export function scoreOf({ values, outputs }: Scores, output: number, sentence: number): number {
  return output < 0 || sentence < 0 ? -FAR : (values[sentence * outputs + output] ?? -FAR);
}

/** Name and value. */
export type Feature = readonly [string, number];

/** Of what is measured of a reading, in the order of `measures`. */
const MEASURES = [
  'share',
  'least',
  'most',
  'middle',
  'least-found',
  'most-absent',
  'least-absent',
  'least-quoted',
  'most-quoted',
  'addressed',
  'addressed-again',
  'addressed-quoted',
  'length',
  'concerns',
] as const;
const named = (status: Settled) => MEASURES.map((name) => `${status} ${name}`);
const MEASURED: Readonly<Record<Settled, readonly string[]>> = {
  met: named('met'),
  weak: named('weak'),
  missing: named('missing'),
};

/** Features of a reading: how likely its elements are, each measure apart for each status, and what the rules say of it. */
export function featuresOf(reading: Reading, scores: Scores): Feature[] {
  const { id, tilt, signs, model } = reading;
  const status = ruledOf(reading);
  const values = measures(reading, scores);
  const names = [status, `${status} ${tilt}`, `model ${model}`, id, `${id} ${status}`, ...signs];
  return [
    ...MEASURED[status].map((name, at): Feature => [name, values[at]!]),
    ...names.map((name): Feature => [name, 1]),
  ];
}

/** As a label would tell it. */
export function ruledOf({ status }: Pick<Reading, 'status'>): Settled {
  return status === 'met' || status === 'weak' ? status : 'missing';
}

function measures(reading: Reading, scores: Scores): readonly number[] {
  const { id, quoted, concerns } = reading;
  const elements = elementsOf(reading, scores);
  const own = scores.output(id);
  const best = elements.map((element) => element.best);
  const found = elements.filter((element) => element.found);
  const absent = elements.filter((element) => !element.found).map((element) => element.best);
  const shown = found.map((element) => element.quoted);
  const among = (list: readonly number[], pick: (list: readonly number[]) => number) =>
    list.length === 0 ? 0 : inUnits(pick(list));
  return [
    found.length / Math.max(1, elements.length),
    inUnits(lowest(best)),
    inUnits(highest(best)),
    inUnits(best.reduce((sum, score) => sum + score, 0) / Math.max(1, best.length)),
    among(
      found.map((element) => element.best),
      lowest,
    ),
    among(absent, highest),
    among(absent, lowest),
    among(shown, lowest),
    among(shown, highest),
    inUnits(scores.best[own] ?? -FAR),
    inUnits(scores.second[own] ?? -FAR),
    among(
      quoted.map((at) => scoreOf(scores, own, at)),
      highest,
    ),
    Math.log1p(scores.sentences) / 6,
    Math.min(3, concerns) / 3,
  ];
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
export function chancesOf(features: Iterable<Feature>, weights: VerdictWeights): Record<Settled, number> {
  const odds: Record<Settled, number> = { ...weights.bias };
  for (const [name, value] of features) {
    const known = weights.features[name];
    if (known) for (const status of SETTLED) odds[status] += value * known[status];
  }
  const chance = (status: Settled) => 1 / SETTLED.reduce((sum, other) => sum + Math.exp(odds[other] - odds[status]), 0);
  return { met: chance('met'), weak: chance('weak'), missing: chance('missing') };
}

/**
 * The status that is clearly likeliest of those that a reading leaves open. What the rules find nothing of is never taken as found,
 * so that every quote is theirs; what they call weak is met only where their quotes likely speak for all elements, and where its
 * own words do not keep it weak. That more is likely shows in a low confidence.
 */
export function likeliest(reading: Reading, chances: Readonly<Record<Settled, number>>, scores: Scores): Settled {
  const status = ruledOf(reading);
  const lead = (other: Settled) => chances[other] - chances[status] - (CLEARLY[status][other] ?? 1);
  const open = SETTLED.filter((other) => lead(other) > 0 && (other !== 'met' || speaksForAll(reading, scores)));
  return open.reduce((most, other) => (most === status || chances[other] > chances[most] ? other : most), status);
}

function speaksForAll(reading: Reading, scores: Scores): boolean {
  const absent = reading.elements.filter(({ found }) => !found);
  return !reading.softened && absent.every(({ id }) => likeliestQuote(reading, id, scores).odds > SPEAKING);
}

/** Log odds from which on a sentence is taken to speak for an element. */
const SPEAKING = 2;

/**
 * By how much another status must be likelier than that of the rules, which were made on more than what was learned from; by these
 * leads most of the labels on contracts left out are met.
 */
const CLEARLY: Readonly<Record<Settled, Partial<Record<Settled, number>>>> = {
  met: { weak: 0.2, missing: 0.1 },
  weak: { met: 0.1, missing: 0.2 },
  missing: {},
};
