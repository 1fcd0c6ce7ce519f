/**
 * Finds many phrases in one pass over a trie: phrases are regular expressions; those that stand for a few literal strings are
 * found by the trie alone, the others are tried where the literal characters that they can start with stand, and near behind them
 * others that they cannot do without.
 */
import { ANY_NUMBER, analysed, NUMERALS } from './expressions.js';
import type { Range } from './model/document.js';

export interface PhraseHit {
  id: string;
  range: Range;
}

export interface PhraseStyle {
  /** A word at the start or the end of a phrase is a whole word, a space matches any run of spaces, `word~` stands for its inflections. */
  words: boolean;
}

export interface PhraseSet<Hit = PhraseHit> {
  ids: ReadonlySet<string>;
  /** Hits in order of start; of one id's overlapping hits, the longest at the leftmost start. `text` must be folded. */
  scan(text: string, range?: Range): Hit[];
}

/** What a hit of a given id is told as. */
export type HitOf<Hit> = (id: string) => (range: Range) => Hit;

interface Phrase {
  /** Index of its id. */
  id: number;
  name: string;
  phrase: string;
}

/** An expression to try where the characters up to a node have been read, if what it needs is there. */
interface Trial {
  /** Index of the phrase's id. */
  id: number;
  pattern: RegExp;
  need: NumberedNeed | null;
}

/** A `Need` of which the marks are nodes of the trie. */
interface NumberedNeed {
  /** Numbers of marks. */
  marks: readonly number[];
  reach: number;
}

/** A node of the trie while it grows. */
interface Branching {
  trials: Trial[];
  /** Indexes of the ids whose phrases are complete here. */
  complete: number[];
  /** Number of the mark that ends here, or -1. */
  mark: number;
  /** By UTF-16 code unit. */
  next: Map<number, Branching>;
}

/** The trie as arrays, since it is walked from every word: the children of node `n` are `first[n]` to `first[n + 1]`. */
interface Trie {
  /** By UTF-16 code unit, the node that a text beginning with it leads to; 0 (the root) where none does. */
  roots: Int32Array;
  first: Int32Array;
  codes: Uint16Array;
  /** By node, its place among those that hold anything, in the lists below; -1 where it holds nothing. */
  holds: Int32Array;
  /** Whether it holds trials or complete phrases, so that those lists are looked at only where they hold something. */
  kinds: Uint8Array;
  /** Indexes of the ids that are complete at place `p`: from `firstComplete[p]` to `firstComplete[p + 1]`. */
  firstComplete: Int32Array;
  complete: Int32Array;
  marks: Int32Array;
  /** An edge leads on by a number of any length, to this node; 0 for none. */
  numbers: Int32Array;
  /** How many marks there are. */
  marked: number;
  trials: Trials;
}

const TRIALS = 1;
const COMPLETE = 2;

/** All trials as arrays, too: of most nothing is looked at but their marks. */
interface Trials {
  /** By place, its first trial; those of place `p` are `first[p]` to `first[p + 1]`. */
  first: Int32Array;
  patterns: readonly RegExp[];
  ids: Int32Array;
  /** -1 for a trial that needs nothing. */
  reaches: Int32Array;
  /** By trial, its first mark in the list that follows. */
  firstMark: Int32Array;
  marks: Int32Array;
}

function trialsOf(lists: readonly (readonly Trial[])[]): Trials {
  const all = lists.flat();
  return {
    first: ends(lists.map(({ length }) => length)),
    patterns: all.map(({ pattern }) => pattern),
    ids: Int32Array.from(all, ({ id }) => id),
    reaches: Int32Array.from(all, ({ need }) => need?.reach ?? -1),
    firstMark: ends(all.map(({ need }) => need?.marks.length ?? 0)),
    marks: Int32Array.from(all.flatMap(({ need }) => need?.marks ?? [])),
  };
}

/** Where each of some lists begins and ends that stand one behind the other. */
function ends(lengths: readonly number[]): Int32Array {
  const found = new Int32Array(lengths.length + 1);
  for (const [index, length] of lengths.entries()) found[index + 1] = found[index]! + length;
  return found;
}

