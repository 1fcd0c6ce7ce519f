/**
 * Measures reading and checking apart, on a fixture's Word file at 1, 10 and 100 times its length, each in a process of its own so
 * that peak memory is its own. Prints a table: milliseconds (median of the runs after a warm-up), characters, megabytes of peak RSS.
 * mammoth's conversion of the same file to HTML, in turn with ours, is what reading a Word file by a well-kept library costs.
 * Between them, comparing two versions of about a hundred pages, every tenth long line of the later one changed, beside checking one.
 * A last table sets reading Word and PDF files, in pages a second, beside what the libraries below and poppler's pdftotext do alone.
 * With a folder as its argument, it measures the Word files in there instead, in turn in one process, as a server does, once each
 * was read and checked a few times: code that has run seldom is slow whatever it does. The last row is of all together.
 * At last the page in a browser, on a contract of about 300 pages: the API's answer alone, the first finding painted (and how often the
 * API's time that is), and milliseconds between frames while scrolling contract and findings (the middle one, and the 95th of 100).
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { guard, root } from '../server/config.js';
import { createEngine, type Engine } from '../server/engine.js';
import { CheckError } from '../server/model/errors.js';
import docx from '../server/readers/docx.js';
import pdf from '../server/readers/pdf.js';
import { pageFigures } from './bench-page.js';

interface Figures {
  fixture: string;
  times: number;
  characters: number;
  clauses: number;
  reading: number;
  mammoth: number;
  checking: number;
  peak: number;
}

const FIXTURES = ['ja-general-chat', 'en-general-api'];
const SCALES = [1, 10, 100];
const RUNS = 5;
/** Runs over a folder that are not counted. */
const WARM_UP = 5;
const OPTIONS = { model: 'auto', side: 'user', language: 'en', view: 'proposed' } as const;
/** Pages of the long file in the second table: about so many. */
const LONG = 100;
/** Copies of a fixture's text that fill about a hundred pages. */
const COPIES = 35;
const run = promisify(execFile);

const [fixture, times] = process.argv.slice(2);
if (fixture && times) process.stdout.write(JSON.stringify(await measure(fixture, Number(times))));
else if (fixture) await given(fixture);
else {
  await checks();
  process.stdout.write('\n');
  await comparisons();
  process.stdout.write('\n');
  await readings();
  process.stdout.write('\n');
  await pages();
}

async function checks(): Promise<void> {
  const head = [
    'contract',
    'times',
    'characters',
    'clauses',
    'reading ms',
    'mammoth ms',
    'checking ms',
    'check/mammoth',
    'us/char',
    'peak MB',
  ];
  const rows: (string | number)[][] = [];
  for (const name of FIXTURES) {
    for (const scale of SCALES) {
      // Three semi-spaces make the young generation that the workers have.
      const args = [
        `--max-semi-space-size=${guard.youngMegabytes / 3}`,
        '--import',
        'tsx',
        import.meta.filename,
        name,
        String(scale),
      ];
      const { stdout } = await run(process.execPath, args, { cwd: root });
      const { characters, clauses, reading, checking, peak, mammoth: html } = JSON.parse(stdout) as Figures;
      const perCharacter = ((checking * 1000) / characters).toFixed(2);
      rows.push([
        name,
        scale,
        characters,
        clauses,
        Math.round(reading),
        Math.round(html),
        Math.round(checking),
        (checking / html).toFixed(2),
        perCharacter,
        peak,
      ]);
    }
  }
  print(head, rows);
}

