import { createEngine } from '../server/engine.js';

const engine = await createEngine();

function told(text: string, language: string) {
  const source = { bytes: Buffer.from(text), name: 'contract.txt' };
  return engine.check(source, { model: 'N', side: 'user', language, view: 'proposed' });
}

const SWAPPED = `業務委託契約書
株式会社みどり研究所（以下「甲」という。）と青葉物産株式会社（以下「乙」という。）は、次のとおり契約する。
第1条（業務の委託）
乙は、需要を予測する学習済みモデルの開発を甲に委託し、甲はこれを受託する。
第2条（報酬）
乙は、甲に対し、報酬として500万円を支払う。
第3条（納入）
甲は、学習済みモデルを乙に納入する。
`;

const PRONOUNS = `Model Development Terms
1. Services
We will develop and deliver the model that you order, and you shall pay us the fees.
2. Delivery
We shall deliver the model to you within 60 days.
`;

test('suggested clauses call the parties as the contract does, whichever comes first in it', async () => {
  const { items, notices } = await told(SWAPPED, 'ja');
  const { suggestion, fallback, drafts } = items.find(({ id }) => id === 'IN-15')!;
  expect(suggestion).toContain('甲は、乙の事前の書面による同意を得た場合を除き');
  expect(fallback).toContain('甲は、乙が');
  expect(drafts).toBeUndefined();
  expect(notices.map(({ code }) => code)).not.toContain('drafted-names');
});

test('in a report in another language they stand in both languages, and the names of the translation are told', async () => {
  const { items, notices } = await told(SWAPPED, 'en');
  const { suggestion, drafts } = items.find(({ id }) => id === 'IN-15')!;
  expect(suggestion).toContain('Provider shall not use Input');
  expect(drafts).toMatchObject({ language: 'ja', suggestion: expect.stringContaining('甲は、乙の事前の') });
  expect(notices.find(({ code }) => code === 'drafted-names')?.message).toMatch(/Customer.*user.*Provider.*vendor/);
});

test('a pronoun is no name: the usual ones stay, and the report says who they are', async () => {
  const { items, notices } = await told(PRONOUNS, 'en');
  expect(items.find(({ id }) => id === 'IN-15')!.suggestion).toContain('Provider shall not use Input');
  expect(notices.map(({ code }) => code)).toContain('drafted-names');
});

test('a comparison proposes words under the same names', async () => {
  const clause = '第4条（利用目的）\n甲は、乙のデータを本業務以外の目的に利用してはならない。\n';
  const worse = '第4条（利用目的）\n甲は、乙のデータを自己の製品の学習のために自由に利用することができる。\n';
  const source = (text: string) => ({ bytes: Buffer.from(SWAPPED + text), name: 'contract.txt' });
  const options = { model: 'N', side: 'user', language: 'ja' } as const;
  const { changes } = await engine.compare(source(clause), source(worse), options);
  const wordings = changes.flatMap(({ wording }) => wording ?? []);
  expect(wordings.join()).toContain('第○条 甲は、インプットを');
});
