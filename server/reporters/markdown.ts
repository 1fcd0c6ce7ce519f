/** The report as Markdown; everything that comes from the contract is escaped, so it stays text. */
import type { Reporter } from '../model/plugin.js';
import type { Finding, Quote, Report } from '../model/report.js';
import { plain, shortened } from './view/inert.js';
import {
  clauseName,
  draftsOf,
  labelled,
  placeName,
  quotesOf,
  type ReportView,
  viewOf,
  type Words,
} from './view/view.js';

const markdown: Reporter = {
  mediaType: 'text/markdown; charset=utf-8',
  extension: 'md',
  render: (report, { language }) => {
    const view = viewOf(report, language);
    const { say } = view;
    return [
      `# ${say('report.title')}`,
      table(
        [say('report.point'), ''],
        view.facts.map(({ label, text }) => [label, escaped(text)]),
      ),
      table(
        [say('report.status'), say('report.count')],
        view.counts.map(({ status, count }) => [mark(say, status), String(count)]),
      ),
      `> ${escaped(report.checklist.disclaimer)}`,
      ...focus(view),
      `## ${say('report.findings')}`,
      ...(view.open.length === 0
        ? [say('report.findings.none')]
        : view.open.flatMap((finding) => point(finding, language, say))),
      `## ${say('report.met')}`,
      list(
        view.met.map(
          (finding) =>
            `${named(finding)} — ${finding.evidence[0] ? quoted(finding.evidence[0], say, 160) : say('status.met')}${finding.doubt ? ` **${escaped(finding.doubt)}**` : ''}`,
        ),
      ),
      ...(view.na.length === 0 ? [] : [`## ${say('report.na')}`, list(view.na.map(named))]),
      ...clauses(view),
      ...notices(report, say),
    ]
      .filter(Boolean)
      .join('\n\n')
      .concat('\n');
  },
};
export default markdown;

function focus({ say, path, links, audit }: ReportView): string[] {
  return [
    `## ${say('report.focus')}`,
    `### ${say('report.path')}`,
    table(
      [say('report.path.station'), say('report.status'), say('report.path.points'), say('report.path.weakest')],
      path.map(({ station, weakest, findings }) => [
        escaped(station.title),
        mark(say, station.status, station.tilt),
        findings
          .map((finding) => {
            const elements = finding.elements.map(({ text, found }) => `${elementMark(say, found)} ${escaped(text)}`);
            return [`**${finding.id}** ${mark(say, finding.status, finding.tilt)}`, ...elements].join('<br>');
          })
          .join('<br>'),
        weakest ? escaped(`${weakest.id} ${weakest.title}`) : '',
      ]),
    ),
    escaped(links),
    `### ${say('report.audit')}`,
    ...audit.flatMap((finding) => [
      `**${named(finding)}** — ${mark(say, finding.status, finding.tilt)}`,
      list(
        finding.elements.map(({ text, found, evidence }) =>
          [
            `${elementMark(say, found)} ${escaped(text)} (${say(found ? 'report.element.found' : 'report.element.absent')})`,
            ...(evidence[0] ? [quoted(evidence[0], say)] : []),
          ].join(': '),
        ),
      ),
      escaped(finding.reason),
    ]),
  ];
}

function point(finding: Finding, language: string, say: Words): string[] {
  const { status, tilt, severity, reason, question, why, nearest } = finding;
  const places = quotesOf(finding, say).map(
    ({ what, quote }) => `${what ? `${escaped(what)}: ` : ''}${quoted(quote, say)}`,
  );
  return [
    `### ${named(finding)}`,
    `${mark(say, status, tilt)} / ${labelled(say('report.severity'), say(`severity.${severity}`), say)}`,
    labelled(say('report.reason'), escaped(reason), say),
    ...(finding.doubt ? [`**${escaped(finding.doubt)}**`] : []),
    ...(places.length > 0 ? [labelled(say('report.quotes'), '', say), list(places)] : []),
    ...(nearest.length > 0
      ? [
          labelled(say('report.nearest'), '', say),
          list(nearest.map((place) => `${quoted(place, say, 200)} (${escaped(place.why)})`)),
        ]
      : []),
    labelled(say('report.asks'), escaped(question), say),
    labelled(say('report.matters'), escaped(why), say),
    ...draftsOf(finding, language, say).flatMap(({ what, text }) => [labelled(what, '', say), block(text)]),
  ];
}

function clauses({ say, clauses: all }: ReportView): string[] {
  const rows = all.map(({ clause, findings }) => {
    const points = findings.map(({ id, status, tilt }) => `${id} ${mark(say, status, tilt)}`);
    return `${'  '.repeat(clause.depth)}- ${escaped(shortened(clauseName(clause, say), 80))}: ${points.join('; ') || say('report.clauses.none')}`;
  });
  return [`## ${say('report.clauses')}`, rows.join('\n')];
}

function notices({ notices: all }: Report, say: Words): string[] {
  if (all.length === 0) return [];
  const rows = all.map(({ message, where }) => escaped(where ? `${where}: ${message}` : message));
  return [`## ${say('report.notices')}`, list(rows)];
}

function named({ id, title }: Finding): string {
  return `${id} ${escaped(title)}`;
}

function mark(say: Words, status: Finding['status'], tilt: Finding['tilt'] = 'none'): string {
  return [
    `${say(`symbol.${status}`)} ${say(`status.${status}`)}`,
    ...(tilt === 'none' ? [] : [say(`tilt.${tilt}`)]),
  ].join(' / ');
}

function elementMark(say: Words, found: boolean): string {
  return say(found ? 'symbol.met' : 'symbol.missing');
}

function quoted(place: Quote, say: Words, most = 400): string {
  return `${escaped(placeName(place, say))} ${say('quote.open')}${escaped(shortened(place.quote, most))}${say('quote.close')}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function list(entries: readonly string[]): string {
  return entries.map((entry) => `- ${entry}`).join('\n');
}

/** A clause of our own, line by line as a quotation. */
function block(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `> ${escaped(line)}`)
    .join('  \n');
}

/** Every character that Markdown or HTML could read as markup is escaped, also at the start of a line; addresses stay plain text. */
function escaped(text: string): string {
  return plain(text)
    .replace(/[\\`*_{}[\]<>#|~&$@]/g, (mark) => `\\${mark}`)
    .replace(/^(\d*)([.)+=-])/, '$1\\$2')
    .replace(/\b(https?|ftp)(:)(?=\/\/)/gi, '$1\\$2')
    .replace(/\bwww\./gi, 'www\\.');
}
