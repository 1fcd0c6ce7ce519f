/** Learns which sentences speak for an element, or address a point at all, by the traits of sentences in labelled contracts. */
import { type SentenceWeights, traitName } from '../../server/likelihood.js';
import { type BinaryRow, learnBinary, rounded } from './regression.js';

/** A labelled contract: what its sentences hold, and by output which of them speak for it. */
export interface Sample {
  traits: readonly (readonly number[])[];
  /** Null where the point does not apply; empty where the label says that nothing speaks for it. */
  speaking: ReadonlyMap<string, ReadonlySet<number> | null>;
}

const PENALTY = { ridge: 0.05, lasso: 0.02 };
const PASSES = 12;
/** Weights below that tell too little to be kept. */
const LEAST_WEIGHT = 0.5;
/** Sentences that speak for nothing are many: so many of them at most, and what speaks for it counts so much more at most. */
const MOST_OTHERS = 4_000;
const MOST_WEIGHT = 20;
/** Too few to learn from. */
const FEWEST = 3;
/** A trait that fewer contracts show is not learned. */
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
    for (const [trait, weight] of learned.weights) {
      if (Math.abs(weight) < LEAST_WEIGHT) continue;
      const name = traitName(trait);
      const list = traits.get(name) ?? [];
      list.push(kept.length, Math.round(10 * weight) / 10);
      traits.set(name, list);
    }
    kept.push(output);
    bias.push(rounded(learned.bias));
  }
  return { outputs: kept, bias, traits: Object.fromEntries([...traits].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

type Sentence = Pick<BinaryRow, 'traits' | 'size'>;

/** A contract's sentences, made ready: what stands in a few contracts only tells nothing of others. */
interface Ready extends Pick<Sample, 'speaking'> {
  sentences: readonly Sentence[];
}

function withoutRare(samples: readonly Sample[]): Ready[] {
  const contracts = new Map<number, number>();
  for (const { traits } of samples)
    for (const trait of new Set(traits.flat())) contracts.set(trait, (contracts.get(trait) ?? 0) + 1);
  const known = (trait: number) => contracts.get(trait)! >= FEWEST_CONTRACTS;
  return samples.map(({ traits, speaking }) => ({
    sentences: traits.map((list) => ({ traits: list.filter(known), size: list.length })),
    speaking,
  }));
}

function learnOutput(samples: readonly Ready[], output: string) {
  const speaking: Sentence[] = [];
  const others: Sentence[] = [];
  for (const { sentences, speaking: all } of samples) {
    const own = all.get(output);
    if (!own) continue;
    if (own.size === 0) others.push(...sentences);
    else for (const place of own) speaking.push(sentences[place]!);
  }
  if (speaking.length < FEWEST || others.length === 0) return null;
  const some = every(others, Math.ceil(others.length / MOST_OTHERS));
  const weight = Math.max(1, Math.min(MOST_WEIGHT, some.length / speaking.length / 3));
  return learnBinary(
    [
      ...speaking.map((sentence) => ({ ...sentence, yes: true, weight })),
      ...some.map((sentence) => ({ ...sentence, yes: false, weight: 1 })),
    ],
    PENALTY,
    PASSES,
  );
}

function every<T>(list: readonly T[], stride: number): T[] {
  return list.filter((_, index) => index % stride === 0);
}
