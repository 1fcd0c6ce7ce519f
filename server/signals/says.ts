/** A statement of a given kind, by a given bearer, with given action, object and circumstances. */
import { z } from 'zod';
import { type Probe, probe } from '../model/concepts.js';
import type { Contract } from '../model/contract.js';
import type { Range } from '../model/document.js';
import type { Match, Signal, World } from '../model/plugin.js';
import type { Observation, Statement } from '../model/statement.js';

/** One concept, or several of which one is enough: `use|process`. */
const AnyOf = z.string().min(1);

export const Args = z.strictObject({
  /** Kinds of which one must hold, e.g. `obligation|prohibition`. */
  kind: AnyOf.optional(),
  /** `user` or `vendor`: statements that bind both, or name nobody, also count. `both`: only those that bind both. */
  bearer: z.enum(['user', 'vendor', 'both']).optional(),
  /** The bearer must be named. */
  named: z.boolean().default(false),
  /** Parties of whom one holds or gets what the act is about: `user|both`; owner, assignee, licensee. */
  receiver: AnyOf.optional(),
  /** The bearer must be named, and the statement must not bind both. */
  alone: z.boolean().default(false),
  action: AnyOf.optional(),
  /** What the act is about: in the main part, the subject or the lead-in. */
  object: AnyOf.optional(),
  /** All of these are mentioned anywhere in the sentence or its lead-in. */
  with: z.array(AnyOf).default([]),
  /** Of these, at least two different mentions: a list of kinds. */
  several: AnyOf.optional(),
  /** None of these is. */
  without: z.array(AnyOf).default([]),
  /** All of these are mentioned close to the act or, where no action is asked for, to a mention of the first of them. */
  near: z.array(AnyOf).default([]),
  /** None of these is mentioned there. */
  apart: z.array(AnyOf).default([]),
  /** One of these stands in a heading above. */
  heading: AnyOf.optional(),
  /** One of these stands in a heading above that heads no more than half of the contract: its title tells nothing of a clause. */
  under: AnyOf.optional(),
  /** Also in sentences that name many things in passing: indemnities, severability. */
  passing: z.boolean().default(false),
  /** Hedged statements (effort, later agreement, other document) count in full; options that nobody ticked never do. */
  hedged: z.boolean().default(false),
});
export type Args = z.infer<typeof Args>;

const says: Signal<Args> = {
  args: Args,
  concepts: (args) =>
    [
      args.action,
      args.object,
      args.heading,
      args.under,
      args.several,
      ...args.with,
      ...args.near,
      ...args.without,
      ...args.apart,
    ].flatMap((list) => (list ? options(list) : [])),
  bind: (args) => {
    const test = compile(args);
    const pick = candidates(args);
    return (world) => {
      const found: Match[] = [];
      for (const statement of pick(world)) {
        const match = test(statement, world.contract);
        if (match) found.push(match);
      }
      return found;
    };
  },
};
export default says;

function compile(args: Args): (statement: Statement, contract: Contract) => Match | null {
  const kinds = args.kind === undefined ? null : options(args.kind);
  const actions = args.action === undefined ? null : options(args.action);
  const receivers = args.receiver === undefined ? null : options(args.receiver);
  const objects = args.object === undefined ? null : options(args.object);
  const several = args.several === undefined ? null : options(args.several);
  const near = args.near.map(options);
  const apart = args.apart.flatMap(options);
  const aboutObjects = objects && probe(objects);
  const underHeadings = args.heading === undefined ? null : probe(options(args.heading));
  const asActions = actions && probe(actions);
  const required = [...args.with, ...args.near].map((list) => probe(options(list)));
  const asked = new Set(says.concepts(args));
  const silent = Object.keys(OWN_MATTERS).filter((matter) => !OWN_MATTERS[matter]!.some((id) => asked.has(id)));
  const barred = probe([...(args.passing ? [] : silent), ...args.without.flatMap(options)]);
  const weigh = weighing(args, objects, asActions);
  const above = args.under === undefined ? null : options(args.under);
  const aboveProbe = above && probe(above);
  return (statement, contract) => {
    if (kinds && !kinds.includes(statement.kind)) return null;
    if (actions && (statement.action === null || !actions.includes(statement.action))) return null;
    if (args.bearer && args.alone && statement.bearer !== args.bearer) return null;
    if (args.bearer && !bears(statement, args.bearer, args.named)) return null;
    if (receivers && !receivers.includes(statement.receiver)) return null;
    if (statement.concepts.hasAny(barred)) return null;
    if (aboutObjects && !statement.objects.hasAny(aboutObjects)) return null;
    if (underHeadings && !statement.headings.hasAny(underHeadings)) return null;
    if (aboveProbe && !(statement.headings.hasAny(aboveProbe) && isUnder(statement, above!, contract))) return null;
    for (const list of required) if (!statement.concepts.hasAny(list)) return null;
    if (several && !mentionsTwo(statement, several, contract.document.text)) return null;
    if (
      near.length + apart.length > 0 &&
      !standsTogether(statement, near, apart, actions !== null, contract.document.text)
    )
      return null;
    return { statement, weight: weigh(statement), hedged: args.hedged ? isUnselected(statement) : isHedged(statement) };
  };
}

