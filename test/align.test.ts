import { align } from '../server/align.js';
import { difference, edits } from '../server/difference.js';
import en from '../server/languages/en.js';
import ja from '../server/languages/ja.js';
import text from '../server/readers/text.js';
import { segment } from '../server/segment.js';

const contract = async (language: typeof en, lines: string[]) =>
  segment(await text.read(Buffer.from(lines.join('\n')), { view: 'proposed' }), [language]);

async function aligned(language: typeof en, before: string[], after: string[]) {
  const [one, other] = await Promise.all([contract(language, before), contract(language, after)]);
  const label = (clauses: readonly { label: string }[]) => clauses.map((clause) => clause.label).join('+');
  return align(one, other, (words) => language.tokens(language.fold(words))).map(
    ({ before: from, after: to, moved, same }) =>
      `${label(from)}→${label(to)}${moved ? ' moved' : ''}${same ? '' : ' changed'}`,
  );
}

test('clauses are followed by their words when their numbers change', async () => {
  const before = [
    '1. Secrecy. Each party keeps the confidential information of the other secret.',
    '2. Fees. Customer pays the monthly fee within thirty days of the invoice.',
    '3. Law. The laws of Finland apply to this agreement.',
  ];
  const after = [
    '1. Scope. Provider operates the platform for the warehouses named in the order.',
    '2. Secrecy. Each party keeps the confidential information of the other secret for five years.',
    '3. Law. The laws of Finland apply to this agreement.',
  ];
  expect(await aligned(en, before, after)).toEqual(['→1 changed', '1→2 changed', '2→ changed', '3→3']);
});

test('a clause that was split is two of the version after', async () => {
  const before = [
    '第1条（データ）',
    '乙は、預かった写真を検査の目的にのみ利用し、契約の終了後三十日以内にすべて消去し、その証明書を甲に交付する。',
    '第2条（費用）',
    '甲は、毎月末日までに委託料を支払う。',
  ];
  const after = [
    '第1条（データ）',
    '乙は、預かった写真を検査の目的にのみ利用する。',
    '第2条（消去）',
    '乙は、契約の終了後三十日以内に写真をすべて消去し、その証明書を甲に交付する。',
    '第3条（費用）',
    '甲は、毎月末日までに委託料を支払う。',
  ];
  const found = await aligned(ja, before, after);
  expect(found).toContain('第2条→第3条');
  expect(found.some((line) => /^第1条→第1条\+第2条/.test(line) || /^第1条→第2条/.test(line))).toBe(true);
});

test('a difference is the smallest run of words, in both languages', () => {
  const words = (language: typeof en, one: string, other: string) =>
    difference(one, other, language.words).map(({ before, after }) => [one.slice(...before), other.slice(...after)]);
  expect(words(ja, '乙は、三十日以内に資料を返還する。', '乙は、六十日以内に資料を返還する。')).toEqual([
    ['三十日', '六十日'],
  ]);
  expect(words(en, 'Provider shall delete the data.', 'Provider shall promptly delete the data.')).toEqual([
    ['', 'promptly '],
  ]);
  expect(words(en, 'the same', 'the same')).toEqual([]);
});

const FEES = '2. Fees. Customer pays the monthly fee within thirty days of the invoice.';
const LAW = '9. Law. The laws of Finland apply to this agreement and to whatever arises out of it.';

test('a clause written anew is known by its heading, on whatever level it stands', async () => {
  const before = [
    '1. Ending',
    '1.1 Termination. Either party may end this agreement at any time by telling the other so in a letter.',
    FEES,
    LAW,
  ];
  const after = [
    FEES.replace('2.', '1.'),
    '2. Termination. Provider closes the accounts of customers who break the rules; customers leave by closing theirs at any time.',
    LAW.replace('9.', '3.'),
  ];
  expect(await aligned(en, before, after)).toContain('1.1→2 moved changed');
});

test('of two clauses that changed places, the one that went to another article has moved, whichever version is first', async () => {
  const keys = 'Provider keeps the keys of the yard in a safe.';
  const doors = 'Customer locks the doors of the sorting hall at night and on holidays.';
  const before = ['1. Yard', `1.1 ${keys}`, '2. Hall', `2.1 ${doors}`, LAW];
  const after = ['1. Yard', `1.1 ${doors}`, `1.2 ${keys}`, '2. Hall', LAW];
  expect(await aligned(en, before, after)).toEqual(expect.arrayContaining(['1.1→1.2', '2.1→1.1 moved']));
  expect(await aligned(en, after, before)).toEqual(expect.arrayContaining(['1.2→1.1', '1.1→2.1 moved']));
});

