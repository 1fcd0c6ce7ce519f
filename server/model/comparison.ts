/** What became of the checklist's points, and of each clause, between two versions of a contract. */
import { z } from 'zod';
import {
  Model,
  OffsetRange,
  Report,
  ReportComment,
  ReportNotice,
  ReportSide,
  Severity,
  Status,
  Tilt,
} from './report.js';

export const ItemVerdict = z.enum(['improved', 'worsened', 'unchanged', 'newly-missing', 'newly-met']);
export const Direction = z.enum(['better', 'worse', 'neutral']);
export const Answer = z.enum(['accept', 'reject', 'accept-with-change', 'unrelated']);

const State = z.strictObject({ status: Status, tilt: Tilt, severity: Severity });

export const ComparedItem = z.strictObject({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  before: State,
  after: State,
  verdict: ItemVerdict,
  /** Ids of the changes that touch it. */
  changes: z.array(z.string()),
  /** What the point rests on before and after. */
  evidence: z.strictObject({ before: z.array(z.string()), after: z.array(z.string()) }),
  reason: z.string().describe('reason of the verdict after'),
});

export const ComparedChange = z.strictObject({
  id: z.string(),
  kind: z.enum(['insertion', 'deletion', 'replacement', 'move']),
  author: z.string().describe('as the file names them; empty between two versions'),
  date: z.string(),
  clause: z
    .string()
    .describe(
      'id of the clause in the version before, of what was added in the version after; empty outside the clauses',
    ),
  label: z.string().describe('its citation in the version before; of what was added, in the version after'),
  to: z.string().optional().describe('of a move: where it stands after'),
  before: z.string(),
  after: z.string(),
  /** Places in the texts of the two versions. */
  ranges: z.strictObject({ before: OffsetRange, after: OffsetRange }),
  items: z.array(
    z.strictObject({
      id: z.string(),
      direction: Direction.describe('for the chosen side; of a neutral one, for the user'),
    }),
  ),
  answer: Answer,
  /** Why that answer, and wording to put in its place where there is some. */
  reason: z.string(),
  wording: z.string().optional(),
  /** Of a tracked change that touches a point which is met: what becomes of the points if it alone is accepted. */
  alone: z.array(z.strictObject({ id: z.string(), before: Status, after: Status })).optional(),
});

export const ComparedClause = z.strictObject({
  before: z.string().nullable(),
  after: z.string().nullable(),
  labels: z.strictObject({ before: z.string().nullable(), after: z.string().nullable() }),
  ranges: z
    .strictObject({ before: OffsetRange.nullable(), after: OffsetRange.nullable() })
    .describe('its own words, without those of clauses within it, in the texts of the two versions'),
  status: z.enum(['same', 'changed', 'added', 'removed', 'moved']),
  changes: z.array(z.string()),
  comments: z.array(z.string()).describe('ids of the comments beside it'),
  marked: z
    .array(z.strictObject({ kind: z.enum(['same', 'inserted', 'deleted']), text: z.string(), change: z.string() }))
    .describe('its words, with both sides of each change; left out of what stays the same')
    .optional(),
});

const ComparedDocument = Report.shape.document;

export const Comparison = z.strictObject({
  schema: z.literal('1'),
  checklist: Report.shape.checklist,
  language: z.string(),
  documents: z.strictObject({ before: ComparedDocument, after: ComparedDocument }),
  tracked: z.boolean().describe('true: the two sides of the tracked changes of one file'),
  model: Model,
  side: ReportSide,
  summary: z.strictObject({
    improved: z.int(),
    worsened: z.int(),
    unchanged: z.int(),
    'newly-missing': z.int(),
    'newly-met': z.int(),
  }),
  items: z.array(ComparedItem),
  changes: z.array(ComparedChange),
  clauses: z.array(ComparedClause),
  comments: z.array(ReportComment.extend({ clause: z.string(), label: z.string() })),
  notices: z.array(ReportNotice),
  texts: z.strictObject({ before: z.string(), after: z.string() }).optional(),
});

export type Direction = z.infer<typeof Direction>;
export type ComparedChange = z.infer<typeof ComparedChange>;
export type ComparedItem = z.infer<typeof ComparedItem>;
export type ComparedClause = z.infer<typeof ComparedClause>;
export type Comparison = z.infer<typeof Comparison>;