/**
 * What names many things in passing, and by what a condition shows that it asks for it: an indemnity lists whatever it may have to
 * cover, a severability clause (`invalid, illegal or unenforceable`) speaks of the contract's own terms, a waiver clause of rights in
 * general, and what a notice of infringement must hold is between the site and whoever sends one.
 */
const OWN_MATTERS: Readonly<Record<string, readonly string[]>> = {
  indemnity: ['indemnify', 'indemnity', 'survive'],
  severability: ['severability'],
  'waiver-word': ['waiver-word'],
  takedown: ['takedown'],
};

function isUnder({ mentions }: Statement, concepts: readonly string[], contract: Contract): boolean {
  const titles = titlesOf(contract);
  return mentions.some(
    ({ concept, part, range: [at] }) =>
      part === 'heading' && concepts.includes(concept) && !titles.some(([from, to]) => from <= at && at < to),
  );
}

const titles = new WeakMap<Contract, readonly Range[]>();

/** Where the headings without a number stand that head more than half of the contract. */
function titlesOf(contract: Contract): readonly Range[] {
  const known = titles.get(contract);
  if (known) return known;
  const half = contract.document.text.length / 2;
  const whole = contract.clauses.filter(
    ({ range: [from, to], label, heading }) => label === heading && to - from > half,
  );
  const found = whole.map(({ own }) => own);
  titles.set(contract, found);
  return found;
}

/** How far apart, in letters, two mentions may be that belong to each other; an ideograph or kana counts as two and a half. */
const REACH = 110;

/** What a list's lead-in or a reference back brings along is close to all of the sentence. */
function standsTogether(
  { mentions, actionRange }: Statement,
  near: readonly (readonly string[])[],
  apart: readonly string[],
  byAction: boolean,
  text: string,
): boolean {
  const own = mentions.filter(({ part }) => part !== 'heading');
  const of = (list: readonly string[]) => own.filter(({ concept }) => list.includes(concept));
  if (byAction && actionRange === null) return apart.length === 0 || of(apart).length === 0;
  const anchors = byAction ? [{ range: actionRange!, part: 'main' }] : of(near[0] ?? []);
  const places = (byAction ? near : near.slice(1)).map(of);
  const barred = of(apart);
  return anchors.some((anchor) => {
    const close = ({ range, part }: { range: Range; part: string }) =>
      part === 'lead' || anchor.part === 'lead' || distance(range, anchor.range, text) <= REACH;
    return places.every((list) => list.some(close)) && !barred.some(close);
  });
}

function distance(a: Range, b: Range, text: string): number {
  const [from, to] = [Math.min(a[1], b[1]), Math.max(a[0], b[0])];
  if (to - from > REACH) return Number.POSITIVE_INFINITY;
  let letters = 0;
  for (let at = from; at < to; at++) letters += isWide(text.charCodeAt(at)) ? 2.5 : 1;
  return letters;
}

function isWide(code: number): boolean {
  return (code >= 0x3000 && code <= 0x9fff) || (code >= 0xff00 && code <= 0xffef);
}

