/** A report grouped and ordered the way every reporter shows it, so that reporters only format. */
import { message } from '../../messages/message.js';
import {
  Aspect,
  type Finding,
  ItemObject,
  type PathStation,
  type Quote,
  type Report,
  type ReportClause,
  type Severity,
  Status,
} from '../../model/report.js';
import { shortened } from './inert.js';

export type Words = (key: string, values?: Record<string, string | number>) => string;

export interface ReportView {
  language: string;
  /** The report's own words, in the report's language. */
  say: Words;
  /** Facts about the check, in order: what was checked, against what, for whom. */
  facts: readonly { label: string; text: string }[];
  counts: readonly { status: Status; count: number }[];
  /** Stations on which a point applies, each with its findings. */
  path: readonly { station: PathStation; weakest: Finding | null; findings: readonly Finding[] }[];
  /** The weakest links of the path in one sentence, or that there is none. */
  links: string;
  /** What the contract says on audits, whoever holds the right. */
  audit: readonly Finding[];
  /** Missing, weak, unread, or met but tilted; most severe first. */
  open: readonly Finding[];
  met: readonly Finding[];
  na: readonly Finding[];
  clauses: readonly { clause: ReportClause; findings: readonly Finding[] }[];
}

const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low', 'none'];

export function viewOf(report: Report, language: string): ReportView {
  const say: Words = (key, values) => message(language, key, values);
  const byId = new Map(report.items.map((finding) => [finding.id, finding]));
  const all = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const path = report.inputPath
    .map((station) => ({
      station,
      weakest: (station.weakest !== null && byId.get(station.weakest)) || null,
      findings: all(station.items).filter(({ status }) => status !== 'na'),
    }))
    .filter(({ findings }) => findings.length > 0);
  return {
    language,
    say,
    facts: facts(report, say),
    counts: Status.options.map((status) => ({ status, count: report.summary[status] })),
    path,
    links: links(path, say),
    audit: all(report.auditRights),
    open: report.items.filter(isOpen).sort(bySeverity),
    met: report.items.filter((finding) => finding.status === 'met' && !isOpen(finding)),
    na: report.items.filter(({ status }) => status === 'na'),
    // Of a contract in two languages one version is judged; the other would only repeat that nothing was found.
    clauses: report.clauses
      .filter(({ language: own }) => own === report.document.language)
      .map((clause) => ({ clause, findings: all(clause.items) })),
  };
}

/** Quotes on elements and concerns, each once with all that it stands for; then what else speaks for the verdict. */
export function quotesOf(finding: Finding, say: Words): { what: string; quote: Quote }[] {
  const told = [
    ...finding.elements.map(({ text, evidence }) => ({ what: text, evidence })),
    ...finding.concerns.map(({ kind, text, evidence }) => ({
      what: labelled(say(`concern.${kind}`), text, say),
      evidence,
    })),
  ].flatMap(({ what, evidence }) => evidence.slice(0, 2).map((quote) => ({ what, quote })));
  const places = new Map<number, { what: string[]; quote: Quote }>();
  for (const { what, quote } of told) {
    const place = places.get(quote.range[0]) ?? { what: [], quote };
    place.what.push(what);
    places.set(quote.range[0], place);
  }
  return [
    ...[...places.values()].map(({ what, quote }) => ({ what: what.join(say('list.separator')), quote })),
    ...finding.evidence.filter(({ range }) => !places.has(range[0])).map((quote) => ({ what: '', quote })),
  ];
}

/** Clauses to propose: in the contract's language first, then, where that is another, in the report's. */
export function draftsOf(
  { suggestion, fallback, drafts }: Finding,
  language: string,
  say: Words,
): { what: string; language: string; text: string }[] {
  const told = { language, suggestion, fallback };
  const named = (key: string, own: string) =>
    drafts ? say('text.aside', { main: say(key), aside: say(`language.${own}`) }) : say(key);
  return (drafts ? [drafts, told] : [told]).flatMap((own) => [
    { what: named('report.suggestion', own.language), language: own.language, text: own.suggestion },
    { what: named('report.fallback', own.language), language: own.language, text: own.fallback },
  ]);
}

