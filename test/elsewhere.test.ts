import { createEngine } from '../server/engine.js';

const engine = await createEngine();

async function elsewhere(text: string): Promise<string | undefined> {
  const source = { bytes: Buffer.from(text), name: 'contract.txt' };
  const options = { model: 'G', side: 'user', language: 'en', view: 'proposed' } as const;
  const { notices } = await engine.check(source, options);
  return notices.find(({ code }) => code === 'other-documents-not-read')?.message;
}

const ENGLISH = `Service Terms
1. Services
Provider shall provide the hosted model to Customer, and Customer shall pay the fees.
2. Security
`;
const JAPANESE = `サービス利用契約書
第1条（提供）
乙は、甲に対し、学習済みモデルを用いたサービスを提供し、甲は、その料金を支払う。
第2条（安全管理）
`;

test.each([
  [`${ENGLISH}The Security Addendum that Provider publishes is incorporated into these Terms by reference.\n`, '2'],
  [`${ENGLISH}Provider shall protect Customer Data as described in its Security Policy.\n`, '2'],
  [`${JAPANESE}乙が公表する安全管理仕様書は、本契約の一部を構成する。\n`, '第2条'],
])('what stands in a paper outside the contract is told as not read', async (text, label) => {
  expect(await elsewhere(text)).toContain(`(${label})`);
});

test('an annex that the file holds was read', async () => {
  const annex =
    'Annex A is incorporated into these Terms by reference.\nAnnex A\nProvider shall encrypt Customer Data at rest.\n';
  expect(await elsewhere(`${ENGLISH}${annex}`)).toBeUndefined();
});
