/** Learns which sentences speak for an element, or address a point at all, by the traits of sentences in labelled contracts. */
import { type SentenceWeights, traitName } from '../../server/likelihood.js';
import { learnBinary, rounded } from './regression.js';

/** A labelled contract: what its sentences hold, and by output which of them speak for it. */
export interface Sample {
  traits: readonly (readonly number[])[];
  /** Null where the point does not apply; empty where the label says that nothing speaks for it. */
  speaking: ReadonlyMap<string, ReadonlySet<number> | null>;
}

const RIDGE = 1 / 30;
const PASSES = 8;
/** Sentences that speak for nothing are many: so many of them at most, and what speaks for it counts so much more at most. */
const MOST_OTHERS = 4_000;
const MOST_WEIGHT = 20;
/** Too few to learn from. */
const FEWEST = 3;
/** Weights kept of an output, the largest; a trait that fewer contracts show is not learned at all. */
const KEPT = 1_000;
const FEWEST_CONTRACTS = 4;

export function learnSentences(all: readonly Sample[]): SentenceWeights {
  const samples = withoutRare(all);
  const outputs = [...new Set(samples.flatMap(({ speaking }) => [...speaking.keys()]))].sort();
  const kept: string[] = [];
  const bias: number[] = [];
  const traits = new Map<string, number[]>();
  for (const output of outputs) {
    const learned = learnOutput(samples, output);
    if (!learned) continue;
    for (const [trait, weight] of largest(learned.weights)) {
      const name = traitName(trait);
      const list = traits.get(name) ?? [];
      list.push(kept.length, rounded(weight));
      traits.set(name, list);
    }
    kept.push(output);
    bias.push(rounded(learned.bias));
  }
  return { outputs: kept, bias, traits: Object.fromEntries([...traits].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** What stands in a few contracts only tells nothing of others. */
function withoutRare(samples: readonly Sample[]): Sample[] {
  const contracts = new Map<number, number>();
  for (const { traits } of samples)
    for (const trait of new Set(traits.flat())) contracts.set(trait, (contracts.get(trait) ?? 0) + 1);
  const known = (trait: number) => contracts.get(trait)! >= FEWEST_CONTRACTS;
  return samples.map(({ traits, speaking }) => ({ traits: traits.map((list) => list.filter(known)), speaking }));
}

function learnOutput(samples: readonly Sample[], output: string) {
  const speaking: (readonly number[])[] = [];
  const others: (readonly number[])[] = [];
  for (const sample of samples) {
    const own = sample.speaking.get(output);
    if (!own) continue;
    if (own.size === 0) others.push(...sample.traits);
    else for (const place of own) speaking.push(sample.traits[place]!);
  }
  if (speaking.length < FEWEST || others.length === 0) return null;
  const some = every(others, Math.ceil(others.length / MOST_OTHERS));
  const weight = Math.max(1, Math.min(MOST_WEIGHT, some.length / speaking.length / 3));
  return learnBinary(
    [
      ...speaking.map((traits) => ({ traits, yes: true, weight })),
      ...some.map((traits) => ({ traits, yes: false, weight: 1 })),
    ],
    RIDGE,
    PASSES,
  );
}

function every<T>(list: readonly T[], stride: number): T[] {
  return list.filter((_, index) => index % stride === 0);
}

function largest(weights: ReadonlyMap<number, number>): [number, number][] {
  return [...weights].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a)).slice(0, KEPT);
}
