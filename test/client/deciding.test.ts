import {
  asksForDecision,
  carriedDecisions,
  decided,
  earlier,
  progressOf,
  takenOver,
  undone,
} from '../../client/decide/deciding.js';
import { DRAFT, workOn } from './reports.js';

const work = await workOn();
const given = (item: string, decision: 'accepted-risk' | 'to-be-fixed', note = '', minute = 0) => ({
  item,
  decision,
  note,
  by: 'M. Kivi',
  at: new Date(Date.UTC(2026, 1, 3, 10, minute)).toISOString(),
});

test('each decision can be taken back, and what was decided before is told', () => {
  const first = decided(work, given('IN-15', 'accepted-risk'));
  const second = decided(first, given('IN-15', 'to-be-fixed', 'ask', 1));
  expect(earlier(second, 'IN-15').map(({ decision }) => decision)).toEqual(['accepted-risk']);
  expect(earlier(second, 'IN-16')).toEqual([]);
  expect(undone(second).decisions).toEqual(first.decisions);
  expect(undone(undone(second)).decisions).toEqual(work.decisions);
  expect(undone(work)).toBe(work);
});

test('writing on at a note is no step of its own', () => {
  const first = decided(work, given('IN-15', 'accepted-risk'));
  const noted = decided(
    decided(first, given('IN-15', 'accepted-risk', 'few', 1)),
    given('IN-15', 'accepted-risk', 'few names', 2),
  );
  expect(carriedDecisions(noted).get('IN-15')?.note).toBe('few names');
  expect(noted.past).toHaveLength(1);
  expect(undone(noted).decisions.decisions).toEqual([]);
});

test('decisions of a file replace those on the same points, in one step, and are open again where the words changed', async () => {
  const theirs = decided(decided(work, given('IN-25', 'accepted-risk')), given('IN-15', 'accepted-risk', '', 1));
  const next = await workOn(DRAFT.map((line) => line.replace('48 hours', '30 days')));
  const mine = decided(next, given('IN-15', 'to-be-fixed'));
  const both = takenOver(mine, theirs.decisions);
  const carried = carriedDecisions(both);
  expect(carried.get('IN-25')).toMatchObject({ decision: 'open', reopened: { was: 'accepted-risk' } });
  expect(carried.get('IN-15')).toMatchObject({ decision: 'accepted-risk', reopened: null });
  expect(undone(both).decisions).toEqual(mine.decisions);
});

test('progress counts the points that ask for a decision, and those decided though they did not', () => {
  const { items } = work.report;
  const asking = items.filter(asksForDecision).length;
  expect(asking).toBeGreaterThan(10);
  expect(progressOf(work.report, carriedDecisions(work))).toEqual({ decided: 0, total: asking });
  const one = decided(work, given(items.find(asksForDecision)!.id, 'to-be-fixed'));
  expect(progressOf(one.report, carriedDecisions(one))).toEqual({ decided: 1, total: asking });
  const quiet = items.find((finding) => !asksForDecision(finding));
  if (!quiet) throw new Error('the draft has a point that asks for nothing');
  const two = decided(one, given(quiet.id, 'to-be-fixed'));
  expect(progressOf(two.report, carriedDecisions(two))).toEqual({ decided: 2, total: asking + 1 });
});
