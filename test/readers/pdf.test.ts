import type { Document } from '../../server/model/document.js';
import pdf from '../../server/readers/pdf.js';
import { japanese, line, type PagePlan, pdfOf, prose, ruled, utf16, wrapped } from './pdf-files.js';

const read = (bytes: Uint8Array) => pdf.read(bytes, { view: 'proposed' });
const texts = ({ text, blocks }: Document) => blocks.map(({ range }) => text.slice(...range));
const page = (content: string): PagePlan => ({ content });

/** Twelve sentences that fill lines of a column. */
const SENTENCES = [
  'The Vendor shall keep the input data apart from the data of its other customers at all times.',
  'It shall name the places where the data is kept and tell the Customer before it moves them.',
  'The Customer may ask for a list of the people who can see the data and of their employers.',
  'Nothing in this part gives the Vendor a right to use the data for the training of its models.',
];

describe('reading order', () => {
  const column = (part: string) => SENTENCES.map((sentence) => `${part} ${sentence.slice(0, -1)} (${part})`);
  const columnLines = (sentences: readonly string[]) => sentences.flatMap((sentence) => wrapped(sentence, 36));
  const set = (lines: readonly string[], x: number, top: number) =>
    lines.map((text, index) => line(text, x, top - 14 * index)).join('');

  test('two columns below a line that crosses them, and a last page whose second column is short', async () => {
    const [left, right, third, fourth] = ['Left:', 'Right:', 'Third:', 'Fourth:'].map(column);
    const title = line('THE TERMS OF THE SERVICE, WHICH THE PARTIES HAVE READ AND AGREED TO ON PAPER', 60, 780);
    const document = await read(
      pdfOf([
        page(title + set(columnLines(left!), 60, 740) + set(columnLines(right!), 320, 740)),
        page(set(columnLines(third!), 60, 740) + set(columnLines(fourth!).slice(0, 4), 320, 740)),
      ]),
    );
    const words = (text: string) => text.replace(/\s+/g, ' ');
    const fourthStart = columnLines(fourth!).slice(0, 4).join(' ');
    expect(words(document.text)).toBe(
      [
        'THE TERMS OF THE SERVICE, WHICH THE PARTIES HAVE READ AND AGREED TO ON PAPER',
        ...left!,
        ...right!,
        ...third!,
        fourthStart,
      ].join(' '),
    );
  });

  test('a page turned by its dictionary reads like any other', async () => {
    const turned = wrapped(SENTENCES.join(' '), 60).map(
      (text, index) => `BT /F 10 Tf 0 1 -1 0 ${100 + 14 * index} 60 Tm (${text}) Tj ET\n`,
    );
    const document = await read(pdfOf([{ content: turned.join(''), more: '/Rotate 90' }]));
    expect(document.text).toBe(SENTENCES.join(' '));
  });

  test('bold made by printing twice is read once', async () => {
    const document = await read(pdfOf([page(line('1. Purpose', 60, 700) + line('1. Purpose', 60.3, 700))]));
    expect(document.text).toBe('1. Purpose');
  });
});

