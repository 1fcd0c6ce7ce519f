/** How far a verdict may be trusted: what speaks against it, weighed by a table that was learned from labelled contracts. */
import type { Verdict } from './judge.js';
import { probe } from './model/concepts.js';
import type { Match } from './model/plugin.js';
import type { Observation } from './model/statement.js';

/** Log odds that a verdict is wrong: `bias`, what each sign adds, and what each point adds under a status. */
export interface Weights {
  bias: number;
  signs: Readonly<Record<string, number>>;
  points: Readonly<Record<string, number>>;
  /** Below this confidence a person must look. */
  low: number;
}

/** From 0 to 1. What does not apply is certain. */
export function confidenceOf(verdict: Verdict, signs: readonly string[], weights: Weights): number {
  if (verdict.status === 'na') return 1;
  const odds = signs.reduce(
    (sum, sign) => sum + (weights.signs[sign] ?? 0),
    weights.bias + (weights.points[pointOf(verdict)] ?? 0),
  );
  return Math.round(100 / (1 + Math.exp(odds))) / 100;
}

/** A point under its status: points differ in how often the rules read them wrongly. */
export function pointOf({ item, status }: Pick<Verdict, 'item' | 'status'>): string {
  return `${item.logic.id} ${status}`;
}

/** Weights of a match, by which it is thin or strong evidence. */
const THIN = 4;
const STRONG = 7;

/** What the judge knows of a verdict that may make it doubtful or sure, by name; `concepts` are those that the point's conditions name. */
export function signsOf(verdict: Verdict, concepts: readonly string[], observation: Observation): string[] {
  const { status, cause, elements, concerns, matches } = verdict;
  const open = status !== 'met' && status !== 'na';
  const closeness = open ? closenessOf(concepts, observation) : 0;
  const found = elements.filter((element) => element.found);
  const firm = found.map((element) => element.matches.filter(({ hedged }) => !hedged));
  const best = firm.flatMap((list) => list.slice(0, 1));
  const absent = elements.filter((element) => !element.found);
  const signs: string[] = [cause];
  const sign = (name: string, holds: boolean) => {
    if (holds) signs.push(`${status}-${name}`);
  };
  sign('one-element', elements.length === 1);
  sign('three-elements', elements.length > 2);
  sign(
    'single-sentence',
    firm.some((list) => list.length === 1),
  );
  sign('many-sentences', firm.length > 0 && firm.every((list) => list.length > 2));
  sign('same-sentence', best.length > 1 && new Set(best.map(start)).size === 1);
  sign(
    'nobody-named',
    best.some(({ statement }) => statement.bearer === 'none'),
  );
  sign(
    'inherited',
    best.some(({ statement }) => statement.action !== null && statement.actionRange === null),
  );
  sign(
    'thin',
    best.some(({ weight }) => weight < THIN),
  );
  sign('strong', best.length > 0 && best.every(({ weight }) => weight >= STRONG));
  sign(
    'hedged-beside',
    matches.some(({ hedged }) => hedged),
  );
  sign(
    'absent-hedged',
    absent.some((element) => element.matches.length > 0),
  );
  sign(
    'weak-wording',
    concerns.some(({ kind }) => kind === 'weak'),
  );
  sign(
    'tilted',
    concerns.some(({ kind }) => kind !== 'weak'),
  );
  sign(`near-${closeness >= 0.6 ? 'close' : closeness >= 0.4 ? 'middle' : 'far'}`, open);
  sign('few-places', matches.length === 1);
  sign('many-places', matches.length > 4);
  return signs;
}

/** The largest share of the concepts that one clause speaks of, from 0 to 1. */
function closenessOf(concepts: readonly string[], { topics }: Observation): number {
  const asked = probe(concepts);
  let most = 0;
  for (const spoken of topics.values()) most = Math.max(most, spoken.count(asked));
  return most / Math.max(1, new Set(concepts).size);
}

function start({ statement }: Match): number {
  return statement.range[0];
}
