/**
 * Measures reading and checking apart, on a fixture's Word file at 1, 10 and 100 times its length, each in a process of its own so
 * that peak memory is its own. Prints a table: milliseconds (median of the runs after a warm-up), characters, megabytes of peak RSS.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { root } from '../server/config.js';
import { createEngine } from '../server/engine.js';

interface Figures {
  fixture: string;
  times: number;
  characters: number;
  clauses: number;
  reading: number;
  checking: number;
  peak: number;
}

const FIXTURES = ['ja-general-chat', 'en-general-api'];
const SCALES = [1, 10, 100];
const RUNS = 5;

const [fixture, times] = process.argv.slice(2);
if (fixture && times) process.stdout.write(JSON.stringify(await measure(fixture, Number(times))));
else await table();

async function table(): Promise<void> {
  const run = promisify(execFile);
  const head = [
    'contract',
    'times',
    'characters',
    'clauses',
    'reading ms',
    'checking ms',
    'check/read',
    'us/char',
    'peak MB',
  ];
  const rows: (string | number)[][] = [];
  for (const name of FIXTURES) {
    for (const scale of SCALES) {
      const args = ['--import', 'tsx', import.meta.filename, name, String(scale)];
      const { stdout } = await run(process.execPath, args, { cwd: root });
      const { characters, clauses, reading, checking, peak } = JSON.parse(stdout) as Figures;
      const perCharacter = ((checking * 1000) / characters).toFixed(2);
      rows.push([
        name,
        scale,
        characters,
        clauses,
        Math.round(reading),
        Math.round(checking),
        (checking / reading).toFixed(2),
        perCharacter,
        peak,
      ]);
    }
  }
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => String(row[column]).length)));
  for (const row of [head, ...rows])
    process.stdout.write(`${row.map((cell, column) => String(cell).padStart(widths[column]!)).join('  ')}\n`);
}

async function measure(name: string, scale: number): Promise<Figures> {
  const engine = await createEngine();
  const original = await readFile(join(root, 'fixtures', 'contracts', name, 'input.docx'));
  const options = { model: 'auto', side: 'user', language: 'en', view: 'proposed' } as const;
  await engine.check({ bytes: original, name: 'input.docx' }, options);
  const bytes = lengthened(original, scale);
  const timings: { reading: number; checking: number }[] = [];
  let size = { characters: 0, clauses: 0 };
  for (let run = 0; run < (scale > 10 ? 1 : RUNS); run += 1) {
    const { report, timing } = await engine.examine({ bytes, name: 'input.docx' }, options);
    timings.push(timing);
    size = { characters: report.document.characters, clauses: report.clauses.length };
  }
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
  return {
    fixture: name,
    times: scale,
    ...size,
    reading: median(timings.map(({ reading }) => reading)),
    checking: median(timings.map(({ checking }) => checking)),
    peak: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** The same Word file with its body repeated; Word's automatic numbers go on counting. */
function lengthened(bytes: Uint8Array, times: number): Uint8Array {
  const parts = unzipSync(bytes);
  const xml = strFromU8(parts['word/document.xml']!);
  const body = /(<w:body>)([\s\S]*?)(<w:sectPr[\s\S]*<\/w:body>)/.exec(xml)!;
  parts['word/document.xml'] = strToU8(xml.replace(body[0], `${body[1]}${body[2]!.repeat(times)}${body[3]}`));
  return zipSync(parts, { level: 1 });
}
