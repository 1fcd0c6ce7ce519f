/**
 * Compares the topics of clauses with labels: precision, recall and F1 per topic and language. `npm run topics -- FOLDER` reads
 * pairs of files of one name: a contract, and `<name>.yaml` with the topics of each of its clauses by label.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../server/config.js';
import { createEngine, type Engine } from '../server/engine.js';

/** Labels of one contract: by a clause's label (a second clause of the same one has ` (2)` after it), the topics that it has. */
export interface Labels {
  lang: string;
  topics: Record<string, string[]>;
  /** What is known to be read otherwise, as in `compared`. */
  open: string[];
}

export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

export const topicFixtures = join(root, 'fixtures', 'topics');

if (process.argv[1] === import.meta.filename)
  await print(process.argv.slice(2).find((each) => !each.startsWith('-')) ?? topicFixtures);

async function print(folder: string): Promise<void> {
  const engine = await createEngine();
  const tallies: Record<string, Record<string, Tally>> = {};
  for (const name of await labelled(folder)) {
    const { labels, errors, counts } = await compared(engine, folder, name);
    for (const { topic, right, wrong, missed } of counts)
      for (const key of [topic, 'all']) {
        const byTopic = tallies[labels.lang] ?? {};
        const before = byTopic[key] ?? { right: 0, wrong: 0, missed: 0 };
        tallies[labels.lang] = byTopic;
        byTopic[key] = {
          right: before.right + right,
          wrong: before.wrong + wrong,
          missed: before.missed + missed,
        };
      }
    if (process.argv.includes('--errors')) process.stdout.write(errors.map((error) => `${name}  ${error}\n`).join(''));
  }
  for (const [language, byTopic] of Object.entries(tallies)) {
    process.stdout.write(`\n${language.padEnd(32)}precision  recall      F1  labels\n`);
    for (const [topic, tally] of Object.entries(byTopic).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const { precision, recall, f1 } = scoresOf(tally);
      const figures = [precision, recall, f1].map((figure) => figure.toFixed(3).padStart(8)).join('');
      process.stdout.write(`${topic.padEnd(33)}${figures}${String(tally.right + tally.missed).padStart(8)}\n`);
    }
  }
}

/** Names of the contracts of a folder that have labels. */
export async function labelled(folder: string): Promise<string[]> {
  return (await readdir(folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace(/\.yaml$/, ''))
    .sort();
}

/** One contract: how often each topic was rightly, wrongly or not told, and where: `+ 7.2 audit` was told wrongly, `- 7.2 audit` not. */
export async function compared(engine: Pick<Engine, 'check' | 'topics'>, folder: string, name: string) {
  const labels = parse(await readFile(join(folder, `${name}.yaml`), 'utf8')) as Labels;
  const file = (await readdir(folder)).find((each) => each.startsWith(`${name}.`) && !each.endsWith('.yaml'))!;
  const source = { bytes: await readFile(join(folder, file)), name: file };
  const { clauses } = await engine.check(source, { model: 'G', side: 'user', language: labels.lang, view: 'proposed' });
  const seen = new Map<string, number>();
  const found = new Map(
    clauses.map(({ label, topics }): [string, ReadonlySet<string>] => {
      const times = (seen.get(label) ?? 0) + 1;
      seen.set(label, times);
      return [times === 1 ? label : `${label} (${times})`, new Set(topics)];
    }),
  );
  const errors: string[] = Object.keys(labels.topics).flatMap((label) => (found.has(label) ? [] : [`? ${label}`]));
  const counts = engine.topics.map(({ id: topic }) => {
    const tally: Tally = { right: 0, wrong: 0, missed: 0 };
    for (const [label, topics] of found) {
      const [has, told] = [labels.topics[label]?.includes(topic) ?? false, topics.has(topic)];
      if (has && told) tally.right++;
      else if (told) tally.wrong++;
      else if (has) tally.missed++;
      if (has !== told) errors.push(`${told ? '+' : '-'} ${label} ${topic}`);
    }
    return { topic, ...tally };
  });
  return { labels, errors, counts };
}

export function scoresOf({ right, wrong, missed }: Tally) {
  const [precision, recall] = [right / (right + wrong), right / (right + missed)];
  return { precision, recall, f1: (2 * right) / (2 * right + wrong + missed) };
}
