/**
 * What a regular expression of the lexicon tells before it is tried: the strings that its matches start with, and words that
 * none of them can do without.
 */

/** In a head, the place of a number: of a class of numerals that may be repeated, and is followed by none. */
export const ANY_NUMBER = '\ue000';

/** Digits, the comma within numbers, and the Japanese numerals and the circles that stand for zero or a blank. */
export const NUMERALS: ReadonlySet<string> = new Set(
  '0123456789,\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u4e07\u5104\u3007\u25cb\u25ef\u25cf',
);

/** Literal characters of a phrase that the trie holds: more make it larger, in room and in time to build, and the search hardly faster. */
const HEAD = 10;

export interface Head {
  text: string;
  /** A whole match by itself. */
  literal: boolean;
}

/** Strings of which one stands in every match, so many units behind its start at most: spaces where words stand apart, else characters. */
export interface Need {
  marks: readonly string[];
  reach: number;
}

export interface Analysis {
  heads: readonly Head[];
  /** Of what starts with these heads. */
  need: Need | null;
}

/**
 * For each of the alternatives, what it starts with and what it needs. `spaced`: words stand apart. `inner`: each alternative of the
 * group that opens one, too; it is worth its room for a few long expressions, not for thousands.
 */
export function analysed(source: string, spaced: boolean, inner = false): Analysis[] {
  const { sequences } = parsed(source, 0, spaced);
  return (inner ? sequences.flatMap(distributed) : sequences).map((sequence) => {
    const found = headsFrom(sequence, 0);
    return { heads: found, need: found.every(({ literal }) => literal) ? null : needOf(sequence, spaced) };
  });
}

/** Where a group of alternatives opens the sequence, one for each of them: each may need something else. */
function distributed(sequence: Sequence): Sequence[] {
  const at = sequence.findIndex(({ branches }) => branches[0] !== PLACE);
  const group = sequence[at];
  if (!group?.sequences || group.optional || group.repeated) return [sequence];
  return group.sequences.flatMap((inner) =>
    distributed([...sequence.slice(0, at), ...inner, ...sequence.slice(at + 1)]),
  );
}

/**
 * Strings of at most `HEAD` characters, one of which every match starts with; `''` if it may start with anything. A
 * `literal` one is a whole match by itself.
 */
export function heads(source: string): Head[] {
  return parsed(source, 0, false).sequences.flatMap((sequence) => headsFrom(sequence, 0));
}

interface Branch extends Head {
  /** No more characters are known after `text`. */
  closed?: boolean;
}

/** One thing of an expression with its quantifier. */
interface Piece {
  branches: readonly Branch[];
  /** What a group holds. */
  sequences?: readonly Sequence[];
  optional: boolean;
  repeated: boolean;
  /** How often it may stand at most. */
  most: number;
  /** A character that is no letter or digit, as far as is known. */
  apart: boolean;
}

type Sequence = readonly Piece[];
type Thing = Pick<Piece, 'branches' | 'sequences' | 'apart'>;

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
const ANYTHING_BUT_SPACES: Branch = { ...ANYTHING };
/** A place, not a character: what stands there is not known from the text read so far. */
const PLACE: Branch = { text: '', literal: false };
const NOTHING: Branch = { text: '', literal: true };

function parsed(source: string, from: number, spaced: boolean): { sequences: Sequence[]; end: number } {
  const sequences: Sequence[] = [];
  let current: Piece[] = [];
  let at = from;
  while (at < source.length && source[at] !== ')') {
    if (source[at] === '|') {
      sequences.push(current);
      current = [];
      at++;
      continue;
    }
    const { thing, end } = readThing(source, at, spaced);
    const quantifier = QUANTIFIED.has(source[end]!)
      ? /^(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(end, end + 12))
      : null;
    at = end + (quantifier?.[0].length ?? 0);
    current.push({ ...thing, ...quantityOf(quantifier) });
  }
  return { sequences: [...sequences, current], end: at };
}

const QUANTIFIED = new Set(['?', '*', '+', '{']);
const ONCE = { optional: false, repeated: false, most: 1 };