/** What was decided before, and what reopened it; nothing where nothing was. */
export function decisionLines({ decision }: Finding, say: Words): string[] {
  if (!decision) return [];
  const { note, by, at, reopened } = decision;
  const told = [say(`decision.${reopened?.was ?? decision.decision}`), by, at.slice(0, 10), note].filter(Boolean);
  if (!reopened) return [labelled(say('decision'), told.join(say('list.separator')), say)];
  const { status, gone, come } = reopened;
  return [
    labelled(say('decision.reopened'), told.join(say('list.separator')), say),
    ...(status ? [`${say(`status.${status.before}`)} → ${say(`status.${status.after}`)}`] : []),
    ...gone.map((quote) => labelled(say('decision.gone'), quoted(quote, say), say)),
    ...come.map((quote) => labelled(say('decision.come'), quoted(quote, say), say)),
  ];
}

function quoted(quote: string, say: Words): string {
  return `${say('quote.open')}${shortened(quote, 160)}${say('quote.close')}`;
}

/** `Label: text` as the report's language writes it. */
export function labelled(label: string, text: string, say: Words): string {
  return say('text.labelled', { label, text });
}

/** The clause's name with its page, and a word where its text was read from a picture. */
export function placeName(place: Pick<Quote, 'label' | 'page' | 'ocr'>, say: Words): string {
  const aside = [
    ...(place.page === undefined ? [] : [say('report.page', { page: place.page })]),
    ...(place.ocr ? [say('report.ocr')] : []),
  ];
  const main = clauseName({ label: place.label }, say);
  return aside.length === 0 ? main : say('text.aside', { main, aside: aside.join(say('list.separator')) });
}

/** The clause's label and heading, which of one without a number is its label; or that the text stands outside the clauses. */
export function clauseName({ label, heading = '' }: { label: string; heading?: string }, say: Words): string {
  const name = label.endsWith(heading) ? label : `${label} ${heading}`.trim();
  return name || say('report.outside');
}

function isOpen({ status, tilt }: Finding): boolean {
  return status === 'missing' || status === 'weak' || status === 'unread' || (status === 'met' && tilt !== 'none');
}

function bySeverity(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.weight - a.weight ||
    ItemObject.options.indexOf(a.object) - ItemObject.options.indexOf(b.object) ||
    Aspect.options.indexOf(a.aspect) - Aspect.options.indexOf(b.aspect) ||
    (a.id < b.id ? -1 : 1)
  );
}

function facts(report: Report, say: Words): ReportView['facts'] {
  const { document, checklist, model, modelSource, modelReason, side, parties } = report;
  const separator = say('list.separator');
  const aside = (main: string, note: string) => say('text.aside', { main, aside: note });
  const size = [
    ...(document.pages === null ? [] : [say('report.pages', { count: document.pages })]),
    say('report.characters', { count: document.characters }),
  ];
  return [
    {
      label: say('report.document'),
      text: aside(document.name, [document.format, ...size, `SHA-256 ${document.sha256.slice(0, 12)}`].join(separator)),
    },
    { label: say('report.checklist'), text: aside(checklist.title, `${say('report.version')} ${checklist.version}`) },
    {
      label: say('report.model'),
      text: aside(`${model} ${say(`model.${model}`)}`, labelled(say(`report.model.${modelSource}`), modelReason, say)),
    },
    { label: say('report.side'), text: say(`side.${side}`) },
    { label: say('report.view'), text: say(`report.view.${document.view}`) },
    {
      label: say('report.parties'),
      text:
        parties.map(({ name, role }) => aside(name, say(`role.${role}`))).join(separator) || say('report.no-parties'),
    },
  ];
}

function links(path: ReportView['path'], say: Words): string {
  const worst = path.flatMap(({ weakest }) => (weakest && weakest.severity === 'high' ? [weakest] : []));
  const named = worst.length > 0 ? worst : path.flatMap(({ weakest }) => weakest ?? []);
  if (named.length === 0) return say('report.path.sound');
  const list = named.map(({ id, title, status }) =>
    say('text.aside', { main: `${id} ${title}`, aside: say(`status.${status}`) }),
  );
  return say('report.path.links', { links: list.join(say('list.separator')) });
}
