/** The comparison as one self-contained page: points, changes with answers, and the text marked up, without any script. */
import type { ComparedChange, ComparedClause, ComparedItem, Comparison } from '../../model/comparison.js';
import type { RenderOptions } from '../../model/plugin.js';
import { type ComparisonView, comparisonView, pointsOf, signature, stateChange } from '../view/comparison.js';
import { labelled } from '../view/view.js';
import { escaped, escapedLines } from './escape.js';
import { page } from './page.js';
import { style } from './style.js';

/** Authors are told apart by name, by the kind of line and by colour; further ones share. */
const MOST_AUTHORS = 4;

export function renderComparison(comparison: Comparison, { language }: RenderOptions): string {
  const view = comparisonView(comparison, language);
  const name = comparison.documents.after.name;
  return page(
    { language, title: `${view.say('comparison.title')}: ${name}`, style: style + MARKS },
    body(comparison, view),
  );
}

function body(comparison: Comparison, view: ComparisonView): string {
  const { say, facts, counts } = view;
  const sections: [string, string, string][] = [
    ['points', say('comparison.points'), points(view)],
    ['changes', say('comparison.changes'), changes(comparison, view)],
    ['text', say('comparison.text'), text(comparison, view)],
    ...(comparison.comments.length === 0
      ? []
      : [['comments', say('comparison.comments'), comments(comparison, view)] as [string, string, string]]),
  ];
  return `<a class="skip" href="#changes">${escaped(say('comparison.changes'))}</a>
<header>
<h1>${escaped(say('comparison.title'))}</h1>
<dl class="facts">${facts.map(({ label, text: words }) => `<dt>${escaped(label)}</dt><dd>${escaped(words)}</dd>`).join('')}</dl>
<ul class="counts">${counts.map(({ verdict, count }) => `<li><b>${count}</b>${mark(verdict, view)}</li>`).join('')}</ul>
<p class="note">${escaped(comparison.checklist.disclaimer)}</p>
<nav aria-label="${escaped(say('report.contents'))}"><ul>${sections.map(([id, title]) => `<li><a href="#${id}">${escaped(title)}</a></li>`).join('')}</ul></nav>
</header>
<main>
${sections.map(([id, title, content]) => `<section aria-labelledby="${id}"><h2 id="${id}">${escaped(title)}</h2>\n${content}</section>`).join('\n')}
</main>
<footer><p class="note">${escaped(comparison.checklist.disclaimer)}</p></footer>`;
}

const LOOKS: Readonly<Record<ComparedItem['verdict'], string>> = {
  improved: 'met',
  'newly-met': 'met',
  worsened: 'weak',
  'newly-missing': 'missing',
  unchanged: 'na',
};

function mark(verdict: ComparedItem['verdict'], { say }: ComparisonView): string {
  return `<span class="mark ${LOOKS[verdict]}">${say(`verdict.symbol.${verdict}`)} ${escaped(say(`verdict.${verdict}`))}</span>`;
}

function points(view: ComparisonView): string {
  const { say, moved } = view;
  if (moved.length === 0) return `<p>${escaped(say('comparison.points.none'))}</p>`;
  return moved
    .map(
      (
        item,
      ) => `<article class="card" id="${item.id}" aria-labelledby="${item.id}-title"><h3 id="${item.id}-title">${item.id} ${escaped(item.title)}</h3>
<p class="marks">${mark(item.verdict, view)} <span>${escaped(stateChange(item, say))}</span></p>
<p>${escaped(item.reason)}</p>
${item.changes.length === 0 ? '' : `<p class="what">${escaped(say('comparison.by'))} ${item.changes.map((id) => `<a href="#${id}">${id}</a>`).join(' ')}</p>`}</article>`,
    )
    .join('\n');
}

const ANSWERS: Readonly<Record<ComparedChange['answer'], string>> = {
  accept: 'met',
  reject: 'missing',
  'accept-with-change': 'weak',
  unrelated: 'na',
};

function changes({ changes: all, documents }: Comparison, view: ComparisonView): string {
  const { say } = view;
  if (all.length === 0) return `<p>${escaped(say('comparison.changes.none'))}</p>`;
  return all
    .map((change) => {
      const { id, kind, before, after, answer, reason, wording, alone = [] } = change;
      const points = pointsOf(change, say);
      const language = escaped(documents.after.language);
      return `<article class="card" id="${id}" aria-labelledby="${id}-title"><h3 id="${id}-title">${id} ${escaped(signature(change, say))}</h3>
<p class="marks"><span class="mark na">${escaped(say(`change.${kind}`))}</span> <span class="mark ${ANSWERS[answer]}">${escaped(say(`answer.name.${answer}`))}</span></p>
<blockquote lang="${language}">${before ? `<del>${escapedLines(before)}</del>` : ''}${after && kind !== 'move' ? ` <ins>${escapedLines(after)}</ins>` : ''}</blockquote>
${points ? `<p>${escaped(points)}</p>` : ''}
<p>${escaped(reason)}</p>
${alone.map((point) => `<p class="what">${escaped(labelled(say('comparison.alone'), `${point.id} ${say(`status.${point.before}`)} → ${say(`status.${point.after}`)}`, say))}</p>`).join('')}
${wording ? `<details><summary>${escaped(say('comparison.wording'))}</summary><div class="clause" lang="${language}">${escapedLines(wording)}</div></details>` : ''}</article>`;
    })
    .join('\n');
}

