/** Applies the items' conditions to what was observed: plain, language-free logic that gives one verdict an item. */
import type { Item, ItemLogic, TopicLogic } from './model/item.js';
import type { Match, World } from './model/plugin.js';
import type { Model, Severity, Status, Tilt } from './model/report.js';

/** A condition of an item, bound to its signals by the engine. */
export type Test = (world: World) => readonly Match[];

/** An item ready to be judged. Same order as in its data. */
export interface BoundItem extends Item {
  elements: readonly { id: string; test: Test; with?: string | undefined }[];
  addressed: readonly Test[];
  weak: readonly { id: string; test: Test; alone: boolean }[];
  user: readonly { id: string; test: Test; alone: boolean }[];
  vendor: readonly { id: string; test: Test; alone: boolean }[];
  notApplicable: readonly Test[];
  unspokenIn: readonly Test[];
}

/** A topic of clauses ready to be told. */
export interface BoundTopic {
  id: string;
  logic: TopicLogic;
  tests: readonly Test[];
}

export interface Verdict {
  item: BoundItem;
  status: Status;
  tilt: Tilt;
  elements: readonly { id: string; found: boolean; matches: readonly Match[] }[];
  concerns: readonly { kind: 'weak' | 'user' | 'vendor'; id: string; alone: boolean; matches: readonly Match[] }[];
  /** Why, in a word that the report's messages spell out. */
  cause:
    | 'complete'
    | 'element-absent'
    | 'hedged'
    | 'wording'
    | 'touched'
    | 'not-found'
    | 'unspoken'
    | 'outweighed'
    | 'unread'
    | 'other-model'
    | 'not-applicable';
  /** Places that speak for the verdict, best first. */
  matches: readonly Match[];
}

export function judge(items: readonly BoundItem[], world: World, model: Model): Verdict[] {
  return items.map((item) => judgeItem(item, world, model));
}

/** The topics that each clause has, by its id: those whose condition one of its statements meets. */
export function topicsOf(topics: readonly BoundTopic[], world: World): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { id, tests } of topics) {
    for (const test of tests) {
      for (const { statement } of test(world)) {
        const known = found.get(statement.clause);
        if (known) known.add(id);
        else found.set(statement.clause, new Set([id]));
      }
    }
  }
  return found;
}

function judgeItem(item: BoundItem, world: World, model: Model): Verdict {
  const none = { item, tilt: 'none' as const, concerns: [], matches: [] };
  const blank = item.elements.map(({ id }) => ({ id, found: false, matches: [] }));
  if (!item.logic.models.includes(model)) return { ...none, status: 'na', elements: blank, cause: 'other-model' };
  if (holdsIn(world, item.notApplicable)) return { ...none, status: 'na', elements: blank, cause: 'not-applicable' };
  if (holdsIn(world, item.unspokenIn)) {
    const { status, cause } = statusOf(blank, [], [], world);
    return { ...none, status, cause: cause === 'not-found' ? 'unspoken' : cause, elements: blank };
  }
  const elements = findElements(item, world);
  const complete = elements.every(({ found }) => found);
  const concerns = findConcerns(item, world, complete);
  const touched = item.addressed.flatMap((test) => test(world));
  const matches = ranked([
    ...elements.flatMap((element) => element.matches),
    ...concerns.flatMap((concern) => concern.matches),
    ...touched,
  ]);
  const { status, cause } = statusOf(elements, concerns, touched, world);
  return { item, status, cause, tilt: tiltOf(concerns), elements, concerns, matches };
}

function holdsIn(world: World, tests: readonly Test[]): boolean {
  return tests.some((test) => test(world).some(({ hedged }) => !hedged));
}

function findElements(item: BoundItem, world: World): Verdict['elements'] {
  const found = new Map<string, readonly Match[]>();
  for (const { id, test, with: other } of item.elements) {
    const matches = test(world);
    const articles = other && new Set(found.get(other)?.map(({ statement }) => statement.article));
    found.set(id, articles ? matches.filter(({ statement }) => articles.has(statement.article)) : matches);
  }
  return [...found].map(([id, matches]) => ({
    id,
    found: matches.some(({ hedged }) => !hedged),
    matches: ranked(matches),
  }));
}

function findConcerns(item: BoundItem, world: World, complete: boolean): Verdict['concerns'] {
  return (['weak', 'user', 'vendor'] as const).flatMap((kind) =>
    item[kind].flatMap(({ id, test, alone }) => {
      if (alone && complete) return [];
      // What is only tried, or left to a later agreement, tilts nothing.
      const matches = ranked(test(world).filter(({ hedged }) => kind === 'weak' || !hedged));
      return matches.length > 0 ? [{ kind, id, alone, matches }] : [];
    }),
  );
}

function statusOf(
  elements: Verdict['elements'],
  concerns: Verdict['concerns'],
  touched: readonly Match[],
  world: World,
): { status: Status; cause: Verdict['cause'] } {
  if (elements.every(({ found }) => found)) {
    const weakened = concerns.some(({ kind, alone }) => kind === 'weak' && !alone);
    return weakened ? { status: 'weak', cause: 'wording' } : { status: 'met', cause: 'complete' };
  }
  if (elements.some(({ found }) => found)) return { status: 'weak', cause: 'element-absent' };
  if (elements.some(({ matches }) => matches.length > 0)) return { status: 'weak', cause: 'hedged' };
  if (concerns.length > 0) return { status: 'weak', cause: 'wording' };
  if (touched.length > 0) return { status: 'weak', cause: 'touched' };
  return world.contract.document.unreadPages.length > 0
    ? { status: 'unread', cause: 'unread' }
    : { status: 'missing', cause: 'not-found' };
}

/** Wording against the user outweighs wording against the vendor unless the latter is the better match. */
function tiltOf(concerns: Verdict['concerns']): Tilt {
  const best = (side: 'user' | 'vendor') =>
    Math.max(...concerns.filter(({ kind }) => kind === side).map(({ matches }) => matches[0]!.weight));
  const [user, vendor] = [best('user'), best('vendor')];
  if (user === -Infinity && vendor === -Infinity) return 'none';
  return user >= vendor ? 'user' : 'vendor';
}

/** From the item's weight, its status and tilt, and whose side the reader is on. */
export function severityOf(
  logic: ItemLogic,
  model: Model,
  status: Status,
  tilt: Tilt,
  side: 'user' | 'vendor' | 'neutral',
): Severity {
  if (status === 'na') return 'none';
  const weight = logic.minor.includes(model) ? 1 : logic.weight;
  const against = tilt !== 'none' && (side === 'neutral' || tilt === side);
  const base = { met: 0, weak: weight - 1, unread: weight - 1, missing: weight }[status];
  const level = base + (against ? 1 : 0);
  if (level <= 0) return 'none';
  return level >= 3 ? 'high' : level === 2 ? 'medium' : 'low';
}

/** Firm before hedged, heavier first, then in reading order; one match a sentence. */
function ranked(matches: readonly Match[]): readonly Match[] {
  if (matches.length < 2) return matches;
  const bySentence = new Map<number, Match>();
  for (const match of matches) {
    const at = match.statement.range[0];
    const other = bySentence.get(at);
    if (!other || better(match, other) < 0) bySentence.set(at, match);
  }
  return [...bySentence.values()].sort(better);
}

function better(a: Match, b: Match): number {
  return Number(a.hedged) - Number(b.hedged) || b.weight - a.weight || a.statement.range[0] - b.statement.range[0];
}
