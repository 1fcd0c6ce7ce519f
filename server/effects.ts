/** Tells for each change which points it touches, and whether it serves the user or the vendor. Language-free: by statements. */
import type { Verdict } from './judge.js';
import type { Contract } from './model/contract.js';
import type { Range } from './model/document.js';
import type { Duration, Language } from './model/language.js';
import type { Match } from './model/plugin.js';
import { firstIndex } from './model/sorted.js';
import type { Observation, Statement } from './model/statement.js';

/** One version of a contract with what was read from it. */
export interface Version {
  contract: Contract;
  observation: Observation;
  verdicts: readonly Verdict[];
  language: Language;
  /** By item, where the sentences begin that its finding shows. */
  shown: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Above zero a change serves the user, below zero the vendor. */
export interface Effect {
  item: string;
  balance: number;
}

/** How much of what a change does speaks for one side. */
const WEIGHTS = {
  /** Wording that tilts a point, won or lost. */
  tilt: 3,
  /** Wording that keeps a point weak. */
  weak: 1,
  element: 1,
  /** A time limit that is longer or shorter. */
  time: 2,
  /** Duties, bans, rights and their reach. */
  norm: 1.5,
  /** A word that keeps the vendor within bounds, or lets it out of them. */
  bound: 1.5,
};
/** However many elements are won or lost, they tell no more than that of whom a change serves. */
const MOST_ELEMENTS = 0.6;
/** Concepts that keep the vendor within bounds, and acts for its own ends. */
const BOUNDS = new Set(['only', 'consent', 'certificate', 'deadline']);
const OWN_ENDS = new Set(['improve', 'train']);
/** What a table or a description without a norm speaks of: measures that protect the user, or places and people let in. */
const PROTECTIVE = new Set(['secure', 'audit', 'delete', 'confidential', 'certificate', 'report', 'service-level']);
const LETTING_IN = new Set([
  'transfer-abroad',
  'subcontract',
  'retain',
  'third-party',
  'company-name',
  'foreign-place',
]);
/** What is smaller than that is no difference. */
const LEAST = 0.1;
/** A hedged duty is worth so much of a firm one. */
const HEDGED = 0.4;
/** Characters by which a norm must reach further to count as much as one more. */
const REACH = 60;
/** … and a kind of data that a definition lists is worth so many. */
const KIND = 40;

export interface Places {
  before: Range;
  after: Range;
}

/** Effects on the points that rest on, or are touched by, the sentences that the places lie in; heaviest first. */
export function effects(
  places: readonly Places[],
  before: Version,
  after: Version,
  twin: (clause: string) => string | undefined,
): Effect[] {
  const old = touched(
    places.map((place) => place.before),
    before,
  );
  const now = touched(
    places.map((place) => place.after),
    after,
  );
  const norm =
    WEIGHTS.norm *
      limited(normsOf(now, after, swapped(places, before.contract, after.contract)) - normsOf(old, before, 0), 2) +
    WEIGHTS.time * times(old, before, now, after) +
    WEIGHTS.bound * limited(boundsOf(now, after) - boundsOf(old, before), 1);
  const [had, has] = [
    supportOf(old, before, whole(places.map((place) => place.before))),
    supportOf(now, after, whole(places.map((place) => place.after))),
  ];
  const survival = survivalOf(old, before, now, after, twin);
  const change = (item: string, part: keyof Support) => (has.get(item)?.[part] ?? 0) - (had.get(item)?.[part] ?? 0);
  return [...new Set([...had.keys(), ...has.keys(), ...survival.keys()])]
    .map((item) => {
      const own = had.has(item) || has.has(item) ? norm : 0;
      const balance =
        change(item, 'wording') + limited(change(item, 'elements'), MOST_ELEMENTS) + own + (survival.get(item) ?? 0);
      return { item, balance: Math.abs(balance) < LEAST ? 0 : balance };
    })
    .sort((a, b) => Math.abs(b.balance) - Math.abs(a.balance) || (a.item < b.item ? -1 : 1));
}

function whole(ranges: readonly Range[]): (range: Range) => boolean {
  return ([from, to]) => ranges.some(([start, end]) => start <= from && to <= end);
}

/** Characters won where words were put in place of others: that says nothing of how far a norm reaches. */
function swapped(places: readonly Places[], before: Contract, after: Contract): number {
  let sum = 0;
  let gone = '';
  let end = -1;
  for (const place of places) {
    if (place.before[0] !== end) gone = '';
    gone += before.document.text.slice(...place.before);
    end = place.before[1];
    const come = after.document.text.slice(...place.after);
    const shared = sharedEnds(gone, come);
    if (gone.length > shared && come.length > shared) sum += come.length - gone.length;
    if (come !== '') gone = '';
  }
  return sum;
}

/** Characters that two texts have in common at their beginnings and ends. */
function sharedEnds(one: string, other: string): number {
  const least = Math.min(one.length, other.length);
  let start = 0;
  while (start < least && one[start] === other[start]) start++;
  let end = 0;
  while (end < least - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return start + end;
}

/** Sentences that a change lies in: of what was inserted between two sentences, neither. */
function touched(ranges: readonly Range[], { observation: { statements } }: Version): Statement[] {
  const found = new Set<Statement>();
  for (const [start, end] of ranges) {
    const first = firstIndex(statements.length, (index) => statements[index]!.range[1] > start);
    for (let at = first; at < statements.length && statements[at]!.range[0] < Math.max(end, start + 1); at++) {
      const [from, to] = statements[at]!.range;
      if (from < end || (start === end && from < start && start < to)) found.add(statements[at]!);
    }
  }
  return [...found];
}

/** Points that rest on articles which no longer survive the end of the contract, or for another time than before. */
function survivalOf(
  old: readonly Statement[],
  before: Version,
  now: readonly Statement[],
  after: Version,
  twin: (clause: string) => string | undefined,
): Map<string, number> {
  const [had, has] = [survivalClauses(old), survivalClauses(now)];
  const kept = new Set(referredBy(has, after));
  const found = new Map<string, number>();
  const time = WEIGHTS.time * times(had, before, has, after);
  const shared = referredBy(timed(has, after), after);
  for (const article of new Set(referredBy(had, before))) {
    const now = twin(article);
    const balance = now === undefined || !kept.has(now) ? -WEIGHTS.element : shared.includes(now) ? time : 0;
    if (balance !== 0) for (const item of restingOn(article, before)) found.set(item, balance);
  }
  return found;
}

/** All that was touched of the clauses that say what survives: the time may stand in a proviso of its own. */
function survivalClauses(statements: readonly Statement[]): Statement[] {
  const clauses = new Set(statements.flatMap(({ action, clause }) => (action === 'survive' ? [clause] : [])));
  return statements.filter(({ clause }) => clauses.has(clause));
}

function timed(statements: readonly Statement[], version: Version): Statement[] {
  return statements.filter((statement) => timesOf([statement], version).length > 0);
}

function referredBy(statements: readonly Statement[], { contract }: Version): string[] {
  return statements.flatMap(({ range }) =>
    contract.references.flatMap((reference) =>
      reference.clause !== null && reference.range[0] >= range[0] && reference.range[1] <= range[1]
        ? [reference.clause]
        : [],
    ),
  );
}

/** Points whose elements stand in an article. */
function restingOn(article: string, { verdicts }: Version): string[] {
  return verdicts.flatMap(({ item, elements }) =>
    elements.some(({ matches }) => matches.some(({ statement }) => statement.article === article))
      ? [item.logic.id]
      : [],
  );
}

/** What sentences give an item: elements found, and wording for or against the user. */
interface Support {
  elements: number;
  wording: number;
}

/** `wholly` tells of a sentence whether it came or went as a whole: what it merely touches counts then, even if the finding does not show it. */
function supportOf(
  statements: readonly Statement[],
  { verdicts, shown }: Version,
  wholly: (range: Range) => boolean,
): Map<string, Support> {
  const starts = new Set(statements.map(({ range }) => range[0]));
  const here = (matches: readonly Match[]) => matches.filter(({ statement }) => starts.has(statement.range[0]));
  const found = new Map<string, Support>();
  for (const { item, elements, concerns, matches } of verdicts) {
    const rests = [...elements, ...concerns].some((part) => here(part.matches).length > 0);
    const tells = ({ statement: { range } }: Match) => wholly(range) || shown.get(item.logic.id)?.has(range[0]);
    if (!rests && !here(matches).some(tells)) continue;
    const own = { elements: 0, wording: 0 };
    for (const element of elements) {
      const list = here(element.matches);
      if (list.length > 0) own.elements += WEIGHTS.element * (list.some(({ hedged }) => !hedged) ? 1 : HEDGED);
    }
    for (const { kind, matches: places } of concerns)
      if (here(places).length > 0)
        own.wording += { weak: -WEIGHTS.weak, user: -WEIGHTS.tilt, vendor: WEIGHTS.tilt }[kind];
    found.set(item.logic.id, own);
  }
  return found;
}

/**
 * The user's standing by the norms of these sentences: how many, and how far they reach; an exception takes from what it is made to.
 * `slack` is a number of characters of them that do not count.
 */
function normsOf(statements: readonly Statement[], version: Version, slack: number): number {
  let sum = 0;
  for (const [index, list] of bySentence(statements).entries()) {
    const { range } = list[0]!;
    const length = range[1] - range[0];
    const excepted = exceptedIn(range, version);
    const own = average(list, version.observation);
    const kinds = kindsIn(range, version.observation);
    const reach = kinds > 0 ? kinds * KIND : Math.max(0, length - excepted - (index === 0 ? slack : 0));
    const main = length - excepted > 0 ? own * (1 + reachOf(reach)) : 0;
    const whole = length === excepted ? exceptedFrom(list[0]!, version.observation) : own;
    sum += main - whole * reachOf(excepted);
  }
  return sum;
}

/** How many kinds a definition of the user's data lists. */
function kindsIn(range: Range, { terms }: Observation): number {
  return definitionsIn(range, terms).reduce((sum, { kinds }) => sum + kinds, 0);
}

function reachOf(length: number): number {
  return Math.log2(1 + length / REACH);
}

/** Characters of a sentence that make exceptions. */
function exceptedIn(range: Range, { contract, language }: Version): number {
  const sentence = language.fold(contract.document.text.slice(...range));
  return language.grammar
    .parts(sentence, [0, sentence.length])
    .filter(({ part }) => part === 'exception')
    .reduce((total, { range: [from, to] }) => total + to - from, 0);
}

/** What a sentence that is nothing but an exception is made to: the norm before it, else a duty of the one that it names. */
function exceptedFrom(statement: Statement, observation: Observation): number {
  return average(sentenceBefore(statement, observation), observation) || bySide(statement.bearer, -1, 1);
}

function sentenceBefore({ range, clause }: Statement, { statements }: Observation): Statement[] {
  const at = firstIndex(statements.length, (index) => statements[index]!.range[0] >= range[0]) - 1;
  const last = statements[at];
  if (!last || last.clause !== clause) return [];
  const first = firstIndex(at, (index) => statements[index]!.range[0] >= last.range[0]);
  return statements.slice(first, at + 1);
}

function average(list: readonly Statement[], observation: Observation): number {
  return list.reduce((total, statement) => total + stanceOf(statement, observation), 0) / Math.max(1, list.length);
}

/** How often the sentences that do not bind the user keep the vendor within bounds, less what they let it do for its own ends. */
function boundsOf(statements: readonly Statement[], { observation }: Version): number {
  let sum = 0;
  for (const list of bySentence(statements)) {
    if (average(list, observation) < -HEDGED && list[0]!.bearer === 'user') continue;
    const barred = list[0]!.kind === 'prohibition';
    for (const { concept, part } of list[0]!.mentions) {
      if (part === 'lead' || part === 'heading') continue;
      if (BOUNDS.has(concept)) sum += 1;
      if (OWN_ENDS.has(concept) && !barred) sum -= 1;
    }
  }
  return sum;
}

/** Acts that one holds or gets something by. */
const HOLDING = new Set(['own', 'assign', 'license', 'sublicense']);

/** From -1 (for the vendor) to 1 (for the user). */
function stanceOf(statement: Statement, { terms }: Observation): number {
  const { kind, bearer, receiver, action, hedges, mentions } = statement;
  const free = bearer === 'vendor' && hedges.includes('discretion');
  const vague = mentions.some(({ concept }) => concept === 'knowledge-limit');
  const firm = free || vague || hedges.some((hedge) => hedge !== 'discretion') ? HEDGED : 1;
  if (definitionsIn(statement.range, terms).length > 0) return 1;
  if (action !== null && HOLDING.has(action) && receiver !== 'none') return bySide(receiver, 1, -1) * firm;
  if (kind === 'obligation' || kind === 'prohibition') return bySide(bearer, -1, 1) * firm;
  if (kind === 'permission') return bySide(bearer, 1, -1) * firm;
  if (kind === 'disclaimer') return bearer === 'user' ? 1 : -1;
  if (action === 'survive') return HEDGED;
  return described(statement);
}

/** Of a row or a description: what protects the user, or else whom and where it lets the data go. */
function described({ mentions, bearer, hedges }: Statement): number {
  const speaksOf = (concepts: ReadonlySet<string>, ledTo = false) =>
    mentions.some(({ concept, part }) => part !== 'heading' && (ledTo || part !== 'lead') && concepts.has(concept));
  if (speaksOf(PROTECTIVE, bearer === 'vendor'))
    return bearer === 'vendor' && hedges.includes('discretion') ? HEDGED * HEDGED : HEDGED;
  return speaksOf(LETTING_IN) ? -HEDGED : 0;
}

/** What binds both is asked for the user's sake. */
function bySide(role: Statement['bearer'], user: number, vendor: number): number {
  return role === 'user' ? user : role === 'vendor' ? vendor : role === 'both' ? HEDGED * vendor : 0;
}

/** What the duties towards the user's data hang on: the wider it is, the more they cover. */
function definitionsIn(range: Range, terms: Observation['terms']): Observation['terms'] {
  return terms.filter(
    ({ concepts, meaning: [start, end] }) =>
      start >= range[0] &&
      start < range[1] &&
      Math.min(end, range[1]) - start > (range[1] - range[0]) / 2 &&
      concepts.some((id) => id === 'input' || id === 'confidential'),
  );
}

/** 1 where the times changed in the user's favour, -1 where against it. */
function times(old: readonly Statement[], before: Version, now: readonly Statement[], after: Version): number {
  const [had, has] = [timesOf(old, before), timesOf(now, after)];
  const kept = old.some((one) => now.some(({ kind, bearer }) => one.kind === kind && one.bearer === bearer));
  const same = (one: Time, other: Time) => one.hours === other.hours && one.sense === other.sense;
  const gone = had.filter((one) => !has.some((other) => same(one, other)));
  const come = has.filter((one) => !had.some((other) => same(one, other)));
  let sum = 0;
  for (const time of come) {
    const at = gone.findIndex((other) => other.sense === time.sense);
    if (at < 0) sum += kept ? bound(time) : 0;
    else sum += Math.sign(time.hours - gone.splice(at, 1)[0]!.hours) * longerFor(time);
  }
  if (kept) for (const time of gone) sum -= bound(time);
  return Math.sign(sum);
}

/** Whom a longer time serves: who must act within it, who is warned ahead of it, or whose right lasts. 1 is the user. */
function longerFor({ sense, bearer, stance }: Time): number {
  if (sense === 'for' || sense === 'claim') return stance < 0 ? -1 : 1;
  const toUser = bearer === 'user' ? -1 : 1;
  return sense === 'ahead' ? toUser : -toUser;
}

/** A time limit or a notice where there was none binds who has to act. */
function bound({ sense, bearer }: Time): number {
  return sense === 'within' || sense === 'ahead' ? bySide(bearer, -1, 1) : 0;
}

interface Time {
  hours: number;
  sense: Duration['sense'];
  /** Who has to act. */
  bearer: Statement['bearer'];
  stance: number;
}

function timesOf(statements: readonly Statement[], { contract, observation, language }: Version): Time[] {
  return bySentence(statements).flatMap((list) => {
    const stance = average(list, observation);
    const keeps = list.some(({ action }) => action === 'retain');
    return language
      .durations(language.fold(contract.document.text.slice(...list[0]!.range)))
      .map(({ hours, sense }) => ({
        hours,
        sense,
        bearer: list[0]!.bearer,
        stance: keeps && sense === 'for' ? -1 : stance,
      }));
  });
}

function bySentence(statements: readonly Statement[]): Statement[][] {
  const found = new Map<number, Statement[]>();
  for (const statement of statements) {
    const list = found.get(statement.range[0]);
    if (list) list.push(statement);
    else found.set(statement.range[0], [statement]);
  }
  return [...found.values()];
}

function limited(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
