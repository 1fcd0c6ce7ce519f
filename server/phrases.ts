/**
 * Finds many phrases in one pass over a trie: phrases are regular expressions; those that stand for a few literal strings are
 * found by the trie alone, the others are tried where the literal characters that they can start with stand, and near behind them
 * others that they cannot do without.
 */
import { ANY_NUMBER, analysed, type Need, NUMERALS } from './expressions.js';
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

/**
 * The trie as one list, since it is walked from every word and is larger than what a processor keeps at hand: a node is its place
 * among those that hold anything (-1 where it holds nothing), how many children it has, and for each child the code unit that leads
 * there and where it begins; its first child begins right behind it.
 */
interface Trie {
  nodes: Int32Array;
  /** By UTF-16 code unit, the node that a text beginning with it leads to; 0 (the root) or nothing where none does. */
  roots: Int32Array;
  /** Whether it holds trials or complete phrases, so that those lists are looked at only where they hold something. */
  kinds: Uint8Array;
  /** Indexes of the ids that are complete at place `p`: from `firstComplete[p]` to `firstComplete[p + 1]`. */
  firstComplete: Int32Array;
  complete: Int32Array;
  marks: Int32Array;
  /** By place, the node to which a number of any length leads on; 0 for none. */
  numbers: Int32Array;
  /** How many marks there are. */
  marked: number;
  trials: Trials;
}

const TRIALS = 1;
const COMPLETE = 2;

/** The trials of all places, in one list, too: of most nothing is looked at but their marks. */
interface Trials {
  /** By place, where its trials begin in `list`; those of place `p` end at `first[p + 1]`. */
  first: Int32Array;
  /** Each with the index of its pattern, the index of its id, its reach (-1 if it needs nothing), how many marks it has, and these. */
  list: Int32Array;
  patterns: readonly RegExp[];
}

