import { decide, parseDecisions, withDecisions } from '../server/decisions.js';
import { createEngine } from '../server/engine.js';
import { Report } from '../server/model/report.js';

const engine = await createEngine();
const check = (lines: string[]) =>
  engine.check(
    { bytes: Buffer.from(lines.join('\n')), name: 'draft.txt' },
    { model: 'G', side: 'user', language: 'en', view: 'proposed' },
  );

const DRAFT = [
  'Made between Hollin Ltd ("Customer") and Parse Oy ("Provider").',
  '1. Incidents',
  '1.1 Provider shall notify Customer within 48 hours after it becomes aware of unauthorised access to Customer Data.',
  '2. Audit',
  '2.1 Customer may audit the processing of Customer Data by Provider once a year on 14 days notice.',
];
const given = { decision: 'accepted-risk' as const, note: 'small volume', by: 'M. Kivi', at: '2026-03-02T09:00:00Z' };
const found = (report: Report, item: string) => report.items.find(({ id }) => id === item)!;

test('a decision is kept when the clause it rests on only got another number', async () => {
  const decisions = decide(null, await check(DRAFT), { ...given, item: 'IN-25' });
  const moved = [
    DRAFT[0]!,
    ...DRAFT.slice(3).map((line) => line.replace('2', '1')),
    ...DRAFT.slice(1, 3).map((line) => line.replace('1', '2')),
  ];
  const report = withDecisions(await check(moved), decisions);
  expect(Report.safeParse(report).error).toBeUndefined();
  expect(found(report, 'IN-25').decision).toEqual({ ...given, reopened: null });
  expect(found(report, 'IN-24').decision).toBeUndefined();
});

test('it is open again when the words changed, and says what changed', async () => {
  const decisions = decide(null, await check(DRAFT), { ...given, item: 'IN-25' });
  const report = withDecisions(await check(DRAFT.map((line) => line.replace('48 hours', '30 days'))), decisions);
  const { decision, reopened } = found(report, 'IN-25').decision!;
  expect(decision).toBe('open');
  expect(reopened!.was).toBe('accepted-risk');
  expect(reopened!.gone.join()).toContain('48 hours');
  expect(reopened!.come.join()).toContain('30 days');
  const page = engine.reporters.get('html')!.render(report, { language: 'en', color: false }).toString();
  expect(page).toContain('Open again');
});

test('a later decision on the same point replaces the earlier one; unknown points and files of another form are refused', async () => {
  const report = await check(DRAFT);
  const first = decide(null, report, { ...given, item: 'IN-25' });
  const both = decide(decide(first, report, { ...given, item: 'IN-24' }), report, {
    ...given,
    item: 'IN-25',
    decision: 'to-be-fixed',
  });
  expect(both.decisions.map(({ item, decision }) => [item, decision])).toEqual([
    ['IN-24', 'accepted-risk'],
    ['IN-25', 'to-be-fixed'],
  ]);
  expect(parseDecisions(JSON.stringify(both), 'decisions.json')).toEqual(both);
  expect(() => decide(null, report, { ...given, item: 'IN-99' })).toThrow('invalid-option');
  expect(() => parseDecisions('{"schema":"2"}', 'decisions.json')).toThrow('invalid-data');
  expect(() => parseDecisions('no', 'decisions.json')).toThrow('invalid-data');
});
