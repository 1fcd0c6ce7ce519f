/** The report as lines of text for a terminal: statuses by symbol and word, colour only as an addition. */
import stringWidth from 'string-width';
import type { Reporter } from '../model/plugin.js';
import type { Finding, Quote, Report } from '../model/report.js';
import { renderComparison } from './terminal/comparison.js';
import { Page, painting } from './terminal/page.js';
import { plain, shortened } from './view/inert.js';
import {
  clauseName,
  decisionLines,
  draftsOf,
  labelled,
  placeName,
  quotesOf,
  type ReportView,
  viewOf,
} from './view/view.js';

const terminal: Reporter = {
  mediaType: 'text/plain; charset=utf-8',
  extension: 'txt',
  render: (report, { language, color }) => {
    const view = viewOf(report, language);
    const page = new Page(painting(color), view.say);
    head(page, report, view);
    focus(page, view);
    openPoints(page, view);
    metPoints(page, view);
    clauses(page, view);
    if (report.notices.length > 0) {
      page.heading(view.say('report.notices'));
      for (const { message, where } of report.notices)
        page.write(`- ${where ? `${plain(where)}: ` : ''}${plain(message)}`, 2);
    }
    page.blank();
    page.write(report.checklist.disclaimer);
    return page.text();
  },
  renderComparison,
};
export default terminal;

const QUOTE = 240;

function head(page: Page, report: Report, { say, facts, counts }: ReportView): void {
  page.heading(say('report.title'));
  const width = Math.max(...facts.map(({ label }) => stringWidth(label)));
  for (const { label, text } of facts)
    page.write(`${label}${' '.repeat(width - stringWidth(label))}  ${plain(text)}`, width + 2);
  page.blank();
  page.write(
    `${say('report.summary')}: ${counts.map(({ status, count }) => `${say(`symbol.${status}`)} ${say(`status.${status}`)} ${count}`).join('  ')}  (${report.items.length})`,
  );
}

function focus(page: Page, { say, path, links, audit }: ReportView): void {
  page.heading(say('report.focus'));
  page.write(say('report.path'), 0, 0, 'bold');
  for (const { station, weakest, findings } of path) {
    page.blank();
    page.point(station, station.title, 0, weakest ? labelled(say('report.path.weakest'), weakest.id, say) : '');
    for (const finding of findings) {
      page.point(finding, `${finding.id} ${finding.title}`, 3);
      elements(page, finding, 6);
    }
  }
  page.blank();
  page.write(links, 2);
  page.blank();
  page.write(say('report.audit'), 0, 0, 'bold');
  for (const finding of audit) {
    page.point(finding, `${finding.id} ${finding.title}`);
    elements(page, finding, 3, true);
    page.write(finding.reason, 0, 3);
  }
}

function elements(page: Page, { elements }: Finding, indent: number, quoted = false): void {
  for (const { text, found, evidence } of elements) {
    const mark = found ? page.say('symbol.met') : page.say('symbol.missing');
    page.write(
      `${mark} ${page.say('text.aside', { main: plain(text), aside: page.say(found ? 'report.element.found' : 'report.element.absent') })}`,
      2,
      indent,
    );
    if (quoted && evidence[0]) quote(page, evidence[0], indent + 2);
  }
}

function quote(page: Page, place: Quote, indent: number): void {
  page.write(
    `${placeName(place, page.say)}: ${page.say('quote.open')}${shortened(place.quote, QUOTE)}${page.say('quote.close')}`,
    2,
    indent,
    'cyan',
  );
}

function openPoints(page: Page, { say, open, language }: ReportView): void {
  page.heading(say('report.findings'));
  if (open.length === 0) page.write(say('report.findings.none'));
  for (const finding of open) {
    page.blank();
    page.point(
      finding,
      `${finding.id} ${finding.title}`,
      0,
      labelled(say('report.severity'), say(`severity.${finding.severity}`), say),
    );
    page.write(labelled(say('report.reason'), finding.reason, say), 2, 3);
    if (finding.doubt) page.write(plain(finding.doubt), 2, 3, 'yellow');
    for (const line of decisionLines(finding, say)) page.write(plain(line), 2, 3);
    for (const { what, quote: place } of quotesOf(finding, say).slice(0, 4)) {
      if (what) page.write(plain(what), 0, 3, 'dim');
      quote(page, place, 5);
    }
    if (finding.status !== 'weak' && finding.nearest.length > 0) {
      page.write(labelled(say('report.nearest'), '', say), 0, 3);
      for (const place of finding.nearest.slice(0, 2)) quote(page, { ...place, quote: shortened(place.quote, 120) }, 5);
    }
    const [draft] = draftsOf(finding, language, say);
    page.write(labelled(draft!.what, '', say), 0, 3);
    for (const line of draft!.text.trim().split('\n')) page.write(plain(line), 2, 5);
  }
}

function metPoints(page: Page, { say, met, na }: ReportView): void {
  page.heading(say('report.met'));
  for (const finding of met) {
    page.point(finding, `${finding.id} ${finding.title}`);
    if (finding.doubt) page.write(plain(finding.doubt), 2, 3, 'yellow');
    for (const line of decisionLines(finding, say)) page.write(plain(line), 2, 3);
    if (finding.evidence[0])
      quote(page, { ...finding.evidence[0], quote: shortened(finding.evidence[0].quote, 120) }, 3);
  }
  if (na.length === 0) return;
  page.heading(say('report.na'));
  page.write(na.map(({ id, title }) => `${id} ${title}`).join(say('list.separator')));
}

function clauses(page: Page, { say, clauses: all }: ReportView): void {
  page.heading(say('report.clauses'));
  for (const { clause, findings } of all) {
    const marks = findings.map(
      ({ id, status, tilt }) => `${say(`symbol.${status}`)}${id}${tilt === 'none' ? '' : ` (${say(`tilt.${tilt}`)})`}`,
    );
    const name = shortened(clauseName(clause, say), 60);
    page.write(`${name}: ${marks.join('  ') || say('report.clauses.none')}`, 4, clause.depth * 2);
  }
}
