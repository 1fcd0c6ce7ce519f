/** What deciding, taking back and taking over does to a work. */
import { decide, type Given, withDecisions } from '../../server/decisions.js';
import type { CarriedDecision, Decision, Decisions } from '../../server/model/decisions.js';
import type { Finding, Report } from '../../server/model/report.js';
import type { Work } from '../work.js';

/** The work with one more decision; one that only rewords the note of the last is no step of its own. */
export function decided(work: Work, given: Given): Work {
  const decisions = decide(work.decisions, work.report, given);
  return rewords(work, given) ? { ...work, decisions } : changed(work, decisions);
}

/** The work as it was before the last change to its decisions. */
export function undone(work: Work): Work {
  const decisions = work.past.at(-1);
  return decisions ? { ...work, decisions, past: work.past.slice(0, -1) } : work;
}

/** The work with the decisions of a file, which replace those on the same points. */
export function takenOver(work: Work, { decisions: taken }: Decisions): Work {
  const replaced = new Set(taken.map(({ item }) => item));
  const { decisions, ...rest } = work.decisions;
  return changed(work, { ...rest, decisions: [...decisions.filter(({ item }) => !replaced.has(item)), ...taken] });
}

/** Decisions by point, each as this report tells it. */
export function carriedDecisions({
  report,
  decisions,
}: Pick<Work, 'report' | 'decisions'>): Map<string, CarriedDecision> {
  return new Map(
    withDecisions(report, decisions).items.flatMap(({ id, decision }) => (decision ? [[id, decision] as const] : [])),
  );
}

/** What was decided on a point before, newest first. */
export function earlier({ past, decisions }: Work, item: string): Decision[] {
  const on = (state: Decisions) => state.decisions.find((decision) => decision.item === item);
  const all = new Set(past.map(on).filter((decision) => decision !== undefined));
  const now = on(decisions);
  return [...all].filter((decision) => decision !== now).reverse();
}

/** A point that is met and tilts to no side, or does not apply, is done without anyone's word. */
export function asksForDecision({ status, tilt }: Pick<Finding, 'status' | 'tilt'>): boolean {
  return tilt !== 'none' || !['met', 'na'].includes(status);
}

export function progressOf(report: Report, carried: ReadonlyMap<string, CarriedDecision>) {
  const closed = (id: string) => (carried.get(id)?.decision ?? 'open') !== 'open';
  const asked = report.items.filter((finding) => asksForDecision(finding) || closed(finding.id));
  return { decided: asked.filter(({ id }) => closed(id)).length, total: asked.length };
}

function changed(work: Work, decisions: Decisions): Work {
  return { ...work, decisions, past: [...work.past, work.decisions] };
}

function rewords({ decisions, past }: Work, { item, decision, by }: Given): boolean {
  const last = decisions.decisions.at(-1);
  const before = past.at(-1);
  return (
    last?.item === item &&
    last.decision === decision &&
    last.by === by &&
    before !== undefined &&
    !before.decisions.includes(last)
  );
}
