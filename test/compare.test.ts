import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DeletedTextRun,
  Document,
  HeadingLevel,
  InsertedTextRun,
  Packer,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { root } from '../server/config.js';
import { createEngine } from '../server/engine.js';
import { Comparison } from '../server/model/comparison.js';
import type { Report } from '../server/model/report.js';

const engine = await createEngine();
const options = { model: 'G', side: 'user', language: 'en' } as const;
const textFile = (text: string, name = 'contract.txt') => ({ bytes: Buffer.from(text), name });
const fixture = async (name: string) => readFile(join(root, 'fixtures', 'contracts', name, 'input.txt'), 'utf8');

const DRAFT = [
  'Service Agreement',
  'This agreement is made between Hollin Ltd ("Customer") and Parse Oy ("Provider").',
  '1. Customer Data',
  '1.1 "Customer Data" means all documents that Customer uploads to the service.',
  '1.2 Provider shall use Customer Data only to provide the service to Customer.',
  '1.3 Provider shall not use Customer Data to train any model.',
  '2. Incidents',
  '2.1 Provider shall notify Customer within 48 hours after it becomes aware of unauthorised access to Customer Data.',
  '3. Audit',
  '3.1 Customer may audit the processing of Customer Data by Provider once a year on 14 days notice.',
  '4. End of the agreement',
  '4.1 Within 30 days after the end of this agreement Provider shall delete Customer Data and confirm the deletion in writing.',
];
const edited = (change: (lines: string[]) => string[]) => textFile(change([...DRAFT]).join('\n'));

const compared = (after: ReturnType<typeof edited>, side: 'user' | 'vendor' = 'user') =>
  engine.compare(
    edited((lines) => lines),
    after,
    { ...options, side },
  );

