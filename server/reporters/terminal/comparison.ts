/** The comparison as lines of text for a terminal. */
import stringWidth from 'string-width';
import type { ComparedChange, Comparison } from '../../model/comparison.js';
import type { RenderOptions } from '../../model/plugin.js';
import { type ComparisonView, comparisonView, pointsOf, signature, stateChange } from '../view/comparison.js';
import { plain, shortened } from '../view/inert.js';
import { labelled } from '../view/view.js';
import { Page, painting } from './page.js';

const QUOTE = 240;

export function renderComparison(comparison: Comparison, { language, color }: RenderOptions): string {
  const view = comparisonView(comparison, language);
  const page = new Page(painting(color), view.say);
  head(page, view);
  points(page, view);
  changes(page, comparison, view);
  comments(page, comparison, view);
  page.blank();
  page.write(comparison.checklist.disclaimer);
  return page.text();
}

function head(page: Page, { say, facts, counts, clauses }: ComparisonView): void {
  page.heading(say('comparison.title'));
  const width = Math.max(...facts.map(({ label }) => stringWidth(label)));
  for (const { label, text } of facts)
    page.write(`${label}${' '.repeat(width - stringWidth(label))}  ${plain(text)}`, width + 2);
  page.blank();
  page.write(labelled(say('comparison.clauses'), clauses.map(({ name, count }) => `${name} ${count}`).join('  '), say));
  page.write(counts.map(({ verdict, count }) => `${say(`verdict.${verdict}`)} ${count}`).join('  '));
}

function points(page: Page, { say, moved }: ComparisonView): void {
  page.heading(say('comparison.points'));
  if (moved.length === 0) page.write(say('comparison.points.none'));
  for (const item of moved) {
    const mark = say(`verdict.symbol.${item.verdict}`);
    page.write(`${mark} ${item.id} ${plain(item.title)}  [${say(`verdict.${item.verdict}`)}]`, 2, 0, 'bold');
    page.write(stateChange(item, say), 2, 3);
    page.write(item.reason, 2, 3);
    if (item.changes.length > 0)
      page.write(labelled(say('comparison.by'), item.changes.join(say('list.separator')), say), 2, 3);
  }
}

function changes(page: Page, { changes: all }: Comparison, view: ComparisonView): void {
  const { say } = view;
  page.heading(say('comparison.changes'));
  if (all.length === 0) page.write(say('comparison.changes.none'));
  for (const change of all) {
    page.blank();
    page.write(`${change.id}  ${say(`change.${change.kind}`)}  ${plain(signature(change, say))}`, 4, 0, 'bold');
    words(page, change);
    const points = pointsOf(change, say);
    if (points) page.write(points, 2, 3);
    page.write(labelled(say(`answer.name.${change.answer}`), change.reason, say), 2, 3);
    for (const line of change.wording?.trim().split('\n') ?? []) page.write(plain(line), 2, 5);
    for (const { id, before, after } of change.alone ?? [])
      page.write(
        labelled(say('comparison.alone'), `${id} ${say(`status.${before}`)} → ${say(`status.${after}`)}`, say),
        2,
        3,
      );
  }
}

function words(page: Page, { kind, before, after }: ComparedChange): void {
  if (before) page.write(`- ${shortened(before, QUOTE)}`, 2, 3, 'red');
  if (after && kind !== 'move') page.write(`+ ${shortened(after, QUOTE)}`, 2, 3, 'green');
}

function comments(page: Page, { comments: all }: Comparison, { say }: ComparisonView): void {
  if (all.length === 0) return;
  page.heading(say('comparison.comments'));
  for (const { label, author, date, text } of all)
    page.write(
      labelled([label, author, date.slice(0, 10)].filter(Boolean).join(say('list.separator')), plain(text), say),
      2,
    );
}