describe('headings and paragraphs by their type', () => {
  const bold = (text: string, y: number) => line(text, 60, y, 10, 'B');
  const body = (y: number) => prose(SENTENCES.slice(0, 2).join(' '), 60, y, 70);
  const headings = ({ text, blocks }: Document) =>
    blocks.filter(({ kind }) => kind === 'heading').map(({ range, level }) => [level, text.slice(...range)]);

  test('a line in bold type alone is a heading below those in larger type', async () => {
    const content =
      line('Terms of the pool', 60, 780, 16) +
      [0, 1, 2].map((part) => bold(`Use of lane ${'ABC'[part]}`, 740 - 120 * part) + body(720 - 120 * part)).join('');
    expect(headings(await read(pdfOf([page(content)])))).toEqual([
      [1, 'Terms of the pool'],
      [2, 'Use of lane A'],
      [2, 'Use of lane B'],
      [2, 'Use of lane C'],
    ]);
  });

  test('bold type made by printing twice counts', async () => {
    const twice = (text: string, y: number) => line(text, 60, y) + line(text, 60.3, y);
    expect(headings(await read(pdfOf([page(twice('Opening hours', 740) + body(720))])))).toEqual([
      [1, 'Opening hours'],
    ]);
  });

  test('bold words within a line, bold sentences, bold text throughout and bold beside numbers are no headings', async () => {
    const within = line('Lanes', 60, 740, 10, 'B') + line('are booked by the hour', 100, 740);
    const sentence = bold('Read these terms with care.', 600);
    expect(headings(await read(pdfOf([page(within + body(720) + sentence + body(580))])))).toEqual([]);
    const throughout = wrapped(SENTENCES.join(' '), 70).map((text, index) => bold(text, 700 - 14 * index));
    expect(headings(await read(pdfOf([page(bold('Opening hours', 740) + throughout.join(''))])))).toEqual([]);
    const numbered = [1, 2, 3].map(
      (number) => line(`${number}. Lane`, 60, 760 - 100 * number) + body(746 - 100 * number),
    );
    expect(headings(await read(pdfOf([page(bold('Background', 740) + body(720) + numbered.join(''))])))).toEqual([]);
  });

  test('a full line is the last of its paragraph where the next stands further down', async () => {
    const full = 'Lanes are booked for one hour and guests leave them after the gong.';
    const set = (gap: number) => {
      const lines = wrapped(SENTENCES.join(' '), full.length).map((text, index) => line(text, 60, 700 - 14 * index));
      return page(
        lines.join('') + line(full, 60, 500) + line('Guests pay for what they break at once.', 60, 500 - gap),
      );
    };
    expect((await read(pdfOf([set(14)]))).blocks).toHaveLength(2);
    expect((await read(pdfOf([set(22)]))).blocks).toHaveLength(3);
  });
});

describe('running lines', () => {
  const terms = wrapped(SENTENCES.join(' '), 70);
  const bodies = [terms.slice(0, 2), terms.slice(2), ['Article 2. The Customer pays the fees within thirty days.']];
  const pages = bodies.map((lines, index) =>
    page(
      line('Service Agreement No. 12', 60, 800) +
        lines.map((text, row) => line(text, 60, 700 - 14 * row)).join('') +
        line(`Page ${index + 1} of 3`, 260, 40),
    ),
  );

  test('headers, footers and page numbers stand in `running`, once each, and not in the text', async () => {
    const document = await read(pdfOf(pages));
    expect(document.running).toEqual(['Service Agreement No. 12', 'Page 1 of 3']);
    expect(document.notices).toContainEqual({ code: 'header-footer-removed', values: { count: 6 } });
    expect(document.text).not.toMatch(/No\. 12|of 3/);
  });

  test('a page number right below the last line is one, wherever that stands', async () => {
    const plans = [SENTENCES.slice(0, 1), SENTENCES.slice(1, 3), SENTENCES.slice(3)].map((sentences, index) => {
      const printed = wrapped(sentences.join(' '), 50);
      const text = printed.map((part, row) => line(part, 60, 700 - 14 * row)).join('');
      return page(text + line(`${index + 1} | Page`, 260, 686 - 14 * printed.length));
    });
    const document = await read(pdfOf(plans));
    expect(document.running).toEqual(['1 | Page']);
    expect(document.text).not.toContain('Page');
  });

  test('the header of an attachment stays where it stands first', async () => {
    const annexes = [1, 1, 2, 2].map((annex, index) =>
      page(line(`SCHEDULE ${annex} (Section 5)`, 60, 800) + prose(SENTENCES[index]!, 60, 700, 70)),
    );
    expect(texts(await read(pdfOf(annexes)))).toEqual([
      'SCHEDULE 1 (Section 5)',
      SENTENCES[0],
      SENTENCES[1],
      'SCHEDULE 2 (Section 5)',
      SENTENCES[2],
      SENTENCES[3],
    ]);
  });

  test('a paragraph that goes on behind them is one block on the page where it starts', async () => {
    const document = await read(pdfOf(pages));
    expect(texts(document)).toEqual([SENTENCES.join(' '), bodies[2]![0]]);
    expect(document.blocks.map((block) => block.page)).toEqual([1, 3]);
  });
});

