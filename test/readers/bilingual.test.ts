import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { createEngine } from '../../server/engine.js';
import type { Report } from '../../server/model/report.js';

const engine = await createEngine();

/** Article by article the same in both languages; the last one says which version prevails. */
const JA = [
  ['第1条（目的）', '乙は、甲のために文書要約サービスを開発し、提供する。'],
  [
    '第2条（データの利用）',
    '1. 乙は、甲のデータを、サービスの提供以外の目的に利用してはならない。',
    '2. 乙は、契約終了後30日以内に甲のデータを削除する。',
  ],
  ['第3条（委託料）', '甲は、乙に対し、毎月末日限り委託料を支払う。'],
  ['第4条（正文）', '本契約は日本語版を正文とし、英語版は参考訳とする。'],
];
const EN = [
  ['Article 1 (Purpose)', 'The Vendor shall develop and provide a service that summarises documents for the Customer.'],
  [
    'Article 2 (Use of data)',
    '2.1 The Vendor shall not use Customer Data for any purpose other than providing the service.',
    '2.2 The Vendor shall delete Customer Data within 30 days after the agreement ends.',
  ],
  ['Article 3 (Fees)', 'The Customer shall pay the fees to the Vendor by the end of each month.'],
  ['Article 4 (Governing version)', 'The Japanese version shall prevail; the English version is for reference only.'],
];
const PREAMBLE =
  '株式会社青葉商事（以下「甲」という。）と株式会社白波システム（以下「乙」という。）は、次のとおり契約する。';
const PREAMBLE_EN =
  'This agreement is made between Aoba Trading Co., Ltd. ("Customer") and Shiranami Systems Inc. ("Vendor").';

const paragraphs = (lines: readonly string[]) => lines.map((line) => new Paragraph(line));
const cell = (lines: readonly string[]) => new TableCell({ children: paragraphs(lines) });

async function checked(children: (Paragraph | Table)[]): Promise<Report> {
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children }] }));
  const options = { model: 'auto', side: 'user', language: 'en', view: 'proposed' } as const;
  return engine.check({ bytes, name: 'contract.docx' }, options);
}

function pairs({ clauses }: Report): string[] {
  const labels = new Map(clauses.map(({ id, label }) => [id, label]));
  for (const { id, counterpart } of clauses)
    if (counterpart) expect(clauses.find((clause) => clause.id === counterpart)!.counterpart).toBe(id);
  return clauses.flatMap(({ label, counterpart, language }) =>
    language === 'ja' ? [`${label} = ${labels.get(counterpart ?? '')}`] : [],
  );
}

const PAIRS = ['第1条 = 1', '第2条 = 2', '第2条第1項 = 2.1', '第2条第2項 = 2.2', '第3条 = 3', '第4条 = 4'];

function exact({ text, clauses, items }: Report): void {
  for (const { heading, range } of clauses) expect(text!.slice(...range)).toContain(heading);
  for (const { evidence } of items) for (const { quote, range } of evidence) expect(text!.slice(...range)).toBe(quote);
}

test('two columns: each version is cut in its own language, clause joined to clause, the main one judged', async () => {
  const rows = JA.map((lines, index) => new TableRow({ children: [cell(lines), cell(EN[index]!)] }));
  const report = await checked([
    new Paragraph('業務委託契約書'),
    new Paragraph(PREAMBLE),
    new Table({ rows }),
    new Paragraph('以上、本契約の成立を証するため、本書2通を作成し、各自1通を保有する。'),
  ]);
  expect(report.document.language).toBe('ja');
  expect(pairs(report)).toEqual(PAIRS);
  expect(report.notices.map(({ code }) => code)).toContain('one-language-judged');
  expect(report.text!.indexOf('第4条')).toBeLessThan(report.text!.indexOf('Article 1'));
  const judged = new Set(report.items.flatMap(({ evidence }) => evidence.map(({ clause }) => clause)));
  const languages = new Set(report.clauses.filter(({ id }) => judged.has(id)).map(({ language }) => language));
  expect([...languages]).toEqual(['ja']);
  exact(report);
});

test('one after the other: the version that prevails is judged though it comes second', async () => {
  const report = await checked(
    paragraphs(['SERVICES AGREEMENT', PREAMBLE_EN, ...EN.flat(), '業務委託契約書', PREAMBLE, ...JA.flat()]),
  );
  expect(report.document.language).toBe('ja');
  expect(pairs(report)).toEqual(PAIRS);
  expect(report.parties.map(({ name }) => name)).toEqual(expect.arrayContaining(['甲', '乙']));
  expect(report.text!.startsWith('業務委託契約書')).toBe(true);
  expect(report.notices.find(({ code }) => code === 'one-language-judged')!.message).toMatch(
    /Japanese .*judged.*English/,
  );
  exact(report);
});

test('without a word on which prevails the first is judged', async () => {
  const report = await checked(paragraphs([PREAMBLE_EN, ...EN.slice(0, 3).flat(), PREAMBLE, ...JA.slice(0, 3).flat()]));
  expect(report.document.language).toBe('en');
  expect(pairs(report)).toEqual(PAIRS.slice(0, 5));
});

test.each([
  ['a glossary of English words', [...paragraphs([PREAMBLE, ...JA.flat()]), glossary()]],
  ['an annex of other articles in English', paragraphs([PREAMBLE, ...JA.flat(), 'Article 1 (Logs)', EN[0]![1]!])],
])('%s does not make a contract bilingual', async (_, children) => {
  const report = await checked(children);
  expect(new Set(report.clauses.map(({ language }) => language))).toEqual(new Set(['ja']));
  expect(report.clauses.every(({ counterpart }) => counterpart === null)).toBe(true);
  expect(report.notices.map(({ code }) => code)).not.toContain('one-language-judged');
});

function glossary(): Table {
  const words = [
    ['学習用データセット', 'Training data set'],
    ['学習済みモデル', 'Trained model weights'],
    ['推論用プログラム', 'Inference program'],
  ];
  return new Table({ rows: words.map((pair) => new TableRow({ children: pair.map((word) => cell([word])) })) });
}

test.each([
  ['The English text shall prevail over any translation.', 'en', 'en'],
  ['In case of conflict, the Japanese language version of this Agreement shall be the governing text.', 'en', 'ja'],
  ['The English translation is provided for reference only.', 'en', 'ja'],
  ['This Agreement shall be governed by Japanese law, and English courts have no say.', 'en', null],
  ['英語版が優先する。', 'ja', 'en'],
  ['和文を正文とする。', 'ja', 'ja'],
  ['英訳は参考のために作成する。', 'ja', 'ja'],
])('%s', async (text, id, expected) => {
  const { default: language } = (await import(`../../server/languages/${id}.ts`)) as {
    default: { prevailing(text: string): string | null };
  };
  expect(language.prevailing(text)).toBe(expected);
});