export type Phrases = Readonly<Record<string, readonly string[]>>;

/** Compiles phrases by id. Throws a `SyntaxError` that names the phrase if one is not a valid expression. */
export function phraseSet(phrases: Phrases, style: PhraseStyle): PhraseSet {
  return phraseSetOf(phrases, style, (id) => (range) => ({ id, range }));
}

/** The same, with hits of the caller's own form: they are made by the hundred thousand. */
export function phraseSetOf<Hit extends { range: Range }>(
  phrases: Phrases,
  style: PhraseStyle,
  hitOf: HitOf<Hit>,
): PhraseSet<Hit> {
  const builder = new TrieBuilder(style);
  const ids = Object.keys(phrases);
  for (const [id, name] of ids.entries()) for (const phrase of phrases[name]!) builder.add({ id, name, phrase });
  const trie = builder.trie();
  const makers = ids.map(hitOf);
  return {
    ids: new Set(ids),
    scan: (text, [from, end] = [0, text.length]) => new Scan(text, from, end, trie, makers, style).hits(),
  };
}

class TrieBuilder {
  private readonly root = branching();
  private marked = 0;

  constructor(private readonly style: PhraseStyle) {}

  add({ id, name, phrase }: Phrase): void {
    const { words } = this.style;
    const source = expand(phrase, this.style);
    const spaced = words ? withRunsOfSpaces(source) : source;
    let pattern: RegExp;
    try {
      pattern = new RegExp(words ? `(?:${spaced})(?![a-z0-9])` : spaced, 'yu');
    } catch (cause) {
      throw new SyntaxError(`phrase of "${name}" is not a valid expression: ${phrase}`, { cause });
    }
    for (const { heads, need } of analysed(source, words)) {
      const numbered = need && { reach: need.reach, marks: need.marks.map((mark) => this.markNumber(mark)) };
      for (const { text, literal } of heads) if (literal) this.complete(text, id);
      const open = heads.flatMap(({ text, literal }) => (literal ? [] : [text]));
      for (const text of shortest(open)) this.nodeAt(text).trials.push({ id, pattern, need: numbered });
    }
  }

  private complete(text: string, id: number): void {
    const { complete } = this.nodeAt(text);
    if (!complete.includes(id)) complete.push(id);
  }

  private markNumber(text: string): number {
    const node = this.nodeAt(text);
    if (node.mark < 0) node.mark = this.marked++;
    return node.mark;
  }

  private nodeAt(text: string): Branching {
    let node = this.root;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      let next = node.next.get(code);
      if (next === undefined) {
        next = branching();
        node.next.set(code, next);
      }
      node = next;
    }
    return node;
  }

  /** Breadth first, so that the children of a node stand side by side and the number of a child is that of its edge plus one. */
  trie(): Trie {
    const nodes = [this.root];
    const first: number[] = [];
    const codes: number[] = [];
    const numbers: number[] = [];
    for (const node of nodes) {
      first.push(codes.length);
      let number = 0;
      for (const [code, next] of node.next) {
        codes.push(code);
        if (code === NUMBER_CODE) number = codes.length;
        nodes.push(next);
      }
      numbers.push(number);
    }
    first.push(codes.length);
    const roots = new Int32Array(0x10000);
    for (const [edge, code] of [...this.root.next.keys()].entries()) roots[code] = edge + 1;
    const holding = nodes.filter((node, index) => holdsAnything(node) || numbers[index]! > 0);
    let place = 0;
    return {
      roots,
      first: Int32Array.from(first),
      codes: Uint16Array.from(codes),
      holds: Int32Array.from(nodes, (node) => (node === holding[place] ? place++ : -1)),
      kinds: Uint8Array.from(
        holding,
        ({ trials, complete }) => (trials.length > 0 ? TRIALS : 0) | (complete.length > 0 ? COMPLETE : 0),
      ),
      trials: trialsOf(holding.map(({ trials }) => trials)),
      firstComplete: ends(holding.map(({ complete }) => complete.length)),
      complete: Int32Array.from(holding.flatMap(({ complete }) => complete)),
      marks: Int32Array.from(holding, ({ mark }) => mark),
      numbers: Int32Array.from(numbers.filter((number, index) => holdsAnything(nodes[index]!) || number > 0)),
      marked: this.marked,
    };
  }
}

