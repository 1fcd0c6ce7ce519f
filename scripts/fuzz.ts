/**
 * Changes sound files at random and checks them: each must give a report or one coded error within the limits. Run n draws from seed + n,
 * so `npm run fuzz -- --runs 1 --seed <number>` repeats the run that is named with a fault. Exit code 1 where there is one.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unzipSync, zipSync } from 'fflate';
import { pdf } from '../fixtures/hostile/pdf.js';
import { PLAIN } from '../fixtures/hostile/recipe.js';
import { rich } from '../fixtures/hostile/word.js';
import { guard as defaults, root } from '../server/config.js';
import { createGuard, type GuardLimits } from '../server/guard.js';
import { outcomeOf } from './hostile.js';

interface Sound {
  name: string;
  bytes: Uint8Array;
}

export interface Fuzzed {
  runs: number;
  /** How often each outcome came out. */
  outcomes: Record<string, number>;
  faults: { seed: number; name: string; outcome: string; bytes: Uint8Array }[];
  /** Longest run, in milliseconds. */
  longest: number;
}

/** Pieces of each format's own language: chance alone seldom writes one. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  docx: [
    ...['p', 'r', 't', 'tbl', 'tr', 'tc', 'ins', 'del', 'sdt', 'fldSimple', 'ruby', 'hyperlink', 'moveFrom'].flatMap(
      (name) => [`<w:${name}>`, `</w:${name}>`, `<w:${name}/>`],
    ),
    ...['<!DOCTYPE x>', '<![CDATA[', ']]>', '<!--', '&#0;', '&x;', '<?x?>', 'w:val="-1"', 'w:val="99999999999"'],
  ],
  pdf: [
    ...['<<', '>>', '[', ']', '(', ')', 'obj', 'endobj', 'stream', 'endstream', 'xref', 'trailer', ' 0 R', 'null'],
    ...['/Kids', '/Parent', '/Contents', '/Length', '/Filter /FlateDecode', '/Encrypt', '/Prev', '-1', '99999999999'],
    ...['BT', 'ET', 'Tj', 'TJ', 'Tf', 'Td', 'Do', 'q', 'Q', 'BI', 'ID', 'EI'],
  ],
  html: [
    '<table>',
    '</table>',
    '<td>',
    '<ol start=-1>',
    '<li>',
    '<b>',
    '</p>',
    '<!--',
    '<script>',
    '&#0;',
    '<template>',
  ],
  md: ['> ', '- ', '1. ', '```', '**', '[', '](', '|', '<div>', '[^a]', '\n\n', '    ', '# '],
  txt: ['\0', '\ufeff', '\u202e', '\t', '\n', '第1条', '（', '1.', '\u3000', '\ud800'],
};

if (process.argv[1] === import.meta.filename) process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
  const runs = Number(values.runs ?? 200);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`seed ${seed}, ${runs} runs`);
  const started = performance.now();
  const found = await fuzz({ runs, seed, sources: [...small(), ...(await fixtures())], limits: defaults });
  for (const [outcome, count] of Object.entries(found.outcomes).sort((a, b) => b[1] - a[1]))
    console.log(`${String(count).padStart(6)}  ${outcome}`);
  const folder = join(tmpdir(), 'contract-check-fuzz');
  if (found.faults.length > 0) await mkdir(folder, { recursive: true });
  for (const { seed: own, name, outcome, bytes } of found.faults) {
    await writeFile(join(folder, `${own}-${name}`), bytes);
    console.log(`FAULT  --seed ${own}  ${outcome}  kept as ${join(folder, `${own}-${name}`)}`);
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${found.faults.length} faults in ${seconds} s; longest run ${Math.round(found.longest)} ms`);
  return found.faults.length > 0 ? 1 : 0;
}

export async function fuzz(given: {
  runs: number;
  seed: number;
  sources: readonly Sound[];
  limits: GuardLimits;
}): Promise<Fuzzed> {
  const { runs, seed, sources, limits } = given;
  const found: Fuzzed = { runs, outcomes: {}, faults: [], longest: 0 };
  const stray: Error[] = [];
  const guard = createGuard({ ...limits, workers: 1 }, (fault) => stray.push(fault));
  const options = { model: 'auto', side: 'user', language: 'en', view: 'proposed' } as const;
  try {
    await guard.start();
    for (let run = 0; run < runs; run++) {
      const random = randomOf(seed + run);
      const source = pick(random, sources);
      const bytes = mutant(random, source, sources);
      const started = performance.now();
      const [outcome] = await outcomeOf(guard.check({ bytes, name: source.name }, options));
      const took = performance.now() - started;
      found.longest = Math.max(found.longest, took);
      found.outcomes[outcome!] = (found.outcomes[outcome!] ?? 0) + 1;
      // A stopped worker takes its time to start again; beyond that nothing may exceed the limit.
      const hung = took > (limits.seconds + 30) * 1000;
      const broken = outcome!.startsWith('fault') ? outcome! : hung ? `took ${took} ms` : stray.shift()?.message;
      if (broken) found.faults.push({ seed: seed + run, name: source.name, outcome: broken, bytes });
    }
  } finally {
    await guard.close();
  }
  return found;
}

/** Small files with much of each format in them: most runs hit something that is read. */
export function small(): Sound[] {
  const lines = PLAIN.split('\n');
  const table = '<table><tr><td>Fee</td><td>10</td></tr></table>';
  return [
    { name: 'small.docx', bytes: rich() },
    { name: 'small.pdf', bytes: pdf() },
    { name: 'small.html', bytes: Buffer.from(`<!doctype html><html><h1>${lines.join('</h1><p>')}${table}</html>`) },
    {
      name: 'small.md',
      bytes: Buffer.from(`# ${lines.join('\n\n')}\n\n| Fee | 10 |\n|---|---|\n| a | b |\n\n- x\n  - y\n`),
    },
    { name: 'small.txt', bytes: Buffer.from(`${PLAIN}\n別紙\n甲は、乙に委託料を支払う。\n`) },
  ];
}