describe('joins', () => {
  const filler = 'the parties agree on all of the following points';
  const lines = (...parts: string[]) => page(parts.map((text, index) => line(text, 60, 700 - 14 * index)).join(''));

  test('a word divided by the typesetter is put together, one with a hyphen of its own keeps it', async () => {
    const document = await read(
      pdfOf([
        lines(
          'the parties agree on the protection of all their confiden-',
          'tial data and on a non-exclusive right to use it; the non-',
          'exclusive right ends with the agreement.',
        ),
      ]),
    );
    expect(document.text).toContain('their confidential data and');
    expect(document.text).toMatch(/non-exclusive right to use it; the non-exclusive right ends/);
  });

  test('a number of days at the start of a full line is no paragraph', async () => {
    const document = await read(
      pdfOf([lines(`${filler} within at least`, '30 days after the Customer has told the Vendor in writing.')]),
    );
    expect(document.text).toBe(`${filler} within at least 30 days after the Customer has told the Vendor in writing.`);
  });

  test('the number of another article at the start of a full line is no paragraph, a numbered item is one', async () => {
    const printed = [
      '第１条（目的）甲及び乙は、この契約において、職務発明規程（',
      '第２条に定める規程をいう。）によるほか、次の各号の定めに従う',
      '一　乙は、甲の書面による承諾を得た情報だけを用いるものとする',
      '二　乙は、前号の情報を第三者に開示しない',
    ];
    const document = await read(
      pdfOf([page(printed.map((text, row) => japanese(utf16(text), 60, 700 - 16 * row)).join(''))]),
    );
    expect(texts(document)).toEqual([printed[0]! + printed[1]!, printed[2], printed[3]]);
  });

  test('Japanese lines are joined without a space', async () => {
    const [first, second] = [
      '乙は、甲の提供データを本業務の目的の範囲内でのみ利用し、',
      '第三者に開示してはならない。',
    ];
    const document = await read(pdfOf([page(japanese(utf16(first), 60, 700) + japanese(utf16(second), 60, 684))]));
    expect(document.text).toBe(first + second);
  });

  test('larger letters make a heading, the largest the first level', async () => {
    const document = await read(
      pdfOf([
        page(
          line('Terms of service', 60, 780, 20) +
            line('Your data', 60, 740, 14) +
            prose(SENTENCES.join(' '), 60, 700, 60) +
            line('Your rights', 60, 560, 14) +
            prose(SENTENCES[1]!, 60, 530, 60),
        ),
      ]),
    );
    expect(document.blocks.map(({ kind, level }) => [kind, level])).toEqual([
      ['heading', 1],
      ['heading', 2],
      ['paragraph', undefined],
      ['heading', 2],
      ['paragraph', undefined],
    ]);
  });
});

