/**
 * Compares what the Word reader gives with LibreOffice's text, paragraph by paragraph: `npm run conformance -- FOLDER...`;
 * with `--twins`, what is found in files of the same contract in different formats (conformance/twins.ts).
 *
 * A file with tracked changes is compared twice: as LibreOffice has it after all are rejected, and after all are accepted.
 * Left out of the comparison: white space, soft hyphens, characters of no width, bullets (each program draws its own),
 * empty lines, page numbers in tables of contents (this reader drops them) and notes (LibreOffice's text has none).
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../server/config.js';
import type { Document } from '../server/model/document.js';
import docx from '../server/readers/docx.js';
import { alignment } from './conformance/alignment.js';
import { compareTwins } from './conformance/twins.js';

/** Why lines differ: for each file and view one reason, and how many lines only one of the two has. */
const Exceptions = z.array(
  z.strictObject({ file: z.string(), view: z.enum(['original', 'proposed']), lines: z.int(), reason: z.string() }),
);
type Exceptions = z.infer<typeof Exceptions>;

interface Job {
  file: string;
  view: Exceptions[number]['view'];
  /** Null where the file has no tracked changes. */
  verb: 'Accept' | 'Reject' | null;
  document: Document;
}

/** Milliseconds for one conversion; LibreOffice 7.4 hangs on some changes, at times only. */
const TIME = 60_000;
const ATTEMPTS = 3;

const LIBRARY = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Conformance"/>
</library:library>
`;

await main(process.argv.slice(2));

async function main(folders: readonly string[]): Promise<void> {
  if (folders[0] === '--twins' && folders.length > 1) {
    process.exitCode = (await compareTwins(folders.slice(1))) > 0 ? 1 : 0;
    return;
  }
  if (folders.length === 0 || folders[0] === '--twins') {
    process.stderr.write('usage: npm run conformance -- [--twins] FOLDER...\n');
    process.exitCode = 2;
    return;
  }
  const scratch = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const exceptions = Exceptions.parse(
      parse(await readFile(join(root, 'scripts', 'conformance', 'explained.yaml'), 'utf8')),
    );
    await prepareProfile(scratch);
    const jobs = (await Promise.all(folders.map(jobsIn))).flat();
    let bad = 0;
    for (const job of jobs) if (!compare(job, await reference(job, scratch), exceptions)) bad++;
    process.stdout.write(`${jobs.length - bad} of ${jobs.length} texts equal or explained\n`);
    process.exitCode = bad > 0 ? 1 : 0;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function jobsIn(folder: string): Promise<Job[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.docx')).sort();
  const jobs = names.map(async (name): Promise<Job[]> => {
    const file = resolve(folder, name);
    const bytes = await readFile(file);
    const document = await docx.read(bytes, { view: 'proposed' });
    if (!document.revised) return [{ file, view: 'proposed', verb: null, document }];
    const before = await docx.read(bytes, { view: 'original' });
    return [
      { file, view: 'proposed', verb: 'Accept', document },
      { file, view: 'original', verb: 'Reject', document: before },
    ];
  });
  return (await Promise.all(jobs)).flat();
}

/** A profile of its own that holds the macro. */
async function prepareProfile(scratch: string): Promise<void> {
  await soffice(scratch, '--terminate_after_init');
  const library = join(scratch, 'profile', 'user', 'basic', 'Standard');
  await mkdir(library, { recursive: true });
  const macro = await readFile(join(root, 'scripts', 'conformance', 'convert.bas'), 'utf8');
  await writeFile(join(library, 'Conformance.xba'), module(macro));
  await writeFile(join(library, 'script.xlb'), LIBRARY);
}

/** The text that LibreOffice gives, or null if it gives none in time. */
async function reference({ file, verb }: Job, scratch: string): Promise<string | null> {
  const [source, target] = [join(scratch, 'source.docx'), join(scratch, 'source.txt')];
  await copyFile(file, source);
  await rm(target, { force: true });
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (verb) await soffice(scratch, `macro:///Standard.Conformance.Convert("${verb}","${source}","${target}")`);
    else await soffice(scratch, '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', scratch, source);
    const text = await readFile(target, 'utf8').catch(() => null);
    if (text !== null) return text;
  }
  return null;
}

function soffice(scratch: string, ...args: string[]): Promise<void> {
  return new Promise((done, failed) => {
    const profile = `-env:UserInstallation=${pathToFileURL(join(scratch, 'profile'))}`;
    const child = spawn('soffice', ['--headless', '--norestore', profile, ...args], {
      stdio: 'ignore',
      detached: true,
    });
    const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), TIME);
    child.on('error', failed);
    child.on('exit', () => {
      clearTimeout(timer);
      done();
    });
  });
}

function module(source: string): string {
  const escaped = source.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Conformance" script:language="StarBasic">
${escaped}</script:module>
`;
}

/** Prints the share of equal paragraphs and each difference; true if all are equal or explained. */
function compare({ file, view, document }: Job, text: string | null, exceptions: Exceptions): boolean {
  const ours = document.blocks
    .filter(({ kind }) => kind !== 'note')
    .map(({ range }) => plain(document.text.slice(...range)))
    .filter((line) => line !== '');
  const name = basename(file);
  if (text === null) {
    process.stdout.write(
      `  -    ${view.padEnd(8)}  ${name}\n         LibreOffice gave no text within ${TIME / 1000} s\n`,
    );
    return false;
  }
  const theirs = withoutPages(text, new Set(ours));
  const { equal, differences } = align(theirs, ours);
  const share = equal / Math.max(1, theirs.length, ours.length);
  process.stdout.write(`${share.toFixed(3)}  ${view.padEnd(8)}  ${name}\n`);
  for (const line of differences) process.stdout.write(`         ${line.slice(0, 160)}\n`);
  if (differences.length === 0) return true;
  const explained = exceptions.find(
    (each) => each.file === name && each.view === view && each.lines === differences.length,
  );
  if (explained) process.stdout.write(`         explained: ${explained.reason}\n`);
  return explained !== undefined;
}

/** The page at the end of a line of a table of contents is cut where that gives a line of ours. */
function withoutPages(text: string, ours: ReadonlySet<string>): string[] {
  return linesOf(
    text
      .split(/\r?\n/)
      .map((line) => {
        const cut = line.replace(/\t\d{1,4}$/, '');
        return !ours.has(plain(line)) && ours.has(plain(cut)) ? cut : line;
      })
      .join('\n'),
  );
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => plain(line))
    .filter((line) => line !== '');
}

function plain(line: string): string {
  return line.replace(
    /[\s\u00ad\u200b-\u200d\u2060\ufeff\u2022\u25cf\u25cb\u25aa\u25a1\u25e6\u00b7\u2023\uf0a7\uf0b7]+/g,
    '',
  );
}

function align(theirs: readonly string[], ours: readonly string[]): { equal: number; differences: string[] } {
  const pairs = alignment(theirs, ours);
  const differences = pairs.flatMap(([i, j]) => {
    if (i === null) return [`+ ${ours[j!]}`];
    return j === null ? [`- ${theirs[i]}`] : [];
  });
  return { equal: pairs.length - differences.length, differences };
}