async function fixtures(): Promise<Sound[]> {
  const files = ['ja-general-chat', 'en-general-api'].flatMap((name) =>
    ['docx', 'pdf', 'txt'].map((extension) => join(root, 'fixtures', 'contracts', name, `input.${extension}`)),
  );
  return Promise.all(
    files.map(async (file) => ({ name: file.slice(file.lastIndexOf('input')), bytes: await readFile(file) })),
  );
}

type Random = () => number;

/** mulberry32: a number from 0 to 1, the same for the same seed everywhere. */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

function mutant(random: Random, { name, bytes }: Sound, sources: readonly Sound[]): Uint8Array {
  const format = name.slice(name.lastIndexOf('.') + 1);
  const words = WORDS[format]!;
  const other = pick(random, sources).bytes;
  if (format !== 'docx' || random() < 0.2) return changed(random, bytes, words, other);
  // Inside the container, since nearly every change outside it ends at the zip.
  const parts = unzipSync(bytes);
  const part = pick(
    random,
    Object.keys(parts).filter((entry) => entry.endsWith('.xml')),
  );
  return zipSync(
    { ...parts, [part]: changed(random, parts[part]!, words, parts[pick(random, Object.keys(parts))]!) },
    { level: 1 },
  );
}

function changed(random: Random, bytes: Uint8Array, words: readonly string[], other: Uint8Array): Uint8Array {
  let now = Buffer.from(bytes);
  for (let times = 1 + Math.floor(random() ** 3 * 12); times > 0; times--) {
    const at = below(random, now.length + 1);
    const length = 1 + Math.floor(random() ** 4 * now.length);
    const [before, piece, after] = [now.subarray(0, at), now.subarray(at, at + length), now.subarray(at + length)];
    const place = (...middle: Uint8Array[]) => {
      now = Buffer.concat([before, ...middle]);
    };
    const rest = now.subarray(at);
    const kinds: (() => void)[] = [
      () => place(Buffer.from(rest.map((byte, index) => (index === 0 ? byte ^ (1 << below(random, 8)) : byte)))),
      () => place(Buffer.from([below(random, 256)]), rest.subarray(1)),
      () => place(after),
      () => place(piece, piece, after),
      () => place(...new Array<Buffer>(20).fill(piece.subarray(0, 2_000)), after),
      () => place(Buffer.from(pick(random, words)), rest),
      () => place(Buffer.from(pick(random, words).repeat(1 + below(random, 200))), rest),
      () => place(Buffer.from(Array.from({ length: 1 + below(random, 64) }, () => below(random, 256))), rest),
      () => place(other.subarray(below(random, other.length), below(random, other.length)), rest),
      () => place(swapped(rest, random)),
      () => place(digits(rest, random)),
    ];
    // To cut the file off leaves little for other changes to do: seldom.
    if (random() < 0.02) now = Buffer.from(before);
    else pick(random, kinds)();
    if (now.length > 20_000_000) return now.subarray(0, 20_000_000);
  }
  return now;
}

/** Two neighbouring pieces change places. */
function swapped(bytes: Buffer, random: Random): Buffer {
  const first = below(random, Math.min(bytes.length + 1, 400));
  const second = first + below(random, Math.min(bytes.length - first + 1, 400));
  return Buffer.concat([bytes.subarray(first, second), bytes.subarray(0, first), bytes.subarray(second)]);
}

/** The next number of the text becomes one that seldom is meant. */
function digits(bytes: Buffer, random: Random): Buffer {
  const text = bytes.subarray(0, 4_000).toString('latin1');
  const value = pick(random, ['0', '-1', '1', '65536', '2147483648', '4294967295', '99999999999999999999', '1e9']);
  return Buffer.concat([Buffer.from(text.replace(/\d+/, value), 'latin1'), bytes.subarray(4_000)]);
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[below(random, list.length)]!;
}