describe('tables', () => {
  const at = ({ blocks, text }: Document) =>
    blocks.flatMap(({ table, range }) => (table ? [[table.index, table.row, table.column, text.slice(...range)]] : []));

  test('a ruled table is one line a row, though its cells wrap and stand at different heights', async () => {
    const content =
      ruled([60, 160, 400], [700, 680, 640, 600]) +
      line('Kind', 64, 686) +
      line('What it holds', 164, 686) +
      line('Manuals', 64, 656) +
      line('All manuals of the plant, with the', 164, 668) +
      line('drawings that belong to them', 164, 654) +
      line('Logs of', 64, 628) +
      line('machines', 64, 614) +
      line('Three years', 164, 621);
    const document = await read(pdfOf([page(line('Data', 60, 720) + content + line('End of the annex.', 60, 580))]));
    expect(document.text).toBe(
      [
        'Data',
        'Kind\tWhat it holds',
        'Manuals\tAll manuals of the plant, with the drawings that belong to them',
        'Logs of machines\tThree years',
        'End of the annex.',
      ].join('\n'),
    );
  });

  test('it goes on over the page: its head comes once, a row that is cut is one row', async () => {
    const head = (top: number) => line('Kind', 64, top - 14) + line('Holds', 164, top - 14);
    const first =
      ruled([60, 160, 400], [160, 140, 100]) + head(160) + line('Manuals', 64, 126) + line('All manuals and', 164, 126);
    const rest =
      ruled([60, 160, 400], [760, 740, 720, 700]) +
      line('their drawings', 164, 746) +
      line('Logs', 64, 726) +
      line('All', 164, 726);
    const again = ruled([60, 160, 400], [760, 740, 720]) + head(760) + line('Plans', 64, 726) + line('None', 164, 726);
    expect(at(await read(pdfOf([page(first), page(rest), page(again)])))).toEqual([
      [0, 0, 0, 'Kind'],
      [0, 0, 1, 'Holds'],
      [0, 1, 0, 'Manuals'],
      [0, 1, 1, 'All manuals and their drawings'],
      [0, 2, 0, 'Logs'],
      [0, 2, 1, 'All'],
      [0, 3, 0, 'Plans'],
      [0, 3, 1, 'None'],
    ]);
  });

  test('merged cells and a frame around the page', async () => {
    const content =
      ruled([20, 575], [820, 20]) +
      `${ruled([60, 400], [700, 680, 640, 600])}160 680 m 160 600 l S\n` +
      line('Both columns', 64, 686) +
      line('A', 64, 656) +
      line('B', 164, 656) +
      line('C', 64, 616) +
      line('D', 164, 616);
    expect(at(await read(pdfOf([page(content)])))).toEqual([
      [0, 0, 0, 'Both columns'],
      [0, 1, 0, 'A'],
      [0, 1, 1, 'B'],
      [0, 2, 0, 'C'],
      [0, 2, 1, 'D'],
    ]);
  });

  test('without rules, rows are told by their edges and wrapped cells go on', async () => {
    const content =
      line('Kind', 60, 700) +
      line('Holds', 200, 700) +
      line('Manuals', 60, 676) +
      line('All manuals of the plant', 200, 676) +
      line('and their drawings', 200, 664) +
      line('Logs', 60, 640) +
      line('Three years', 200, 640);
    expect((await read(pdfOf([page(content)]))).text).toBe(
      'Kind\tHolds\nManuals\tAll manuals of the plant and their drawings\nLogs\tThree years',
    );
  });

  test('numbers and bullets with hanging text are no table', async () => {
    const content =
      line('(a)', 60, 700) +
      line('first', 120, 700) +
      line('(b)', 60, 680) +
      line('second', 120, 680) +
      line('\u0095', 60, 660) +
      line('third', 120, 660);
    const document = await read(pdfOf([page(content)]));
    expect(document.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'paragraph']);
  });
});

describe('Japanese type', () => {
  const TEXT = '第1条（目的）本契約は、業務の委託について定める。';
  const SHIFT_JIS =
    '91e6318ff0816996da9349816a967b8c5f96f182cd81418bc696b182cc88cf91f582c982c282a282c492e882df82e98142';
  const EUC_JP = 'c2e831bef2a1caccdcc5aaa1cbcbdcb7c0ccf3a4cfa1a2b6c8ccb3a4ceb0d1c2f7a4cba4c4a4a4a4c6c4eaa4e1a4eba1a3';

  test.each([
    ['90ms-RKSJ-H', Buffer.from(SHIFT_JIS, 'hex')],
    ['EUC-H', Buffer.from(EUC_JP, 'hex')],
    ['UniJIS-UCS2-H', utf16(TEXT)],
    ['UniJIS-UTF16-H', utf16(TEXT)],
  ])('a font that is not embedded, in %s', async (encoding, bytes) => {
    const document = await read(pdfOf([page(japanese(bytes, 60, 700))], { encoding }));
    expect(document.text).toBe(TEXT);
  });

  /** Three vertical lines; the first two are full and one paragraph, the third opens the next. */
  const COLUMNS = ['第1条（目的）本契約は、業務の委託につい', 'て定める。', '第2条（秘密）乙は、「秘密」を守る。'];

  test('vertical writing in a vertical font, its page number below', async () => {
    const vertical = (lines: readonly string[], number: number) => ({
      content:
        lines.map((text, index) => japanese(utf16(text), 500 - 24 * index, 780, 12)).join('') +
        line(`- ${number} -`, 280, 40),
    });
    const pages = [vertical(COLUMNS, 1), vertical(['第3条（期間）本契約は、一年間とする。'], 2)];
    const document = await read(pdfOf(pages, { encoding: 'UniJIS-UCS2-V' }));
    expect(texts(document)).toEqual([COLUMNS[0]! + COLUMNS[1]!, COLUMNS[2], '第3条（期間）本契約は、一年間とする。']);
    expect(document.running).toEqual(['- 1 -']);
  });

  test('vertical writing as upright glyphs one below the other, as browsers print it', async () => {
    const content = COLUMNS.flatMap((text, index) =>
      [...text].map((char, row) => japanese(utf16(char), 500 - 24 * index, 780 - 12 * row, 12)),
    ).join('');
    const document = await read(pdfOf([page(content)]));
    expect(texts(document)).toEqual([COLUMNS[0]! + COLUMNS[1]!, COLUMNS[2]!]);
  });

  test('presentation forms for vertical writing become the plain marks', async () => {
    const document = await read(pdfOf([page(japanese(utf16('乙は︑﹁秘密﹂︵情報︶を守る︒'), 60, 700))]));
    expect(document.text).toBe('乙は、「秘密」（情報）を守る。');
  });
});

