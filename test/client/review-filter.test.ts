import { isFiltered, listed, NO_FILTER, toggled, touchedBy } from '../../client/review/filter.js';
import { placesOf } from '../../client/review/places.js';
import type { Finding, Report } from '../../server/model/report.js';

const quote = (start: number, words = 'word') => ({
  clause: 'c1',
  label: '第1条',
  quote: words,
  range: [start, start + words.length] as [number, number],
});

const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  slug: id,
  object: 'input',
  aspect: 'use',
  title: `title of ${id}`,
  question: '',
  why: '',
  weight: 1,
  status: 'met',
  tilt: 'none',
  severity: 'none',
  elements: [],
  evidence: [],
  concerns: [],
  nearest: [],
  searched: { clauses: 1, statements: 1 },
  reason: '',
  confidence: 1,
  doubt: null,
  suggestion: '',
  fallback: '',
  basis: 'grid',
  metiRef: null,
  ...more,
});

const report = {
  items: [
    finding('IN-01', { evidence: [quote(0)] }),
    finding('IN-02', { status: 'missing', severity: 'medium', doubt: 'a person must look' }),
    finding('IN-03', { status: 'weak', severity: 'high', tilt: 'user', evidence: [quote(50, 'ＡＩに学習させる')] }),
    finding('OUT-01', { object: 'output', aspect: 'rights', status: 'weak', severity: 'medium' }),
  ],
  inputPath: [{ id: 'training', items: ['IN-03'] }],
  auditRights: ['IN-02'],
  clauses: [{ id: 'c1', items: ['IN-01', 'IN-03'] }],
  revisions: [{ range: [52, 52] }],
} as unknown as Report;

const ids = (filter: Partial<typeof NO_FILTER>, decided: readonly string[] = []) =>
  listed(report, { ...NO_FILTER, ...filter }, 'checklist', ({ id }) => !decided.includes(id)).map(({ id }) => id);

test('all findings are listed, most severe first or in the order of the checklist', () => {
  expect(ids({})).toEqual(['IN-01', 'IN-02', 'IN-03', 'OUT-01']);
  expect(listed(report, NO_FILTER, 'severity', () => true).map(({ id }) => id)).toEqual([
    'IN-03',
    'IN-02',
    'OUT-01',
    'IN-01',
  ]);
});

test('filters narrow together', () => {
  expect(ids({ statuses: ['weak', 'missing'] })).toEqual(['IN-02', 'IN-03', 'OUT-01']);
  expect(ids({ statuses: ['weak'], severities: ['medium'] })).toEqual(['OUT-01']);
  expect(ids({ tilts: ['user'] })).toEqual(['IN-03']);
  expect(ids({ aspects: ['rights'], objects: ['input'] })).toEqual([]);
});

test('a focus, a station and a clause name their findings', () => {
  expect(ids({ focus: 'input-path' })).toEqual(['IN-03']);
  expect(ids({ focus: 'audit' })).toEqual(['IN-02']);
  expect(ids({ station: 'training' })).toEqual(['IN-03']);
  expect(ids({ clause: 'c1' })).toEqual(['IN-01', 'IN-03']);
});

test('doubtful, undecided and touched ones are found', () => {
  expect(ids({ doubt: true })).toEqual(['IN-02']);
  expect(ids({ undecided: true }, ['IN-01', 'IN-02'])).toEqual(['IN-03', 'OUT-01']);
  expect(ids({ touched: true })).toEqual(['IN-03']);
  expect([...touchedBy(report)]).toEqual(['IN-03']);
});

test('words are looked for in titles, reasons and quotes', () => {
  expect(ids({ words: 'aiに学習' })).toEqual(['IN-03']);
  expect(ids({ words: 'TITLE OF OUT' })).toEqual(['OUT-01']);
});

test('a filter knows whether it asks for anything', () => {
  expect(isFiltered(NO_FILTER)).toBe(false);
  expect(isFiltered({ ...NO_FILTER, words: 'x' })).toBe(true);
  expect(isFiltered({ ...NO_FILTER, statuses: ['met'] })).toBe(true);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggled(['b'], 'a')).toEqual(['b', 'a']);
});

test('a place is told once, with all that it speaks for', () => {
  const [one, other] = [quote(0), quote(10)];
  const places = placesOf(
    finding('X', {
      evidence: [one],
      elements: [
        { id: 'e', text: 'element', found: true, evidence: [one, other] },
        { id: 'f', text: 'absent', found: false, evidence: [] },
      ],
      concerns: [{ kind: 'weak', text: 'soft', evidence: [other] }],
    }),
  );
  expect(places.map(({ quote: { range }, elements, concerns }) => [range[0], elements, concerns.length])).toEqual([
    [0, ['element'], 0],
    [10, ['element'], 1],
  ]);
});