/** The contracts among the Word files of a folder, as word processors write them. */
async function given(folder: string): Promise<void> {
  const engine = await createEngine();
  const names = (await readdir(folder)).filter((each) => each.endsWith('.docx')).sort();
  const files = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
  const runs = new Map<string, Run[]>();
  const refused = new Map<string, string>();
  for (let turn = -WARM_UP; turn < RUNS; turn += 1) {
    for (const { name, bytes } of files) {
      if (refused.has(name)) continue;
      try {
        const own = await timed(engine, bytes);
        if (turn >= 0) runs.set(name, [...(runs.get(name) ?? []), own]);
      } catch (error) {
        if (!(error instanceof CheckError)) throw error;
        refused.set(name, error.code);
      }
    }
  }
  const measured = [...runs].map(([name, own]) => ({ name, ...middle(own) }));
  const all = { name: 'together', ...added(measured) };
  const head = [
    'file',
    'characters',
    'clauses',
    'reading ms',
    'mammoth ms',
    'checking ms',
    'check/read',
    'check/mammoth',
  ];
  print(head, [
    ...[...measured, all].map(({ name, characters, clauses, reading, mammoth: html, checking }) => [
      name,
      characters,
      clauses,
      ...[reading, html, checking].map((each) => each.toFixed(1)),
      (checking / reading).toFixed(2),
      (checking / html).toFixed(2),
    ]),
    ...refused,
  ]);
}

async function comparisons(): Promise<void> {
  const engine = await createEngine();
  const rows: (string | number)[][] = [];
  for (const name of FIXTURES) {
    const text = await readFile(join(root, 'fixtures', 'contracts', name, 'input.txt'), 'utf8');
    const [before, after] = [text.repeat(COPIES), edited(text.repeat(COPIES))];
    const options = { model: 'auto', side: 'user', language: 'en' } as const;
    const source = (words: string) => ({ bytes: Buffer.from(words), name: 'input.txt' });
    await engine.compare(source(text), source(edited(text)), options);
    const started = performance.now();
    const { clauses } = await engine.check(source(before), { ...options, view: 'proposed' });
    const checked = performance.now();
    const { changes } = await engine.compare(source(before), source(after), options);
    const [one, two] = [checked - started, performance.now() - checked];
    rows.push([name, clauses.length, changes.length, Math.round(one), Math.round(two), (two / one).toFixed(2)]);
  }
  print(['contract', 'clauses', 'changes', 'checking ms', 'comparing ms', 'compare/check'], rows);
}

function edited(text: string): string {
  let long = 0;
  return text
    .split('\n')
    .map((line) => (line.length > 30 && ++long % 10 === 0 ? line.replace(/ the |\u306f\u3001/, '$&other ') : line))
    .join('\n');
}

async function readings(): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const name of FIXTURES) {
    const file = (extension: string) => readFile(join(root, 'fixtures', 'contracts', name, `input.${extension}`));
    const [word, printed] = await Promise.all([file('docx'), file('pdf')]);
    const pages = (await pdf.read(printed, { view: 'proposed' })).pages!;
    for (const times of [1, Math.ceil(LONG / pages)]) {
      const docxBytes = lengthened(word, times);
      rows.push([
        name,
        'docx',
        pages * times,
        'this reader',
        await speed(pages * times, () => docx.read(docxBytes, { view: 'proposed' })),
      ]);
      rows.push([
        name,
        'docx',
        pages * times,
        'mammoth',
        await speed(pages * times, () => mammoth.extractRawText({ buffer: Buffer.from(docxBytes) })),
      ]);
      const folder = await mkdtemp(join(tmpdir(), 'bench-'));
      try {
        const path = join(folder, 'input.pdf');
        const pdfBytes = await repeated(printed, times, path);
        if (!pdfBytes) continue;
        const ways: [string, () => Promise<unknown>][] = [
          ['this reader', () => pdf.read(pdfBytes, { view: 'proposed' })],
          ['pdf-parse', () => parsed(pdfBytes)],
          ['pdftotext', () => run('pdftotext', [path, join(folder, 'out.txt')])],
        ];
        for (const [way, read] of ways) rows.push([name, 'pdf', pages * times, way, await speed(pages * times, read)]);
      } finally {
        await rm(folder, { recursive: true });
      }
    }
  }
  print(['contract', 'format', 'pages', 'reader', 'pages/s'], rows);
}

/** Pages a second, by the median of the runs after a warm-up; a dash for a program that is not installed. */
async function speed(pages: number, read: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let turn = 0; turn <= (pages >= LONG ? 1 : RUNS); turn += 1) {
    const started = performance.now();
    try {
      await read();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '-';
      throw error;
    }
    if (turn > 0) times.push(performance.now() - started);
  }
  return ((pages * 1000) / median(times)).toFixed(0);
}