describe('forms', () => {
  test('what was filled in is read at its place, remarks are counted', async () => {
    const fields = [
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Acme Research Ltd.) /Rect [140 694 400 708] /F 4 >>',
      '<< /Type /Annot /Subtype /Text /Contents (Please check.) /Rect [500 694 520 708] >>',
    ];
    const content = line('Customer:', 60, 697) + line('Vendor: Initech', 60, 650);
    const document = await read(pdfOf([{ content, more: '/Annots [100 0 R 101 0 R]' }], { objects: fields }));
    expect(texts(document)[0]!.replace('\t', ' ')).toMatch(/^Customer:.*Acme Research Ltd\.$/);
    expect(document.notices).toContainEqual({ code: 'comments-left-out', values: { count: 1 } });
  });
});

describe('files that cannot be read', () => {
  const plain = page(prose(SENTENCES.join(' '), 60, 700, 60));

  test('a user password is one error, an owner password none', async () => {
    const locked = (user: string) => pdfOf([plain], { passwords: { user, owner: 'owner' } });
    await expect(read(locked('secret'))).rejects.toMatchObject({ code: 'encrypted-file' });
    expect((await read(locked(''))).text).toBe(SENTENCES.join(' '));
  });

  test.each([
    ['a page tree that holds itself', pdfOf([plain], { tree: '/Kids [2 0 R] /Count 1' })],
    [
      'a page tree that goes round',
      pdfOf([plain], {
        tree: '/Kids [100 0 R] /Count 1',
        objects: ['<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>'],
      }),
    ],
    ['a count below nothing', pdfOf([plain], { tree: '/Kids [10 0 R] /Count -5' })],
    ['no pages', pdfOf([], { tree: '/Kids [] /Count 0' })],
  ])('%s', async (_, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: 'damaged-file' });
  });

  test.each([0.1, 0.3, 0.5, 0.7, 0.9, 0.99])('cut off at %d of its length', async (share) => {
    const whole = pdfOf([plain, plain, plain]);
    await expect(read(whole.subarray(0, whole.length * share))).rejects.toMatchObject({ code: 'damaged-file' });
  });

  test('pages that the tree counts but does not hold are not waited for', async () => {
    const document = await read(pdfOf([plain], { tree: '/Kids [10 0 R] /Count 100000000' }));
    expect([document.pages, document.text]).toEqual([1, SENTENCES.join(' ')]);
  });

  test('an update that was cut off', async () => {
    const whole = pdfOf([plain]);
    const update = Buffer.concat([whole, Buffer.from('11 0 obj\n<< /Length 40 >>\nstream\nBT ET')]);
    await expect(read(update)).rejects.toMatchObject({ code: 'damaged-file' });
  });

  test('letters without a character map are named as unread, not read as nonsense', async () => {
    const odd = japanese(utf16('\ue001\ue002\ue003\ue004\ue005\ue006'), 60, 700);
    const document = await read(pdfOf([plain, page(odd)]));
    expect(document.text).toBe(SENTENCES.join(' '));
    expect(document.unreadPages).toEqual([2]);
    expect(document.notices).toContainEqual({ code: 'page-garbled', values: { page: 2 }, where: 'p. 2' });
  });
});
