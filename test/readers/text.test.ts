import text from '../../server/readers/text.js';

const JAPANESE = '第1条（目的）\n本契約は、業務の委託について定める。';
/** The same two lines in Shift_JIS and EUC-JP, as iconv writes them. */
const SHIFT_JIS = Buffer.from(
  '91e6318ff0816996da9349816a0a967b8c5f96f182cd81418bc696b182cc88cf91f582c982c282a282c492e882df82e98142',
  'hex',
);
const EUC_JP = Buffer.from(
  'c2e831bef2a1caccdcc5aaa1cb0acbdcb7c0ccf3a4cfa1a2b6c8ccb3a4ceb0d1c2f7a4cba4c4a4a4a4c6c4eaa4e1a4eba1a3',
  'hex',
);

const read = (bytes: Uint8Array) => text.read(bytes, { view: 'proposed' });

describe('text reader', () => {
  test('one block a line, ranges exact, blank lines dropped', async () => {
    const document = await read(Buffer.from('\ufeffTitle\r\n\r\n1. Scope.  \r\n(a) all\n'));
    expect(document.text).toBe('Title\n1. Scope.\n(a) all');
    expect(document.blocks.map(({ range }) => document.text.slice(...range))).toEqual([
      'Title',
      '1. Scope.',
      '(a) all',
    ]);
    expect(document.notices).toEqual([]);
  });

  test.each([
    ['shift_jis', SHIFT_JIS],
    ['euc-jp', EUC_JP],
  ])('reads %s and says that it guessed', async (encoding, bytes) => {
    const document = await read(bytes);
    expect(document.text).toBe(JAPANESE);
    expect(document.notices).toEqual([{ code: 'encoding-guessed', values: { encoding } }]);
  });

  test('UTF-16 by its mark', async () => {
    const document = await read(Buffer.from(`\ufeff${JAPANESE}`, 'utf16le'));
    expect(document.text).toBe(JAPANESE);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['white space', Buffer.from(' \n\n')],
  ])('refuses %s as empty', async (_, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: 'empty-file' });
  });

  test('binary is not its own, and is refused', async () => {
    const bytes = Uint8Array.from({ length: 400 }, (_, i) => i % 32);
    expect(await text.recognises(bytes, 'txt')).toBe(0);
    await expect(read(bytes)).rejects.toMatchObject({ code: 'damaged-file' });
  });

  test.each([
    ['> 1. Scope.\n>\n> 2. Fees.\n> 3. Term.', '1. Scope.\n2. Fees.\n3. Term.', 4],
    ['See below.\n>> 1. Scope.\n> > 2. Fees.\n>Third.\nBye.', 'See below.\n1. Scope.\n2. Fees.\nThird.\nBye.', 3],
    ['\uff1e\u7b2c1\u6761\n\uff1e\u7b2c2\u6761\n\uff1e\u7b2c3\u6761', '\u7b2c1\u6761\n\u7b2c2\u6761\n\u7b2c3\u6761', 3],
    ['Levels:\n>99.9%\n>99.5%\n>99%', 'Levels:\n>99.9%\n>99.5%\n>99%', 0],
    ['> one line\nand another', '> one line\nand another', 0],
  ])('marks of quotation are removed, values stay: %j', async (mail, expected, count) => {
    const document = await read(Buffer.from(mail));
    expect(document.text).toBe(expected);
    expect(document.notices).toEqual(count > 0 ? [{ code: 'quote-marks-removed', values: { count } }] : []);
  });
});