/** Without those that another one begins. */
function shortest(texts: readonly string[]): string[] {
  const all = new Set(texts);
  const begun = (text: string) =>
    Array.from(text, (_, length) => text.slice(0, length)).some((start) => all.has(start));
  return [...all].filter((text) => !begun(text));
}

function branching(): Branching {
  return { trials: [], complete: [], mark: -1, next: new Map() };
}

function holdsAnything({ trials, complete, mark }: Branching): boolean {
  return trials.length > 0 || complete.length > 0 || mark >= 0;
}

function child({ first, codes }: Trie, node: number, code: number): number {
  const end = first[node + 1]!;
  for (let edge = first[node]!; edge < end; edge++) if (codes[edge] === code) return edge + 1;
  return 0;
}

/** Pairs of numbers under keys, each key's last one first. */
class Chains {
  /** By key, where its last record begins; -1 for none. */
  readonly last: Int32Array;
  /** One number, the other, and where the record before it begins. */
  records = new Int32Array(3 * 64);
  private length = 0;

  constructor(keys: number) {
    this.last = new Int32Array(keys).fill(-1);
  }

  add(key: number, one: number, other: number): void {
    const at = this.length;
    if (at === this.records.length) this.records = enlarged(this.records);
    this.records[at] = one;
    this.records[at + 1] = other;
    this.records[at + 2] = this.last[key]!;
    this.last[key] = at;
    this.length = at + 3;
  }

  clear(): void {
    this.last.fill(-1);
    this.length = 0;
  }
}

function enlarged(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(4 * list.length);
  larger.set(list);
  return larger;
}

/** Places to try the expressions of one node at, last one first, each with its unit and whether what an expression needs is near. */
interface Notes {
  count: number;
  at: number[];
  units: number[];
  near: boolean[];
}

/** Characters whose places are collected before the expressions are tried there. */
const STRETCH = 32_768;

/**
 * One pass over a text, up to `end`. Each expression is tried at all its places of a stretch in turn: going from one of thousands
 * to the next at every word would fetch the code of each anew from memory. It is tried only where what it needs stands near.
 */
class Scan<Hit extends { range: Range }> {
  private readonly kept: Hit[] = [];
  /** By index of id, the place of its last hit among those kept, where that starts and where it stops. */
  private readonly places: Int32Array;
  private readonly starts: Int32Array;
  private readonly stops: Int32Array;
  /** By start, counted from `from`: stop and index of id of what is found in this stretch. */
  private readonly found: Chains;
  /** By what holds expressions: places to try them at, with their units. */
  private readonly noted: Chains;
  /** By number of the mark: the units where it stands. */
  private readonly marks: Chains;
  private readonly notes: Notes = { count: 0, at: [], units: [], near: [] };
  /** Of the place that the walk has come to: words before it, or characters. */
  private unit = 0;

  constructor(
    private readonly text: string,
    private from: number,
    private readonly end: number,
    private readonly trie: Trie,
    private readonly makers: readonly ((range: Range) => Hit)[],
    private readonly style: PhraseStyle,
  ) {
    this.places = new Int32Array(makers.length);
    this.starts = new Int32Array(makers.length);
    this.stops = new Int32Array(makers.length);
    this.found = new Chains(Math.max(0, Math.min(STRETCH, end - from)));
    this.noted = new Chains(trie.kinds.length);
    this.marks = new Chains(trie.marked);
  }

  /** In order of start; of one id's overlapping hits, the longest at the leftmost start. */
  hits(): Hit[] {
    for (; this.from < this.end; this.from += STRETCH) {
      const to = Math.min(this.end, this.from + STRETCH);
      this.walkAll(this.from, to);
      this.tryAll(to);
      this.keepAll(to);
      this.found.clear();
      this.noted.clear();
      this.marks.clear();
    }
    return this.kept;
  }

