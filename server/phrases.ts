/**
 * Finds many phrases in one pass over a trie: phrases are regular expressions; those that stand for a few literal strings are
 * found by the trie alone, the others are tried where the literal characters that they can start with stand.
 */
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
  number: number;
  id: number;
  name: string;
  phrase: string;
}

interface Entry {
  /** Among all expressions of the set. */
  number: number;
  /** Index of the phrase's id. */
  id: number;
  pattern: RegExp;
}

/** A node of the trie while it grows. */
interface Branching {
  /** Expressions to try where the characters up to here have been read. */
  entries: Entry[];
  /** Indexes of the ids whose phrases are complete here. */
  complete: number[];
  /** By UTF-16 code unit. */
  next: Map<number, Branching>;
}

/** The trie as arrays, since it is walked from every word: the children of node `n` are `first[n]` to `first[n + 1]`. */
interface Trie {
  /** By UTF-16 code unit, the node that a text beginning with it leads to; 0 (the root) where none does. */
  roots: Int32Array;
  first: Int32Array;
  codes: Uint16Array;
  /** What `NUMBER`, `ENTRIES` and `COMPLETE` say of a node, so that its lists are looked at only where they hold something. */
  holds: Uint8Array;
  entries: readonly (readonly Entry[])[];
  complete: readonly (readonly number[])[];
}

const ENTRIES = 1;
const COMPLETE = 2;
/** An edge leads on by a number of any length. */
const NUMBER = 4;

/** Literal characters of a phrase that the trie holds: more make it larger and the search faster. */
const HEAD = 20;

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
  const index = branching();
  const ids = Object.keys(phrases);
  let number = 0;
  for (const [id, name] of ids.entries()) {
    for (const phrase of phrases[name]!) addEntry(index, { number: number++, id, name, phrase }, style);
  }
  const trie = flattened(index);
  const makers = ids.map(hitOf);
  return {
    ids: new Set(ids),
    scan: (text, [from, end] = [0, text.length]) => new Scan(text, from, end, trie, makers, style).hits(),
  };
}

function addEntry(index: Branching, { number, id, name, phrase }: Phrase, style: PhraseStyle): void {
  const source = expand(phrase, style);
  const spaced = style.words ? withRunsOfSpaces(source) : source;
  let pattern: RegExp;
  try {
    pattern = new RegExp(style.words ? `(?:${spaced})(?![a-z0-9])` : spaced, 'yu');
  } catch (cause) {
    throw new SyntaxError(`phrase of "${name}" is not a valid expression: ${phrase}`, { cause });
  }
  const tried = new Set<Branching>();
  for (const { text, literal } of heads(source)) {
    const node = nodeAt(index, text);
    if (literal && !node.complete.includes(id)) node.complete.push(id);
    if (!literal && !tried.has(node)) node.entries.push({ number, id, pattern });
    if (!literal) tried.add(node);
  }
}

function branching(): Branching {
  return { entries: [], complete: [], next: new Map() };
}

function nodeAt(index: Branching, text: string): Branching {
  let node = index;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const next = node.next.get(code) ?? branching();
    node.next.set(code, next);
    node = next;
  }
  return node;
}

/** Breadth first, so that the children of a node stand side by side and the number of a child is that of its edge plus one. */
function flattened(root: Branching): Trie {
  const nodes = [root];
  const first: number[] = [];
  const codes: number[] = [];
  for (const node of nodes) {
    first.push(codes.length);
    for (const [code, next] of node.next) {
      codes.push(code);
      nodes.push(next);
    }
  }
  first.push(codes.length);
  const roots = new Int32Array(0x10000);
  for (const [edge, code] of [...root.next.keys()].entries()) roots[code] = edge + 1;
  return {
    roots,
    first: Int32Array.from(first),
    codes: Uint16Array.from(codes),
    holds: Uint8Array.from(nodes, held),
    entries: nodes.map(({ entries }) => entries),
    complete: nodes.map(({ complete }) => complete),
  };
}