function text(comparison: Comparison, view: ComparisonView): string {
  const { say, authors } = view;
  const legend =
    authors.length === 0
      ? ''
      : `<p>${escaped(say('comparison.authors'))}: ${authors.map((author) => `<ins class="a${place(author, authors)}">${escaped(author)}</ins>`).join(' ')}</p>`;
  const shows = (['markup', 'original', 'proposed'] as const).map(
    (id) =>
      `<label><input type="radio" name="show" value="${id}"${id === 'markup' ? ' checked' : ''}> ${escaped(say(`comparison.show.${id}`))}</label>`,
  );
  const rows = comparison.clauses
    .filter(({ status }) => status !== 'same')
    .map((clause) => row(clause, comparison, view));
  return `${legend}<div class="marked-text"><fieldset class="shows"><legend>${escaped(say('comparison.show'))}</legend>${shows.join('')}</fieldset>
${rows.join('\n')}</div>`;
}

function row(
  { labels, status, marked = [], comments: ids }: ComparedClause,
  comparison: Comparison,
  view: ComparisonView,
): string {
  const { say, authors, changeOf } = view;
  const name = [...new Set([labels.before, labels.after].filter(Boolean))].join(' → ');
  const words = marked.map(({ kind, text: part, change }) => {
    if (kind === 'same') return escaped(part);
    const { author = '', date = '' } = changeOf(change) ?? {};
    const tag = kind === 'inserted' ? 'ins' : 'del';
    const who = [say(`comparison.${kind}`), author, date.slice(0, 10)].filter(Boolean).join(say('list.separator'));
    const look = author ? ` class="a${place(author, authors)}"` : '';
    return `<${tag}${look} title="${escaped(who)}"><span class="aloud">${escaped(say(`comparison.${kind}`))} </span>${escaped(part)}<a class="by" href="#${change}">${change}</a></${tag}>`;
  });
  const beside = comparison.comments
    .filter(({ id }) => ids.includes(id))
    .map(({ author, text: remark }) => `<aside class="remark"><b>${escaped(author)}</b> ${escaped(remark)}</aside>`);
  return `<div class="card"><p class="marks"><strong>${escaped(name)}</strong> <span class="mark na">${escaped(say(`clause.${status}`))}</span></p><p class="words" lang="${escaped(comparison.documents.after.language)}">${words.join('')}</p>${beside.join('')}</div>`;
}

function place(author: string, authors: readonly string[]): number {
  return authors.indexOf(author) % MOST_AUTHORS;
}

function comments({ comments: all }: Comparison, { say }: ComparisonView): string {
  return `<ul>${all.map(({ label, author, date, text: remark }) => `<li><b>${escaped([label, author, date.slice(0, 10)].filter(Boolean).join(say('list.separator')))}</b> ${escaped(remark)}</li>`).join('')}</ul>`;
}

const MARKS = `
ins{text-decoration:underline;text-underline-offset:.2em;color:var(--met)}del{text-decoration:line-through;color:var(--missing)}
ins.a0{text-decoration-style:solid}ins.a1{text-decoration-style:double;color:var(--accent)}ins.a2{text-decoration-style:dotted;color:var(--weak)}ins.a3{text-decoration-style:wavy;color:var(--unread)}
del.a1{color:var(--accent)}del.a2{color:var(--weak)}del.a3{color:var(--unread)}
.words{white-space:pre-wrap}.by{font-size:.72em;vertical-align:super;margin:0 .15em;text-decoration:none}
.aloud{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.shows{border:1px solid var(--line);border-radius:.5rem;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.6rem 0}
.marked-text:has([value=original]:checked) :is(.words ins){display:none}.marked-text:has([value=original]:checked) .words del{text-decoration:none;color:inherit}
.marked-text:has([value=proposed]:checked) :is(.words del){display:none}.marked-text:has([value=proposed]:checked) .words ins{text-decoration:none;color:inherit}
.marked-text:not(:has([value=markup]:checked)) :is(.by,.aloud){display:none}
.remark{border-left:3px solid var(--weak);padding:.2rem .8rem;margin:.4rem 0;font-size:.92rem}
`;
