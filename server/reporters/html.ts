/** The report as one self-contained page: no script, nothing loaded, readable on screen, on a phone, on paper and aloud. */
import type { Reporter } from '../model/plugin.js';
import type { Finding, Quote, Report, Status } from '../model/report.js';
import { renderComparison } from './html/comparison.js';
import { escaped, escapedLines } from './html/escape.js';
import { page } from './html/page.js';
import { style } from './html/style.js';
import { shortened } from './view/inert.js';
import {
  clauseName,
  decisionLines,
  draftsOf,
  labelled,
  placeName,
  quotesOf,
  type ReportView,
  viewOf,
  type Words,
} from './view/view.js';

const html: Reporter = {
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  render: (report, { language }) => {
    const view = viewOf(report, language);
    return page(
      { language, title: `${view.say('report.title')}: ${report.document.name}`, style },
      body(report, view, new Writer(report, view.say)),
    );
  },
  renderComparison,
};
export default html;

/** Knows how a quote, a mark and an element look; quotes carry the contract's own language. */
class Writer {
  readonly contractLanguage: string;
  readonly language: string;

  constructor(
    report: Report,
    readonly say: Words,
  ) {
    this.contractLanguage = report.document.language;
    this.language = report.language;
  }

  mark(status: Status, tilt: Finding['tilt'] = 'none'): string {
    const { say } = this;
    const main = `<span class="mark ${status}">${say(`symbol.${status}`)} ${escaped(say(`status.${status}`))}</span>`;
    return tilt === 'none' ? main : `${main} <span class="mark tilt">${escaped(say(`tilt.${tilt}`))}</span>`;
  }

  quote(place: Quote, most = Number.POSITIVE_INFINITY): string {
    return `<blockquote><cite>${escaped(placeName(place, this.say))}</cite><span lang="${escaped(this.contractLanguage)}">${escaped(shortened(place.quote, most))}</span></blockquote>`;
  }

  elements(finding: Finding, quoted = false): string {
    const rows = finding.elements.map(({ text, found, evidence }) => {
      const status = found ? 'met' : 'missing';
      const word = this.say(found ? 'report.element.found' : 'report.element.absent');
      const quote = quoted && evidence[0] ? this.quote(evidence[0]) : '';
      return `<li><span class="symbol ${status}">${this.say(`symbol.${status}`)}</span>${escaped(text)} <span class="none">(${escaped(word)})</span>${quote}</li>`;
    });
    return `<ul class="elements">${rows.join('')}</ul>`;
  }
}

function body(report: Report, view: ReportView, writer: Writer): string {
  const { say, facts, counts } = view;
  const sections = [
    ['focus', say('report.focus'), focus(view, writer)],
    ['findings', say('report.findings'), openPoints(view, writer)],
    ['met', say('report.met'), metPoints(view, writer)],
    ...(view.na.length === 0 ? [] : [['na', say('report.na'), notApplicable(view)]]),
    ['clauses', say('report.clauses'), clauses(view, writer)],
    ...(report.notices.length === 0 ? [] : [['notices', say('report.notices'), notices(report)]]),
  ] as [string, string, string][];
  return `<a class="skip" href="#findings">${escaped(say('report.skip'))}</a>
<header>
<h1>${escaped(say('report.title'))}</h1>
<dl class="facts">${facts.map(({ label, text }) => `<dt>${escaped(label)}</dt><dd>${escaped(text)}</dd>`).join('')}</dl>
<ul class="counts" aria-label="${escaped(say('report.summary'))}">${counts.map(({ status, count }) => `<li><b>${count}</b>${writer.mark(status)}</li>`).join('')}</ul>
<p class="note">${escaped(report.checklist.disclaimer)}</p>
<nav aria-label="${escaped(say('report.contents'))}"><ul>${sections.map(([id, title]) => `<li><a href="#${id}">${escaped(title)}</a></li>`).join('')}</ul></nav>
</header>
<main>
${sections.map(([id, title, content]) => `<section aria-labelledby="${id}"><h2 id="${id}">${escaped(title)}</h2>\n${content}</section>`).join('\n')}
</main>
<footer><p class="note">${escaped(report.checklist.disclaimer)}</p></footer>`;
}

