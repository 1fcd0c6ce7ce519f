/** Finds, for every clause of one version of a contract, the clause of the other version that says the same: by words, not by number. */
import type { Clause, Contract } from './model/contract.js';
import { plain } from './model/plain.js';

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
  /** Heading and text without the number, as written alike. */
  text: string;
  /** The words of its heading. */
  heading: ReadonlyMap<string, number>;
  /** The same in one; empty without a heading. */
  title: string;
  /** Holds more than its heading. */
  body: boolean;
  /** How often each word stands in it. */
  words: ReadonlyMap<string, number>;
  size: number;
  /** The word that its text begins with: in a norm mostly who bears it. */
  bearer: string;
  /** All of them, in order. */
  list: readonly string[];
}

/** Share of common words, weighted by how rare they are, from which two clauses are the same one. */
const ALIKE = 0.5;
/** The same under headings that have words in common, and what share of them that takes. */
const ALIKE_BY_NAME = 0.4;
const NAMED = 0.3;
/** The same where parent or place say so too. */
const ALIKE_IN_PLACE = 0.25;
/** The same between two pairs. */
const ALIKE_BETWEEN = 0.2;
/** The same under one heading that no other clause has, and between two pairs under one parent. */
const ALIKE_AT_ALL = 0.1;
/** What headings alike add to that share. */
const HEADING = 0.2;
/** Share of a clause's words that must stand in another one to have come from there or gone there. */
const WITHIN = 0.7;
/** Share of its phrases that must stand there too: any words stand somewhere in a long clause. */
const PHRASES_WITHIN = 0.4;
/** What it counts, of two that are about as alike, that one speaks of the same party first. */
const BEARER = 0.05;
/** What counts more than the words of a whole contract, and more than that. */
const UNDER_PARENT = 1e6;
const PAIR = 1e11;
/** A clause of fewer words than that is too common to be told to be a part of another. */
const FEWEST_WORDS = 6;
/** Words that stand in more clauses than that do not lead to candidates: they would make the search square. */
const COMMON = 60;

export function align(before: Contract, after: Contract, tokens: (text: string) => string[]): Alignment[] {
  const pairing = new Pairing(wordings(before, tokens), wordings(after, tokens));
  pairing.pairIdentical();
  pairing.pairAlike();
  pairing.pairByHeading();
  pairing.pairContained();
  // Under parents that were paired by their headings more may be nearby.
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
    const list = tokens(text);
    const heading = tokens(clause.heading);
    return {
      clause,
      text: plain(text),
      heading: counted(heading),
      title: heading.join(' ') || plain(clause.heading),
      body: text.length > clause.heading.length + 1,
      words: counted(list),
      size: list.length,
      bearer: list[heading.length] ?? '',
      list,
    };
  });
}

