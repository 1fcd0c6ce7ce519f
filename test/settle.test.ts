import { check } from '../server/check.js';
import { loadParts } from '../server/engine.js';
import { type Likelihood, type Settled, scorerOf, sentencesOf, traitName } from '../server/likelihood.js';
import type { Finding } from '../server/model/report.js';

const parts = await loadParts();

const TEXT = `Services Agreement
This Agreement is made between Maple Foods Ltd ("Customer") and Harbour Logic Ltd ("Provider").
1. Incidents. Provider shall notify Customer of any data breach within 24 hours and shall report its cause.
2. Data. Provider shall keep the data that Customer uploads confidential and shall not disclose it to third parties.
3. Fees. Customer shall pay the fees within 30 days of the invoice.
`;
const OPTIONS = { model: 'C', side: 'user', language: 'en', view: 'proposed' } as const;

/** What would speak for one status of every point, whatever is read. */
function allFor(status: Settled): Likelihood {
  const outputs = parts.items.flatMap(({ logic: { id, elements } }) => [
    id,
    ...elements.map((each) => `${id} ${each.id}`),
  ]);
  return {
    sentences: { outputs, bias: outputs.map(() => 9), traits: {} },
    verdicts: { bias: { met: 0, weak: 0, missing: 0, [status]: 9 }, features: {}, low: 0.5 },
  };
}

async function found(
  likelihood: Likelihood,
  text: string,
  more: { excerpt?: boolean; rulesOnly?: boolean } = {},
): Promise<Finding[]> {
  const source = { bytes: Buffer.from(text), name: 'agreement.txt' };
  const given = { ...parts, likelihood, score: scorerOf(likelihood.sentences) };
  const { report } = await check(source, { ...OPTIONS, ...more }, given);
  for (const item of report.items)
    for (const { quote, range } of [...item.evidence, ...item.elements.flatMap(({ evidence }) => evidence)])
      expect(report.text!.slice(...range)).toBe(quote);
  return report.items;
}

const byRules = await found(allFor('met'), TEXT, { rulesOnly: true });
const idsOf = (items: readonly Finding[], status: string) =>
  items.filter((item) => item.status === status).map(({ id }) => id);

test('what the rules find nothing of is never taken for more', async () => {
  expect(idsOf(byRules, 'missing').length).toBeGreaterThan(3);
  for (const status of ['met', 'weak'] as const)
    expect(idsOf(await found(allFor(status), TEXT), 'missing')).toEqual(idsOf(byRules, 'missing'));
});

test('what is taken as met though the rules say weak rests on their quotes, says so, and asks for a person', async () => {
  const firm = byRules.filter(({ status, reason }) => status === 'weak' && !/soften|bind|wording/.test(reason));
  const before = new Map(firm.map((item) => [item.id, item]));
  expect(firm.length).toBeGreaterThan(3);
  const raised = (await found(allFor('met'), TEXT)).filter(({ id }) => before.has(id));
  for (const item of raised) {
    const own = before.get(item.id)!;
    expect(item.status).toBe('met');
    expect(item.elements.every(({ found: each, evidence }) => each && evidence.length > 0)).toBe(true);
    expect(new Set(item.evidence.map(({ quote }) => quote))).toEqual(new Set(own.evidence.map(({ quote }) => quote)));
    expect(item.reason).toContain(`"Weak": ${own.reason.split('. ')[0]}`);
    expect(item.doubt).toContain('A person must look');
  }
});

test.each([
  ['weak', 'met'],
  ['missing', 'met'],
] as const)('what is taken as %s though the rules say %s says so in its elements', async (status, from) => {
  const before = idsOf(byRules, from);
  expect(before.length).toBeGreaterThan(0);
  const items = (await found(allFor(status), TEXT)).filter(({ id }) => before.includes(id));
  for (const item of items) {
    expect(item.status).toBe(status);
    expect(item.elements.every((element) => element.found)).toBe(false);
    expect(item.reason).toContain('"Met"');
    if (status !== 'missing') continue;
    expect([item.evidence, item.concerns, item.tilt]).toEqual([[], [], 'none']);
    // What the rules rest on is not lost.
    const own = byRules.find(({ id }) => id === item.id)!.evidence.map(({ quote }) => quote);
    expect(own).toEqual(expect.arrayContaining(item.nearest.map(({ quote }) => quote)));
    expect(item.nearest.length).toBeGreaterThan(0);
  }
});

test('of a part of a contract, and of a point that nothing was learned of, the rules tell', async () => {
  expect(await found(allFor('missing'), TEXT, { excerpt: true })).toMatchObject(
    byRules.map(({ id, status }) => ({ id, status })),
  );
  const nothing = { ...allFor('missing'), sentences: { outputs: [], bias: [], traits: {} } };
  expect(await found(nothing, TEXT)).toMatchObject(byRules.map(({ id, status }) => ({ id, status })));
});

test('a sentence is scored by its traits, in a language as in another', async () => {
  const texts = {
    en: TEXT,
    ja: `業務委託契約書
株式会社あおば（以下「甲」という。）と株式会社しらかば（以下「乙」という。）は、次のとおり契約する。
第1条（事故）乙は、提供データの漏えいを知ったときは、24時間以内に甲に通知し、原因を報告する。
第2条（委託料）甲は、乙に対し、委託料を請求の日から30日以内に支払う。
`,
  };
  const score = scorerOf({
    outputs: ['IN-25'],
    bias: [-1],
    traits: { 'obligation by vendor': [0, 2], 'act by vendor: notify': [0, 4] },
  });
  for (const text of Object.values(texts)) {
    const { observation } = await check({ bytes: Buffer.from(text), name: 'agreement.txt' }, OPTIONS, parts);
    const sentences = sentencesOf(observation);
    const names = sentences.traits.map((list) => list.map(traitName));
    const { values } = score(sentences);
    const best = values.indexOf(Math.max(...values));
    expect(names[best]).toEqual(expect.arrayContaining(['obligation by vendor', 'act by vendor: notify']));
    expect(values[best]).toBeCloseTo(-1 + 6 / Math.sqrt(names[best]!.length), 5);
    expect(Math.min(...values)).toBe(-1);
  }
});

test('of several passages the one that likeliest speaks for an element is shown first', async () => {
  const paid = '2. Refunds. If Customer pays more than it owes, Provider shall pay it back within 30 days.';
  const two = TEXT.replace('3. Fees.', `${paid}\n3. Fees.`);
  const quotesOf = async (place: 1 | -1) => {
    const { sentences, verdicts } = allFor('met');
    const outputs = sentences.outputs.flatMap((_, at) => [at, 9 * place]);
    const likelihood = { sentences: { ...sentences, traits: { 'obligation by vendor': outputs } }, verdicts };
    const fees = (await found(likelihood, two)).find(({ id }) => id === 'OUT-15')!;
    return fees.evidence.map(({ quote }) => quote.slice(0, 10));
  };
  const [vendors, users] = [await quotesOf(1), await quotesOf(-1)];
  expect(vendors.length).toBeGreaterThan(1);
  expect(users).toEqual([...vendors].reverse());
});
