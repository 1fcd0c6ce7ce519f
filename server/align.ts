/** Finds, for every clause of one version of a contract, the clause of the other version that says the same: by words, not by number. */
import type { Clause, Contract } from './model/contract.js';

/** Clauses of both versions that belong together: one and one, or those that one was split into or put together from. */
export interface Alignment {
  /** In reading order; empty for what was added. */
  before: readonly Clause[];
  /** Likewise; empty for what was removed. */
  after: readonly Clause[];
  /** Stands in another place among its neighbours than before. */
  moved: boolean;
  /** Says the same, number and white space aside. */
  same: boolean;
}

export interface Wording {
  clause: Clause;
  /** Heading and text without the number. */
  text: string;
  /** How often each word stands in it. */
  words: ReadonlyMap<string, number>;
  size: number;
}

/** Share of common words, weighted by how rare they are, from which two clauses are the same one. */
const ALIKE = 0.5;
/** The same where heading, parent or place say so too. */
const ALIKE_IN_PLACE = 0.25;
/** Share of a clause's words that must stand in another one to have come from there or gone there. */
const WITHIN = 0.75;
/** A clause of fewer words than that is too common to be told to be a part of another. */
const FEWEST_WORDS = 6;
/** Words that stand in more clauses than that do not lead to candidates: they would make the search square. */
const COMMON = 60;

export function align(before: Contract, after: Contract, tokens: (text: string) => string[]): Alignment[] {
  const pairing = new Pairing(wordings(before, tokens), wordings(after, tokens));
  pairing.pairIdentical();
  pairing.pairAlike();
  pairing.pairByPlace();
  return pairing.alignments();
}

export function wordingOf(clause: Clause, { document: { text } }: Contract): string {
  const body = text.slice(clause.opening[1], clause.own[1]).replace(/^[)\]\uff09\u3011:.\s]+/, '');
  return `${clause.heading}\n${body}`.trim();
}

function wordings(contract: Contract, tokens: (text: string) => string[]): Wording[] {
  return contract.clauses.map((clause) => {
    const text = wordingOf(clause, contract);
    const words = new Map<string, number>();
    const list = tokens(text);
    for (const word of list) words.set(word, (words.get(word) ?? 0) + 1);
    return { clause, text: text.replace(/\s+/g, ' '), words, size: list.length };
  });
}

class Pairing {
  /** By index of a clause before, the index of its pair; and the other way round. */
  private readonly there = new Map<number, number>();
  private readonly back = new Map<number, number>();
  private readonly placeBefore: ReadonlyMap<string, number>;
  private readonly placeAfter: ReadonlyMap<string, number>;
  private readonly holdersBefore: ReadonlyMap<string, readonly number[]>;
  private readonly holdersAfter: ReadonlyMap<string, readonly number[]>;
  private readonly rarity = new Map<string, number>();

  constructor(
    private readonly before: readonly Wording[],
    private readonly after: readonly Wording[],
  ) {
    this.placeBefore = new Map(before.map(({ clause }, index) => [clause.id, index]));
    this.placeAfter = new Map(after.map(({ clause }, index) => [clause.id, index]));
    this.holdersBefore = holders(before);
    this.holdersAfter = holders(after);
    const seen = new Map<string, number>();
    for (const { words } of [...before, ...after])
      for (const word of words.keys()) seen.set(word, (seen.get(word) ?? 0) + 1);
    const all = before.length + after.length;
    for (const [word, count] of seen) this.rarity.set(word, Math.log(1 + all / count));
  }

  /** What says the same is paired in order: of several, the first with the first. */
  pairIdentical(): void {
    const places = new Map<string, number[]>();
    for (const [index, { text }] of this.after.entries()) {
      if (text === '') continue;
      const list = places.get(text);
      if (list) list.push(index);
      else places.set(text, [index]);
    }
    const counts = new Map<string, number>();
    for (const { text } of this.before) counts.set(text, (counts.get(text) ?? 0) + 1);
    for (const [index, { text }] of this.before.entries()) {
      const list = places.get(text);
      const first = list?.[0];
      if (list === undefined || first === undefined) continue;
      // Where their numbers differ, which of several equal ones went is told by their place, later.
      if (counts.get(text)! > 1 && list.length !== counts.get(text)! && list.length > 1) continue;
      list.shift();
      counts.set(text, counts.get(text)! - 1);
      this.pair(index, first);
    }
  }

  /** The most alike first. */
  pairAlike(): void {
    const likely: { from: number; to: number; score: number }[] = [];
    for (const [from, wording] of this.before.entries()) {
      if (this.there.has(from)) continue;
      for (const to of candidates(wording, this.holdersAfter)) {
        if (this.back.has(to)) continue;
        const score = this.likeness(wording, this.after[to]!);
        const nearby = this.nearby(from, to);
        if (score >= (nearby ? ALIKE_IN_PLACE : ALIKE)) likely.push({ from, to, score: score + (nearby ? 0.2 : 0) });
      }
    }
    likely.sort((a, b) => b.score - a.score || a.from - b.from || a.to - b.to);
    for (const { from, to } of likely) if (!this.there.has(from) && !this.back.has(to)) this.pair(from, to);
  }

  /** Between two pairs, and under the same parent, one clause is left on either side: the words were changed throughout. */
  pairByPlace(): void {
    for (const [from, { words }] of this.before.entries()) {
      if (this.there.has(from)) continue;
      const to = (from === 0 ? -1 : (this.there.get(from - 1) ?? -2)) + 1;
      if (to < 0 || to >= this.after.length || this.back.has(to) || !this.nearby(from, to)) continue;
      const next = this.there.get(from + 1) ?? (from + 1 === this.before.length ? this.after.length : -1);
      const shared = [...words.keys()].some((word) => this.after[to]!.words.has(word));
      if (next === to + 1 && shared) this.pair(from, to);
    }
  }

