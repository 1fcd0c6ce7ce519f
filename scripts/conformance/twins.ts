/**
 * Compares files that hold the same contract in different formats: their clauses, and the status of each item.
 *
 * Files of one stem in a folder are twins. Left out of the comparison of texts: white space, the forms of quotation marks,
 * dashes and full-width letters, bullets and characters of no width.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Examination } from '../../server/check.js';
import { root } from '../../server/config.js';
import { createEngine, type Engine } from '../../server/engine.js';
import { alignment } from './alignment.js';

/** `- LABEL` and `+ LABEL`: a clause of the first or second file only; `~ LABEL`: other text; else an item with both statuses. */
const Explained = z.array(
  z.strictObject({ twins: z.tuple([z.string(), z.string()]), differences: z.array(z.string()), reason: z.string() }),
);
type Explained = z.infer<typeof Explained>;

/** Prints each pair of twins with what differs, and gives the number of differences that nobody explained. */
export async function compareTwins(folders: readonly string[]): Promise<number> {
  const explained = Explained.parse(parse(await readFile(join(root, 'scripts', 'conformance', 'twins.yaml'), 'utf8')));
  const engine = await createEngine();
  let unexplained = 0;
  for (const folder of folders)
    for (const [first, ...others] of await twinsIn(folder)) {
      const one = await examined(engine, folder, first!);
      for (const other of others) unexplained += compare(one, await examined(engine, folder, other), explained);
    }
  process.stdout.write(unexplained > 0 ? `${unexplained} differences not explained\n` : 'all equal or explained\n');
  return unexplained;
}

interface Examined extends Examination {
  name: string;
}

async function examined(engine: Engine, folder: string, name: string): Promise<Examined> {
  const source = { bytes: await readFile(join(folder, name)), name };
  // By the rules: what is held against each other is how the two formats are read.
  const options = { model: 'G', side: 'user', language: 'en', view: 'proposed', rulesOnly: true } as const;
  const examination = await engine.examine(source, options);
  return { ...examination, name: `${basename(resolve(folder))}/${name}` };
}

/** Names of files that only their extensions tell apart. */
async function twinsIn(folder: string): Promise<string[][]> {
  const stems = new Map<string, string[]>();
  for (const name of (await readdir(folder)).sort()) {
    const stem = basename(name, extname(name));
    stems.set(stem, [...(stems.get(stem) ?? []), name]);
  }
  return [...stems.values()].filter((names) => names.length > 1);
}

function compare(one: Examined, other: Examined, explained: Explained): number {
  const [a, b] = [clausesOf(one), clausesOf(other)];
  const pairs = alignment(
    a.map(({ label }) => label),
    b.map(({ label }) => label),
  );
  const both = pairs.filter(([i, j]) => i !== null && j !== null);
  const equal = both.filter(([i, j]) => a[i!]!.text === b[j!]!.text);
  const share = (count: number) => (count / Math.max(1, a.length, b.length)).toFixed(3);
  const statuses = one.report.items.flatMap(({ id, status }) => {
    const theirs = other.report.items.find((item) => item.id === id)?.status;
    return theirs === status ? [] : [`${id} ${status}/${theirs}`];
  });
  process.stdout.write(
    `${one.name} / ${other.name}\n` +
      `  clauses ${a.length}/${b.length}, same label ${share(both.length)}, same text ${share(equal.length)}, ` +
      `statuses that differ ${statuses.length} of ${one.report.items.length}\n`,
  );
  const differences = [
    ...statuses,
    ...pairs.flatMap(([i, j]) => {
      if (i === null) return [`+ ${b[j!]!.label}`];
      if (j === null) return [`- ${a[i]!.label}`];
      return a[i]!.text === b[j]!.text ? [] : [`~ ${a[i]!.label}`];
    }),
  ];
  return differences.filter((difference) => !tell(difference, one.name, other.name, explained)).length;
}

/** Prints a difference with its reason; false if it has none. */
function tell(difference: string, one: string, other: string, explained: Explained): boolean {
  const known = explained.find(
    ({ twins, differences }) => twins[0] === one && twins[1] === other && differences.includes(difference),
  );
  process.stdout.write(`    ${difference}  ${known ? `(explained: ${known.reason})` : 'NOT EXPLAINED'}\n`);
  return known !== undefined;
}

/** Labels and own texts of the clauses in the order of the text. */
function clausesOf({ contract }: Examined): { label: string; text: string }[] {
  const { clauses, document } = contract;
  return clauses.map(({ label, own }) => ({
    label: label.normalize('NFKC').replace(/\s+/g, ''),
    text: folded(document.text.slice(...own)),
  }));
}

/** Without what formats write in their own ways. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u201a\u2032`]/g, "'")
    .replace(/[\u201c\u201d\u201e\u2033]|''/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff\u2022\u25cf\u25cb\u25aa\u25a1\u25e6\u00b7\u2023\uf0a7\uf0b7]+/g, '');
}
