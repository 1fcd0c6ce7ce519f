import {
  ALL,
  authorsOf,
  clauseOf,
  movedItems,
  shownChanges,
  shownClauses,
  stepped,
  wordsOf,
  wordsOfChange,
} from '../../client/compare/filter.js';
import type { ComparedChange, ComparedClause, ComparedItem, Comparison } from '../../server/model/comparison.js';

const change = (id: string, author: string, answer: ComparedChange['answer'], ...directions: string[]) =>
  ({ id, author, answer, items: directions.map((direction) => ({ id: 'IN-01', direction })) }) as ComparedChange;

const changes = [
  change('x1', 'Vendor', 'reject', 'worse', 'neutral'),
  change('x2', 'User', 'accept', 'better'),
  change('x3', 'Vendor', 'unrelated'),
];

const before = '1 We keep it. 2 We sell it. 3 Bye.';
const after = '1 We keep it. 2 We delete it. 4 New.';
const clause = (status: ComparedClause['status'], part: Partial<ComparedClause>): ComparedClause => ({
  before: 'c1',
  after: 'c1',
  labels: { before: '1', after: '1' },
  ranges: { before: [0, 13], after: [0, 13] },
  status,
  changes: [],
  comments: [],
  ...part,
});
const clauses = [
  clause('same', {}),
  clause('changed', {
    ranges: { before: [14, 27], after: [14, 29] },
    changes: ['x1'],
    marked: [
      { kind: 'same', text: '2 We ', change: '' },
      { kind: 'deleted', text: 'sell', change: 'x1' },
      { kind: 'inserted', text: 'delete', change: 'x1' },
      { kind: 'same', text: ' it.', change: '' },
    ],
  }),
  clause('removed', { after: null, ranges: { before: [28, 34], after: null }, changes: ['x2'] }),
  clause('added', { before: null, ranges: { before: null, after: [30, 36] }, changes: ['x3'] }),
];
const comparison = { changes, clauses, texts: { before, after } } as unknown as Comparison;
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

test('changes are told by author, by what they do to any point, and by answer', () => {
  expect(authorsOf(comparison)).toEqual(['Vendor', 'User']);
  expect(ids(shownChanges(comparison, ALL))).toEqual(['x1', 'x2', 'x3']);
  expect(ids(shownChanges(comparison, { ...ALL, author: 'Vendor' }))).toEqual(['x1', 'x3']);
  expect(ids(shownChanges(comparison, { ...ALL, direction: 'neutral' }))).toEqual(['x1']);
  expect(ids(shownChanges(comparison, { ...ALL, author: 'Vendor', answer: 'unrelated' }))).toEqual(['x3']);
});

test('each side shows its own clauses in its own words', () => {
  const told = (show: 'markup' | 'original' | 'proposed', changed = false) =>
    shownClauses(comparison, show, changed).map((one) =>
      wordsOf(one, comparison, show)
        .map(({ text }) => text)
        .join('|'),
    );
  expect(told('original')).toEqual(['1 We keep it.', '2 We sell it.', '3 Bye.']);
  expect(told('proposed')).toEqual(['1 We keep it.', '2 We delete it.', '4 New.']);
  expect(told('markup', true)[0]).toBe('2 We |sell|delete| it.');
  expect(shownClauses(comparison, 'markup', true)).toHaveLength(3);
});

test('a clause with nothing but a comment counts as changed', () => {
  const remarked = { ...comparison, clauses: [clause('same', { comments: ['1'] }), clause('same', {})] };
  expect(shownClauses(remarked, 'markup', true)).toHaveLength(1);
});

test('a change leads to the clause that shows it, to none where that is hidden', () => {
  expect(clauseOf('x1', clauses)).toBe(1);
  expect(clauseOf('x3', clauses)).toBe(3);
  expect(clauseOf('x2', shownClauses(comparison, 'proposed', false))).toBe(-1);
});

test('steps go through the changes that are shown, and stay at either end', () => {
  expect(stepped(changes, null, 1)).toBe('x1');
  expect(stepped(changes, 'x1', 1)).toBe('x2');
  expect(stepped(changes, 'x3', 1)).toBe('x3');
  expect(stepped(changes, 'x1', -1)).toBe('x1');
  expect(stepped(changes, 'hidden', -1)).toBe('x3');
  expect(stepped([], null, 1)).toBeNull();
});

test('points that stand otherwise come worst first; one whose tilt alone changed is among them', () => {
  const state = { status: 'met', tilt: 'none', severity: 'none' } as const;
  const item = (id: string, verdict: ComparedItem['verdict'], now: Partial<ComparedItem['after']> = {}) =>
    ({ id, verdict, before: state, after: { ...state, ...now } }) as ComparedItem;
  const items = [
    item('IN-01', 'unchanged'),
    item('IN-02', 'improved'),
    item('IN-03', 'unchanged', { tilt: 'vendor' }),
    item('IN-04', 'newly-missing', { status: 'missing' }),
    item('IN-05', 'worsened', { status: 'weak' }),
  ];
  expect(ids(movedItems({ items } as Comparison))).toEqual(['IN-04', 'IN-05', 'IN-02', 'IN-03']);
});

test('a change is shown in its clause, with what others did as it is and a little of what stands beside it', () => {
  const marked: ComparedClause['marked'] = [
    { kind: 'same', text: '7.2 The recipient shall use the information ', change: '' },
    { kind: 'deleted', text: 'only ', change: 'x1' },
    { kind: 'inserted', text: 'promptly ', change: 'x2' },
    { kind: 'deleted', text: 'never ', change: 'x2' },
    { kind: 'same', text: 'to ', change: '' },
    { kind: 'inserted', text: 'sell it', change: 'x1' },
    { kind: 'same', text: '.', change: '' },
  ];
  const own = clause('changed', { changes: ['x1', 'x2'], marked });
  expect(wordsOfChange({ ...changes[0]!, kind: 'replacement' }, [clauses[0]!, own])).toEqual([
    { kind: 'same', text: '…use the information ', change: '' },
    { kind: 'deleted', text: 'only ', change: 'x1' },
    { kind: 'same', text: 'promptly ', change: '' },
    { kind: 'same', text: 'to ', change: '' },
    { kind: 'inserted', text: 'sell it', change: 'x1' },
    { kind: 'same', text: '.', change: '' },
  ]);
  expect(wordsOfChange({ ...changes[0]!, kind: 'move' }, [own])).toBeNull();
  expect(wordsOfChange({ ...changes[0]!, kind: 'deletion' }, [own, own])).toBeNull();
});