  alignments(): Alignment[] {
    const stayed = this.inOrder();
    const groups = new Map<number, { before: number[]; after: number[] }>();
    for (const [from, to] of this.there) groups.set(from, { before: [from], after: [to] });
    const removed: number[] = [];
    const added: number[] = [];
    for (const from of this.before.keys()) {
      if (this.there.has(from)) continue;
      const into = this.home(this.before[from]!, this.after, this.holdersAfter, this.back);
      if (into === null) removed.push(from);
      else groups.get(this.back.get(into)!)!.before.push(from);
    }
    for (const to of this.after.keys()) {
      if (this.back.has(to)) continue;
      const source = this.home(this.after[to]!, this.before, this.holdersBefore, this.there);
      if (source === null) added.push(to);
      else groups.get(source)!.after.push(to);
    }
    const clausesBefore = (list: readonly number[]) => sorted(list).map((index) => this.before[index]!.clause);
    const clausesAfter = (list: readonly number[]) => sorted(list).map((index) => this.after[index]!.clause);
    const paired = [...groups].map(([from, group]) => ({
      at: group.after[0]!,
      before: clausesBefore(group.before),
      after: clausesAfter(group.after),
      moved: !stayed.has(from),
      same:
        group.before.length + group.after.length === 2 && this.before[from]!.text === this.after[group.after[0]!]!.text,
    }));
    const gone = removed.map((from) => ({
      at: this.following(from),
      before: clausesBefore([from]),
      after: [],
      moved: false,
      same: false,
    }));
    const come = added.map((to) => ({ at: to, before: [], after: clausesAfter([to]), moved: false, same: false }));
    return [...gone, ...paired, ...come].sort((a, b) => a.at - b.at).map(({ at: _, ...alignment }) => alignment);
  }

  private pair(from: number, to: number): void {
    this.there.set(from, to);
    this.back.set(to, from);
  }

  /** Weighted share of the words that both hold, from 0 to 1 (Dice). */
  private likeness(one: Wording, other: Wording): number {
    const shared = this.weight(one, other);
    const all = this.weight(one, one) + this.weight(other, other);
    return all === 0 ? 0 : (2 * shared) / all;
  }

  private weight({ words }: Wording, other: Wording): number {
    let sum = 0;
    for (const [word, count] of words) sum += Math.min(count, other.words.get(word) ?? 0) * this.rarity.get(word)!;
    return sum;
  }

  /** Under the same heading, number or parent: it need not be so alike then. */
  private nearby(from: number, to: number): boolean {
    const [one, other] = [this.before[from]!.clause, this.after[to]!.clause];
    if (one.kind !== other.kind) return false;
    if (one.heading !== '' && one.heading === other.heading) return true;
    if ((one.parent === null) !== (other.parent === null)) return false;
    if (one.parent === null) return one.label === other.label;
    const parent = this.there.get(this.placeBefore.get(one.parent)!);
    return parent !== undefined && this.placeAfter.get(other.parent!) === parent;
  }

  /** The paired clause whose words hold most of these, if they hold enough: where they were put, or came from. */
  private home(
    wording: Wording,
    others: readonly Wording[],
    index: ReadonlyMap<string, readonly number[]>,
    paired: ReadonlyMap<number, number>,
  ): number | null {
    if (wording.size < FEWEST_WORDS) return null;
    const own = this.weight(wording, wording);
    let best: { index: number; share: number } | null = null;
    for (const at of candidates(wording, index)) {
      if (!paired.has(at) || others[at]!.size <= wording.size) continue;
      const share = this.weight(wording, others[at]!) / own;
      if (share >= WITHIN && (best === null || share > best.share)) best = { index: at, share };
    }
    return best?.index ?? null;
  }

  /** Pairs that stand in the same order in both versions: the longest such row (patience sorting). Children go with their parents. */
  private inOrder(): Set<number> {
    const froms = sorted([...this.there.keys()]);
    const tails: number[] = [];
    const previous = new Map<number, number>();
    for (const from of froms) {
      const to = this.there.get(from)!;
      let low = 0;
      let high = tails.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.there.get(tails[middle]!)! < to) low = middle + 1;
        else high = middle;
      }
      if (low > 0) previous.set(from, tails[low - 1]!);
      tails[low] = from;
    }
    const row = new Set<number>();
    for (let at = tails.at(-1); at !== undefined; at = previous.get(at)) row.add(at);
    return row;
  }

  /** Where what is gone would stand after. */
  private following(from: number): number {
    for (let at = from - 1; at >= 0; at--) if (this.there.has(at)) return this.there.get(at)! + 0.5;
    return -0.5;
  }
}

/** By word, the clauses that hold it. */
function holders(wordings: readonly Wording[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [index, { words }] of wordings.entries()) {
    for (const word of words.keys()) {
      const list = found.get(word);
      if (list) list.push(index);
      else found.set(word, [index]);
    }
  }
  return found;
}

/** The clauses that share a word which few hold. */
function candidates({ words }: Wording, index: ReadonlyMap<string, readonly number[]>): Set<number> {
  const found = new Set<number>();
  for (const word of words.keys()) {
    const list = index.get(word) ?? [];
    if (list.length <= COMMON) for (const at of list) found.add(at);
  }
  return found;
}

function sorted(list: readonly number[]): number[] {
  return [...list].sort((a, b) => a - b);
}