function trialsOf(lists: readonly (readonly Trial[])[]): Trials {
  const patterns = lists.flatMap((trials) => trials.map(({ pattern }) => pattern));
  let index = 0;
  const written = lists.map((trials) =>
    trials.flatMap(({ id, need }) => [index++, id, need?.reach ?? -1, need?.marks.length ?? 0, ...(need?.marks ?? [])]),
  );
  return { first: ends(written.map(({ length }) => length)), list: Int32Array.from(written.flat()), patterns };
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

/** Finds literal strings by id, wherever they stand: no expressions, the whole of each is in the trie. For what a contract itself brings along. */
export function literalSet(texts: Phrases): PhraseSet {
  const builder = new TrieBuilder(UNSPACED);
  const ids = Object.keys(texts);
  for (const [id, name] of ids.entries()) for (const text of texts[name]!) builder.complete(text, id);
  return setOf(builder, ids, (id) => (range) => ({ id, range }));
}

const UNSPACED: PhraseStyle = { words: false };

/** Finds whatever expressions match, as they are written, by id: what begins a word at the start of a word only, where `words` stand apart. */
export function expressionSet(expressions: Readonly<Record<string, RegExp>>, style: PhraseStyle): PhraseSet {
  const builder = new TrieBuilder(style);
  const ids = Object.keys(expressions);
  for (const [id, name] of ids.entries()) builder.addExpression(id, expressions[name]!);
  return setOf(builder, ids, (id) => (range) => ({ id, range }));
}

/** The same as `phraseSet`, with hits of the caller's own form: they are made by the hundred thousand. */
export function phraseSetOf<Hit extends { range: Range }>(
  phrases: Phrases,
  style: PhraseStyle,
  hitOf: HitOf<Hit>,
): PhraseSet<Hit> {
  const builder = new TrieBuilder(style);
  const ids = Object.keys(phrases);
  for (const [id, name] of ids.entries()) for (const phrase of phrases[name]!) builder.add({ id, name, phrase });
  return setOf(builder, ids, hitOf);
}

function setOf<Hit extends { range: Range }>(
  builder: TrieBuilder,
  ids: readonly string[],
  hitOf: HitOf<Hit>,
): PhraseSet<Hit> {
  const { style } = builder;
  const trie = builder.trie();
  const makers = ids.map(hitOf);
  const room = new Room(trie);
  return {
    ids: new Set(ids),
    scan: (text, [from, end] = [0, text.length]) => new Scan(text, from, end, trie, makers, style, room).hits(),
  };
}

class TrieBuilder {
  private readonly root = branching();
  private marked = 0;

  constructor(readonly style: PhraseStyle) {}

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
      for (const { text, literal } of heads) if (literal) this.complete(text, id);
      this.begin(
        heads.flatMap(({ text, literal }) => (literal ? [] : [text])),
        { id, pattern, need },
      );
    }
  }

  /** It is tried once where several of its alternatives may begin. */
  addExpression(id: number, { source }: RegExp): void {
    const pattern = new RegExp(source, 'y');
    const needs = new Map<string, Need | null>();
    for (const { heads, need } of analysed(source, this.style.words, true))
      for (const { text } of heads) needs.set(text, needs.has(text) ? either(needs.get(text)!, need) : need);
    for (const [text, need] of needs) this.begin([text], { id, pattern, need });
  }

  private begin(heads: readonly string[], { id, pattern, need }: Omit<Trial, 'need'> & { need: Need | null }): void {
    const numbered = need && { reach: need.reach, marks: need.marks.map((mark) => this.markNumber(mark)) };
    for (const text of shortest(heads)) this.nodeAt(text).trials.push({ id, pattern, need: numbered });
  }

  /** Notes a string that is a hit by itself. */
  complete(text: string, id: number): void {
    if (text === '') return;
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

  trie(): Trie {
    // Breadth first: what begins with fewer characters is tried first.
    const all = [this.root];
    for (const node of all) all.push(...node.next.values());
    const holding = all.filter(holdsAnything);
    const { nodes, starts } = laidOut(this.root, new Map(holding.map((node, place) => [node, place])));
    const roots = new Int32Array(Math.max(0, ...this.root.next.keys()) + 1);
    for (const [code, node] of this.root.next) roots[code] = starts.get(node)!;
    return {
      nodes,
      roots,
      kinds: Uint8Array.from(
        holding,
        ({ trials, complete }) => (trials.length > 0 ? TRIALS : 0) | (complete.length > 0 ? COMPLETE : 0),
      ),
      trials: trialsOf(holding.map(({ trials }) => trials)),
      firstComplete: ends(holding.map(({ complete }) => complete.length)),
      complete: Int32Array.from(holding.flatMap(({ complete }) => complete)),
      marks: Int32Array.from(holding, ({ mark }) => mark),
      numbers: Int32Array.from(holding, ({ next }) => starts.get(next.get(NUMBER_CODE)!) ?? 0),
      marked: this.marked,
    };
  }
}

/** The nodes as one list, and where each of them begins there. */
function laidOut(
  root: Branching,
  places: ReadonlyMap<Branching, number>,
): { nodes: Int32Array; starts: ReadonlyMap<Branching, number> } {
  const nodes: number[] = [];
  const starts = new Map<Branching, number>();
  // Where to write where the node begins.
  const open: { node: Branching; at: number }[] = [{ node: root, at: -1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, at } = next;
    starts.set(node, nodes.length);
    if (at >= 0) nodes[at] = nodes.length;
    nodes.push(places.get(node) ?? -1, node.next.size);
    const children = [...node.next].map(([code, child]) => {
      nodes.push(code, 0);
      return { node: child, at: nodes.length - 1 };
    });
    open.push(...children.toReversed());
  }
  return { nodes: Int32Array.from(nodes), starts };
}

