/** Keeps what was decided on a contract's points, and takes it over to the report on the next draft where the words still stand. */
import { z } from 'zod';
import { type CarriedDecision, type Decision, type DecisionKind, Decisions } from './model/decisions.js';
import { CheckError } from './model/errors.js';
import { type Finding, Report } from './model/report.js';

/** Throws `invalid-data` for what is no file of decisions. */
export function parseDecisions(text: string, name: string): Decisions {
  return parsed(Decisions, text, name);
}

/** Throws `invalid-data` for what is no report. */
export function parseReport(text: string, name: string): Report {
  return parsed(Report, text, name);
}

function parsed<T>(schema: z.ZodType<T>, text: string, name: string): T {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new CheckError('invalid-data', { where: name, what: 'no JSON' }, { cause });
  }
  const result = schema.safeParse(data);
  if (!result.success) throw new CheckError('invalid-data', { where: name, what: z.prettifyError(result.error) });
  return result.data;
}

export interface Given {
  item: string;
  decision: DecisionKind;
  note: string;
  by: string;
  /** ISO 8601. */
  at: string;
}

/** The decisions with one more, which replaces an earlier one on the same point. Throws `invalid-option` for an unknown point. */
export function decide(known: Decisions | null, report: Report, given: Given): Decisions {
  const finding = report.items.find(({ id }) => id === given.item);
  if (!finding) throw new CheckError('invalid-option', { option: 'ITEM', value: given.item });
  const decision: Decision = { ...given, status: finding.status, evidence: evidenceOf(finding) };
  const others = known?.decisions.filter(({ item }) => item !== given.item) ?? [];
  return { schema: '1', document: report.document.name, decisions: [...others, decision] };
}

/** The report with the decisions beside their points; one whose words or status changed is open again and says what changed. */
export function withDecisions(report: Report, { decisions }: Decisions): Report {
  const byItem = new Map(decisions.map((decision) => [decision.item, decision]));
  return {
    ...report,
    items: report.items.map((finding) => {
      const decision = byItem.get(finding.id);
      return decision ? { ...finding, decision: carried(decision, finding) } : finding;
    }),
  };
}

function carried({ item: _, status, evidence, ...decision }: Decision, finding: Finding): CarriedDecision {
  const now = evidenceOf(finding);
  const gone = without(evidence, now);
  const come = without(now, evidence);
  const same = status === finding.status && gone.length === 0 && come.length === 0;
  if (same) return { ...decision, reopened: null };
  return {
    ...decision,
    decision: 'open',
    reopened: {
      was: decision.decision,
      status: status === finding.status ? null : { before: status, after: finding.status },
      gone,
      come,
    },
  };
}

function evidenceOf({ evidence, concerns }: Finding): string[] {
  const places = [...evidence, ...concerns.flatMap((concern) => concern.evidence)];
  return [...new Set(places.map(({ quote }) => quote))];
}

/** Numbers at the beginning and white space aside: a clause that got another number says the same. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map(words));
  return list.filter((quote) => !known.has(words(quote)));
}

function words(quote: string): string {
  return quote
    .normalize('NFKC')
    .replace(/^[^\p{L}]*/u, '')
    .replace(/\s+/g, '');
}
