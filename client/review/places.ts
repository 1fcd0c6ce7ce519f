/** Where a finding stands in the contract: each quoted place once, with what it speaks for or against. */
import type { Finding, Quote, ReportClause } from '../../server/model/report.js';

export interface QuotedPlace {
  quote: Quote;
  /** Elements found there. */
  elements: readonly string[];
  concerns: readonly Finding['concerns'][number][];
}

/** The first quotes of the verdict first, then those of its elements and concerns. */
export function placesOf({ evidence, elements, concerns }: Finding): QuotedPlace[] {
  const quotes = [...evidence, ...elements.flatMap((one) => one.evidence), ...concerns.flatMap((one) => one.evidence)];
  const byStart = new Map<string, Quote>();
  for (const quote of quotes) if (!byStart.has(keyOf(quote))) byStart.set(keyOf(quote), quote);
  return [...byStart].map(([key, quote]) => {
    const stands = (one: { evidence: readonly Quote[] }) => one.evidence.some((other) => keyOf(other) === key);
    return {
      quote,
      elements: elements.filter(stands).map(({ text }) => text),
      concerns: concerns.filter(stands),
    };
  });
}

/** The beginning of a clause: what is highlighted when going there. */
export function headOf({ range, heading, label }: ReportClause): [number, number] {
  return [range[0], Math.min(range[1], range[0] + Math.max(label.length, 4) + heading.length)];
}

function keyOf({ range }: Quote): string {
  return range.join('-');
}