/** The smallest indexed set that holds all matches. */
function candidates(args: Args): (world: World) => readonly Statement[] {
  const action = args.action === undefined ? null : numberOfList(args.action);
  const things = [...(args.object === undefined ? [] : [args.object]), ...args.with, ...args.near].map(numberOfList);
  if (action === null && things.length === 0) return ({ observation }) => observation.statements;
  return ({ observation }) => {
    const { byAction, byConcept } = poolsOf(observation);
    let best: Pool | null = action === null ? null : poolOf(action, byAction);
    for (const list of things) {
      const pool = poolOf(list, byConcept);
      if (best === null || pool.size < best.size) best = pool;
    }
    best!.statements ??= best!.lists.length === 1 ? best!.lists[0]! : [...new Set(best!.lists.flat())];
    return best!.statements;
  };
}

/** The lists of concepts that conditions ask for; each has its place here as its number, as many conditions ask for the same one. */
const lists: (readonly string[])[] = [];
const listNumbers = new Map<string, number>();

function numberOfList(list: string): number {
  const known = listNumbers.get(list);
  if (known !== undefined) return known;
  listNumbers.set(list, lists.length);
  return lists.push(options(list)) - 1;
}

/** The statements under any concept of a list. */
interface Pool {
  lists: readonly (readonly Statement[])[];
  size: number;
  statements?: readonly Statement[];
}

/** What was pooled of an index so far, by the number of the list. */
interface Pools {
  index: ReadonlyMap<string, readonly Statement[]>;
  made: (Pool | undefined)[];
}

const pools = new WeakMap<Observation, { byAction: Pools; byConcept: Pools }>();

function poolsOf(observation: Observation): { byAction: Pools; byConcept: Pools } {
  const known = pools.get(observation);
  if (known) return known;
  const { byAction, byConcept } = observation;
  const none = () => Array.from<undefined>({ length: lists.length });
  const fresh = { byAction: { index: byAction, made: none() }, byConcept: { index: byConcept, made: none() } };
  pools.set(observation, fresh);
  return fresh;
}

function poolOf(list: number, { index, made }: Pools): Pool {
  const pool = made[list] ?? pooled(lists[list]!, index);
  made[list] = pool;
  return pool;
}

function pooled(list: readonly string[], index: Pools['index']): Pool {
  const filled = list.flatMap((key) => {
    const under = index.get(key);
    return under ? [under] : [];
  });
  return { lists: filled, size: filled.reduce((sum, { length }) => sum + length, 0) };
}

function bears({ bearer }: Statement, wanted: 'user' | 'vendor' | 'both', named: boolean): boolean {
  if (wanted === 'both') return bearer === 'both';
  return bearer === wanted || bearer === 'both' || (bearer === 'none' && !named);
}

function isUnselected({ hedges }: Statement): boolean {
  return hedges.includes('unselected');
}

function isHedged({ hedges }: Statement): boolean {
  return hedges.some((hedge) => hedge !== 'discretion');
}

/** More of what was asked for, named outright, in a short sentence under a fitting heading, is better evidence. */
function weighing(
  args: Args,
  objects: readonly string[] | null,
  actions: Probe | null,
): (statement: Statement) => number {
  const asked =
    args.with.length +
    args.near.length +
    (args.several ? 1 : 0) +
    (actions ? 2 : 0) +
    (args.kind ? 1 : 0) +
    (args.receiver ? 1 : 0);
  const named = ({ mentions }: Statement) =>
    mentions.some(({ concept, part }) => part === 'main' && objects!.includes(concept));
  return (statement) => {
    let weight = asked;
    if (objects) weight += named(statement) ? 2 : 1;
    if (args.bearer && statement.bearer === args.bearer) weight += 1;
    if (actions && statement.headings.hasAny(actions)) weight += 2;
    if (isHedged(statement)) weight -= 2;
    if (actions && statement.actionRange === null) weight -= 1;
    return weight - (statement.range[1] - statement.range[0]) / 2000;
  };
}

function options(list: string): string[] {
  return list.split('|');
}

/** Two places outside the headings, of different words; of places that overlap, one counts. */
function mentionsTwo({ mentions }: Statement, concepts: readonly string[], text: string): boolean {
  const places = mentions.filter(({ concept, part }) => part !== 'heading' && concepts.includes(concept));
  return places.some((one) =>
    places.some(
      (other) => one.range[1] <= other.range[0] && !sameWords(text.slice(...one.range), text.slice(...other.range)),
    ),
  );
}

/** 「…した派生物（以下「派生物」という。）」 names one kind twice. */
function sameWords(one: string, other: string): boolean {
  return one.endsWith(other) || other.endsWith(one);
}
