import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../server/config.js';
import { createEngine } from '../server/engine.js';
import { evaluate, type Pair, score } from '../server/evaluate.js';
import { difference, differenceText, parseRun, type Run, runOf } from '../server/evaluation-run.js';
import { evaluationText, failuresText } from '../server/evaluation-text.js';
import type { Status, Tilt } from '../server/model/report.js';

type Entry = Run['verdicts'][number];

const labelled = join(root, 'fixtures', 'labelled');
const [gold, contracts] = [join(labelled, 'gold'), join(labelled, 'contracts')];
const engine = await createEngine();
const result = await evaluate(engine.examine, gold, contracts, { items: [], contracts: ['en-pilot', 'ja-medical'] });

test('every verdict is counted once in the confusion of its language, its point and its model', () => {
  const sum = (table: Record<string, Record<string, number>>) =>
    Object.values(table)
      .flatMap((row) => Object.values(row))
      .reduce((all, count) => all + count, 0);
  expect(result.pairs).toHaveLength(2 * 73);
  expect(sum(result.confusion.total!)).toBe(2 * 73);
  expect([sum(result.confusion.ja!), sum(result.confusion.en!)]).toEqual([73, 73]);
  for (const { confusion, models } of result.items) {
    expect(sum(confusion.total!)).toBe(2);
    expect(Object.values(models).reduce((all, { points }) => all + points, 0)).toBe(2);
  }
  const agreeing = Object.entries(result.confusion.total!).reduce((all, [label, row]) => all + (row[label] ?? 0), 0);
  expect(agreeing / 146).toBeCloseTo(result.scores.total!.statusAccuracy, 10);
});

test('precision counts elements wrongly found, recall those overlooked', () => {
  const pairs = [
    pair('weak', 'weak', { core: [true, false], elements: [true, true] }),
    pair('weak', 'weak', { core: [true, true, false], elements: [false, false, false] }),
    pair('na', 'na', { core: [true], elements: [true] }),
  ];
  expect(score(pairs)).toMatchObject({ elementPrecision: 1 / 2, elementRecall: 1 / 3, elementF1: 2 / 5 });
});

test('the table names what was found instead of the label', () => {
  const wrong = result.pairs.find((each) => each.gold.status !== each.found.status)!;
  const line = evaluationText(result, { all: true })
    .split('\n')
    .find((text) => text.startsWith(`${wrong.item} ${wrong.language} `));
  expect(line).toContain(`${wrong.gold.status} as ${wrong.found.status} 1`);
});

test('a failure shows what the label quotes and who was read to do what in it', () => {
  const failing = result.pairs.filter(({ gold: label, found }) => label.status !== found.status);
  const { item, contract, gold: label, observed } = failing.find((each) => each.observed.length > 0)!;
  const text = failuresText(result, engine.items, item);
  expect(text).toContain(`${item} ${contract}: label ${label.status}`);
  expect(text).toContain(label.quote);
  expect(text).toContain(`read  ${observed[0]!.kind} of ${observed[0]!.bearer}`);
  expect(text.match(/: label /g)).toHaveLength(failing.filter((each) => each.item === item).length);
});

test('against an earlier run: what got better, what worse, and what is wrong in another way', () => {
  const now = runOf(result);
  const right = now.verdicts.find(({ label, found }) => label.status === 'met' && found.status === 'met')!;
  const [wrong, elsewhere] = now.verdicts.filter(({ label, found }) => label.status !== found.status) as [Entry, Entry];
  const third = (['met', 'weak', 'missing'] as const).find(
    (status) => status !== elsewhere.label.status && status !== elsewhere.found.status,
  )!;
  const then: Run = {
    schema: '1',
    verdicts: now.verdicts.map((entry) => {
      if (entry === right) return { ...entry, found: { ...entry.found, status: 'missing' } };
      if (entry === wrong) return { ...entry, found: { ...entry.label } };
      if (entry === elsewhere) return { ...entry, found: { ...entry.found, status: third } };
      return entry;
    }),
  };
  const changes = difference(then, now);
  expect(changes.compared).toBe(146);
  expect(changes.better.map(({ contract, item }) => `${contract} ${item}`)).toEqual([
    `${right.contract} ${right.item}`,
  ]);
  expect(changes.worse.map(({ contract, item }) => `${contract} ${item}`)).toEqual([`${wrong.contract} ${wrong.item}`]);
  expect(changes.other.map(({ contract, item }) => `${contract} ${item}`)).toEqual([
    `${elsewhere.contract} ${elsewhere.item}`,
  ]);
  expect(differenceText(difference(now, now))).toBe('146 verdicts compared: 0 better, 0 worse, 0 other\n');
});

test('a saved run holds no words of contract or label, and a file that is none is refused', () => {
  const text = JSON.stringify(runOf(result));
  expect(parseRun(text, 'run.json')).toEqual(runOf(result));
  const words = [...new Set(text.match(/[^\W\d]{3,}|[\u3000-\u9fff]+/gu))].filter(
    (word) => !/^(?:OUT|pilot|medical|met|weak|missing|unread|none|user|vendor|true|false)$/.test(word),
  );
  expect(words.sort()).toEqual([
    'contract',
    'elements',
    'found',
    'item',
    'label',
    'schema',
    'status',
    'tilt',
    'verdicts',
  ]);
  expect(() => parseRun('{"verdicts": []}', 'other.json')).toThrow(expect.objectContaining({ code: 'invalid-data' }));
  expect(() => parseRun('no json', 'other.json')).toThrow(expect.objectContaining({ code: 'invalid-data' }));
});

test('the command saves a run and tells the next one from it', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'evaluate-')), 'run.json');
  const run = async (...args: string[]) => {
    const all = ['evaluate', '--gold', gold, '--contracts', contracts, '--only', 'en-pilot', ...args];
    const env = { ...process.env, NODE_OPTIONS: '' };
    return (
      await promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/cli.ts', ...all], { cwd: root, env })
    ).stdout;
  };
  await run('--save', file);
  const saved = parseRun(await readFile(file, 'utf8'), file);
  const changed = saved.verdicts.find(({ label, found }) => label.status === 'met' && found.status === 'met')!;
  changed.found.status = 'missing';
  await writeFile(file, JSON.stringify(saved));
  const text = await run('--against', file, '--failures');
  expect(text).toContain('73 verdicts compared: 1 better, 0 worse, 0 other');
  expect(text).toContain(`better ${changed.item} en-pilot: missing`);
  const { changes } = JSON.parse(await run('--against', file, '--format', 'json'));
  expect(changes.better).toHaveLength(1);
}, 120_000);

function pair(label: Status, found: Status, parts: { core: boolean[]; elements: boolean[] }): Pair {
  const tilt: Tilt = 'none';
  const elements = parts.elements.map((each, index) => ({ id: String(index), text: '', found: each, evidence: [] }));
  return {
    contract: 'one',
    language: 'en',
    model: 'G',
    item: 'IN-01',
    gold: { core: parts.core, status: label, tilt, where: [] },
    found: { ...result.pairs[0]!.found, status: found, tilt, elements },
    hit: null,
    observed: [],
  };
}
