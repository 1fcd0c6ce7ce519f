/** A statement of a given kind, by a given bearer, with given action, object and circumstances. */
import { z } from 'zod';
import { ConceptSet, probe } from '../model/concepts.js';
import type { Contract } from '../model/contract.js';
import type { Range } from '../model/document.js';
import type { Match, Signal } from '../model/plugin.js';
import { type Property, question, Rows, request } from '../model/rows.js';
import type { Mention, Observation, Statement } from '../model/statement.js';

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
    const asked = request(questionsOf(args));
    const test = compile(args);
    const acts = args.action === undefined ? [] : options(args.action);
    return ({ contract, observation }) => {
      const statements = rowsOf(observation).all(asked);
      if (statements.length === 0) return NONE;
      const found: Match[] = [];
      for (const statement of statements) {
        const match = test(statement, contract);
        if (match) insert(match, found, acts);
      }
      return found;
    };
  },
};
export default says;

/** In the order of the text; of several acts of a sentence, the one that the condition names first. */
function insert(match: Match, found: Match[], acts: readonly string[]): void {
  const { range, action } = match.statement;
  let at = found.length;
  for (; at > 0; at--) {
    const { statement } = found[at - 1]!;
    if (statement.range !== range || acts.indexOf(statement.action!) <= acts.indexOf(action!)) break;
  }
  if (at === found.length) found.push(match);
  else found.splice(at, 0, match);
}

/** What is asked of a statement's own words, each on its own. */
function questionsOf(args: Args): number[] {
  const one = (property: Property, list: string | undefined) =>
    list === undefined ? [] : [question(property, options(list))];
  return [
    ...one('action', args.action),
    ...[args.object, ...args.with, ...args.near].flatMap((list) => one('concepts', list)),
    ...one('kind', args.kind),
    ...one('receiver', args.receiver),
    ...one('bearer', args.bearer && bearersOf(args.bearer, args)),
  ];
}

function bearersOf(bearer: 'user' | 'vendor' | 'both', { alone, named }: Args): string {
  if (alone || bearer === 'both') return bearer;
  return named ? `${bearer}|both` : `${bearer}|both|none`;
}

const NONE: readonly Match[] = [];

const rows = new WeakMap<Observation, Rows>();

function rowsOf(observation: Observation): Rows {
  const known = rows.get(observation);
  if (known) return known;
  const made = new Rows(observation.statements);
  rows.set(observation, made);
  return made;
}

