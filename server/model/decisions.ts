/** What people decided on the points of a contract: kept beside the report, and carried over to the next draft. */
import { z } from 'zod';

export const DecisionKind = z.enum(['open', 'accepted-risk', 'to-be-fixed', 'not-applicable', 'tool-is-wrong']);

export const Decision = z.strictObject({
  item: z.string(),
  decision: DecisionKind,
  note: z.string().max(4_000).default(''),
  by: z.string().max(200).default(''),
  at: z.string().describe('ISO 8601'),
  /** What the point rested on when it was decided. */
  status: z.enum(['met', 'weak', 'missing', 'unread', 'na']),
  evidence: z.array(z.string()),
});

export const Decisions = z.strictObject({
  schema: z.literal('1'),
  /** Name of the contract that was decided on. */
  document: z.string(),
  decisions: z.array(Decision),
});

/** A decision as a later report tells it. */
export const CarriedDecision = Decision.omit({ item: true, status: true, evidence: true }).extend({
  reopened: z
    .strictObject({
      was: DecisionKind,
      status: z.strictObject({ before: Decision.shape.status, after: Decision.shape.status }).nullable(),
      gone: z.array(z.string()).describe('words that the decision rested on and that stand there no more'),
      come: z.array(z.string()).describe('words that the point rests on now'),
    })
    .nullable()
    .describe('what changed since, if anything did: the point is open again then'),
});

export type DecisionKind = z.infer<typeof DecisionKind>;
export type Decision = z.infer<typeof Decision>;
export type Decisions = z.infer<typeof Decisions>;
export type CarriedDecision = z.infer<typeof CarriedDecision>;