  private walkAll(from: number, to: number): void {
    const { text, trie } = this;
    const { words } = this.style;
    let before = from > 0 ? text.charCodeAt(from - 1) : SPACE;
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at);
      const within = words && isWord(code) && isWord(before);
      if (words ? before === SPACE && code !== SPACE : !isLowSurrogate(code)) this.unit++;
      before = code;
      if (within) continue;
      const node = trie.roots[code]!;
      if (trie.holds[0]! >= 0) this.look(0, at, at);
      if (node > 0) this.walk(node, at, at + 1);
    }
  }

  /** Goes down from a node that the characters between `at` and `ahead` lead to. */
  private walk(from: number, at: number, ahead: number): void {
    const { text, end, trie } = this;
    for (let node = from; node > 0; node = child(trie, node, text.charCodeAt(ahead++))) {
      if (this.style.words && text.charCodeAt(ahead - 1) === SPACE)
        while (ahead < end && text.charCodeAt(ahead) === SPACE) ahead++;
      if (trie.holds[node]! >= 0) this.look(node, at, ahead);
      if (ahead >= end) break;
    }
  }

  /** Takes what is complete at a node, notes its expressions and its mark, and follows the number that may stand next. */
  private look(node: number, at: number, ahead: number): void {
    const { text, end, trie } = this;
    const place = trie.holds[node]!;
    const kinds = trie.kinds[place]!;
    const mark = trie.marks[place]!;
    if (kinds & TRIALS) this.noted.add(place, at, this.unit);
    if (mark >= 0) this.marks.add(mark, this.unit, at);
    if (kinds & COMPLETE && !(this.style.words && isWord(text.charCodeAt(ahead))))
      for (let index = trie.firstComplete[place]!; index < trie.firstComplete[place + 1]!; index++)
        this.found.add(at - this.from, ahead, trie.complete[index]!);
    const number = trie.numbers[place]!;
    if (number > 0 && isNumeral(text.charCodeAt(ahead))) {
      const far = Math.min(end, ahead + LONGEST_RUN);
      let stop = ahead + 1;
      while (stop < far && isNumeral(text.charCodeAt(stop))) stop++;
      this.walk(number, at, stop);
    }
  }

  private tryAll(to: number): void {
    // What stands beyond the stretch is not known yet.
    const known = to === this.end ? Number.POSITIVE_INFINITY : this.unit;
    const { first, reaches } = this.trie.trials;
    const { last } = this.noted;
    for (let place = 0; place < last.length; place++) {
      if (last[place]! < 0) continue;
      const notes = this.notesAt(place);
      for (let trial = first[place]!; trial < first[place + 1]!; trial++) {
        const free = reaches[trial]! < 0;
        if (free || this.reached(trial, notes, known))
          for (let note = 0; note < notes.count; note++)
            if (free || notes.near[note]) this.tryAt(trial, notes.at[note]!);
      }
    }
  }

  /** The places to try the expressions of a node at, the last one first. */
  private notesAt(place: number): Notes {
    const { last, records } = this.noted;
    const { notes } = this;
    notes.count = 0;
    for (let note = last[place]!; note >= 0; note = records[note + 2]!) {
      notes.at[notes.count] = records[note]!;
      notes.units[notes.count++] = records[note + 1]!;
    }
    return notes;
  }

  /** Whether what a trial needs stands near behind any of the places; tells in `near` of which. */
  private reached(trial: number, notes: Notes, known: number): boolean {
    const { firstMark, marks, reaches } = this.trie.trials;
    const { last, records } = this.marks;
    const { units, near, count } = notes;
    const reach = reaches[trial]!;
    // The first of the places is the last one in the text.
    let any = units[0]! + reach >= known;
    for (let mark = firstMark[trial]!; mark < firstMark[trial + 1]! && !any; mark++) any = last[marks[mark]!]! >= 0;
    if (!any) return false;
    for (let note = 0; note < count; note++) near[note] = units[note]! + reach >= known;
    for (let mark = firstMark[trial]!; mark < firstMark[trial + 1]!; mark++) {
      let next = last[marks[mark]!]!;
      let unit = Number.POSITIVE_INFINITY;
      for (let note = 0; note < count; note++) {
        for (; next >= 0 && records[next]! >= units[note]!; next = records[next + 2]!) unit = records[next]!;
        if (unit <= units[note]! + reach) near[note] = true;
        else if (next < 0) break;
      }
    }
    return true;
  }

  private tryAt(trial: number, at: number): void {
    const { patterns, ids } = this.trie.trials;
    const pattern = patterns[trial]!;
    pattern.lastIndex = at;
    if (pattern.test(this.text) && pattern.lastIndex > at && pattern.lastIndex <= this.end)
      this.found.add(at - this.from, pattern.lastIndex, ids[trial]!);
  }

  private keepAll(to: number): void {
    const { last, records } = this.found;
    for (let start = this.from; start < to; start++)
      for (let at = last[start - this.from]!; at >= 0; at = records[at + 2]!)
        this.keep(records[at + 1]!, start, records[at]!);
  }

  private keep(id: number, start: number, stop: number): void {
    const overlaps = start < this.stops[id]!;
    if (overlaps && (start > this.starts[id]! || stop <= this.stops[id]!)) return;
    if (!overlaps) this.places[id] = this.kept.length;
    this.kept[this.places[id]!] = this.makers[id]!([start, stop]);
    this.starts[id] = start;
    this.stops[id] = stop;
  }
}

