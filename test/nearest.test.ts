import { createEngine } from '../server/engine.js';
import { closest, conceptIndex, highest } from '../server/nearest.js';

const engine = await createEngine();

const CONTRACTS = {
  en: `Services Agreement
This Agreement is made between Maple Foods Ltd ("Customer") and Harbour Logic Ltd ("Provider").
1. Work. Provider shall clean and sort the sales records that Customer hands over.
2. Fees. Customer shall pay 9,000 euros within 30 days of the invoice.
3. Expenses. Travel expenses and other outlays of the work are borne by Provider.
4. Courts. The courts of Lyon have jurisdiction.
`,
  ja: `業務委託契約書
株式会社あおば（以下「甲」という。）と株式会社しらかば（以下「乙」という。）は、次のとおり契約する。
第1条（業務）乙は、甲が渡す売上記録を整理する。
第2条（委託料）甲は、乙に対し、委託料90万円を請求の日から30日以内に支払う。
第3条（費用）業務の遂行に要する交通費その他の実費は、乙の負担とする。
第4条（管轄）本契約に関する紛争は、東京地方裁判所を管轄裁判所とする。
`,
};

test.each(['en', 'ja'] as const)(
  '%s: what a missing point shows as nearest is of its kind, with few others',
  async (language) => {
    const source = { bytes: Buffer.from(CONTRACTS[language]), name: 'agreement.txt' };
    const { items } = await engine.check(source, { model: 'C', side: 'user', language, view: 'proposed' });
    const { status, nearest } = items.find(({ id }) => id === 'IN-12')!;
    expect(status).toBe('missing');
    expect(nearest[0]!.label).toMatch(/3/);
    expect(nearest[0]!.why).not.toBe('');
    for (const item of items.filter((each) => each.status === 'missing')) {
      expect(item.nearest.length).toBeGreaterThan(0);
      expect(item.nearest.length).toBeLessThanOrEqual(3);
    }
  },
);

test('a clause is as close as its closest sentence, and one without sentences is never shown', () => {
  const byClause = highest(3, [0, 0, -1, 2], (sentence) => [1, 4, 9, 2][sentence]!);
  expect([...byClause]).toEqual([4, -Infinity, 2]);
});

test('of clauses that are hardly close only the first is shown', () => {
  const clauses = ['a', 'b', 'c', 'd'].map((id) => ({ id })) as never[];
  const ids = (values: number[], passed = '') =>
    closest(clauses, Float64Array.from(values), { most: 2, least: 1, passOver: ({ id }) => id === passed }).map(
      ({ id }) => id,
    );
  expect(ids([2, 5, 3, 5])).toEqual(['b', 'd']);
  expect(ids([2, 5, 3, 5], 'b')).toEqual(['d', 'c']);
  expect(ids([-4, -2, -3, -Infinity])).toEqual(['b']);
  expect(ids([-Infinity, -Infinity, -Infinity, -Infinity])).toEqual([]);
});

test('a rare concept makes a clause closer than one that all speak of', () => {
  const ask = conceptIndex([['fee', 'party'], ['audit', 'party'], ['party']]);
  const [fee, audit, neither] = ask(['audit', 'party', 'unheard-of']);
  expect(audit).toBe(1);
  expect(fee).toBeLessThan(0.5);
  expect(neither).toBeLessThan(0.5);
  expect([...ask(['unheard-of'])]).toEqual([0, 0, 0]);
});
