/** Sets of concepts as bits: each sentence has one, and each condition asks whether any of a few concepts is in it. */

/** Every concept has a number: its place among those named so far by a lexicon, a condition or a sentence. */
const names: string[] = [];
const numbers = new Map<string, number>();

/** Of a concept: stays the same as long as the process lives. */
export function numberOf(concept: string): number {
  const known = numbers.get(concept);
  if (known !== undefined) return known;
  numbers.set(concept, names.length);
  return names.push(concept) - 1;
}

/** Concepts of which one is enough, made ready to be looked for in many sets: pairs of a word and its bits. */
export type Probe = readonly (readonly [word: number, bits: number])[];

export function probe(concepts: readonly string[]): Probe {
  const words = new Map<number, number>();
  for (const number of concepts.map(numberOf))
    words.set(number >> 5, (words.get(number >> 5) ?? 0) | (1 << (number & 31)));
  return [...words];
}

export class ConceptSet implements Iterable<string> {
  /** A plain list: sets are made by the thousand, and room for a typed array of that length is got outside the heap. */
  private readonly words: number[];

  /** Of things that each hold the number of a concept. */
  constructor(numbered: readonly { number: number }[]) {
    this.words = new Array<number>((names.length >> 5) + 1).fill(0);
    for (const { number } of numbered) this.words[number >> 5]! |= 1 << (number & 31);
  }

  has(concept: string): boolean {
    const number = numberOf(concept);
    return ((this.words[number >> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }

  hasAny(asked: Probe): boolean {
    for (const [word, bits] of asked) if (((this.words[word] ?? 0) & bits) !== 0) return true;
    return false;
  }

  /** How many of the concepts asked for are in it. */
  count(asked: Probe): number {
    let sum = 0;
    for (const [word, bits] of asked)
      for (let rest = (this.words[word] ?? 0) & bits; rest !== 0; rest &= rest - 1) sum++;
    return sum;
  }

  /** In the order of their numbers. */
  [Symbol.iterator](): Iterator<string> {
    return this.members()
      .map((number) => names[number]!)
      [Symbol.iterator]();
  }

  private members(): number[] {
    const found: number[] = [];
    for (let word = 0; word < this.words.length; word++) {
      for (let rest = this.words[word]!; rest !== 0; rest &= rest - 1)
        found.push((word << 5) + 31 - Math.clz32(rest & -rest));
    }
    return found;
  }

  /** Things by each concept of their set, in their own order. */
  static index<T>(things: readonly T[], setOf: (thing: T) => ConceptSet): Map<string, T[]> {
    const lists: T[][] = names.map(() => []);
    for (const thing of things) for (const number of setOf(thing).members()) lists[number]!.push(thing);
    return new Map(lists.flatMap((list, number) => (list.length > 0 ? [[names[number]!, list] as const] : [])));
  }
}
