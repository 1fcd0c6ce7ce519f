import { align } from '../server/align.js';
import { difference } from '../server/difference.js';
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
