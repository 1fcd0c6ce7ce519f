import { spawnSync } from 'node:child_process';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { PDFParse } from 'pdf-parse';
import { createEngine } from '../../server/engine.js';
import type { Report } from '../../server/model/report.js';
import pdf from '../../server/readers/pdf.js';
import { line, type PagePlan, pdfOf, wrapped } from './pdf-files.js';

const engine = await createEngine();
const hasTesseract = spawnSync('tesseract', ['--version']).status === 0;

const PAGES = [
  [
    'AI Assistant Service Agreement between Example Stores Inc. ("Customer") and Sample Systems Inc. ("Vendor").',
    '1. Service. The Vendor shall provide the AI assistant to the Customer.',
    '2. Training. The Vendor shall not use the input data to train any AI model.',
  ],
  ['3. Fees. The Customer shall pay the fees within thirty days after receipt of the invoice.'],
  ['4. Deletion. The Vendor shall delete the input data within thirty days after the end of this agreement.'],
];

const written = (paragraphs: readonly string[], size = 10): PagePlan => ({
  content: paragraphs
    .flatMap((text) => [...wrapped(text, 70), ''])
    .map((text, index) => (text === '' ? '' : line(text, 60, 760 - 16 * index, size)))
    .join(''),
});

/** The page as a scanner would give it: the picture alone. */
async function scanned(plan: PagePlan): Promise<PagePlan> {
  const parser = new PDFParse({ data: new Uint8Array(pdfOf([plan])) });
  const { pages } = await parser.getScreenshot({ scale: 3, imageDataUrl: false });
  await parser.destroy();
  const picture = await loadImage(Buffer.from(pages[0]!.data));
  const canvas = createCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  const bytes = canvas.toBuffer('image/jpeg', 80);
  return { content: '', jpeg: { bytes, width: picture.width, height: picture.height } };
}

const check = (bytes: Uint8Array, ocr = false) =>
  engine.check({ bytes, name: 'a.pdf' }, { model: 'G', side: 'user', language: 'en', view: 'proposed', ocr });
const statuses = ({ items }: Report, status: string) =>
  items.filter((item) => item.status === status).map(({ id }) => id);

describe('pages without a text layer', () => {
  test('what could stand on them is unread, not missing; what stands elsewhere is judged', async () => {
    const picture = await scanned(written(PAGES[2]!));
    const [partly, whole] = [
      pdfOf([written(PAGES[0]!), written(PAGES[1]!), picture]),
      pdfOf(PAGES.slice(0, 2).map((page) => written(page))),
    ];
    const report = await check(partly);
    const other = await check(whole);
    expect(statuses(other, 'missing').length).toBeGreaterThan(30);
    expect(statuses(report, 'missing')).toEqual([]);
    expect(statuses(report, 'unread')).toEqual(statuses(other, 'missing'));
    expect(statuses(report, 'met')).toEqual(statuses(other, 'met'));
    expect(statuses(report, 'weak')).toEqual(statuses(other, 'weak'));
    expect(report.notices).toContainEqual(expect.objectContaining({ code: 'page-without-text', where: 'p. 3' }));
    expect(report.items.find(({ status }) => status === 'unread')!.reason).toContain('pages 3');
    expect(report.clauses.map(({ label, page }) => [label, page])).toEqual([
      ['1', 1],
      ['2', 1],
      ['3', 2],
    ]);
    const pages = report.items.flatMap(({ evidence }) => evidence.map(({ page }) => page));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.filter((page) => page !== 1 && page !== 2)).toEqual([]);
  });

  test('a page is unread though a running line is printed over its picture; an empty page is not', async () => {
    const mark = line('Envelope 7731', 60, 820);
    const over = (plan: PagePlan) => ({ ...plan, content: mark + plan.content });
    const picture = await scanned(written(PAGES[2]!));
    const stamped = { ...picture, content: line('COPY', 300, 500) };
    const plans = [
      over(written(PAGES[0]!)),
      over(picture),
      over(written(PAGES[1]!)),
      { content: mark },
      { content: '' },
      over(stamped),
    ];
    const document = await pdf.read(pdfOf(plans), { view: 'proposed' });
    expect(document.unreadPages).toEqual([2, 6]);
    expect(document.text.endsWith('COPY')).toBe(true);
    expect(document.running).toEqual(['Envelope 7731']);
  });

  test('a file of pictures alone is refused', async () => {
    await expect(check(pdfOf([await scanned(written(PAGES[2]!))]))).rejects.toMatchObject({ code: 'no-text-layer' });
  });
});

