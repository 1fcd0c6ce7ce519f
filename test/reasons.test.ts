import { createEngine } from '../server/engine.js';
import type { Finding } from '../server/model/report.js';

const engine = await createEngine();

const SOFT = {
  en: `Services Agreement
This Agreement is made between Maple Foods Ltd ("Customer") and Harbour Logic Ltd ("Provider").
1. Incidents. Provider shall use reasonable efforts to notify Customer of any data breach within 24 hours and to report its cause.
2. Fees. Customer shall pay the fees within 30 days of the invoice.
`,
  ja: `業務委託契約書
株式会社あおば（以下「甲」という。）と株式会社しらかば（以下「乙」という。）は、次のとおり契約する。
第1条（事故）乙は、提供データの漏えいを知ったときは、24時間以内に甲に通知し、原因を報告するよう努めるものとする。
第2条（委託料）甲は、乙に対し、委託料を請求の日から30日以内に支払う。
`,
};

test.each([
  ['en', 'reasonable efforts', '(2) '],
  ['ja', '努め', '（2）'],
] as const)(
  '%s: the reason quotes the words that soften and numbers what is absent',
  async (language, words, second) => {
    const finding = await judged(SOFT[language], language, language);
    expect(finding.status).toBe('weak');
    expect(finding.reason).toContain(words);
    const absent = finding.elements.filter(({ found }) => !found);
    expect(absent).toHaveLength(2);
    expect(finding.reason).toContain(second + absent[1]!.text);
    for (const { text } of absent) expect(finding.reason).toContain(text);
    expect(finding.reason).not.toMatch(/\{|\}|\(\)|、、|undefined/);
  },
);

test.each(['en', 'ja'])(
  '%s: where a contract is on data alone, the reason says so and does not claim that nothing was found',
  async (language) => {
    const text = `Data Processing Addendum
This Data Processing Addendum is an integral part of the main contract between Maple Foods Ltd ("Customer") and Harbour Logic Ltd ("Provider").
1. Use. Customer may use the Service to upload files within the limits of Annex 1.
2. Security. Provider shall encrypt the personal data of Customer.
`;
    const source = { bytes: Buffer.from(text), name: 'addendum.txt' };
    const { items } = await engine.check(source, { model: 'G', side: 'user', language, view: 'proposed' });
    const reasonOf = (id: string) => items.find((item) => item.id === id)!.reason;
    expect(items.find(({ id }) => id === 'OUT-16')!.status).toBe('missing');
    expect(reasonOf('OUT-16')).not.toBe(reasonOf('OUT-36'));
    expect(reasonOf('OUT-16')).toBe(reasonOf('OUT-13'));
  },
);

test('the quoted words are those of the contract in a report in the other language', async () => {
  const { reason } = await judged(SOFT.ja, 'ja', 'en');
  expect(reason).toContain('“努め”');
});

test('a doubtful verdict says what it would be otherwise, in every format and language', async () => {
  for (const language of engine.languages) {
    const source = { bytes: Buffer.from(SOFT.en), name: 'agreement.txt' };
    const report = await engine.check(source, { model: 'C', side: 'user', language, view: 'proposed' });
    const doubted = report.items.filter(({ doubt }) => doubt !== null);
    expect(doubted.length).toBeGreaterThan(0);
    expect(report.items.filter(({ status, confidence }) => status === 'na' && confidence < 1)).toEqual([]);
    const lowest = Math.max(...doubted.map(({ confidence }) => confidence));
    const sure = report.items.filter(({ doubt, status }) => doubt === null && status !== 'na');
    expect(Math.min(...sure.map(({ confidence }) => confidence))).toBeGreaterThanOrEqual(lowest);
    for (const format of ['markdown', 'html', 'terminal']) {
      const text = String(engine.reporters.get(format)!.render(report, { language, color: false })).replace(/\s+/g, '');
      for (const { doubt } of doubted) expect(text).toContain(doubt!.slice(0, 12).replace(/\s+/g, ''));
    }
  }
});

async function judged(text: string, contract: string, language: string): Promise<Finding> {
  const source = { bytes: Buffer.from(text), name: `${contract}.txt` };
  const report = await engine.check(source, { model: 'C', side: 'user', language, view: 'proposed' });
  return report.items.find(({ id }) => id === 'IN-25')!;
}