function held({ entries, complete, next }: Branching): number {
  return (
    (entries.length > 0 ? ENTRIES : 0) |
    (complete.length > 0 ? COMPLETE : 0) |
    (next.has(ANY_NUMBER.charCodeAt(0)) ? NUMBER : 0)
  );
}

function child({ first, codes }: Trie, node: number, code: number): number {
  const end = first[node + 1]!;
  for (let edge = first[node]!; edge < end; edge++) if (codes[edge] === code) return edge + 1;
  return 0;
}

/** Numbers that a scan has room for at first. */
const FIRST_ROOM = 3 * 64;

function enlarged(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(4 * list.length);
  larger.set(list);
  return larger;
}

/** Characters whose places are collected before the expressions are tried there. */
const STRETCH = 32_768;

/**
 * One pass over a text, up to `end`. Each expression is tried at all its places of a stretch in turn: going from one of thousands
 * to the next at every word would fetch the code of each anew from memory.
 */
class Scan<Hit extends { range: Range }> {
  private readonly kept: Hit[] = [];
  /** By index of id, how many hits were kept when its last one was. */
  private readonly last: Int32Array;
  /** What is found from `from` on in this stretch: stop, index of id, and the number of what was found before at the same start. */
  private found = new Int32Array(FIRST_ROOM);
  private count = 0;
  /** By start, counted from `from`, the number of what was found there last; -1 for nothing. */
  private readonly latest: Int32Array;
  /** Expressions to try in this stretch, each with its places. */
  private readonly noted: Entry[] = [];
  private readonly places: number[][] = [];
  constructor(
    private readonly text: string,
    private from: number,
    private readonly end: number,
    private readonly trie: Trie,
    private readonly makers: readonly ((range: Range) => Hit)[],
    private readonly style: PhraseStyle,
  ) {
    this.last = new Int32Array(makers.length);
    this.latest = new Int32Array(Math.max(0, Math.min(STRETCH, end - from)));
  }

  /** In order of start; of one id's overlapping hits, the longest at the leftmost start. */
  hits(): Hit[] {
    for (; this.from < this.end; this.from += STRETCH) {
      const to = Math.min(this.end, this.from + STRETCH);
      this.latest.fill(-1);
      this.walkAll(this.from, to);
      this.tryAll();
      this.keepAll(to);
    }
    return this.kept;
  }

