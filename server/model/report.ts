/** The one result object: every reporter, the API and the client render it. */
import { z } from 'zod';
import { CarriedDecision } from './decisions.js';

export const Status = z.enum(['met', 'weak', 'missing', 'unread', 'na']);
export const Tilt = z.enum(['none', 'user', 'vendor']);
export const Severity = z.enum(['high', 'medium', 'low', 'none']);
export const Model = z.enum(['G', 'C', 'N']);
export const ReportSide = z.enum(['user', 'vendor', 'neutral']);
export const Basis = z.enum(['stated', 'grid', 'practice']);
export const ItemObject = z.enum(['input', 'output']);
export const Aspect = z.enum(['identify', 'provide', 'use', 'external', 'rights', 'results']);
export const OffsetRange = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);

/** `quote` is `text.slice(...range)`, always. */
export const Quote = z.strictObject({
  clause: z.string().describe('id of the clause, empty for text outside the clauses'),
  label: z.string(),
  quote: z.string(),
  range: OffsetRange,
  page: z.int().positive().optional().describe('page on which the quoted paragraph starts, where the file has pages'),
  ocr: z.literal(true).optional().describe('read from a picture of the page: may differ from the paper'),
});

export const NearestText = Quote.extend({ why: z.string() });

export const Finding = z.strictObject({
  id: z.string(),
  slug: z.string(),
  object: ItemObject,
  aspect: Aspect,
  title: z.string(),
  question: z.string(),
  why: z.string(),
  weight: z.int().min(1).max(3),
  status: Status,
  tilt: Tilt,
  severity: Severity,
  elements: z.array(z.strictObject({ id: z.string(), text: z.string(), found: z.boolean(), evidence: z.array(Quote) })),
  evidence: z.array(Quote),
  /** Wording that tilts the point or keeps it weak, with its place. */
  concerns: z.array(
    z.strictObject({ kind: z.enum(['weak', 'user', 'vendor']), text: z.string(), evidence: z.array(Quote) }),
  ),
  nearest: z.array(NearestText),
  /** How much was looked through for this verdict. */
  searched: z.strictObject({ clauses: z.int(), statements: z.int() }),
  reason: z.string(),
  confidence: z.number().min(0).max(1).describe('how far the verdict may be trusted, from labelled contracts'),
  doubt: z
    .string()
    .nullable()
    .describe('where the confidence is low: what a person must look at, with the verdict that it would be otherwise'),
  suggestion: z.string(),
  fallback: z.string(),
  /** Where the report is in another language: both clauses in the language of the contract, to be put into it. */
  drafts: z.strictObject({ language: z.string(), suggestion: z.string(), fallback: z.string() }).optional(),
  basis: Basis,
  metiRef: z.string().nullable(),
  decision: CarriedDecision.optional().describe('what was decided on an earlier draft or report'),
});

export const ReportClause = z.strictObject({
  id: z.string(),
  label: z.string(),
  heading: z.string(),
  range: OffsetRange,
  page: z.int().positive().optional().describe('page on which the clause starts, where the file has pages'),
  parent: z.string().nullable(),
  depth: z.int(),
  items: z.array(z.string()),
  topics: z.array(z.string()),
  language: z.string().describe('language in which the clause stands'),
  counterpart: z
    .string()
    .nullable()
    .describe('id of the same clause in the version in the other language; only the main version is judged'),
});

/** The way of the input data through the contract, in order. */
export const StationId = z.enum([
  'identify',
  'provide',
  'purposes',
  'training',
  'retention',
  'people-and-places',
  'third-parties',
  'abroad',
  'results',
  'rights',
  'return-and-deletion',
  'audit-and-incident',
]);

/** One station on the way of the input data through the contract. */
export const PathStation = z.strictObject({
  id: StationId,
  title: z.string(),
  items: z.array(z.string()),
  status: Status,
  tilt: Tilt,
  weakest: z.string().nullable().describe('id of the item that weakens this station most'),
  reason: z.string(),
});

export const ReportNotice = z.strictObject({ code: z.string(), message: z.string(), where: z.string() });

/** One tracked change; `range` is its place in the report's `text`, empty where the view leaves its words out. */
export const ReportRevision = z.strictObject({
  id: z.string(),
  kind: z.enum(['insertion', 'deletion', 'move']),
  author: z.string(),
  date: z.string().describe('ISO 8601 as in the file, or empty'),
  side: z.enum(['from', 'to']).optional().describe('of a move: on which side of it this piece stands'),
  move: z.string().optional().describe('joins the two sides of one move'),
  range: OffsetRange,
  text: z.string(),
});

/** A remark in the margin; `range` is its place in the report's `text`. */
export const ReportComment = z.strictObject({
  id: z.string(),
  author: z.string(),
  date: z.string(),
  range: OffsetRange,
  text: z.string(),
});

export const Report = z.strictObject({
  schema: z.literal('1'),
  checklist: z.strictObject({
    id: z.string(),
    version: z.string(),
    title: z.string(),
    overlays: z.array(z.string()),
    disclaimer: z.string(),
  }),
  language: z.string().describe('language of the report, not of the contract'),
  document: z.strictObject({
    name: z.string(),
    format: z.string(),
    sha256: z.string(),
    language: z.string(),
    view: z.enum(['original', 'proposed', 'markup']),
    pages: z.int().nullable(),
    characters: z.int(),
    revisions: z.int().describe('tracked changes in the file'),
  }),
  model: Model,
  modelSource: z.enum(['given', 'detected']),
  modelReason: z.string(),
  side: ReportSide,
  parties: z.array(
    z.strictObject({ name: z.string(), role: z.enum(['user', 'vendor', 'third', 'none']), quote: z.string() }),
  ),
  summary: z.strictObject({ met: z.int(), weak: z.int(), missing: z.int(), unread: z.int(), na: z.int() }),
  inputPath: z.array(PathStation),
  auditRights: z.array(z.string()).describe('ids of the items on audits and reports, whoever holds the right'),
  items: z.array(Finding),
  clauses: z.array(ReportClause),
  notices: z.array(ReportNotice),
  revisions: z.array(ReportRevision),
  comments: z.array(ReportComment),
  text: z.string().optional(),
  markup: z
    .strictObject({ text: z.string(), revisions: z.array(z.strictObject({ id: z.string(), range: OffsetRange })) })
    .optional()
    .describe('with the view markup: the text with both sides of each change, and where in it each change stands'),
});

export type Status = z.infer<typeof Status>;
export type Tilt = z.infer<typeof Tilt>;
export type StationId = z.infer<typeof StationId>;
export type Severity = z.infer<typeof Severity>;
export type Model = z.infer<typeof Model>;
export type ReportSide = z.infer<typeof ReportSide>;
export type Quote = z.infer<typeof Quote>;
export type Finding = z.infer<typeof Finding>;
export type ReportClause = z.infer<typeof ReportClause>;
export type PathStation = z.infer<typeof PathStation>;
export type Report = z.infer<typeof Report>;
