import { loadPlugins } from '../../server/engine.js';
import text from '../../server/readers/text.js';
import { segment } from '../../server/segment.js';

const { languages } = await loadPlugins();
const read = (content: string) => text.read(Buffer.from(content), { view: 'proposed' });
const labels = async (content: string) =>
  segment(await read(content), [...languages.values()]).clauses.map(({ label }) => label);

/** Sentences without numbers, so that a line is as long as a page. */
const filler = (count: number) =>
  'The parties meet each quarter and review how the work goes, what it costs and who takes part in it. '.repeat(count);
const japanese = (count: number) =>
  '受託者は、善良な管理者の注意をもって作業を行い、その進み具合を毎月末に書面で知らせる。'.repeat(count);

describe('text with a page on each line', () => {
  test('articles, their items and lists open where the numbers count on', async () => {
    const page =
      `TOOLING AGREEMENT This Agreement is made by Fern Ltd. and Moss Ltd. as follows: 1. WORK. ${filler(4)}` +
      `2. DUTIES. (a) Of the Supplier. The Supplier does the following: 1. Writes the tool. 2. Tests the tool with care ` +
      `3. Hands over whatever belongs to the tool and its papers (b) Of the Customer. The Customer pays within 30 days. ${filler(4)}3. TERM. ${filler(5)}` +
      `EXHIBIT A A. SCOPE. ${filler(3)}B. PRICE. ${filler(2)}`;
    expect(await labels(page)).toEqual([
      '1',
      '2',
      '2(a)',
      '2(a)1',
      '2(a)2',
      '2(a)3',
      '2(b)',
      '3',
      'EXHIBIT A',
      'EXHIBIT A A',
      'EXHIBIT A B',
    ]);
  });

  test('numbers within sentences open nothing', async () => {
    const page =
      `1. FEES. ${filler(5)}The fee follows Section 2. The Customer pays by March 2. The invoice names version 2. And ` +
      `item 2. No fee is due under (a) the pilot, (b) a test or (c) a repair. ${filler(5)}2. TERM. It ends on May 3. ${filler(4)}`;
    const { blocks, text: content } = await read(page);
    expect(blocks.map(({ range }) => content.slice(...range).slice(0, 8))).toEqual(['1. FEES.', '2. TERM.']);
  });

  test('decimals open below the number or behind the one before', async () => {
    const page = `1. Use 1.1 The Customer uses it. 1.2 Nobody else does. Section 1.3 The end. ${filler(10)}2. Pay 2.1 Fees are due. 2.2 Taxes too.`;
    expect(await labels(page)).toEqual(['1', '1.1', '1.2', '2', '2.1', '2.2']);
  });

  test('a single long paragraph among ordinary ones is cut only behind sentences', async () => {
    const long = `2. Duties. The list in part 1. The one below (a) and (b) count: (a) Care; (b) Speed. ${filler(12)}`;
    const others = Array.from({ length: 20 }, (_, index) => `${index + 3}. Other. ${filler(4)}`);
    const { blocks } = await read(['1. Scope. All work.', long, ...others].join('\n'));
    expect(blocks).toHaveLength(22);
  });

  test('Japanese articles, paragraphs and items open; references to them do not', async () => {
    const page =
      `開発契約書 第１条（目的） 本契約は、第２条（業務）に定める業務について定める。${japanese(6)}` +
      `第２条（業務） ${japanese(6)}２　委託者は、次の資料を渡す。（１）図面 （２）写真 ${japanese(4)}` +
      `第３条（期間） 期間は第２条の業務が終わるまでとする。${japanese(8)}`;
    expect(await labels(page)).toEqual([
      '第１条',
      '第２条',
      '第２条第1項',
      '第２条第2項',
      '第２条第2項第1号',
      '第２条第2項第2号',
      '第３条',
    ]);
  });

  test('running lines go, sentences go on below them, and lone numbers go back before headings in capitals', async () => {
    const page = (number: number, words: string, numbers: string) =>
      `Tooling Agreement of Fern and Moss\n${words}\nPage ${number} of 3\n${numbers}\n`;
    const document = await read(
      page(
        1,
        `the "FERN" is the supplier. SCOPE OF WORK The work is a tool. ${filler(12)}DELIVERY FERN shall deliver and`,
        '1.\n2.',
      ) +
        page(2, `install it. ${filler(12)}PRICE AND TAXES The price is net. ${filler(2)}`, '2.1\n3.') +
        page(3, `LAW The law of Japan applies. CONFIDENTIALITY Each party keeps quiet. ${filler(12)}`, '4.\n5.'),
    );
    expect(document.running).toEqual(['Tooling Agreement of Fern and Moss', 'Page 1 of 3', '2.1', '4.', '5.']);
    expect(document.notices).toEqual([
      { code: 'header-footer-removed', values: { count: 6 } },
      { code: 'numbers-apart', values: { count: 3 } },
    ]);
    expect(document.text).toContain('\n1. SCOPE OF WORK\nThe work');
    expect(document.text).toContain('\n2. DELIVERY\nFERN shall deliver and install it.');
    expect(document.text).toContain('\n3. PRICE AND TAXES\nThe price');
    // Two numbers and one heading: which it bears is not certain.
    expect(document.text).toContain('\nCONFIDENTIALITY\nEach party');
  });

  test('lines of signatures and titles of parts come again without being running lines', async () => {
    const parts = [1, 2, 3].map((number) => `Schedule ${number}\n${filler(12)}`);
    const signatures = 'By: ______\nName:\nBy: ______\nName:\nBy: ______\nName:';
    const { text: content } = await read([...parts, signatures].join('\n'));
    expect(content).toContain('Schedule 3\n');
    expect(content.match(/Name:/g)).toHaveLength(3);
  });

  test('hostile lines take no long time', async () => {
    const started = performance.now();
    for (const piece of ['1. A ', '(a) ', '第1条（', 'A. A. ', '1.1.1 ', 'SCOPE OF ', '1.\n', '"AB" ', 'X x\n'])
      await read(`${piece.repeat(60_000)} end of it`);
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
