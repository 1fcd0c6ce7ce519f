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

export function nameOf(number: number): string {
  return names[number]!;
}

/** How many concepts have a number so far. */
export function countOfConcepts(): number {
  return names.length;
}

/** Concepts of which one is enough, made ready to be looked for in many sets: a word and its bits, one behind the other. */
export type Probe = readonly number[];

export function probe(concepts: readonly string[]): Probe {
  const words = new Map<number, number>();
  for (const number of concepts.map(numberOf))
    words.set(number >> 5, (words.get(number >> 5) ?? 0) | (1 << (number & 31)));
  return [...words].flat();
}

export class ConceptSet implements Iterable<string> {
  /** A plain list: sets are made by the thousand, and room for a typed array of that length is got outside the heap. */
  private readonly words: number[];

  /** Of things that each hold the number of a concept. */
  constructor(numbered: readonly { number: number }[]) {
    this.words = new Array<number>((names.length >> 5) + 1).fill(0);
    for (const { number } of numbered) this.words[number >> 5]! |= 1 << (number & 31);
  }

  static of(concepts: readonly string[]): ConceptSet {
    return new ConceptSet(concepts.map((concept) => ({ number: numberOf(concept) })));
  }

  has(concept: string): boolean {
    return this.holds(numberOf(concept));
  }

  /** By the concept's number. */
  holds(number: number): boolean {
    return ((this.words[number >> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }

  hasAny(asked: Probe): boolean {
    for (let at = 0; at < asked.length; at += 2)
      if (((this.words[asked[at]!] ?? 0) & asked[at + 1]!) !== 0) return true;
    return false;
  }

  /** Their numbers, in order. */
  forEach(visit: (number: number) => void): void {
    for (let word = 0; word < this.words.length; word++)
      for (let rest = this.words[word]!; rest !== 0; rest &= rest - 1)
        visit((word << 5) + 31 - Math.clz32(rest & -rest));
  }

  /** In the order of their numbers. */
  [Symbol.iterator](): Iterator<string> {
    const found: string[] = [];
    this.forEach((number) => {
      found.push(names[number]!);
    });
    return found[Symbol.iterator]();
  }
}