function quantityOf(quantifier: RegExpExecArray | null): Pick<Piece, 'optional' | 'repeated' | 'most'> {
  if (quantifier === null) return ONCE;
  const [all, least, comma, most] = quantifier;
  if (all.startsWith('?')) return { optional: true, repeated: false, most: 1 };
  const limit = comma === '' ? least : most;
  return {
    optional: all.startsWith('*') || least === '0',
    repeated: true,
    most: limit ? Number(limit) : Number.POSITIVE_INFINITY,
  };
}

/** What the sequence may start with from one of its pieces on, as far as the pieces before `to` tell. */
function headsFrom(sequence: Sequence, from: number, to = sequence.length): Branch[] {
  let current = [NOTHING];
  for (let at = from; at < to && !current.every(({ closed }) => closed); at++) {
    const { branches, optional, repeated } = sequence[at]!;
    const number = repeated && branches.every(isOneNumeral);
    const longer = current.flatMap((branch) =>
      number ? extend(branch, [A_NUMBER], optional, false) : extend(branch, branches, optional, repeated),
    );
    current = longer.length > MOST_BRANCHES ? current.map(({ text }) => ({ ...ANYTHING, text })) : longer;
  }
  return current;
}

function extend(branch: Branch, further: readonly Branch[], optional: boolean, repeated: boolean): Branch[] {
  if (branch.closed) return [branch];
  const longer = further.map((part): Branch => {
    if (branch.text.endsWith(ANY_NUMBER) && startsWithNumeral(part)) return { ...branch, closed: true };
    const text = (branch.text + part.text).slice(0, HEAD);
    const cut = repeated || part.closed || text.length < branch.text.length + part.text.length;
    return { text, literal: branch.literal && part.literal && !cut, closed: cut };
  });
  return optional ? [branch, ...longer] : longer;
}