  private walkAll(from: number, to: number): void {
    const { text, trie, style } = this;
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at);
      if (style.words && at > 0 && isWord(code) && isWord(text.charCodeAt(at - 1))) continue;
      const node = trie.roots[code]!;
      if (trie.holds[0]! > 0) this.look(0, at, at);
      if (node > 0) this.walk(node, at, at + 1);
    }
  }

  /** Goes down from a node that the characters between `at` and `ahead` lead to. */
  private walk(from: number, at: number, ahead: number): void {
    const { text, end, trie } = this;
    for (let node = from; node > 0; node = child(trie, node, text.charCodeAt(ahead++))) {
      if (this.style.words && text.charCodeAt(ahead - 1) === SPACE)
        while (ahead < end && text.charCodeAt(ahead) === SPACE) ahead++;
      if (trie.holds[node]! > 0) this.look(node, at, ahead);
      if (ahead >= end) break;
    }
  }

  /** Takes what is complete at a node, notes its expressions, and follows the number that may stand next. */
  private look(node: number, at: number, ahead: number): void {
    const { text, end, trie } = this;
    const holds = trie.holds[node]!;
    if (holds & ENTRIES) for (const entry of trie.entries[node]!) this.note(entry, at);
    if (holds & COMPLETE && !(this.style.words && isWord(text.charCodeAt(ahead))))
      for (const id of trie.complete[node]!) this.find(at, ahead, id);
    if (holds & NUMBER && isNumeral(text.charCodeAt(ahead))) {
      const far = Math.min(end, ahead + LONGEST_RUN);
      let stop = ahead + 1;
      while (stop < far && isNumeral(text.charCodeAt(stop))) stop++;
      this.walk(child(trie, node, ANY_NUMBER.charCodeAt(0)), at, stop);
    }
  }

  private note(entry: Entry, at: number): void {
    const places = this.places[entry.number];
    if (places === undefined || places.length === 0) this.noted.push(entry);
    if (places === undefined) this.places[entry.number] = [at];
    else if (places.at(-1) !== at) places.push(at);
  }

  private tryAll(): void {
    for (const { id, pattern, number } of this.noted) {
      const places = this.places[number]!;
      for (const at of places) {
        pattern.lastIndex = at;
        if (pattern.test(this.text) && pattern.lastIndex > at && pattern.lastIndex <= this.end)
          this.find(at, pattern.lastIndex, id);
      }
      places.length = 0;
    }
    this.noted.length = 0;
  }

  private find(start: number, stop: number, id: number): void {
    const place = start - this.from;
    const at = this.count;
    if (at + 3 > this.found.length) this.found = enlarged(this.found);
    this.found[at] = stop;
    this.found[at + 1] = id;
    this.found[at + 2] = this.latest[place]!;
    this.latest[place] = at;
    this.count = at + 3;
  }

  private keepAll(to: number): void {
    for (let start = this.from; start < to; start++) {
      for (let at = this.latest[start - this.from]!; at >= 0; at = this.found[at + 2]!)
        this.keep(this.found[at + 1]!, start, this.found[at]!);
    }
    this.count = 0;
  }

  private keep(id: number, start: number, stop: number): void {
    const place = this.last[id]! - 1;
    const previous = place < 0 ? undefined : this.kept[place]!.range;
    if (previous && start < previous[1]) {
      if (start === previous[0] && stop > previous[1]) this.kept[place] = this.makers[id]!([start, stop]);
      return;
    }
    this.kept.push(this.makers[id]!([start, stop]));
    this.last[id] = this.kept.length;
  }
}

const SPACE = 32;

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** Digits, the comma within numbers, and the Japanese numerals and the circles that stand for zero or a blank. */
const NUMERALS = new Set(
  '0123456789,\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u4e07\u5104\u3007\u25cb\u25ef\u25cf',
);
const NUMERAL_CODES = new Set([...NUMERALS].map((numeral) => numeral.charCodeAt(0)));

function isNumeral(code: number): boolean {
  return code < 128 ? (code >= 48 && code <= 57) || code === 44 : NUMERAL_CODES.has(code);
}

/** In a head, the place of a number: of a class of numerals that may be repeated, and is followed by none. */
const ANY_NUMBER = '\ue000';

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

/**
 * Strings of at most `HEAD` characters, one of which every match starts with; `''` if it may start with anything. A
 * `literal` one is a whole match by itself.
 */
export function heads(source: string): { text: string; literal: boolean }[] {
  return alternation(source, 0).branches;
}

interface Branch {
  text: string;
  /** Nothing but `text` can match. */
  literal: boolean;
  /** No more characters are known after `text`. */
  closed?: boolean;
}

/** Where it ends is told by what follows, if that is no numeral. */
const A_NUMBER: Branch = { text: ANY_NUMBER, literal: false };

function isOneNumeral({ text }: Branch): boolean {
  return text.length === 1 && NUMERALS.has(text);
}

function startsWithNumeral({ text }: Branch): boolean {
  return text.startsWith(ANY_NUMBER) || NUMERALS.has(text.charAt(0));
}

/** What follows is left open where it would give more strings than that. */
const MOST_BRANCHES = 150;
const ANYTHING: Branch = { text: '', literal: false, closed: true };
/** A place, not a character: what stands there is not known from the text read so far. */
const PLACE: Branch = { text: '', literal: false };

