/**
 * What the other side may be shown. Nothing internal fits into it: no note, no name, no risk that was accepted, no fallback, no reason,
 * no severity and no confidence. Whatever is shown or sent to them is made from this alone.
 */
import type { Decisions } from '../../server/model/decisions.js';
import type { Report } from '../../server/model/report.js';
import { carriedDecisions } from './deciding.js';

export interface CounterpartyQuote {
  label: string;
  quote: string;
  page: number | null;
}

/** One thing that is asked for: `change` of words that stand there, `add` of what is missing. */
export interface CounterpartyPoint {
  kind: 'change' | 'add';
  title: string;
  question: string;
  quotes: readonly CounterpartyQuote[];
  wording: string;
}

export interface CounterpartyReport {
  language: string;
  document: string;
  /** Language of the contract, and so of its quotes and of the wording asked for. */
  contractLanguage: string;
  points: readonly CounterpartyPoint[];
}

/** The points that were decided to be fixed, in the order of the contract; what is missing comes last. */
export function counterpartyView(report: Report, decisions: Decisions): CounterpartyReport {
  const carried = carriedDecisions({ report, decisions });
  const points = report.items
    .filter(({ id }) => carried.get(id)?.decision === 'to-be-fixed')
    .map(({ title, question, suggestion, drafts, evidence, concerns }) => {
      const rested = [...evidence, ...concerns.flatMap((concern) => concern.evidence)];
      const places = new Map(rested.map((place) => [place.range.join(), place]));
      const sorted = [...places.values()].sort((a, b) => a.range[0] - b.range[0]);
      const quotes = sorted.map(({ label, quote, page }) => ({ label, quote, page: page ?? null }));
      const kind = quotes.length > 0 ? ('change' as const) : ('add' as const);
      return {
        at: sorted[0]?.range[0] ?? Number.POSITIVE_INFINITY,
        point: { kind, title, question, quotes, wording: (drafts?.suggestion ?? suggestion).trim() },
      };
    });
  return {
    language: report.language,
    document: report.document.name,
    contractLanguage: report.document.language,
    points: points.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ point }) => point),
  };
}
