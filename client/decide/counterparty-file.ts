/** Writes what the other side is sent: a page or Markdown, from the counterparty's view alone. */
import type { Text } from '../language.js';
import type { CounterpartyPoint, CounterpartyQuote, CounterpartyReport } from './counterparty.js';

export function counterpartyHtml(report: CounterpartyReport, text: Text): string {
  const title = text('counterparty.title');
  return `<!doctype html>
<html lang="${html(report.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${html(title)}</h1>
<p><bdi>${html(report.document)}</bdi></p>
${report.points.map((point, index) => htmlPoint(point, index + 1, report, text)).join('\n')}
</body>
</html>
`;
}

export function counterpartyMarkdown(report: CounterpartyReport, text: Text): string {
  const points = report.points.flatMap((point, index) => [
    `## ${index + 1}. ${markdown(point.title)}`,
    `${text(`counterparty.${point.kind}`)} ${markdown(point.question)}`,
    ...point.quotes.flatMap((place) => [`${markdown(placeName(place, text))}`, quoted(place.quote)]),
    text('counterparty.wording'),
    quoted(point.wording),
  ]);
  return `${[`# ${text('counterparty.title')}`, markdown(report.document), ...points].join('\n\n')}\n`;
}

export function placeName({ label, page }: CounterpartyQuote, text: Text): string {
  const place = label === '' ? text('report.outside') : label;
  return page === null ? place : text('text.aside', { main: place, aside: text('report.page', { page }) });
}

const STYLE =
  'body{font-family:sans-serif;line-height:1.7;max-width:46rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere;line-break:strict}' +
  'blockquote{margin:.5rem 0;padding:.5rem 1rem;border-left:4px solid #888;background:#f4f4f4;color:#111;white-space:pre-wrap;unicode-bidi:isolate}' +
  'h2{margin-top:2.5rem;font-size:1.15rem}h3{font-size:1rem;margin-bottom:0}section{break-inside:avoid}';

function htmlPoint(point: CounterpartyPoint, number: number, report: CounterpartyReport, text: Text): string {
  const lines = [
    `<h2>${number}. ${html(point.title)}</h2>`,
    `<p><strong>${html(text(`counterparty.${point.kind}`))}</strong> ${html(point.question)}</p>`,
    ...point.quotes.map(
      (place) =>
        `<h3><bdi>${html(placeName(place, text))}</bdi></h3><blockquote lang="${html(report.contractLanguage)}">${html(place.quote)}</blockquote>`,
    ),
    `<h3>${html(text('counterparty.wording'))}</h3><blockquote lang="${html(report.contractLanguage)}">${html(point.wording)}</blockquote>`,
  ];
  return `<section>\n${lines.join('\n')}\n</section>`;
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** One line, with no sign that Markdown reads; controls of direction cannot leave it. */
function markdown(text: string): string {
  return text
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/[\\`*_{}[\]<>()#+\-!|~&.]/g, '\\$&');
}

function quoted(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => `> ${markdown(line)}`)
    .join('\n');
}