/** All that is asked besides. */
function compile(args: Args): (statement: Statement, contract: Contract) => Match | null {
  const several = args.several === undefined ? null : ConceptSet.of(options(args.several));
  const near = args.near.map((list) => ConceptSet.of(options(list)));
  const apart = args.apart.length === 0 ? null : ConceptSet.of(args.apart.flatMap(options));
  const byAction = args.action !== undefined;
  const objects = args.object === undefined ? null : probe(options(args.object));
  const headings = args.heading === undefined ? null : probe(options(args.heading));
  const asked = new Set(says.concepts(args));
  const silent = Object.keys(OWN_MATTERS).filter((matter) => !OWN_MATTERS[matter]!.some((id) => asked.has(id)));
  const barred = probe([...(args.passing ? [] : silent), ...args.without.flatMap(options)]);
  const weigh = weighing(args);
  const above = args.under === undefined ? null : ConceptSet.of(options(args.under));
  const aboveProbe = args.under === undefined ? null : probe(options(args.under));
  const asksNear = near.length > 0 || apart !== null;
  return (statement, contract) => {
    if (statement.concepts.hasAny(barred)) return null;
    if (objects && !statement.objects.hasAny(objects)) return null;
    if (headings && !statement.headings.hasAny(headings)) return null;
    if (aboveProbe && !(statement.headings.hasAny(aboveProbe) && isUnder(statement, above!, contract))) return null;
    if (several && !mentionsTwo(statement, several, contract.document.text)) return null;
    if (asksNear && !standsTogether(statement, near, apart, byAction, contract.document.text)) return null;
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

function isUnder({ mentions }: Statement, concepts: ConceptSet, contract: Contract): boolean {
  const titles = titlesOf(contract);
  return mentions.some(
    ({ number, part, range: [at] }) =>
      part === 'heading' && concepts.holds(number) && !titles.some(([from, to]) => from <= at && at < to),
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

/** How far apart, in letters, two mentions may be that belong to each other; an ideograph or kana counts as so many letters. */
const REACH = 110;
const WIDE = 2.5;
/** However much of it stands in brackets. */
const FAR = 400;

/** What a list's lead-in or a reference back brings along is close to all of the sentence. */
function standsTogether(
  { mentions, actionRange }: Statement,
  near: readonly ConceptSet[],
  apart: ConceptSet | null,
  byAction: boolean,
  text: string,
): boolean {
  if (!byAction) {
    const [first, ...others] = near;
    return (
      first !== undefined &&
      mentions.some((anchor) => isOwn(anchor, first) && holdsAround(anchor, mentions, others, apart, text))
    );
  }
  if (actionRange === null) return apart === null || !mentions.some((mention) => isOwn(mention, apart));
  return holdsAround({ range: actionRange, part: 'main' }, mentions, near, apart, text);
}

type Place = Pick<Mention, 'range' | 'part'>;

function holdsAround(
  anchor: Place,
  mentions: readonly Mention[],
  near: readonly ConceptSet[],
  apart: ConceptSet | null,
  text: string,
): boolean {
  for (const concepts of near) if (!standsClose(concepts, anchor, mentions, text)) return false;
  return apart === null || !standsClose(apart, anchor, mentions, text);
}

function standsClose(concepts: ConceptSet, anchor: Place, mentions: readonly Mention[], text: string): boolean {
  for (const mention of mentions)
    if (
      isOwn(mention, concepts) &&
      (mention.part === 'lead' || anchor.part === 'lead' || isWithinReach(mention.range, anchor.range, text))
    )
      return true;
  return false;
}

/** A mention of one of the concepts outside the headings. */
function isOwn({ number, part }: Mention, concepts: ConceptSet): boolean {
  return concepts.holds(number) && part !== 'heading';
}

function isWithinReach(a: Range, b: Range, text: string): boolean {
  const [from, to] = [Math.min(a[1], b[1]), Math.max(a[0], b[0])];
  if (to - from > REACH) return to - from <= FAR && outsideBrackets(text.slice(from, to)) <= REACH;
  if ((to - from) * WIDE <= REACH) return true;
  let letters = 0;
  for (let at = from; at < to; at++) letters += isWide(text.charCodeAt(at)) ? WIDE : 1;
  return letters <= REACH;
}

/** How long a text is without what it puts in brackets; a bracket that stays open, or closes what was open before, hides nothing. */
function outsideBrackets(text: string): number {
  let length = 0;
  let opened = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isOpening(code) && opened < 0) opened = at;
    if (opened < 0) length += isWide(code) ? WIDE : 1;
    if (isClosing(code)) opened = -1;
  }
  return opened < 0 ? length : Number.POSITIVE_INFINITY;
}

function isOpening(code: number): boolean {
  return code === 0x28 || code === 0xff08;
}

function isClosing(code: number): boolean {
  return code === 0x29 || code === 0xff09;
}

function isWide(code: number): boolean {
  return (code >= 0x3000 && code <= 0x9fff) || (code >= 0xff00 && code <= 0xffef);
}

function isUnselected({ hedges }: Statement): boolean {
  return hedges.includes('unselected');
}

function isHedged({ hedges }: Statement): boolean {
  return hedges.some((hedge) => hedge !== 'discretion');
}

/** More of what was asked for, named outright, in a short sentence under a fitting heading, is better evidence. */
function weighing(args: Args): (statement: Statement) => number {
  const actions = args.action === undefined ? null : probe(options(args.action));
  const objects = args.object === undefined ? null : ConceptSet.of(options(args.object));
  const asked =
    args.with.length +
    args.near.length +
    (args.several ? 1 : 0) +
    (actions ? 2 : 0) +
    (args.kind ? 1 : 0) +
    (args.receiver ? 1 : 0);
  const named = ({ mentions }: Statement) =>
    mentions.some(({ number, part }) => part === 'main' && objects!.holds(number));
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
function mentionsTwo({ mentions }: Statement, concepts: ConceptSet, text: string): boolean {
  const places = mentions.filter((mention) => isOwn(mention, concepts));
  return places.some((one) =>
    places.some(
      (other) => one.range[1] <= other.range[0] && !sameWords(text.slice(...one.range), text.slice(...other.range)),
    ),
  );
}

/** A derived work (below the "derived work") is one kind that is named twice. */
function sameWords(one: string, other: string): boolean {
  return one.endsWith(other) || other.endsWith(one);
}