function readThing(source: string, at: number, spaced: boolean): { thing: Thing; end: number } {
  const char = source[at]!;
  if (char === '(') {
    const intro = /^\((?:\?:|\?[=!]|\?<[=!])?/.exec(source.slice(at, at + 5))![0];
    const { sequences, end } = parsed(source, at + intro.length, spaced);
    if (/[=!]$/.test(intro)) return { thing: A_PLACE, end: end + 1 };
    const branches = sequences.flatMap((sequence) => headsFrom(sequence, 0));
    return { thing: { branches, sequences, apart: false }, end: end + 1 };
  }
  if (char === '[') return readClass(source, at);
  if (char === '\\') {
    const next = source[at + 1] ?? '';
    if (next === 'b') return { thing: A_PLACE, end: at + 2 };
    const listed = SHORTHAND[`\\${next}`];
    if (listed) return { thing: anyOf(members(listed)!), end: at + 2 };
    if (/[a-z]/i.test(next))
      return {
        thing: { branches: [next === 'S' ? ANYTHING_BUT_SPACES : ANYTHING], apart: next === 'W' || next === 's' },
        end: at + 2 + (source[at + 2] === '{' ? source.indexOf('}', at) - at - 1 : 0),
      };
    return { thing: literal(next), end: at + 2 };
  }
  if (char === '^' || char === '$') return { thing: A_PLACE, end: at + 1 };
  if (char === '.') return { thing: SOMETHING, end: at + 1 };
  const end = endOfRun(source, at, spaced);
  return { thing: literal(source.slice(at, end)), end };
}

/** Of the plain characters from there on, but for one that a quantifier follows. A space is one by itself where words stand apart. */
function endOfRun(source: string, at: number, spaced: boolean): number {
  let end = at + 1;
  if (spaced && source[at] === ' ') return end;
  while (end < source.length && !SPECIAL.has(source[end]!) && !(spaced && source[end] === ' ')) end++;
  return end > at + 1 && QUANTIFIED.has(source[end]!) ? end - 1 : end;
}

const SPECIAL = new Set('()[]{}|?*+.^$\\');

const A_PLACE: Thing = { branches: [PLACE], apart: true };
const SOMETHING: Thing = { branches: [ANYTHING], apart: false };

function literal(text: string): Thing {
  return { branches: [{ text, literal: true }], apart: !isLetter(text.at(-1) ?? '') };
}

function anyOf(characters: readonly string[]): Thing {
  return { branches: characters.map((text) => ({ text, literal: true })), apart: !characters.some(isLetter) };
}

function isLetter(char: string): boolean {
  return (char >= 'a' && char <= 'z') || (char >= '0' && char <= '9');
}

function readClass(source: string, at: number): { thing: Thing; end: number } {
  let end = at + 1;
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  const characters = members(source.slice(at + 1, end));
  return { thing: characters ? anyOf(characters) : SOMETHING, end: end + 1 };
}

/** Most characters of a class that are indexed one by one. */
const MOST_MEMBERS = 64;
const SHORTHAND: Readonly<Record<string, string>> = { '\\d': '0-9', '\\w': 'a-z0-9_', '\\t': '\t' };

/** The characters of a class, or null where they are too many or not listed. */
function members(body: string): string[] | null {
  const plain = body.replace(/\\[dwt]/g, (shorthand) => SHORTHAND[shorthand]!);
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

/** Of the strings that stand further on in every match, those that are likely to be met by the fewest places of a text. */
function needOf(sequence: Sequence, spaced: boolean): Need | null {
  let best: Need | null = null;
  let least = MOST_LIKELY;
  let reach = 0;
  const flat = sequence.flatMap(ungrouped);
  for (const [at, piece] of flat.entries()) {
    // By the piece alone, too: what follows may be anything, and only make one rare sign many.
    for (const end of at > 0 && !piece.optional ? [at + 1, flat.length] : []) {
      const marks = [...new Set(headsFrom(flat, at, end).map(({ text }) => text))];
      const likely = marks.reduce((sum, mark) => sum + likelihood(mark, spaced), 0) * (1 + reach);
      if (likely < least && marks.every((mark) => !spaced || beginsWord(mark, flat, at))) {
        least = likely;
        best = { marks, reach };
      }
    }
    reach += extentOf(piece, spaced);
  }
  return best;
}

/** A group that stands once is what it holds. */
function ungrouped(piece: Piece): Sequence {
  const { sequences, optional, repeated } = piece;
  return sequences?.length === 1 && !optional && !repeated ? sequences[0]!.flatMap(ungrouped) : [piece];
}

/** Above which a need keeps no place from being tried. */
const MOST_LIKELY = 1;

/** By and large, that a given place of a text begins so. */
function likelihood(mark: string, spaced: boolean): number {
  return spaced ? 0.3 ** mark.length : 0.05 ** Math.min(3, mark.length);
}

/** Words are looked for where letters begin: not within what may go on from a letter. */
function beginsWord(mark: string, sequence: Sequence, at: number): boolean {
  if (mark.startsWith(' ')) return false;
  return !(mark.startsWith(ANY_NUMBER) || isLetter(mark[0]!)) || !mayEndWithLetter(sequence.slice(0, at), true);
}

/** `beginning`: nothing stands before the sequence that it could go on from. */
function mayEndWithLetter(sequence: Sequence, beginning: boolean): boolean {
  for (const { branches, sequences, apart, optional } of sequence.toReversed()) {
    const open = sequences ? sequences.some((inner) => mayEndWithLetter(inner, false)) : !apart;
    if (open) return true;
    if (!optional && branches[0] !== PLACE) return false;
  }
  return !beginning;
}

/** The most units that it takes up. */
function extentOf({ branches, sequences, most }: Piece, spaced: boolean): number {
  const once = sequences
    ? Math.max(...sequences.map((sequence) => sequence.reduce((sum, piece) => sum + extentOf(piece, spaced), 0)))
    : Math.max(...branches.map((branch) => unitsOf(branch, spaced)));
  return once === 0 ? 0 : once * most;
}

function unitsOf(branch: Branch, spaced: boolean): number {
  if (branch === PLACE) return 0;
  if (spaced) return branch === ANYTHING || branch.text === ' ' ? 1 : 0;
  return Math.max(1, branch.text.length);
}