function counted(list: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
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
        const named = this.share(wording.heading, this.after[to]!.heading) >= NAMED;
        const least = nearby ? ALIKE_IN_PLACE : named ? ALIKE_BY_NAME : ALIKE;
        const bearer = wording.bearer === this.after[to]!.bearer;
        if (score >= least) likely.push({ from, to, score: score + (nearby ? 0.2 : 0) + (bearer ? BEARER : 0) });
      }
    }
    likely.sort((a, b) => b.score - a.score || a.from - b.from || a.to - b.to);
    for (const { from, to } of likely) if (!this.there.has(from) && !this.back.has(to)) this.pair(from, to);
  }

  /** Under a heading that one clause of each version has: it was written anew, or its paragraphs were taken apart. */
  pairByHeading(): void {
    const [one, other] = [titles(this.before, this.there), titles(this.after, this.back)];
    for (const [title, from] of one) {
      const to = other.get(title);
      if (from === null || to === null || to === undefined) continue;
      const bare = !this.before[from]!.body || !this.after[to]!.body;
      if (bare || this.nearby(from, to) || this.likeness(this.before[from]!, this.after[to]!) >= ALIKE_AT_ALL)
        this.pair(from, to);
    }
  }

  /** What was put into a new clause with other things, or is all that is left of an old one. */
  pairContained(): void {
    for (const [from, wording] of this.before.entries()) {
      if (this.there.has(from)) continue;
      const [to] = [...candidates(wording, this.holdersAfter)]
        .filter((at) => !this.back.has(at) && this.contained(wording, this.after[at]!))
        .sort((a, b) => this.likeness(wording, this.after[b]!) - this.likeness(wording, this.after[a]!) || a - b);
      if (to !== undefined) this.pair(from, to);
    }
  }

  private contained(one: Wording, other: Wording): boolean {
    return (
      (this.within(one, other) && phrasesWithin(one, other)) || (this.within(other, one) && phrasesWithin(other, one))
    );
  }

  /** Between two pairs one clause is left on either side: the words were changed throughout. */
  pairByPlace(): void {
    for (const [from, wording] of this.before.entries()) {
      if (this.there.has(from)) continue;
      const to = (from === 0 ? -1 : (this.there.get(from - 1) ?? -2)) + 1;
      if (to < 0 || to >= this.after.length || this.back.has(to)) continue;
      const next = this.there.get(from + 1) ?? (from + 1 === this.before.length ? this.after.length : -1);
      if (next !== to + 1) continue;
      const other = this.after[to]!;
      const renamed = wording.title !== '' && other.title !== '' && wording.title !== other.title;
      const least = renamed ? ALIKE_IN_PLACE : this.nearby(from, to) ? ALIKE_AT_ALL : ALIKE_BETWEEN;
      const alike = this.likeness(wording, other) >= least;
      if (alike || this.contained(wording, other)) this.pair(from, to);
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

  /** Weighted share of the words that both hold, from 0 to 1 (Dice); headings alike add to it. */
  private likeness(one: Wording, other: Wording): number {
    return this.share(one.words, other.words) + HEADING * this.share(one.heading, other.heading);
  }

  private share(one: Wording['words'], other: Wording['words']): number {
    const all = this.weight(one, one) + this.weight(other, other);
    return all === 0 ? 0 : (2 * this.weight(one, other)) / all;
  }

  private weight(one: Wording['words'], other: Wording['words']): number {
    let sum = 0;
    for (const [word, count] of one) sum += Math.min(count, other.get(word) ?? 0) * (this.rarity.get(word) ?? 0);
    return sum;
  }

  /** Nearly all words of the one are among those of the other. */
  private within(one: Wording, other: Wording): boolean {
    return (
      one.size >= FEWEST_WORDS && this.weight(one.words, other.words) >= WITHIN * this.weight(one.words, one.words)
    );
  }

  /** Under the same heading, number or parent: it need not be so alike then. */
  private nearby(from: number, to: number): boolean {
    const [one, other] = [this.before[from]!.clause, this.after[to]!.clause];
    const { title } = this.before[from]!;
    if (title !== '' && title === this.after[to]!.title) return true;
    if ((one.parent === null) !== (other.parent === null)) return false;
    if (one.parent === null) return one.kind === other.kind && one.label === other.label;
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
    const own = this.weight(wording.words, wording.words);
    let best: { index: number; share: number } | null = null;
    for (const at of candidates(wording, index)) {
      if (!paired.has(at) || others[at]!.size <= wording.size) continue;
      const share = this.weight(wording.words, others[at]!.words) / own;
      if (share < WITHIN || (best !== null && share <= best.share)) continue;
      if (phrasesWithin(wording, others[at]!)) best = { index: at, share };
    }
    return best?.index ?? null;
  }

  /** Pairs that stand in the same order in both versions: the longest such row, of two as long the one of more weight. */
  private inOrder(): Set<number> {
    const previous = new Map<number, number>();
    // The best row that ends at or before a place after, kept by powers of two (Fenwick).
    const best: { from: number; weight: number }[] = [];
    const none = { from: -1, weight: 0 };
    const upTo = (to: number) => {
      let found = none;
      for (let at = to; at > 0; at -= at & -at) if ((best[at] ?? none).weight > found.weight) found = best[at]!;
      return found;
    };
    for (const from of sorted([...this.there.keys()])) {
      const to = this.there.get(from)!;
      const row = upTo(to);
      if (row.from >= 0) previous.set(from, row.from);
      const weight = row.weight + this.steadiness(from, to);
      for (let at = to + 1; at <= this.after.length; at += at & -at)
        if (weight > (best[at] ?? none).weight) best[at] = { from, weight };
    }
    const row = new Set<number>();
    const last = upTo(this.after.length).from;
    for (let at: number | undefined = last < 0 ? undefined : last; at !== undefined; at = previous.get(at)) row.add(at);
    return row;
  }

  /** Of two clauses that changed places, the one that left its parent has moved, else the shorter one. */
  private steadiness(from: number, to: number): number {
    const [one, other] = [this.before[from]!, this.after[to]!];
    const above = one.clause.parent === null ? null : this.there.get(this.placeBefore.get(one.clause.parent)!);
    const stays =
      one.clause.parent === null
        ? other.clause.parent === null
        : above !== undefined && above === this.placeAfter.get(other.clause.parent ?? '');
    return PAIR + (stays ? UNDER_PARENT : 0) + one.size + other.size;
  }

  /** Where what is gone would stand after. */
  private following(from: number): number {
    for (let at = from - 1; at >= 0; at--) if (this.there.has(at)) return this.there.get(at)! + 0.5;
    return -0.5;
  }
}

function phrasesWithin(one: Wording, other: Wording): boolean {
  const [own, others] = [phrasesOf(one), phrasesOf(other)];
  let shared = 0;
  for (const phrase of own) if (others.has(phrase)) shared++;
  return shared >= PHRASES_WITHIN * own.size;
}

/** Its words, each with the next. */
function phrasesOf({ list }: Wording): Set<string> {
  return new Set(list.slice(1).map((word, index) => `${list[index]} ${word}`));
}

/** By title, the clause without a pair that has it; null if more clauses do. */
function titles(wordings: readonly Wording[], paired: ReadonlyMap<number, number>): Map<string, number | null> {
  const found = new Map<string, number | null>();
  for (const [index, { title }] of wordings.entries())
    if (title !== '' && !paired.has(index)) found.set(title, found.has(title) ? null : index);
  return found;
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
