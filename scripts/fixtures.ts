/**
 * Builds the fixtures from what people wrote: `fixtures/contracts/<name>/source.yaml` becomes `input.docx` (with Word's own automatic
 * numbering), `input.txt` and, through LibreOffice, `input.pdf`; `fixtures/invalid/` gets one file for each way to be wrong.
 * `npm run fixtures` writes them all; `npm run fixtures -- --record` renews the list of open points in each `expected.yaml`:
 * those on which the engine differs from the label that a person gave.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type ILevelsOptions,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { root } from '../server/config.js';
import { createEngine } from '../server/engine.js';
import { Model } from '../server/model/report.js';

const Source = z.strictObject({
  language: z.enum(['ja', 'en']),
  model: Model,
  parties: z.strictObject({ user: z.array(z.string()), vendor: z.array(z.string()) }),
  title: z.string(),
  preamble: z.string(),
  articles: z.array(
    z.strictObject({
      heading: z.string(),
      paragraphs: z.array(z.strictObject({ text: z.string(), items: z.array(z.string()).default([]) })),
    }),
  ),
  annex: z.strictObject({ title: z.string(), head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  signature: z.string(),
});
type Source = z.infer<typeof Source>;

export const contracts = join(root, 'fixtures', 'contracts');
export const invalid = join(root, 'fixtures', 'invalid');
/** Every date and zip entry gets this, so that the same source gives the same bytes. */
const EPOCH = new Date('2026-01-01T00:00:00Z');
const FONTS = { ja: 'Noto Serif CJK JP', en: 'Liberation Serif' };
const SHIFT_JIS = new Set(['ja-new-inspection']);

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--record')) await record();
  else {
    for (const name of await readdir(contracts)) await build(name);
    await buildInvalid();
  }
}

async function build(name: string): Promise<void> {
  const folder = join(contracts, name);
  const source = Source.parse(parse(await readFile(join(folder, 'source.yaml'), 'utf8')));
  const { language, model, parties } = source;
  await writeFile(join(folder, 'about.yaml'), stringify({ language, model, parties }));
  await writeFile(join(folder, 'input.docx'), fixed(await Packer.toBuffer(word(source))));
  await writeFile(join(folder, 'input.txt'), await encoded(plain(source), SHIFT_JIS.has(name)));
  const args = ['--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'input.docx')];
  await promisify(execFile)('soffice', args);
}

function word(source: Source): Document {
  const { language } = source;
  const run = (text: string, bold = false) => new TextRun({ text, bold, font: FONTS[language], size: 21 });
  const numbered = (text: string, level: number, bold = false) =>
    new Paragraph({ numbering: { reference: 'clauses', level }, spacing: { after: 60 }, children: [run(text, bold)] });
  const heading = (text: string) => (language === 'ja' ? `（${text}）` : text);
  return new Document({
    creator: 'fixtures',
    lastModifiedBy: 'fixtures',
    title: source.title,
    numbering: { config: [{ reference: 'clauses', levels: levels(language) }] },
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph({ children: [run(source.title)] })] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 240 },
            children: [run(source.title, true)],
          }),
          new Paragraph({ spacing: { after: 160 }, children: [run(source.preamble)] }),
          ...source.articles.flatMap((article) => [
            numbered(heading(article.heading), 0, true),
            ...article.paragraphs.flatMap(({ text, items }) => [
              numbered(text, 1),
              ...items.map((item) => numbered(item, 2)),
            ]),
          ]),
          new Paragraph({ spacing: { before: 240, after: 240 }, children: [run(source.signature)] }),
          new Paragraph({ spacing: { after: 120 }, children: [run(source.annex.title, true)] }),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: [source.annex.head, ...source.annex.rows].map(
              (cells, index) =>
                new TableRow({
                  tableHeader: index === 0,
                  children: cells.map(
                    (cell) => new TableCell({ children: [new Paragraph({ children: [run(cell, index === 0)] })] }),
                  ),
                }),
            ),
          }),
        ],
      },
    ],
  });
}

function levels(language: Source['language']): ILevelsOptions[] {
  const [article, paragraph, item] = language === 'ja' ? ['第%1条', '%2', '(%3)'] : ['%1.', '%1.%2', '(%3)'];
  const level = (index: number, text: string, format: (typeof LevelFormat)[keyof typeof LevelFormat]) => ({
    level: index,
    format,
    text,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: index * 420, hanging: index === 0 ? 0 : 420 } } },
  });
  return [
    level(0, article!, LevelFormat.DECIMAL),
    level(1, paragraph!, LevelFormat.DECIMAL),
    level(2, item!, language === 'ja' ? LevelFormat.DECIMAL : LevelFormat.LOWER_LETTER),
  ];
}

/** The same contract as people type it, numbers and all. */
function plain({ language, title, preamble, articles, annex, signature }: Source): string {
  const lines = [title, '', preamble, ''];
  for (const [index, { heading, paragraphs }] of articles.entries()) {
    const number = index + 1;
    lines.push(language === 'ja' ? `第${number}条（${heading}）` : `${number}. ${heading}`);
    for (const [at, { text, items }] of paragraphs.entries()) {
      lines.push(language === 'ja' ? `${at + 1} ${text}` : `${number}.${at + 1} ${text}`);
      for (const [order, item] of items.entries())
        lines.push(language === 'ja' ? `(${order + 1}) ${item}` : `(${String.fromCharCode(97 + order)}) ${item}`);
    }
    lines.push('');
  }
  lines.push(signature, '', annex.title, annex.head.join('\t'), ...annex.rows.map((row) => row.join('\t')), '');
  return lines.join('\n');
}

