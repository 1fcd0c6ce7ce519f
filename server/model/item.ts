/** The files of `clauses/`: checklist items, their wording, their cases, and the shared lexicon. Unknown keys are errors. */
import { z } from 'zod';
import { Aspect, Basis, ItemObject, Model, StationId, Status, Tilt } from './report.js';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens');

/**
 * A condition is one signal with its arguments (`says: {…}`), `any: […]`, which holds where one of its conditions
 * does, or `all: […]`, which holds where all its conditions hold `within` one sentence, clause, article (the default)
 * or the contract. With `none: […]` beside it, it holds only in contracts in which none of those holds anywhere.
 * A list that serves twice in a file is written once, as an anchor (`&name`), and named again (`*name`).
 */
export interface Condition {
  [signal: string]: unknown;
}
const Condition: z.ZodType<Condition> = z.record(z.string(), z.unknown());

const Wording = z.strictObject({
  id,
  any: z.array(Condition),
  /** It does not count where the contract also says any of these, wherever that is. */
  unless: z.array(Condition).default([]),
  /** It speaks only where some element is absent ("only this, nothing better"): of no weight once all are found. */
  alone: z.boolean().default(false),
});

const Element = z.strictObject({
  id,
  /** Found where any of these holds. */
  any: z.array(Condition),
  /** Only in articles where that element (of the same item) was found. */
  with: id.optional(),
});

/** `item.yaml`: language-free. */
export const ItemLogic = z.strictObject({
  id: z.string().regex(/^(IN|OUT|P|C|T|L|A|G|X)-\d\d$/),
  object: ItemObject,
  aspect: Aspect,
  /** Models to which the point applies … */
  models: z.array(Model).min(1),
  /** … and those of them for which it matters less (weight 1). */
  minor: z.array(Model).default([]),
  weight: z.int().min(1).max(3),
  basis: Basis,
  /** Station on the way of the input data through the contract to which the point belongs. */
  station: StationId.optional(),
  /** Speaks of audits or reports: shown in that part of the report, whoever holds the right. */
  audit: z.boolean().default(false),
  /** METI's own reference; empty until someone who holds the PDF fills it in. */
  metiRef: z.string().nullable(),
  /** `met`: every element found and no weak wording. */
  elements: z.array(Element).min(1),
  /** The topic is touched though no element is found: `weak`, not `missing`. */
  addressed: z.array(Condition).default([]),
  /** Wording that keeps the item weak even where the elements are found. */
  weak: z.array(Wording).default([]),
  /** Wording against the user, and against the vendor. */
  user: z.array(Wording).default([]),
  vendor: z.array(Wording).default([]),
  /** The item does not apply where any of these holds. */
  notApplicable: z.array(Condition).default([]),
  /** In a contract in which any of these holds, no words speak of the item, whatever they sound like; the reason says so. */
  unspokenIn: z.array(Condition).default([]),
});

const phrases = z.array(z.string().min(1)).min(1);

/** `ja.yaml`, `en.yaml`: the words of one item in one language. */
export const ItemWording = z.strictObject({
  title: z.string(),
  /** What the checklist asks, as one question. */
  question: z.string(),
  /** Why it matters, for someone who is not a lawyer; one to three sentences. */
  why: z.string(),
  /** Per element id: what has to be found for it, as a clause that can follow "absent:" or "found:". */
  elements: z.record(id, z.string()),
  weak: z.record(id, z.string()).default({}),
  user: z.record(id, z.string()).default({}),
  vendor: z.record(id, z.string()).default({}),
  /** A model clause to propose, and a fallback to settle for. */
  model: z.string(),
  fallback: z.string(),
  /** The item's own concepts, where the shared lexicon is not enough. Same phrase language as the lexicon. */
  signals: z.record(id, phrases).default({}),
});

/** `ja.cases.yaml`, `en.cases.yaml`: labelled snippets. A rule that fails its cases does not load in tests. */
export const ItemCase = z.strictObject({
  name: z.string(),
  text: z.string(),
  /** Default: the first model of the item. */
  model: Model.optional(),
  status: Status,
  tilt: Tilt.default('none'),
  /** Ids of the elements found, in the order of `item.yaml`. */
  elements: z.array(id).default([]),
  /** A verbatim part of `text` that a quote must contain or be contained in; for met and weak. */
  evidence: z.string().optional(),
});
export const ItemCases = z.array(ItemCase).min(3);

/**
 * `lexicon/xx.yaml`: what a concept looks like in one language. Per concept a list of phrases: regular expressions
 * over folded text in which `…` is a short gap within the sentence; in English a space matches any white space and
 * `word~` stands for the word's inflections.
 */
export const Lexicon = z.strictObject({
  /** Concepts that are verbs: a statement is made for each mention. */
  actions: z.record(id, phrases),
  /** Everything else: things, persons, qualities, circumstances. */
  concepts: z.record(id, phrases),
  /** Words that carry the grammar: conjunctions, references back, lead-ins of lists. */
  functions: z.record(id, phrases),
});

/** `topics/<id>.yaml`: what a clause speaks of, in any contract. */
export const TopicLogic = z.strictObject({
  /** By language. */
  title: z.record(id, z.string()),
  /** A clause has the topic where one of its statements meets any of these. */
  any: z.array(Condition).min(1),
  /** By language, the topic's own concepts, where the shared lexicon is not enough. */
  signals: z.record(id, z.record(id, phrases)).default({}),
});

const snippets = z.array(z.string().min(1)).min(3);

/** `topics/<id>.cases.yaml`: by language, snippets that have the topic in different wording, and near misses that have not. */
export const TopicCases = z.record(id, z.strictObject({ has: snippets, lacks: snippets }));

export type TopicLogic = z.infer<typeof TopicLogic>;
export type TopicCases = z.infer<typeof TopicCases>;
export type ItemLogic = z.infer<typeof ItemLogic>;
export type ItemWording = z.infer<typeof ItemWording>;
export type ItemCase = z.infer<typeof ItemCase>;
export type ItemCases = z.infer<typeof ItemCases>;
export type Lexicon = z.infer<typeof Lexicon>;

/** A checklist item with all that belongs to it. */
export interface Item {
  slug: string;
  logic: ItemLogic;
  wording: Readonly<Record<string, ItemWording>>;
}