function either(one: Need | null, other: Need | null): Need | null {
  if (one === null || other === null) return null;
  return { marks: [...new Set([...one.marks, ...other.marks])], reach: Math.max(one.reach, other.reach) };
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

function holdsAnything({ trials, complete, mark, next }: Branching): boolean {
  return trials.length > 0 || complete.length > 0 || mark >= 0 || next.has(NUMBER_CODE);
}

function child(nodes: Int32Array, node: number, code: number): number {
  const end = node + 2 + 2 * nodes[node + 1]!;
  for (let edge = node + 2; edge < end; edge += 2) if (nodes[edge] === code) return nodes[edge + 1]!;
  return 0;
}

/** Pairs of numbers under keys: added one by one, then grouped, so that those of a key stand side by side in the order in which they came. */
class Groups {
  /** By key, how many numbers it has, and once grouped, where they end in `pairs`. */
  sizes: Int32Array;
  ends: Int32Array;
  /** Those that have any; once grouped, in order. */
  keys = new Int32Array(0);
  pairs = new Int32Array(0);
  private met = new Int32Array(64);
  private count = 0;
  /** A key and its pair, one behind the other. */
  private records = new Int32Array(3 * 64);
  private length = 0;

  constructor(keys: number) {
    this.sizes = new Int32Array(keys);
    this.ends = new Int32Array(keys);
  }

  /** For so many keys, while there is none. */
  reserve(keys: number): void {
    if (keys <= this.sizes.length) return;
    this.sizes = new Int32Array(keys);
    this.ends = new Int32Array(keys);
  }

  add(key: number, one: number, other: number): void {
    const at = this.length;
    if (at === this.records.length) this.records = enlarged(this.records);
    this.records[at] = key;
    this.records[at + 1] = one;
    this.records[at + 2] = other;
    this.length = at + 3;
    if (this.sizes[key] === 0) this.meet(key);
    this.sizes[key]! += 2;
  }

  private meet(key: number): void {
    if (this.count === this.met.length) this.met = enlarged(this.met);
    this.met[this.count++] = key;
  }

  group(): void {
    const { sizes, ends, records, length } = this;
    this.keys = this.met.slice(0, this.count).sort();
    let end = 0;
    for (const key of this.keys) {
      ends[key] = end;
      end += sizes[key]!;
    }
    if (this.pairs.length < end) this.pairs = new Int32Array(end);
    for (let at = 0; at < length; at += 3) {
      const to = ends[records[at]!]!;
      this.pairs[to] = records[at + 1]!;
      this.pairs[to + 1] = records[at + 2]!;
      ends[records[at]!] = to + 2;
    }
  }

  clear(): void {
    for (let index = 0; index < this.count; index++) this.sizes[this.met[index]!] = 0;
    this.count = 0;
    this.length = 0;
  }
}

function enlarged(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(4 * list.length);
  larger.set(list);
  return larger;
}

/** Characters whose places are collected before the expressions are tried there. */
const STRETCH = 32_768;

/** What a scan writes down of a stretch. It is made once for all scans of a set, as most of them are of short texts; each leaves it empty. */
class Room {
  /** By start, counted from that of the stretch: stop and index of id of what is found. */
  readonly found = new Groups(0);
  /** By what holds expressions: places to try them at, with their units. */
  readonly noted: Groups;
  /** By number of the mark: the units and the places where it stands. */
  readonly marks: Groups;
  /** By place to try an expression at: 1 where what it needs is near. */
  near = new Uint8Array(0);

  constructor({ kinds, marked }: Trie) {
    this.noted = new Groups(kinds.length);
    this.marks = new Groups(marked);
  }

  clear(): void {
    this.found.clear();
    this.noted.clear();
    this.marks.clear();
  }
}

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
  /** Of the place that the walk has come to: words before it, or characters. */
  private unit = 0;

  constructor(
    private readonly text: string,
    private from: number,
    private readonly end: number,
    private readonly trie: Trie,
    private readonly makers: readonly ((range: Range) => Hit)[],
    private readonly style: PhraseStyle,
    private readonly room: Room,
  ) {
    this.places = new Int32Array(makers.length);
    this.starts = new Int32Array(makers.length);
    this.stops = new Int32Array(makers.length);
    room.found.reserve(Math.min(STRETCH, end - from));
  }

  /** In order of start; of one id's overlapping hits, the longest at the leftmost start. */
  hits(): Hit[] {
    for (; this.from < this.end; this.from += STRETCH) {
      const to = Math.min(this.end, this.from + STRETCH);
      this.walkAll(this.from, to);
      this.room.noted.group();
      this.room.marks.group();
      this.tryAll(to);
      this.room.found.group();
      this.keepAll();
      this.room.clear();
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
      const node = trie.roots[code] ?? 0;
      if (trie.nodes[0]! >= 0) this.look(trie.nodes[0]!, at, at);
      if (node > 0) this.walk(node, at, at + 1);
    }
  }

  /** Goes down from a node that the characters between `at` and `ahead` lead to. */
  private walk(from: number, at: number, ahead: number): void {
    const { text, end } = this;
    const { nodes } = this.trie;
    const { words } = this.style;
    for (let node = from; node > 0; node = child(nodes, node, text.charCodeAt(ahead++))) {
      if (words && text.charCodeAt(ahead - 1) === SPACE)
        while (ahead < end && text.charCodeAt(ahead) === SPACE) ahead++;
      if (nodes[node]! >= 0) this.look(nodes[node]!, at, ahead);
      if (ahead >= end) break;
    }
  }

  /** Takes what is complete at a node, notes its expressions and its mark, and follows the number that may stand next. */
  private look(place: number, at: number, ahead: number): void {
    const { text, end, trie } = this;
    const kinds = trie.kinds[place]!;
    const mark = trie.marks[place]!;
    if (kinds & TRIALS) this.room.noted.add(place, at, this.unit);
    if (mark >= 0) this.room.marks.add(mark, this.unit, at);
    if (kinds & COMPLETE && !(this.style.words && isWord(text.charCodeAt(ahead))))
      for (let index = trie.firstComplete[place]!; index < trie.firstComplete[place + 1]!; index++)
        this.room.found.add(at - this.from, ahead, trie.complete[index]!);
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
    const { first, list } = this.trie.trials;
    const { keys, ends, sizes, pairs } = this.room.noted;
    if (this.room.near.length < pairs.length) this.room.near = new Uint8Array(pairs.length);
    const { near } = this.room;
    for (const place of keys) {
      const end = ends[place]!;
      const from = end - sizes[place]!;
      for (let trial = first[place]!; trial < first[place + 1]!; trial += 4 + list[trial + 3]!) {
        const free = list[trial + 2]! < 0;
        if (free || this.reached(trial, from, end, known))
          for (let note = from; note < end; note += 2) if (free || near[note] === 1) this.tryAt(trial, pairs[note]!);
      }
    }
  }

  /** Whether what a trial needs stands near behind any of the places noted from `from` to `end`; tells in `near` of which. */
  private reached(trial: number, from: number, end: number, known: number): boolean {
    const { list } = this.trie.trials;
    const { ends, sizes, pairs } = this.room.marks;
    const { near } = this.room;
    const notes = this.room.noted.pairs;
    const reach = list[trial + 2]!;
    const lastMark = trial + 3 + list[trial + 3]!;
    let any = notes[end - 1]! + reach >= known;
    for (let each = trial + 4; each <= lastMark && !any; each++) any = sizes[list[each]!]! > 0;
    if (!any) return false;
    for (let note = from; note < end; note += 2) near[note] = notes[note + 1]! + reach >= known ? 1 : 0;
    for (let each = trial + 4; each <= lastMark; each++) {
      const mark = list[each]!;
      if (sizes[mark] === 0) continue;
      const last = ends[mark]!;
      let next = last - sizes[mark]!;
      for (let note = from; note < end && next < last; note += 2) {
        if (near[note] === 1) continue;
        const unit = notes[note + 1]!;
        while (next < last && pairs[next]! < unit) next += 2;
        if (next < last && pairs[next]! <= unit + reach) near[note] = 1;
      }
    }
    return true;
  }

  private tryAt(trial: number, at: number): void {
    const { patterns, list } = this.trie.trials;
    const pattern = patterns[list[trial]!]!;
    pattern.lastIndex = at;
    if (pattern.test(this.text) && pattern.lastIndex > at && pattern.lastIndex <= this.end)
      this.room.found.add(at - this.from, pattern.lastIndex, list[trial + 1]!);
  }

  private keepAll(): void {
    const { keys, ends, sizes, pairs } = this.room.found;
    for (const start of keys)
      for (let at = ends[start]! - 2; at >= ends[start]! - sizes[start]!; at -= 2)
        this.keep(pairs[at + 1]!, this.from + start, pairs[at]!);
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
