/** A comparison grouped and ordered the way every reporter shows it. */
import { message } from '../../messages/message.js';
import { type ComparedChange, type ComparedItem, type Comparison, ItemVerdict } from '../../model/comparison.js';
import { labelled, type Words } from './view.js';

export interface ComparisonView {
  say: Words;
  facts: readonly { label: string; text: string }[];
  counts: readonly { verdict: ComparedItem['verdict']; count: number }[];
  /** Clauses that have a counterpart, and what became of the others. */
  clauses: readonly { name: string; count: number }[];
  /** Points whose verdict changed: what got worse first. */
  moved: readonly ComparedItem[];
  /** Authors of tracked changes, in order of their first change. */
  authors: readonly string[];
  changeOf(id: string): ComparedChange | undefined;
}

const ORDER: readonly ComparedItem['verdict'][] = ['newly-missing', 'worsened', 'newly-met', 'improved', 'unchanged'];

export function comparisonView(comparison: Comparison, language: string): ComparisonView {
  const say: Words = (key, values) => message(language, key, values);
  const byId = new Map(comparison.changes.map((change) => [change.id, change]));
  return {
    say,
    facts: facts(comparison, say),
    counts: ItemVerdict.options.map((verdict) => ({ verdict, count: comparison.summary[verdict] })),
    clauses: clauses(comparison, say),
    moved: comparison.items
      .filter(({ verdict }) => verdict !== 'unchanged')
      .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict)),
    authors: [...new Set(comparison.changes.map(({ author }) => author).filter(Boolean))],
    changeOf: (id) => byId.get(id),
  };
}

function clauses({ clauses: all }: Comparison, say: Words): ComparisonView['clauses'] {
  const aligned = all.filter(({ before, after }) => before !== null && after !== null).length;
  const told = (['changed', 'moved', 'added', 'removed'] as const).map((status) => ({
    name: say(`clause.${status}`),
    count: all.filter((clause) => clause.status === status).length,
  }));
  return [{ name: say('clause.aligned'), count: aligned }, ...told];
}

/** `Status before → status after`, with the tilt where there is one. */
export function stateChange({ before, after }: ComparedItem, say: Words): string {
  const state = ({ status, tilt }: ComparedItem['before']) =>
    tilt === 'none'
      ? say(`status.${status}`)
      : say('text.aside', { main: say(`status.${status}`), aside: say(`tilt.${tilt}`) });
  return `${state(before)} → ${state(after)}`;
}

/** Where, who and when. */
export function signature({ label, to, author, date }: ComparedChange, say: Words): string {
  const place = to === undefined ? label || say('report.outside') : `${label} → ${to}`;
  return [place, author, date.slice(0, 10)].filter(Boolean).join(say('list.separator'));
}

/** The points that a change moves, worst first, and those it only touches. */
export function pointsOf({ items }: ComparedChange, say: Words): string {
  const named = (['worse', 'better', 'neutral'] as const).flatMap((direction) => {
    const ids = items.filter((item) => item.direction === direction).map(({ id }) => id);
    return ids.length === 0 ? [] : [labelled(say(`direction.${direction}`), ids.join(say('list.separator')), say)];
  });
  return named.join(' / ');
}

function facts({ documents, checklist, model, side, tracked }: Comparison, say: Words): ComparisonView['facts'] {
  const named = ({ name, format, sha256 }: Comparison['documents']['before']) =>
    say('text.aside', { main: name, aside: [format, `SHA-256 ${sha256.slice(0, 12)}`].join(say('list.separator')) });
  const versions = tracked
    ? [{ label: say('comparison.tracked'), text: named(documents.before) }]
    : [
        { label: say('comparison.before'), text: named(documents.before) },
        { label: say('comparison.after'), text: named(documents.after) },
      ];
  return [
    ...versions,
    {
      label: say('report.checklist'),
      text: say('text.aside', { main: checklist.title, aside: `${say('report.version')} ${checklist.version}` }),
    },
    { label: say('report.model'), text: `${model} ${say(`model.${model}`)}` },
    { label: say('report.side'), text: say(`side.${side}`) },
  ];
}
