/** What the judge knows of a verdict that makes it doubtful or sure. */
import type { Verdict } from './judge.js';
import { countOfConcepts, numberOf } from './model/concepts.js';
import type { Match } from './model/plugin.js';
import type { Observation } from './model/statement.js';

/** Weights of a match, by which it is thin or strong evidence. */
const THIN = 4;
const STRONG = 7;

/** Names of what speaks for or against trusting a verdict; `closeness` is the point's. */
export function signsOf(verdict: Verdict, closeness: number): string[] {
  const { status, cause, elements, concerns, matches } = verdict;
  const open = status !== 'met' && status !== 'na';
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

/** Which points' conditions name a concept: what their closeness is counted by. */
export interface Naming {
  /** How many concepts the conditions of each point name, by its slug. */
  sizes: ReadonlyMap<string, number>;
  /** Places in `sizes`, by the number of the concept. */
  points: readonly (readonly number[] | undefined)[];
}

/** Of the concepts that each point's conditions name, by its slug. */
export function namingOf(concepts: ReadonlyMap<string, readonly string[]>): Naming {
  const points = new Array<number[] | undefined>(countOfConcepts());
  for (const [place, list] of [...concepts.values()].entries())
    for (const number of list.map(numberOf)) points[number] = [...(points[number] ?? []), place];
  return { sizes: new Map([...concepts].map(([slug, { length }]) => [slug, length])), points };
}

/** By slug, the largest share of the concepts that its conditions name of which one clause speaks, from 0 to 1. */
export function closenessOf({ sizes, points }: Naming, { topics }: Observation): Map<string, number> {
  const most = new Uint16Array(sizes.size);
  const counts = new Uint16Array(sizes.size);
  for (const spoken of topics.values()) {
    counts.fill(0);
    spoken.forEach((number) => {
      for (const place of points[number] ?? []) {
        const count = ++counts[place]!;
        if (count > most[place]!) most[place] = count;
      }
    });
  }
  return new Map([...sizes].map(([slug, size], place) => [slug, most[place]! / Math.max(1, size)]));
}

function start({ statement }: Match): number {
  return statement.range[0];
}