/** Shift_JIS through iconv, which every Debian has; Node only decodes it. */
async function encoded(text: string, shiftJis: boolean): Promise<Uint8Array> {
  if (!shiftJis) return Buffer.from(text);
  const child = promisify(execFile)('iconv', ['-f', 'UTF-8', '-t', 'SHIFT_JIS'], { encoding: 'buffer' });
  child.child.stdin!.end(text);
  return (await child).stdout;
}

/** A zip whose entries and core properties carry no date of today. */
function fixed(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const core = Buffer.from(parts['docProps/core.xml']!).toString();
  parts['docProps/core.xml'] = strToU8(core.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, EPOCH.toISOString()));
  return zipSync(parts, { level: 9, mtime: EPOCH });
}

/** The file behind a password, by qpdf. */
async function encrypted(file: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'fixtures-'));
  const locked = join(folder, 'encrypted.pdf');
  await promisify(execFile)('qpdf', ['--encrypt', 'open', 'owner', '256', '--', file, locked]);
  const bytes = await readFile(locked);
  await rm(folder, { recursive: true });
  return bytes;
}

async function buildInvalid(): Promise<void> {
  const locked = await encrypted(join(contracts, 'en-general-api', 'input.pdf'));
  const whole = await readFile(join(contracts, 'en-general-api', 'input.docx'));
  const scan = scannedPdf();
  const files: Record<string, [content: Uint8Array, code: string]> = {
    'empty.docx': [new Uint8Array(), 'empty-file'],
    'truncated.docx': [whole.subarray(0, Math.floor(whole.length / 2)), 'damaged-file'],
    'scanned.pdf': [scan, 'no-text-layer'],
    'truncated.pdf': [scan.subarray(0, 200), 'damaged-file'],
    'recipe-ja.txt': [
      Buffer.from('肉じゃが\n\nじゃがいもは四つ割り、玉ねぎはくし形。鍋で炒め、だしで15分煮込む。\n'),
      'not-a-contract',
    ],
    'recipe-en.txt': [
      Buffer.from('Tomato soup\n\nRoast the tomatoes. Blend with stock. Season to taste.\n'),
      'not-a-contract',
    ],
    'picture.docx': [pixel(), 'unsupported-format'],
    'bomb.docx': [bomb(), 'expands-too-far'],
    'noise.bin': [noise(), 'unsupported-format'],
    'encrypted.pdf': [locked, 'encrypted-file'],
  };
  await rm(invalid, { recursive: true, force: true });
  await mkdir(invalid, { recursive: true });
  for (const [name, [content]] of Object.entries(files)) await writeFile(join(invalid, name), content);
  const codes = Object.fromEntries(Object.entries(files).map(([name, [, code]]) => [name, code]));
  await writeFile(join(invalid, 'expected.yaml'), stringify(codes));
}

/** One page that draws a grey square, as a scanner's page does, and holds no text. */
function scannedPdf(): Uint8Array {
  const draw = 'q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>',
    `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`,
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`, 'latin1');
}

/** A PNG of one pixel. */
function pixel(): Uint8Array {
  const data = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
  return Buffer.from(data, 'base64');
}

/** A Word file of a few hundred kilobytes that unpacks to 300 MB of blanks. */
function bomb(): Uint8Array {
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  const parts = {
    '[Content_Types].xml': strToU8(types),
    'word/document.xml': new Uint8Array(300 * 1024 * 1024).fill(32),
  };
  return zipSync(parts, { level: 9, mtime: EPOCH });
}

/** Bytes of no format: a fixed linear congruential sequence (Numerical Recipes' constants). */
function noise(): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length: 4096 }, () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state >>> 24;
  });
}

async function record(): Promise<void> {
  const engine = await createEngine();
  for (const name of await readdir(contracts)) {
    const folder = join(contracts, name);
    const { model } = parse(await readFile(join(folder, 'about.yaml'), 'utf8')) as { model: z.infer<typeof Model> };
    const bytes = await readFile(join(folder, 'input.txt'));
    const options = { model, side: 'user', language: 'en', view: 'proposed' } as const;
    const { items } = await engine.check({ bytes, name: 'input.txt' }, options);
    const file = join(folder, 'expected.yaml');
    const { labels } = parse(await readFile(file, 'utf8')) as Expected;
    const open = items.flatMap((item) => (outcome(item) === labels[item.id] ? [] : [[item.id, outcome(item)]]));
    await writeFile(file, stringify({ labels, open: Object.fromEntries(open) }));
  }
}

/** `expected.yaml`: the outcome that a person labelled, and what the engine says on the points where it is still wrong. */
export interface Expected {
  labels: Record<string, string>;
  open: Record<string, string>;
}

export function outcome({ status, tilt }: { status: string; tilt: string }): string {
  return tilt === 'none' ? status : `${status}, against ${tilt}`;
}
