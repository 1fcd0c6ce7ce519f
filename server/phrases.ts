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
  /** Phrases start and end at word boundaries, a space matches any run of spaces, `word~` stands for its inflections. */
  words: boolean;
}

export interface PhraseSet {
  ids: ReadonlySet<string>;
  /** Hits in order of start; of one id's overlapping hits, the longest at the leftmost start. `text` must be folded. */
  scan(text: string, range?: Range): PhraseHit[];
}

interface Entry {
  id: string;
  pattern: RegExp;
}

/** A node of the trie while it grows. */
interface Branching {
  /** Expressions to try where the characters up to here have been read. */
  entries: Entry[];
  /** Ids of the phrases that are complete here. */
  complete: string[];
  /** By UTF-16 code unit. */
  next: Map<number, Branching>;
}

/** The trie as arrays, since it is walked from every word: the children of node `n` are `first[n]` to `first[n + 1]`. */
interface Trie {
  /** By UTF-16 code unit, the node that a text beginning with it leads to; 0 (the root) where none does. */
  roots: Int32Array;
  first: Int32Array;
  codes: Uint16Array;
  entries: readonly (readonly Entry[])[];
  complete: readonly (readonly string[])[];
}

/** Literal characters of a phrase that the trie holds: more make it larger and the search faster. */
const HEAD = 20;

/** Compiles phrases by id. Throws a `SyntaxError` that names the phrase if one is not a valid expression. */
export function phraseSet(phrases: Readonly<Record<string, readonly string[]>>, style: PhraseStyle): PhraseSet {
  const index = branching();
  for (const [id, list] of Object.entries(phrases)) {
    for (const phrase of list) addEntry(index, id, phrase, style);
  }
  const trie = flattened(index);
  return {
    ids: new Set(Object.keys(phrases)),
    scan: (text, range = [0, text.length]) => longestPerId(rawHits(text, range, trie, style)),
  };
}

function addEntry(index: Branching, id: string, phrase: string, style: PhraseStyle): void {
  const source = expand(phrase, style);
  const spaced = style.words ? withRunsOfSpaces(source) : source;
  let pattern: RegExp;
  try {
    pattern = new RegExp(style.words ? `(?:${spaced})(?![a-z0-9])` : spaced, 'yu');
  } catch (cause) {
    throw new SyntaxError(`phrase of "${id}" is not a valid expression: ${phrase}`, { cause });
  }
  const tried = new Set<Branching>();
  for (const { text, literal } of heads(source)) {
    const node = nodeAt(index, text);
    if (literal && !node.complete.includes(id)) node.complete.push(id);
    if (!literal && !tried.has(node)) node.entries.push({ id, pattern });
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
    entries: nodes.map(({ entries }) => entries),
    complete: nodes.map(({ complete }) => complete),
  };
}

function child({ first, codes }: Trie, node: number, code: number): number {
  const end = first[node + 1]!;
  for (let edge = first[node]!; edge < end; edge++) if (codes[edge] === code) return edge + 1;
  return 0;
}

function rawHits(text: string, [start, end]: Range, trie: Trie, style: PhraseStyle): PhraseHit[] {
  const hits: PhraseHit[] = [];
  for (let at = start; at < end; at++) {
    if (style.words && at > 0 && isWord(text.charCodeAt(at - 1))) continue;
    tryEntries(trie.entries[0]!, text, at, end, hits);
    let ahead = at + 1;
    for (let node = trie.roots[text.charCodeAt(at)]!; node > 0; node = child(trie, node, text.charCodeAt(ahead++))) {
      if (style.words && text.charCodeAt(ahead - 1) === SPACE)
        while (ahead < end && text.charCodeAt(ahead) === SPACE) ahead++;
      tryEntries(trie.entries[node]!, text, at, end, hits);
      if (trie.complete[node]!.length > 0 && (!style.words || !isWord(text.charCodeAt(ahead)))) {
        for (const id of trie.complete[node]!) hits.push({ id, range: [at, ahead] });
      }
      if (ahead >= end) break;
    }
  }
  return hits;
}

function tryEntries(entries: readonly Entry[], text: string, at: number, end: number, hits: PhraseHit[]): void {
  for (const { id, pattern } of entries) {
    pattern.lastIndex = at;
    if (!pattern.test(text)) continue;
    const stop = pattern.lastIndex;
    if (stop > at && stop <= end) hits.push({ id, range: [at, stop] });
  }
}

function longestPerId(hits: readonly PhraseHit[]): PhraseHit[] {
  const kept: PhraseHit[] = [];
  const last = new Map<string, number>();
  for (const hit of hits) {
    const at = last.get(hit.id);
    const previous = at === undefined ? undefined : kept[at];
    if (previous && hit.range[0] < previous.range[1]) {
      if (hit.range[0] === previous.range[0] && hit.range[1] > previous.range[1]) kept[at!] = hit;
      continue;
    }
    last.set(hit.id, kept.length);
    kept.push(hit);
  }
  return kept;
}

const SPACE = 32;

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** The phrase language as a regular expression: `…` is a gap of at most 40 characters within the sentence. */
function expand(phrase: string, style: PhraseStyle): string {
  const gapped = bounded(phrase).replaceAll('…', style.words ? '[^.;:]{0,60}?' : '[^。;]{0,40}?');
  if (!style.words) return gapped;
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
    const longer = current.flatMap((branch) => extend(branch, atom.branches, optional, repeated));
    current = longer.length > MOST_BRANCHES ? current.map(({ text }) => ({ ...ANYTHING, text })) : longer;
  }
  return { branches: [...done, ...current], end: at };
}

function extend(branch: Branch, atom: readonly Branch[], optional: boolean, repeated: boolean): Branch[] {
  if (branch.closed) return [branch];
  const longer = atom.map((part): Branch => {
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
