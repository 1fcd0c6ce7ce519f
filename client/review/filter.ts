/** Which findings are listed, and in which order. */
import type { Finding, Report, Severity, StationId, Status, Tilt } from '../../server/model/report.js';
import { placesOf } from './places.js';
import { SEVERITIES, STATUSES } from './scales.js';
import { touches } from './text-range.js';
import { folded } from './words.js';

/** An empty list asks for nothing: all pass. */
export interface Filter {
  statuses: readonly Status[];
  severities: readonly Severity[];
  tilts: readonly Tilt[];
  aspects: readonly Finding['aspect'][];
  objects: readonly Finding['object'][];
  focus: 'input-path' | 'audit' | null;
  station: StationId | null;
  /** Id of a clause whose points alone are listed. */
  clause: string | null;
  doubt: boolean;
  touched: boolean;
  undecided: boolean;
  words: string;
}

export type Order = 'severity' | 'checklist';

export const NO_FILTER: Filter = {
  statuses: [],
  severities: [],
  tilts: [],
  aspects: [],
  objects: [],
  focus: null,
  station: null,
  clause: null,
  doubt: false,
  touched: false,
  undecided: false,
  words: '',
};

/** Whether a finding still waits for someone's decision. */
export type Undecided = (finding: Finding) => boolean;

/** The findings that pass, in order. */
export function listed(report: Report, filter: Filter, order: Order, undecided: Undecided): Finding[] {
  const passes = passing(report, filter, undecided);
  const found = report.items.filter(passes);
  return order === 'checklist' ? found : found.sort(bySeverity);
}

export function isFiltered(filter: Filter): boolean {
  return (Object.keys(NO_FILTER) as (keyof Filter)[]).some((key) =>
    Array.isArray(filter[key]) ? filter[key].length > 0 : filter[key] !== NO_FILTER[key],
  );
}

/** A list with one more, or with one less. */
export function toggled<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

/** Ids of the findings whose words a tracked change touches. */
export function touchedBy({ revisions, items }: Report): Set<string> {
  if (revisions.length === 0) return new Set();
  const touched = items.filter((finding) =>
    placesOf(finding).some(({ quote }) => revisions.some(({ range }) => touches(range, quote.range))),
  );
  return new Set(touched.map(({ id }) => id));
}

/** Most severe first; then what is missing, unread, weak, met; then the checklist's order. */
export function bySeverity(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    Number(a.tilt === 'none') - Number(b.tilt === 'none') ||
    b.weight - a.weight
  );
}

function passing(report: Report, filter: Filter, undecided: Undecided): (finding: Finding) => boolean {
  const onPath = setOf(report.inputPath.flatMap(({ items }) => items));
  const atStation = setOf(report.inputPath.find(({ id }) => id === filter.station)?.items);
  const inClause = setOf(report.clauses.find(({ id }) => id === filter.clause)?.items);
  const audit = setOf(report.auditRights);
  const touched = filter.touched ? touchedBy(report) : null;
  const words = folded(filter.words).trim();
  return (finding) =>
    has(filter.statuses, finding.status) &&
    has(filter.severities, finding.severity) &&
    has(filter.tilts, finding.tilt) &&
    has(filter.aspects, finding.aspect) &&
    has(filter.objects, finding.object) &&
    (filter.focus !== 'input-path' || onPath.has(finding.id)) &&
    (filter.focus !== 'audit' || audit.has(finding.id)) &&
    (filter.station === null || atStation.has(finding.id)) &&
    (filter.clause === null || inClause.has(finding.id)) &&
    (!filter.doubt || finding.doubt !== null) &&
    (!touched || touched.has(finding.id)) &&
    (!filter.undecided || undecided(finding)) &&
    (words === '' || folded(spoken(finding)).includes(words));
}

function spoken(finding: Finding): string {
  const { id, title, reason, elements, concerns } = finding;
  const parts = [...elements, ...concerns].map(({ text }) => text);
  const quotes = placesOf(finding).flatMap(({ quote }) => [quote.label, quote.quote]);
  return [id, title, reason, ...parts, ...quotes].join('\n');
}

function has<T>(list: readonly T[], one: T): boolean {
  return list.length === 0 || list.includes(one);
}

function setOf(list: readonly string[] = []): ReadonlySet<string> {
  return new Set(list);
}