function alternation(source: string, from: number): { branches: Branch[]; end: number } {
  const done: Branch[] = [];
  const nothing: Branch = { text: '', literal: true };
  let current = [nothing];
  let at = from;
  while (at < source.length && source[at] !== ')') {
    if (source[at] === '|') {
      done.push(...current);
      current = [nothing];
      at++;
      continue;
    }
    const atom = readAtom(source, at);
    const quantifier = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(source.slice(atom.end, atom.end + 12));
    at = atom.end + (quantifier?.[0].length ?? 0);
    const optional = quantifier !== null && (/^[?*]/.test(quantifier[0]) || quantifier[1] === '0');
    const repeated = quantifier !== null && !quantifier[0].startsWith('?');
    const number = repeated && atom.branches.every(isOneNumeral);
    const longer = current.flatMap((branch) =>
      number ? extend(branch, [A_NUMBER], optional, false) : extend(branch, atom.branches, optional, repeated),
    );
    current = longer.length > MOST_BRANCHES ? current.map(({ text }) => ({ ...ANYTHING, text })) : longer;
  }
  return { branches: [...done, ...current], end: at };
}

function extend(branch: Branch, atom: readonly Branch[], optional: boolean, repeated: boolean): Branch[] {
  if (branch.closed) return [branch];
  const longer = atom.map((part): Branch => {
    if (branch.text.endsWith(ANY_NUMBER) && startsWithNumeral(part)) return { ...branch, closed: true };
    const text = (branch.text + part.text).slice(0, HEAD);
    const cut = repeated || part.closed || text.length < branch.text.length + part.text.length;
    return { text, literal: branch.literal && part.literal && !cut, closed: cut };
  });
  return optional ? [branch, ...longer] : longer;
}

function readAtom(source: string, at: number): { branches: Branch[]; end: number } {
  const char = source[at]!;
  if (char === '(') {
    const intro = /^\((?:\?:|\?[=!]|\?<[=!])?/.exec(source.slice(at, at + 5))![0];
    const inner = alternation(source, at + intro.length);
    const zeroWidth = /[=!]$/.test(intro);
    return { branches: zeroWidth ? [PLACE] : inner.branches, end: inner.end + 1 };
  }
  if (char === '[') return readClass(source, at);
  if (char === '\\') {
    const next = source[at + 1] ?? '';
    if (next === 'b') return { branches: [PLACE], end: at + 2 };
    const listed = SHORTHAND[`\\${next}`];
    if (listed) return { branches: members(listed)!.map(literal), end: at + 2 };
    if (/[a-z]/i.test(next))
      return {
        branches: [ANYTHING],
        end: at + 2 + (source[at + 2] === '{' ? source.indexOf('}', at) - at - 1 : 0),
      };
    return { branches: [literal(next)], end: at + 2 };
  }
  if (char === '^' || char === '$') return { branches: [PLACE], end: at + 1 };
  if (char === '.') return { branches: [ANYTHING], end: at + 1 };
  return { branches: [literal(char)], end: at + 1 };
}

function literal(text: string): Branch {
  return { text, literal: true };
}

function readClass(source: string, at: number): { branches: Branch[]; end: number } {
  let end = at + 1;
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  const characters = members(source.slice(at + 1, end));
  const branches = characters ? characters.map(literal) : [ANYTHING];
  return { branches, end: end + 1 };
}

/** Most characters of a class that are indexed one by one. */
const MOST_MEMBERS = 64;
const SHORTHAND: Readonly<Record<string, string>> = { '\\d': '0-9', '\\w': 'a-z0-9_' };

/** The characters of a class, or null where they are too many or not listed. */
function members(body: string): string[] | null {
  const plain = body.replace(/\\[dw]/g, (shorthand) => SHORTHAND[shorthand]!);
  if (/[\\^]/.test(plain)) return null;
  const found: string[] = [];
  for (let at = 0; at < plain.length && found.length <= MOST_MEMBERS; at++) {
    const ranged = plain[at + 1] === '-' && at + 2 < plain.length;
    const [from, to] = [plain.charCodeAt(at), plain.charCodeAt(ranged ? at + 2 : at)];
    for (let code = from; code <= to && found.length <= MOST_MEMBERS; code++) found.push(String.fromCharCode(code));
    if (ranged) at += 2;
  }
  return found.length <= MOST_MEMBERS ? found : null;
}
