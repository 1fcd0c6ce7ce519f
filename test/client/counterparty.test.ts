import { counterpartyView } from '../../client/decide/counterparty.js';
import { counterpartyHtml, counterpartyMarkdown } from '../../client/decide/counterparty-file.js';
import { decided } from '../../client/decide/deciding.js';
import { message } from '../../server/messages/message.js';
import type { DecisionKind } from '../../server/model/decisions.js';
import { workOn } from './reports.js';

const words = (key: string, values?: Readonly<Record<string, string | number>>) =>
  key.startsWith('counterparty.') ? `«${key}»` : message('en', key, values);
const base = await workOn();
const kinds: readonly DecisionKind[] = ['open', 'accepted-risk', 'not-applicable', 'tool-is-wrong', 'to-be-fixed'];
const [, ...others] = base.report.items.filter(({ id }) => id !== 'IN-25');
const ids = ['IN-25', ...others.slice(0, 4).map(({ id }) => id)];
/** One point of each kind; the last one and IN-25 are to be fixed. */
const work = ids.reduce(
  (now, item, index) =>
    decided(now, {
      item,
      decision: item === 'IN-25' ? 'to-be-fixed' : kinds[index]!,
      note: `SECRET-NOTE-${item}`,
      by: 'SECRET-NAME',
      at: '2026-02-03T10:00:00Z',
    }),
  base,
);
const view = counterpartyView(work.report, work.decisions);
const outputs = [JSON.stringify(view), counterpartyHtml(view, words), counterpartyMarkdown(view, words)];

test('only what is to be fixed is shown: what stands there first, then what is missing', () => {
  const titleOf = (id: string) => work.report.items.find((finding) => finding.id === id)!.title;
  expect(view.points.map(({ kind, title }) => [kind, title])).toEqual([
    ['change', titleOf('IN-25')],
    ['add', titleOf(ids.at(-1)!)],
  ]);
  expect(view.points[0]!.quotes[0]!.quote).toContain('48 hours');
  for (const output of outputs) expect(output).toContain('48 hours');
});

test('nothing internal is in it, whatever was noted', () => {
  const internal = work.report.items.flatMap(({ id, fallback, reason, why, doubt, title }) =>
    ids.includes(id)
      ? [fallback, reason, why, doubt ?? '', ...(view.points.some((point) => point.title === title) ? [] : [title])]
      : [title],
  );
  for (const output of outputs) {
    expect(output).not.toContain('SECRET');
    expect(internal.filter((text) => text.length > 12 && output.includes(text))).toEqual([]);
    expect(output).not.toMatch(/confidence|severity|accepted|fallback/i);
  }
});

test('words of a contract stay words in what is sent', async () => {
  const hostile = '<script>alert(1)</script> [x](javascript:alert) \u202e';
  const evil = {
    ...view,
    document: hostile,
    points: [{ ...view.points[0]!, quotes: [{ label: '1', quote: hostile, page: 2 }] }],
  };
  const page = counterpartyHtml(evil, words);
  expect(page).not.toMatch(/<script|javascript:[^)]*"/);
  const markdown = counterpartyMarkdown(evil, words);
  expect(markdown).not.toMatch(/(?<!\\)[<[]|\u202e/);
});