function focus({ say, path, links, audit }: ReportView, writer: Writer): string {
  const rows = path.map(
    ({ station, weakest, findings }) => `<tr><th scope="row">${escaped(station.title)}</th>
<td>${writer.mark(station.status, station.tilt)}</td>
<td>${findings.map((finding) => `<a href="#${finding.id}">${finding.id}</a> ${escaped(finding.title)} ${writer.mark(finding.status, finding.tilt)}${writer.elements(finding)}`).join('')}</td>
<td>${weakest ? `<a href="#${weakest.id}">${weakest.id} ${escaped(weakest.title)}</a>` : '–'}</td></tr>`,
  );
  const head = ['report.path.station', 'report.status', 'report.path.points', 'report.path.weakest'];
  return `<h3>${escaped(say('report.path'))}</h3>
<p class="links">${escaped(links)}</p>
<table><thead><tr>${head.map((key) => `<th scope="col">${escaped(say(key))}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
<h3>${escaped(say('report.audit'))}</h3>
${audit.map((finding) => `<div class="card"><p class="marks"><strong>${finding.id} ${escaped(finding.title)}</strong> ${writer.mark(finding.status, finding.tilt)}</p>${writer.elements(finding, true)}<p>${escaped(finding.reason)}</p></div>`).join('\n')}`;
}

function openPoints({ say, open }: ReportView, writer: Writer): string {
  return open.length === 0
    ? `<p>${escaped(say('report.findings.none'))}</p>`
    : open.map((finding) => card(finding, writer)).join('\n');
}

function card(finding: Finding, writer: Writer): string {
  const { say } = writer;
  const { id, title, status, tilt, severity, reason, nearest, question, why } = finding;
  const places = quotesOf(finding, say).map(
    ({ what, quote }) => `${what ? `<p class="what">${escaped(what)}</p>` : ''}${writer.quote(quote)}`,
  );
  const near = nearest.map((place) => `${writer.quote(place, 300)}<p class="what">${escaped(place.why)}</p>`);
  return `<article class="card" id="${id}" aria-labelledby="${id}-title"><h3 id="${id}-title">${id} ${escaped(title)}</h3>
<p class="marks">${writer.mark(status, tilt)} <span class="mark na">${escaped(labelled(say('report.severity'), say(`severity.${severity}`), say))}</span></p>
<p>${escaped(reason)}</p>${doubt(finding)}
${decided(finding, writer)}${writer.elements(finding)}
${places.length === 0 ? '' : `<h4>${escaped(say('report.quotes'))}</h4>${places.join('\n')}`}
${near.length === 0 ? '' : `<details${status === 'weak' ? '' : ' open'}><summary>${escaped(say('report.nearest'))}</summary>${near.join('\n')}</details>`}
<details><summary>${escaped(say('report.suggestion'))}</summary>
<h4>${escaped(say('report.asks'))}</h4><p>${escaped(question)}</p>
<h4>${escaped(say('report.matters'))}</h4><p>${escaped(why)}</p>
${draftsOf(finding, writer.language, say)
  .map(
    ({ what, language, text }) =>
      `<h4>${escaped(what)}</h4><div class="clause" lang="${escaped(language)}">${escapedLines(text)}</div>`,
  )
  .join('\n')}</details>
</article>`;
}

function decided(finding: Finding, { say }: Writer): string {
  const lines = decisionLines(finding, say);
  return lines.length === 0 ? '' : `<p class="links">${lines.map(escaped).join('<br>')}</p>\n`;
}

function doubt({ doubt: words }: Finding): string {
  return words === null ? '' : `<p><strong>${escaped(words)}</strong></p>`;
}

function metPoints({ met }: ReportView, writer: Writer): string {
  return met
    .map(
      (finding) =>
        `<article class="card" id="${finding.id}" aria-labelledby="${finding.id}-title"><h3 id="${finding.id}-title">${finding.id} ${escaped(finding.title)}</h3>
<p class="marks">${writer.mark(finding.status, finding.tilt)}</p>${doubt(finding)}${decided(finding, writer)}${writer.elements(finding)}${finding.evidence
          .slice(0, 2)
          .map((place) => writer.quote(place))
          .join('\n')}</article>`,
    )
    .join('\n');
}

function notApplicable({ na }: ReportView): string {
  return `<ul>${na.map(({ id, title, reason }) => `<li id="${id}">${id} ${escaped(title)} <span class="none">${escaped(reason)}</span></li>`).join('')}</ul>`;
}

function clauses({ say, clauses: all }: ReportView, writer: Writer): string {
  const rows = all.map(({ clause, findings }) => {
    const points = findings.map(
      ({ id, title, status, tilt }) =>
        `<a href="#${id}" title="${escaped(title)}" class="mark ${status}">${say(`symbol.${status}`)} ${id} ${escaped(say(`status.${status}`))}${tilt === 'none' ? '' : ` (${escaped(say(`tilt.${tilt}`))})`}</a>`,
    );
    const none = `<span class="none">${escaped(say('report.clauses.none'))}</span>`;
    return `<li><span style="padding-left:${Math.min(clause.depth, 6)}em" lang="${escaped(writer.contractLanguage)}">${escaped(shortened(clauseName(clause, say), 90))}</span><span class="points">${points.join('') || none}</span></li>`;
  });
  return `<ul class="tree">${rows.join('\n')}</ul>`;
}

function notices({ notices: all }: Report): string {
  return `<ul>${all.map(({ message, where }) => `<li>${escaped(where ? `${where}: ${message}` : message)}</li>`).join('')}</ul>`;
}