describe('two versions', () => {
  test('a later deadline is worse for the user and better for the vendor', async () => {
    const later = edited((lines) => lines.map((line) => line.replace('48 hours', '10 business days')));
    const { changes } = await compared(later);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      kind: 'replacement',
      label: '2.1',
      before: '48 hours',
      after: '10 business days',
    });
    expect(changes[0]!.items).toContainEqual({ id: 'IN-25', direction: 'worse' });
    expect(changes[0]!.answer).not.toBe('accept');
    const other = await compared(later, 'vendor');
    expect(other.changes[0]!.items).toContainEqual({ id: 'IN-25', direction: 'better' });
    expect(other.changes[0]!.answer).toBe('accept');
  });

  const AGREEMENT = (clause: string) =>
    textFile(
      [
        'Service Agreement',
        'This agreement is made between Hollin Ltd ("Customer") and Parse Oy ("Provider").',
        '1. Terms',
        `1.1 ${clause}`,
        '1.2 Customer shall pay the fees set out in the order form.',
      ].join('\n'),
    );
  const KEIYAKU = (clause: string) =>
    textFile(
      [
        '業務委託契約書',
        '株式会社ホリン（以下「甲」という。）と株式会社パース（以下「乙」という。）は、次のとおり契約する。',
        '第1条（条件）',
        `1　${clause}`,
        '2　甲は、乙に対し、別に定める委託料を支払う。',
      ].join('\n'),
    );

  test.each([
    [
      'a longer warning before the vendor may act',
      AGREEMENT,
      'Provider may change the Service on 30 days notice.',
      'on 30',
      'on 90',
      'OUT-11',
      'better',
    ],
    [
      'a warning where there was none',
      AGREEMENT,
      'Provider may suspend the Service if Customer does not pay.',
      'may suspend',
      'may, on 10 days notice, suspend',
      'OUT-13',
      'better',
    ],
    [
      'a longer time for the user to claim in',
      AGREEMENT,
      'Provider shall correct any defect in the Deliverables that Customer reports within 90 days.',
      '90',
      '30',
      'OUT-08',
      'worse',
    ],
    [
      'a duty of both that ends earlier',
      AGREEMENT,
      'Each party shall keep the Confidential Information of the other secret for five years.',
      'five',
      'two',
      'IN-23',
      'worse',
    ],
    [
      'an owner who is another one',
      AGREEMENT,
      'Customer owns the Output, which it may use for any purpose.',
      'Customer owns the Output, which it',
      'Provider owns the Output, which Customer',
      'OUT-32',
      'worse',
    ],
    [
      'fewer kinds of data in the definition',
      AGREEMENT,
      '"Customer Data" means documents, e-mails, images and prompts that Customer uploads to the Service.',
      'documents, e-mails, images and prompts',
      'documents',
      'IN-01',
      'worse',
    ],
    [
      '通知の期間が延びる',
      KEIYAKU,
      '乙は、30日前までに甲に通知することにより、本サービスの内容を変更することができる。',
      '30',
      '90',
      'OUT-11',
      'better',
    ],
    [
      '不適合を通知できる期間が縮む',
      KEIYAKU,
      '乙は、納入から6か月以内に発見された成果物の不適合を無償で修補する。',
      '6か月',
      '1か月',
      'OUT-08',
      'worse',
    ],
  ] as const)('%s', async (_, contract, clause, from, to, item, direction) => {
    const { changes } = await engine.compare(contract(clause), contract(clause.replace(from, to)), {
      ...options,
      model: 'C',
    });
    const told = changes.flatMap(({ items }) => items).filter(({ id }) => id === item);
    expect(told.map((each) => each.direction)).toEqual([direction]);
  });

  test('a row that lets in a person abroad is worse on the points on both', async () => {
    const rows = (...lines: string[]) =>
      textFile(
        [
          '業務委託契約書',
          '株式会社ホリン（以下「甲」という。）と株式会社パース（以下「乙」という。）は、次のとおり契約する。',
          '第1条（再委託）',
          '乙は、別紙に掲げる者を除き、甲の承諾なく本業務を再委託してはならない。',
          '別紙　データの取扱い',
          'クラウド事業者\t株式会社灯台クラウド（日本）',
          ...lines,
        ].join('\n'),
      );
    const { changes } = await engine.compare(rows(), rows('評価の担当者\tHarbour Review Co., Ltd.（ベトナム）'), {
      ...options,
      model: 'C',
    });
    expect(changes).toHaveLength(1);
    for (const id of ['IN-29', 'IN-31']) expect(changes[0]!.items).toContainEqual({ id, direction: 'worse' });
  });

  test('a clause that is gone makes its point newly missing, and back newly met', async () => {
    const without = edited((lines) => lines.filter((line) => !/^3/.test(line)).map((line) => line.replace(/^4/, '3')));
    const gone = await compared(without);
    expect(gone.items.find(({ id }) => id === 'IN-24')).toMatchObject({ verdict: 'newly-missing' });
    expect(gone.changes).toHaveLength(1);
    expect(gone.changes[0]).toMatchObject({ kind: 'deletion', label: '3' });
    expect(gone.clauses.find(({ labels }) => labels.before === '4.1')).toMatchObject({
      status: 'same',
      labels: { after: '3.1' },
    });
    const back = await engine.compare(
      without,
      edited((lines) => lines),
      options,
    );
    expect(back.items.find(({ id }) => id === 'IN-24')!.verdict).toMatch(/^(?:newly-met|improved)$/);
    expect(back.changes[0]).toMatchObject({ kind: 'insertion', label: '3' });
  });

  test('a clause that moved is followed, and nothing else is reported', async () => {
    const moved = edited(([title, parties, ...rest]) => {
      const [data, incidents, audit, end] = [rest.slice(0, 4), rest.slice(4, 6), rest.slice(6, 8), rest.slice(8)];
      const numbered = [incidents, data, audit, end].flatMap((article, index) =>
        article.map((line) => line.replace(/^\d/, String(index + 1))),
      );
      return [title!, parties!, ...numbered];
    });
    const { changes, items, clauses } = await compared(moved);
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['move']));
    expect(items.every(({ verdict }) => verdict === 'unchanged')).toBe(true);
    expect(clauses.find(({ labels }) => labels.before === '2.1')).toMatchObject({ labels: { after: '1.1' } });
    expect(clauses.every(({ before, after }) => before !== null && after !== null)).toBe(true);
  });

  test.each(['en-general-api', 'ja-custom-rag'])('%s with itself gives nothing', async (name) => {
    const file = textFile(await fixture(name));
    const { changes, items, clauses } = await engine.compare(file, file, { ...options, model: 'auto' });
    expect(changes).toEqual([]);
    expect(items.every(({ verdict }) => verdict === 'unchanged')).toBe(true);
    expect(clauses.every(({ status }) => status === 'same')).toBe(true);
  });

  test.each(['en-general-api', 'ja-custom-rag', 'ja-general-chat'])(
    'the order of the versions of %s turns every verdict round',
    async (name) => {
      const text = await fixture(name);
      const lines = text.split('\n');
      const shorter = lines
        .filter((line, index) => index < 12 || line.trim().length < 40 || index % 7 !== 3)
        .join('\n');
      const [there, back] = await Promise.all([
        engine.compare(textFile(text), textFile(shorter), { ...options, model: 'C' }),
        engine.compare(textFile(shorter), textFile(text), { ...options, model: 'C' }),
      ]);
      const sign = { improved: 1, 'newly-met': 1, unchanged: 0, worsened: -1, 'newly-missing': -1 };
      expect(there.items.some(({ verdict }) => verdict !== 'unchanged')).toBe(true);
      expect(back.items.map(({ id, verdict }) => [id, sign[verdict]])).toEqual(
        there.items.map(({ id, verdict }) => [id, 0 - sign[verdict]]),
      );
    },
  );

  test('what is new below a new heading is told by itself where a neighbour was there before', async () => {
    const after = edited((lines) => [
      ...lines.slice(0, 8),
      '3. Checks',
      '3.1 Provider shall send Customer a report on its security measures every quarter.',
      `3.2 ${lines[9]!.slice(4)}`,
      ...lines.slice(10),
    ]);
    const before = edited((lines) => [
      ...lines.slice(0, 8),
      `3. ${lines[9]!.slice(4)}`,
      ...lines.slice(10),
      '5. Vehicles',
      '5.1 Provider shall wash the vehicles of Customer on the last working day of each month.',
      '5.2 Customer shall park its vehicles in the yard.',
    ]);
    const { changes, clauses } = await engine.compare(before, after, options);
    expect(changes.map(({ kind, label }) => [kind, label])).toEqual([
      ['insertion', '3'],
      ['insertion', '3.1'],
      ['deletion', '5'],
    ]);
    expect(clauses.find(({ labels }) => labels.after === '3.2')).toMatchObject({ status: 'same', changes: [] });
    // One change takes away the whole article, and stands with each of its clauses.
    for (const label of ['5', '5.1', '5.2'])
      expect(clauses.find(({ labels }) => labels.before === label)!.changes).toEqual([changes[2]!.id]);
  });

  test('words outside the clauses are compared too', async () => {
    const { changes, clauses } = await compared(
      edited(([title, parties, ...rest]) => [title!, parties!.replace('Parse Oy', 'Parse Nordic Oy'), ...rest]),
    );
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ kind: 'insertion', clause: '', label: '', after: 'Nordic' });
    expect(clauses.every(({ status }) => status === 'same')).toBe(true);
  });

  test('how a heading, a quotation mark or the items of a list are written is no change', async () => {
    const list = '3.2 The audit covers: (a) logs; (b) keys, and (c) staff as named in paragraph (b) of the order.';
    const [before, after] = [
      edited((lines) => [...lines.slice(0, 10), list, ...lines.slice(10)]),
      edited((lines) => [
        ...lines.slice(0, 10),
        list.replace('(a)', '(i)').replace('(b)', '(ii)').replace('(c)', '(iii)'),
        ...lines.slice(10).map((line) => line.replace('End of the agreement', 'END OF THE AGREEMENT.')),
      ]).bytes.toString(),
    ];
    const quoted = textFile(after.replace('"Customer Data"', '“Customer Data”'));
    const { changes, clauses } = await engine.compare(before, quoted, options);
    expect(changes).toEqual([]);
    expect(clauses.every(({ status }) => status === 'same')).toBe(true);
    const pointed = textFile(after.replace('paragraph (b)', 'paragraph (c)'));
    expect((await engine.compare(before, pointed, options)).changes).toHaveLength(1);
  });

  test('with all changes made the words are those after, with none those before', async () => {
    const other = edited((lines) =>
      lines.map((line) =>
        line
          .replace('only to provide the service to Customer.', 'to provide the service. It may keep copies of them.')
          .replace('once a year on 14 days notice', 'every second year')
          .replace('to train any model.', 'to train any model. This holds for ten years. Customer may waive it.'),
      ),
    );
    for (const [one, two] of [
      [edited((lines) => lines), other],
      [other, edited((lines) => lines)],
    ] as const) {
      const { clauses, texts } = await engine.compare(one, two, options);
      const told = (side: 'inserted' | 'deleted') =>
        clauses
          .filter(({ status }) => status !== 'same')
          .map(({ marked }) =>
            marked!
              .filter(({ kind }) => kind === 'same' || kind === side)
              .map(({ text }) => text)
              .join('')
              .trim(),
          );
      expect(told('inserted').length).toBeGreaterThan(2);
      for (const clause of told('inserted')) expect(texts!.after).toContain(clause);
      for (const clause of told('deleted')) expect(texts!.before).toContain(clause);
    }
  });

  test.each([
    ['en', 'Clauses: Aligned 10  Changed 1  Moved 0  Added 1  Removed 0'],
    ['ja', '条項：対応あり 10  変更 1  移動 0  追加 1  削除 0'],
  ])('the terminal tells in %s what became of the clauses', async (language, line) => {
    const after = edited((lines) => [
      ...lines.map((text) => text.replace('48 hours', '24 hours')),
      '4.2 Provider shall return the badges of its staff.',
    ]);
    const before = edited((lines) => lines);
    const page = await engine.renderComparison(before, after, { ...options, language }, 'terminal');
    expect(page.toString()).toContain(line);
  });

  test('versions in two languages are refused', async () => {
    const [english, japanese] = await Promise.all([fixture('en-general-api'), fixture('ja-general-chat')]);
    await expect(engine.compare(textFile(english), textFile(japanese), options)).rejects.toMatchObject({
      code: 'languages-differ',
    });
  });
});

