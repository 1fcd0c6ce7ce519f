/** What a language plugin knows: everything that is Japanese or English about a contract lives behind this. */
import type { Clause, ClauseKind, CrossReference, DefinedTerm, Party, Role, Side } from './contract.js';
import type { Block, Range } from './document.js';
import type { Hedge, Part, StatementKind } from './statement.js';

/** The number and heading with which a block opens. */
export interface Opening {
  kind: ClauseKind;
  /**
   * Family of the numbering (`article`, `dotted`, `paren-digit`, `circled`, `kana`, `schedule` …): blocks of one
   * family under one parent are siblings.
   */
  family: string;
  /** The number as a lawyer cites it alone: `4.2`, `(a)`, `Exhibit A`; empty for an unnumbered heading. */
  label: string;
  /** Its value, for order and continuity: an article 8-2 is [8, 2], 4.2 is [4, 2], (b) is [2]. Empty if unnumbered. */
  value: readonly number[];
  /** Another reading of the same mark, right where it continues an open series. */
  or?: { family: string; value: readonly number[] };
  heading: string;
  /** How deep in lists the file numbers it (0 = in no other list), where it says so. */
  level?: number;
  /** The file marks it as a heading. */
  headed?: true;
  /** Begins a new part of the document: what stands before does not hold it. */
  outermost?: true;
  /** Reads like a heading only where nothing is numbered. */
  doubtful?: true;
  /** From the number to the end of the heading, in the document's text. */
  range: Range;
}

/** One act inside a sentence: verb, its modality and who bears it. */
export interface Act {
  concept: string;
  range: Range;
  kind: StatementKind;
  bearer: Role;
  /** Who holds or gets what the act is about: the owner, the assignee, the licensee; `none` where the sentence does not say. */
  receiver: Role;
  /** A verb with a subject of its own, whose kind is not that of the sentence. */
  settled?: boolean;
  /** Where not all that softens the sentence softens this act. */
  hedges?: Hedge[];
}

/** A length of time as a contract states it. */
export interface Duration {
  range: Range;
  hours: number;
  /** `within`: the latest time to act. `claim`: the latest time for a right to be claimed. `ahead`: how long before an event. `for`: how long something lasts. */
  sense: 'within' | 'claim' | 'ahead' | 'for';
}

export interface Language {
  id: string;
  /** Words stand apart: phrases match at word boundaries, `word~` stands for inflections. */
  spaced: boolean;
  /** A sentence may leave out its subject: it is then that of the sentence before. Else only a pronoun says so. */
  dropsSubjects: boolean;
  /** Share of the text, from 0 to 1, that looks like this language. */
  share(text: string): number;
  /**
   * Folds width, quotes, dashes, spaces and case for matching. Keeps the length: offsets stay valid.
   */
  fold(text: string): string;
  /** Word tokens for ranking (lower case, no particles or stop words), with repeats. */
  tokens(text: string): string[];
  /** Tells the word of a text that a token stands for, spelled as it first is there. */
  spelling(text: string): (token: string) => string;
  /** Words and what stands between them, in order, nothing left out. */
  words(text: string): string[];
  /** Lengths of time in folded text. */
  durations(folded: string): Duration[];
  /** Sentences within `range` of `text`, without leading or trailing white space. */
  sentences(text: string, range: Range): Range[];
  /** Number and heading with which this block opens, or null. `previous` and `next` are its neighbours. */
  opening(text: string, block: Block, previous: Block | null, next: Block | null): Opening | null;
  /** Full citation of a clause from those of its ancestors, outermost first. */
  cite(openings: readonly Opening[]): string;
  /** True where the signature block starts (closing words, names, dates). */
  startsSignature(text: string, block: Block): boolean;
  /** Id of the language whose version the contract says prevails, or null. */
  prevailing(text: string): string | null;
  /** Parties with their aliases and roles. */
  parties(text: string, preamble: Range): Party[];
  /** What phrases call a party of that side whose folded name they do not know, in no more letters; null where they know it, or nothing fits. */
  usualName(name: string, side: Side): string | null;
  /** What drafted clauses call the parties, and whether a party's name in a contract can stand in its place: a pronoun cannot. */
  drafting: { names: Readonly<Record<Side, string>>; takes(name: string): boolean };
  terms(text: string): DefinedTerm[];
  /** A folded term that names a person, a right, a time, a sum or a paper, whatever the words that define it speak of. */
  namesNoThing(term: string): boolean;
  /** A folded term, or the words that define one, whose head is a noun for data. */
  namesData(words: string): boolean;
  references(text: string, clauses: readonly Clause[]): CrossReference[];
  grammar: Grammar;
}

/** How a language shows who may, must or must not do what. All ranges are in folded text of the same length. */
export interface Grammar {
  /** By id, expressions to find all over the text at once: where they stand in a sentence is what `read` is given. */
  signs: Readonly<Record<string, RegExp>>;
  /** Parts of a sentence that are conditions or exceptions; the rest is main. */
  parts(folded: string, sentence: Range): Span[];
  /** The norms of a sentence, given its `parts`, its action mentions, the parties that it mentions and its signs. */
  read(
    folded: string,
    sentence: Range,
    parts: readonly Span[],
    actions: readonly { concept: string; range: Range }[],
    roles: RoleMentions,
    signs: readonly Sign[],
  ): Norms;
  /** Where the words stand that make a sentence an effort, or leave it to a later agreement or another document. */
  hedging(folded: string, sentence: Range): Range[];
}

/** Where one of a grammar's expressions stands; those of a sentence come in order of start. */
export interface Sign {
  id: string;
  range: Range;
}

export interface Span {
  range: Range;
  part: Part;
}

export interface Norms {
  /** Of the sentence as a whole. */
  kind: StatementKind;
  bearer: Role;
  /** Who is meant where nobody is named, neither here nor in a lead-in. */
  unnamed?: Role;
  /** Who is meant where the sentences before name nobody, either. */
  otherwise?: Role;
  /** A lead-in has the last word on the kind: a sentence of the form "that it be done" is a duty by itself, and an entry of a list under any heading. */
  yields?: boolean;
  /** What the sentence before says holds for what this one names. */
  same?: boolean;
  /** For each action mention its own. */
  acts: Act[];
  /** Of further limbs, what they say with a verb that is no action. */
  others?: Pick<Act, 'kind' | 'bearer'>[];
  hedges: Hedge[];
}

/** Mentions of the parties in the sentence, in order. */
export type RoleMentions = readonly { role: Role; range: Range }[];

/** The one that the text looks most like; the first of several that it looks as much like. */
export function likeliest<L extends Pick<Language, 'share'>>(text: string, languages: readonly L[]): L {
  let best = languages[0]!;
  if (languages.length === 1) return best;
  let most = Number.NEGATIVE_INFINITY;
  for (const language of languages) {
    const share = language.share(text);
    if (share <= most) continue;
    most = share;
    best = language;
  }
  return best;
}

/** What segmentation needs of a language. */
export type Segmenter = Pick<
  Language,
  | 'id'
  | 'share'
  | 'opening'
  | 'cite'
  | 'startsSignature'
  | 'prevailing'
  | 'parties'
  | 'usualName'
  | 'terms'
  | 'namesData'
  | 'namesNoThing'
  | 'references'
>;