test('between two pairs, other words under another heading are another clause', async () => {
  const before = [FEES, '3. Visitors. The warehouses are meant for visitors from the north of the country.', LAW];
  const after = [FEES, '3. Exports. Customer obeys all rules on sanctions and ships nothing that needs a permit.', LAW];
  const found = await aligned(en, before, after);
  expect(found).toContain('3→ changed');
  expect(found).toContain('→3 changed');
  const short = [FEES, '3. Exports. Customer obeys all rules on sanctions.', LAW];
  expect(await aligned(en, after, short)).toContain('3→3 changed');
});

test('an article without paragraphs that was cut into paragraphs is all of them', async () => {
  const parts = [
    'Nothing in the guides of the provider counts as a promise that the sorting of parcels is right.',
    'Provider looks neither at the labels nor at the photographs that customers send to the sorter.',
    'Damage caused by carriers, couriers and other companies is no business of the provider.',
  ];
  const before = [FEES, `3. Disclaimer. Please read this carefully. ${parts.join(' ')}`, LAW];
  const after = [
    FEES,
    '3. Disclaimer. Please read this carefully.',
    ...parts.map((part, index) => `3.${index + 1} ${part}`),
    LAW,
  ];
  expect(await aligned(en, before, after)).toContain('3→3+3.1+3.2+3.3 changed');
  expect(await aligned(en, after, before)).toContain('3+3.1+3.2+3.3→3 changed');
});

test('a clause whose every word stands somewhere in a long one is not a part of it', async () => {
  const long =
    '4. Property. Customer keeps its rights. The unlawful use of photographs is for the customer to answer; any person whose likeness is shown agrees, and the purposes of third services or of the provider change none of the rights that it warrants. A manner of use that violates the house rules infringes nothing.';
  const before = [
    FEES,
    '3. Warranties. Customer warrants that no use of services is for unlawful purposes or infringes rights of third persons.',
    LAW,
  ];
  expect(await aligned(en, [...before.slice(0, 2), long, LAW], [FEES, long.replace('4.', '3.'), LAW])).toEqual([
    '2→2',
    '3→ changed',
    '4→3',
    '9→9',
  ]);
});

test('quotation marks, dashes, spaces and numbers make no clause another', async () => {
  const before = ['1. Terms. The "Platform" is the provider\'s sorter - and nothing else.', FEES, LAW];
  const after = ['3) Terms. The “Platform” is  the provider’s sorter – and nothing else.', FEES, LAW];
  expect((await aligned(en, before, after))[0]).toBe('1→3');
});

describe('edits', () => {
  const found = (language: typeof en, one: string, other: string) =>
    edits(one, other, language).map(({ before, after }) => [one.slice(...before), other.slice(...after)]);

  test('a sentence that is new is inserted whole, though it begins like the one beside it', () => {
    const one = '“Sorter” means a machine of the provider that sorts parcels.\n“Yard” means the yard.';
    const other =
      '“Sorter” means a machine of the provider that sorts parcels.\n“Rented Sorter” means a machine of a third party that sorts parcels.\n“Yard” means the yard.';
    expect(found(en, one, other)).toEqual([
      ['', '“Rented Sorter” means a machine of a third party that sorts parcels.\n'],
    ]);
  });

  test('a sentence cut in two is no new one', () => {
    const one = 'Provider deletes the photographs within ten days, and it tells Customer of the deletion in a letter.';
    const other = 'Provider deletes the photographs within ten days. It tells Customer of the deletion in a letter.';
    expect(found(en, one, other)).toEqual([[', and it', '. It']]);
  });

  test('little that two replaced runs have in common is replaced with them', () => {
    const one = 'Customer pays on the first day of every second calendar month.';
    const other = 'Customer pays within thirty days of receiving a correct invoice.';
    expect(found(en, one, other)).toEqual([
      ['on the first day of every second calendar month', 'within thirty days of receiving a correct invoice'],
    ]);
    const added = 'Provider, its affiliates and its agents keep the data of Customer secret.';
    expect(found(en, 'Provider and its agents keep the data secret.', added)).toEqual([
      ['', ', its affiliates'],
      ['', 'of Customer '],
    ]);
  });

  test('how quotation marks, dashes and spaces are written is no edit, in both languages', () => {
    expect(found(en, 'the "Yard" - Customer\'s  yard', 'the “Yard” – Customer’s yard')).toEqual([]);
    expect(found(ja, '乙(以下「乙」という。)は、返還する。', '乙（以下「乙」という。）は、返還する。')).toEqual([]);
    expect(found(ja, '乙は返還する。甲は支払う。', '乙は返還する。乙は証明書を交付する。甲は支払う。')).toEqual([
      ['', '乙は証明書を交付する。'],
    ]);
  });
});
