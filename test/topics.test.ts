import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compared, labelled, topicFixtures } from '../scripts/topics.js';
import { createEngine, loadPlugins } from '../server/engine.js';
import { loadTopic, loadTopicCases, whereNamed } from '../server/items.js';

const engine = await createEngine();

describe.each(engine.topics.map((topic) => [topic.id, topic] as const))('%s', (id) => {
  test.each(engine.languages)('%s cases', async (language) => {
    const { has, lacks } = (await loadTopicCases(id))[language]!;
    const wanted = [...has.map((text) => ({ text, found: true })), ...lacks.map((text) => ({ text, found: false }))];
    const seen = [];
    for (const { text } of wanted) seen.push({ text, found: (await topicsIn(text, language)).has(id) });
    expect(seen).toEqual(wanted);
  });
});

test.each(await labelled(topicFixtures))(
  '%s has the labelled topics, but for the errors that are listed',
  async (name) => {
    const { labels, errors } = await compared(engine, topicFixtures, name);
    expect(errors).toEqual(labels.open);
  },
);

describe('a topic that is wrong is refused with its file and line', () => {
  const title = 'title: {en: Audit, ja: Audit}\n';
  test.each([
    ['an unknown key', `${title}every: []\nany:\n  - says: {with: [audit]}\n`, /audit\.yaml.*every/s],
    ['a condition that is no list', `${title}any: audit\n`, /audit\.yaml:2/],
    [
      'an unknown signal',
      `${title}any:\n  - says: {with: [audit]}\n  - tells: {with: [audit]}\n`,
      /audit\.yaml:4.*tells/s,
    ],
    [
      'an unknown argument',
      `${title}any:\n  - says: {with: [audit]}\n  - says: {beside: [audit]}\n`,
      /audit\.yaml:4.*beside/s,
    ],
    ['a language without a title', 'title: {en: Audit}\nany:\n  - says: {with: [audit]}\n', /audit\.yaml.*ja/s],
  ])('%s', async (_, text, expected) => {
    const folder = await folderWith(text);
    const { signals } = await loadPlugins();
    const refused = await loadTopic('audit', signals, ['en', 'ja'], folder).catch((error: unknown) => error);
    expect(JSON.stringify((refused as { values?: unknown }).values)).toMatch(expected);
    await rm(folder, { recursive: true });
  });

  test('an unknown concept is looked up in its file', async () => {
    const folder = await folderWith(`${title}any:\n  - says: {with: [audit]}\n  - says: {with: [audit-unheard]}\n`);
    expect(await whereNamed('audit-unheard', 'topics/audit.yaml', folder)).toBe('clauses/topics/audit.yaml:4');
    await rm(folder, { recursive: true });
  });
});

async function folderWith(topic: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'topics-'));
  await mkdir(join(folder, 'topics'));
  await writeFile(join(folder, 'topics', 'audit.yaml'), topic);
  return folder;
}

async function topicsIn(text: string, language: string): Promise<Set<string>> {
  const source = { bytes: Buffer.from(text), name: 'case.txt' };
  const report = await engine.check(source, { model: 'G', side: 'user', language, view: 'proposed', excerpt: true });
  return new Set(report.clauses.flatMap(({ topics }) => topics));
}