describe('tracked changes', () => {
  const by = (author: string) => ({ author, date: '2026-03-02T09:00:00Z' });
  const heading = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1 });
  const line = (...children: (string | ParagraphChild)[]) =>
    new Paragraph({ children: children.map((child) => (typeof child === 'string' ? new TextRun(child) : child)) });
  const redline = async () => {
    const doc = new Document({
      sections: [
        {
          children: [
            line(DRAFT[1]!),
            heading('1. Customer Data'),
            line(DRAFT[3]!),
            line(
              '1.2 Provider shall use Customer Data ',
              new DeletedTextRun({ id: 1, text: 'only ', ...by('Vendor Counsel') }),
              'to provide the service to Customer',
              new InsertedTextRun({ id: 2, text: ' and to improve its other products', ...by('Vendor Counsel') }),
              '.',
            ),
            line(DRAFT[5]!),
            heading('2. Incidents'),
            line(
              '2.1 Provider shall notify Customer within ',
              new DeletedTextRun({ id: 3, text: '48 hours', ...by('Vendor Counsel') }),
              new InsertedTextRun({ id: 4, text: '24 hours', ...by('Customer Counsel') }),
              ' after it becomes aware of unauthorised access to Customer Data.',
            ),
          ],
        },
      ],
    });
    return { bytes: await Packer.toBuffer(doc), name: 'redline.docx' };
  };

  /** The vendor puts thirty days for two; the customer strikes the thirty out again and puts five. */
  const nested = async () => {
    const { bytes, name } = await redline();
    const files = unzipSync(new Uint8Array(bytes));
    const xml = strFromU8(files['word/document.xml']!);
    const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
    const at = 'w:date="2026-03-02T09:00:00Z"';
    const inserted =
      `<w:ins w:id="20" w:author="Vendor Counsel" ${at}>` +
      `<w:del w:id="21" w:author="Customer Counsel" ${at}><w:r><w:delText>30 days</w:delText></w:r></w:del></w:ins>` +
      `<w:ins w:id="22" w:author="Customer Counsel" ${at}>${run('5 days')}</w:ins>`;
    const only = xml
      .replace(/<w:del w:id="1".*?<\/w:del>/s, run('only '))
      .replace(/<w:ins w:id="2".*?<\/w:ins>/s, '')
      .replace(/<w:ins w:id="4".*?<\/w:ins>/s, inserted);
    return { bytes: zipSync({ ...files, 'word/document.xml': strToU8(only) }), name };
  };

  test('each change has its author, clause, direction and answer; its words are marked up', async () => {
    const comparison = await engine.compare(await redline(), null, options);
    expect(Comparison.safeParse(comparison).error).toBeUndefined();
    const [use] = comparison.changes;
    expect(use).toMatchObject({ author: 'Vendor Counsel', label: '1.2', kind: 'replacement' });
    expect(use!.items).toContainEqual({ id: 'IN-13', direction: 'worse' });
    expect(use!.answer).not.toBe('accept');
    const marked = comparison.clauses.find(({ labels }) => labels.after === '2.1')!.marked!;
    expect(marked.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => [kind, text])).toEqual([
      ['deleted', '48 hours'],
      ['inserted', '24 hours'],
    ]);
    expect(comparison.changes.filter(({ label }) => label === '2.1').map(({ author }) => author)).toEqual([
      'Vendor Counsel',
      'Customer Counsel',
    ]);
  });

  test('what a change does alone, and an edit within another insertion by what it changes there', async () => {
    const comparison = await engine.compare(await nested(), null, options);
    const [limit, answer] = comparison.changes;
    expect([limit!.author, answer!.author]).toEqual(['Vendor Counsel', 'Customer Counsel']);
    expect(limit!.items).toContainEqual({ id: 'IN-25', direction: 'worse' });
    expect(answer!.items).toContainEqual({ id: 'IN-25', direction: 'better' });
    const use = (await engine.compare(await redline(), null, options)).changes[0]!;
    expect(use.alone).toContainEqual({ id: 'IN-13', before: 'met', after: 'weak' });
    const marked = comparison.clauses.find(({ labels }) => labels.after === '2.1')!.marked!;
    expect(marked.filter(({ kind }) => kind === 'deleted').map(({ text }) => text)).toEqual(['48 hours', '30 days']);
  });

  test('before and after are what the rules alone find in the two views', async () => {
    const file = await redline();
    const [comparison, original, proposed] = await Promise.all([
      engine.compare(file, null, options),
      engine.check(file, { ...options, view: 'original', rulesOnly: true }),
      engine.check(file, { ...options, view: 'proposed', rulesOnly: true }),
    ]);
    const states = ({ items }: Report) => items.map(({ status, tilt, severity }) => ({ status, tilt, severity }));
    expect(comparison.items.map(({ before }) => before)).toEqual(states(original));
    expect(comparison.items.map(({ after }) => after)).toEqual(states(proposed));
    expect(comparison.notices.map(({ code }) => code)).toContain('rules-only');
  });

  test('a file without tracked changes is no comparison by itself', async () => {
    await expect(
      engine.compare(
        edited((lines) => lines),
        null,
        options,
      ),
    ).rejects.toMatchObject({
      code: 'no-tracked-changes',
    });
  });

  test.each(['en', 'ja'])(
    'the page in %s shows author and words, and runs nothing that stands in them',
    async (language) => {
      const hostile = edited((lines) => [
        ...lines,
        '5. Notices <script>alert(1)</script>',
        '5.1 Provider shall =cmd() notify.',
      ]);
      const page = Buffer.from(
        await engine.renderComparison(
          edited((lines) => lines),
          hostile,
          { ...options, language },
          'html',
        ),
      ).toString();
      expect(page).toContain('&lt;script&gt;');
      expect(page).not.toContain('<script');
      const redlined = Buffer.from(
        await engine.renderComparison(await redline(), null, { ...options, language }, 'html'),
      );
      expect(redlined.toString()).toContain('Vendor Counsel');
    },
  );
});