describe('character recognition', () => {
  const words = (text: string) => text.replace(/\s+/g, ' ');
  const read = async (ocr: boolean, plans: readonly PagePlan[]) => pdf.read(pdfOf(plans), { view: 'proposed', ocr });

  test('without tesseract, one notice says what to install, and the page stays unread', async () => {
    const path = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      const document = await read(true, [written(PAGES[0]!), await scanned(written(PAGES[2]!))]);
      expect(document.unreadPages).toEqual([2]);
      expect(document.notices).toContainEqual({
        code: 'ocr-not-installed',
        values: { packages: 'tesseract-ocr tesseract-ocr-jpn' },
      });
    } finally {
      process.env.PATH = path;
    }
  });

  (hasTesseract ? test : test.skip)('reads the picture, marks its blocks and the quotes from them', async () => {
    const bytes = pdfOf([written(PAGES[0]!), written(PAGES[1]!), await scanned(written(PAGES[2]!, 12))]);
    const report = await check(bytes, true);
    // Recognition errs in a letter here and there, whatever the version.
    const told = PAGES[2]![0]!.split(' ');
    const got = new Set(words(report.text!).split(' '));
    expect(told.filter((word) => got.has(word)).length).toBeGreaterThan(0.8 * told.length);
    expect(statuses(report, 'unread')).toEqual([]);
    expect(report.notices).toContainEqual(expect.objectContaining({ code: 'ocr-pages' }));
    expect(report.clauses.at(-1)).toMatchObject({ label: '4', page: 3 });
    const quotes = report.items.flatMap(({ evidence }) => evidence);
    const seen = quotes.filter(({ ocr }) => ocr);
    expect(seen.length).toBeGreaterThan(0);
    expect(quotes.map(({ page, ocr }) => (page === 3) === (ocr === true))).not.toContain(false);
    for (const [name, mark] of [
      ['terminal', '4 (p. 3, OCR): '],
      ['markdown', '4 (p. 3, OCR) '],
      ['html', '<cite>4 (p. 3, OCR)</cite>'],
    ] as const)
      expect(String(engine.reporters.get(name)!.render(report, { language: 'en', color: false }))).toContain(mark);
  });

  (hasTesseract ? test : test.skip)(
    'two columns of a picture are read one after the other; a file of pictures is no error',
    async () => {
      const column = (text: string, x: number) =>
        wrapped(`${text} ${text}`, 36)
          .map((part, index) => line(part, x, 740 - 14 * index))
          .join('');
      const [left, right] = [
        `${PAGES[0]![1]} ${PAGES[0]![2]} ${PAGES[1]![0]}`,
        `${PAGES[2]![0]} ${PAGES[0]![2]} ${PAGES[1]![0]}`,
      ];
      const document = await read(true, [await scanned({ content: column(left, 60) + column(right, 330) })]);
      expect(document.unreadPages).toEqual([]);
      expect(document.blocks.every(({ ocr }) => ocr)).toBe(true);
      const text = words(document.text);
      expect(text.indexOf('1. Service')).toBeLessThan(text.indexOf('4. Deletion'));
      expect(text.lastIndexOf('1. Service')).toBeLessThan(text.indexOf('4. Deletion'));
    },
  );
});