async function parsed(bytes: Uint8Array): Promise<void> {
  const { PDFParse } = await import('pdf-parse');
  const parser = new PDFParse({ data: new Uint8Array(bytes) });
  await parser.getText();
  await parser.destroy();
}

/** The same PDF file with its pages repeated by qpdf; null where that is not installed. */
async function repeated(bytes: Uint8Array, times: number, path: string): Promise<Uint8Array | null> {
  await writeFile(path, bytes);
  if (times === 1) return bytes;
  const long = `${path}.long`;
  const pages = Array.from({ length: times }, () => [path, '1-z']).flat();
  try {
    await run('qpdf', ['--empty', '--pages', ...pages, '--', long]);
  } catch {
    process.stderr.write('qpdf is not installed: no long PDF.\n');
    return null;
  }
  await rename(long, path);
  return readFile(path);
}

async function pages(): Promise<void> {
  const figures = await pageFigures();
  if (!figures) {
    process.stderr.write('Chromium is not installed: the page is not measured.\n');
    return;
  }
  const frames = ([middle, high]: readonly [number, number]) => `${middle.toFixed(0)}/${high.toFixed(0)}`;
  const head = [
    'contract',
    'characters',
    'API ms',
    'first paint ms',
    'paint/API',
    'contract frames',
    'findings frames',
  ];
  const rows = figures.map(({ contract, characters, api, firstPaint, contractFrames, findingsFrames }) => [
    contract,
    characters,
    Math.round(api),
    Math.round(firstPaint),
    (firstPaint / api).toFixed(2),
    frames(contractFrames),
    frames(findingsFrames),
  ]);
  print(head, rows);
}

function print(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => String(row[column]).length)));
  for (const row of [head, ...rows])
    process.stdout.write(`${row.map((cell, column) => String(cell).padStart(widths[column]!)).join('  ')}\n`);
}

async function measure(name: string, scale: number): Promise<Figures> {
  const engine = await createEngine();
  const original = await readFile(join(root, 'fixtures', 'contracts', name, 'input.docx'));
  await engine.check({ bytes: original, name: 'input.docx' }, OPTIONS);
  const long = lengthened(original, scale);
  const runs: Run[] = [];
  while (runs.length < (scale > 10 ? 1 : RUNS)) runs.push(await timed(engine, long));
  return { fixture: name, times: scale, ...middle(runs), peak: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** Milliseconds of one run. */
type Run = Omit<Figures, 'fixture' | 'times' | 'peak'>;

async function timed(engine: Engine, bytes: Uint8Array): Promise<Run> {
  const { report, timing } = await engine.examine({ bytes, name: 'input.docx' }, OPTIONS);
  const before = performance.now();
  await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  const html = performance.now() - before;
  return { ...timing, mammoth: html, characters: report.document.characters, clauses: report.clauses.length };
}

function middle(runs: readonly Run[]): Run {
  return figures((of) => median(runs.map(of)));
}

function added(runs: readonly Run[]): Run {
  return figures((of) => runs.reduce((sum, run) => sum + of(run), 0));
}

function figures(figure: (of: (run: Run) => number) => number): Run {
  return {
    characters: figure((run) => run.characters),
    clauses: figure((run) => run.clauses),
    reading: figure((run) => run.reading),
    mammoth: figure((run) => run.mammoth),
    checking: figure((run) => run.checking),
  };
}

function median(list: number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
}

/** The same Word file with its body repeated; Word's automatic numbers go on counting. */
function lengthened(bytes: Uint8Array, times: number): Uint8Array {
  const parts = unzipSync(bytes);
  const xml = strFromU8(parts['word/document.xml']!);
  const body = /(<w:body>)([\s\S]*?)(<w:sectPr[\s\S]*<\/w:body>)/.exec(xml)!;
  parts['word/document.xml'] = strToU8(xml.replace(body[0], `${body[1]}${body[2]!.repeat(times)}${body[3]}`));
  return zipSync(parts, { level: 1 });
}