const SPACE = 32;

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

const NUMBER_CODE = ANY_NUMBER.charCodeAt(0);
const NUMERAL_CODES = new Set([...NUMERALS].map((numeral) => numeral.charCodeAt(0)));

function isNumeral(code: number): boolean {
  return code < 128 ? (code >= 48 && code <= 57) || code === 44 : NUMERAL_CODES.has(code);
}

/** The second half of a character of two code units. */
function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The phrase language as a regular expression: `…` is a gap of at most 40 characters within the sentence. */
function expand(phrase: string, style: PhraseStyle): string {
  const gapped = bounded(phrase).replaceAll('…', style.words ? '[^.;:]{0,60}?' : '[^。;]{0,40}?');
  if (!style.words) return withNumbersApart(gapped);
  return gapped.replace(/([a-z]+)~/g, (_, word: string) => inflections(word));
}

/** Longest run that `+` and `*` stand for: hostile text may hold a million digits, and each place of it is tried. */
const LONGEST_RUN = 40;

/** The expression with its open repetitions bounded; escapes and classes stay as they are. */
function bounded(source: string): string {
  return source.replace(/\\.|\[(?:\\.|[^\]\\])*\]|[+*]/g, (part) =>
    part === '+' ? `{1,${LONGEST_RUN}}` : part === '*' ? `{0,${LONGEST_RUN}}` : part,
  );
}

/** Without spaces between words: a translator or a printer may still set a number apart from what it counts, or from the sign for an ordinal. */
function withNumbersApart(source: string): string {
  return source
    .replace(/\[0-9[^\]]*\]\{1,\d+\}(?! \?)/g, (number) => `${number} ?`)
    .replace(/\u7b2c(?=\[0-9)/g, (ordinal) => `${ordinal} ?`);
}

/** Each space outside a class stands for a run of them. */
function withRunsOfSpaces(source: string): string {
  return source.replace(/\\.|\[(?:\\.|[^\]\\])*\]| \?| +/g, (part) => {
    if (part === ' ?') return ` {0,${LONGEST_RUN}}`;
    return part.startsWith(' ') ? ` {1,${LONGEST_RUN}}` : part;
  });
}

function inflections(word: string): string {
  if (word.endsWith('e')) return `${word.slice(0, -1)}(?:e|es|ed|ing)`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}(?:y|ies|ied|ying)`;
  if (/[^aeiou][aeiou][bdgklmnprt]$/.test(word)) return `${word}(?:s|${word.at(-1)}?(?:ed|ing))?`;
  return `${word}(?:s|es|ed|ing)?`;
}
