/**
 * Finds many phrases in one pass: phrases are regular expressions indexed by the literal characters they can start
 * with, so that at each place of the text only the few that may match there are tried.
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

/** Entries by the literal characters that they start with. */
interface Branching {
  entries: Entry[];
  /** By UTF-16 code unit. */
  next: Map<number, Branching>;
}

/** Literal characters of a phrase that the index holds: more make the index larger and the search faster. */
const HEAD = 12;

/** Compiles phrases by id. Throws a `SyntaxError` that names the phrase if one is not a valid expression. */
export function phraseSet(phrases: Readonly<Record<string, readonly string[]>>, style: PhraseStyle): PhraseSet {
  const index: Branching = { entries: [], next: new Map() };
  for (const [id, list] of Object.entries(phrases)) {
    for (const phrase of list) addEntry(index, id, phrase, style);
  }
  return {
    ids: new Set(Object.keys(phrases)),
    scan: (text, range = [0, text.length]) => longestPerId(rawHits(text, range, index, style)),
  };
}

function addEntry(index: Branching, id: string, phrase: string, style: PhraseStyle): void {
  const source = expand(phrase, style);
  let pattern: RegExp;
  try {
    pattern = new RegExp(style.words ? `(?:${source})(?![a-z0-9])` : source, 'yu');
  } catch (cause) {
    throw new SyntaxError(`phrase of "${id}" is not a valid expression: ${phrase}`, { cause });
  }
  for (const head of new Set(heads(source))) {
    let node = index;
    for (let i = 0; i < head.length; i++) {
      const code = head.charCodeAt(i);
      const next = node.next.get(code) ?? { entries: [], next: new Map() };
      node.next.set(code, next);
      node = next;
    }
    node.entries.push({ id, pattern });
  }
}

function rawHits(text: string, [start, end]: Range, index: Branching, style: PhraseStyle): PhraseHit[] {
  const hits: PhraseHit[] = [];
  for (let at = start; at < end; at++) {
    if (style.words && at > 0 && isWord(text.charCodeAt(at - 1))) continue;
    let node: Branching | undefined = index;
    for (let ahead = at; node && ahead <= end; ahead++) {
      tryEntries(node.entries, text, at, end, hits);
      node = ahead < end ? node.next.get(text.charCodeAt(ahead)) : undefined;
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

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** The phrase language as a regular expression: `…` is a gap of at most 40 characters within the sentence. */
function expand(phrase: string, style: PhraseStyle): string {
  const gapped = bounded(phrase).replaceAll('…', style.words ? '[^.;:]{0,60}?' : '[^。;]{0,40}?');
  if (!style.words) return gapped;
  return gapped.replace(/([a-z]+)~/g, (_, word: string) => inflections(word)).replaceAll(/ +/g, ` {1,${LONGEST_RUN}}`);
}

/** Longest run that `+` and `*` stand for: hostile text may hold a million digits, and each place of it is tried. */
const LONGEST_RUN = 40;

/** The expression with its open repetitions bounded; escapes and classes stay as they are. */
function bounded(source: string): string {
  return source.replace(/\\.|\[(?:\\.|[^\]\\])*\]|[+*]/g, (part) =>
    part === '+' ? `{1,${LONGEST_RUN}}` : part === '*' ? `{0,${LONGEST_RUN}}` : part,
  );
}

function inflections(word: string): string {
  if (word.endsWith('e')) return `${word.slice(0, -1)}(?:e|es|ed|ing)`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}(?:y|ies|ied|ying)`;
  if (/[^aeiou][aeiou][bdgklmnprt]$/.test(word)) return `${word}(?:s|${word.at(-1)}?(?:ed|ing))?`;
  return `${word}(?:s|es|ed|ing)?`;
}

/** Literal strings of at most `HEAD` characters, one of which every match starts with; `''` if it may start with anything. */
export function heads(source: string): string[] {
  const { branches } = alternation(source, 0);
  return branches.map((branch) => branch.text.slice(0, HEAD));
}

interface Branch {
  text: string;
  /** No more characters are known after `text`. */
  closed: boolean;
}

function alternation(source: string, from: number): { branches: Branch[]; end: number } {
  const done: Branch[] = [];
  let current: Branch[] = [{ text: '', closed: false }];
  let at = from;
  while (at < source.length && source[at] !== ')') {
    if (source[at] === '|') {
      done.push(...current);
      current = [{ text: '', closed: false }];
      at++;
      continue;
    }
    const atom = readAtom(source, at);
    const quantifier = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(source.slice(atom.end, atom.end + 12));
    at = atom.end + (quantifier?.[0].length ?? 0);
    const optional = quantifier !== null && (/^[?*]/.test(quantifier[0]) || quantifier[1] === '0');
    const repeated = quantifier !== null && !quantifier[0].startsWith('?');
    current = current.flatMap((branch) => extend(branch, atom.branches, optional, repeated));
    if (current.length > 400)
      current = [...new Set(current.map((b) => b.text.slice(0, 1)))].map((text) => ({ text, closed: true }));
  }
  return { branches: [...done, ...current], end: at };
}

function extend(branch: Branch, atom: readonly Branch[], optional: boolean, repeated: boolean): Branch[] {
  if (branch.closed || branch.text.length >= HEAD) return [branch];
  const longer = atom.map((part) => ({ text: branch.text + part.text, closed: part.closed || repeated }));
  return optional ? [branch, ...longer] : longer;
}

function readAtom(source: string, at: number): { branches: Branch[]; end: number } {
  const char = source[at]!;
  if (char === '(') {
    const intro = /^\((?:\?:|\?[=!]|\?<[=!])?/.exec(source.slice(at, at + 5))![0];
    const inner = alternation(source, at + intro.length);
    const zeroWidth = /[=!]$/.test(intro);
    return { branches: zeroWidth ? [{ text: '', closed: false }] : inner.branches, end: inner.end + 1 };
  }
  if (char === '[') return readClass(source, at);
  if (char === '\\') {
    const next = source[at + 1] ?? '';
    if (next === 'b') return { branches: [{ text: '', closed: false }], end: at + 2 };
    const listed = SHORTHAND[`\\${next}`];
    if (listed) return { branches: members(listed)!.map((text) => ({ text, closed: false })), end: at + 2 };
    if (/[a-z]/i.test(next))
      return {
        branches: [{ text: '', closed: true }],
        end: at + 2 + (source[at + 2] === '{' ? source.indexOf('}', at) - at - 1 : 0),
      };
    return { branches: [{ text: next, closed: false }], end: at + 2 };
  }
  if (char === '^' || char === '$') return { branches: [{ text: '', closed: false }], end: at + 1 };
  if (char === '.') return { branches: [{ text: '', closed: true }], end: at + 1 };
  return { branches: [{ text: char, closed: false }], end: at + 1 };
}

function readClass(source: string, at: number): { branches: Branch[]; end: number } {
  let end = at + 1;
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  const characters = members(source.slice(at + 1, end));
  const branches = characters ? characters.map((text) => ({ text, closed: false })) : [{ text: '', closed: true }];
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
