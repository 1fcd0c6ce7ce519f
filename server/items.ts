/** Loads the checklist's data and binds each item's conditions to signals; refuses data that is wrong, saying where. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { root } from './config.js';
import type { BoundItem, BoundTopic, Test } from './judge.js';
import type { Likelihood } from './likelihood.js';
import { CheckError } from './model/errors.js';
import { type Condition, ItemCases, ItemLogic, ItemWording, Lexicon, TopicCases, TopicLogic } from './model/item.js';
import type { Match, Signal } from './model/plugin.js';

const Checklists = z.strictObject({
  id: z.string(),
  version: z.string(),
  overlays: z.array(z.string()),
  sources: z.array(z.string()),
  languages: z.record(z.string(), z.strictObject({ title: z.string(), disclaimer: z.string() })),
});
export type Checklist = z.infer<typeof Checklists>;

const BySettled = z.strictObject({ met: z.number(), weak: z.number(), missing: z.number() });

const LikelihoodTable = z.strictObject({
  'written by': z.string(),
  verdicts: z.strictObject({
    low: z.number().min(0).max(1),
    bias: BySettled,
    features: z.record(z.string(), BySettled),
  }),
  sentences: z.strictObject({
    outputs: z.array(z.string()),
    bias: z.array(z.number()),
    traits: z.record(z.string(), z.array(z.number())),
  }),
});

const PerModel = <T extends z.ZodType>(value: T) => z.strictObject({ G: value, C: value, N: value });
const ModelWeights = z.strictObject({
  bias: PerModel(z.number()),
  marks: z.record(z.string(), PerModel(z.tuple([z.number(), z.number()]))),
});

export const clausesFolder = join(root, 'clauses');

export function loadChecklist(folder = clausesFolder): Promise<Checklist> {
  return load(join(folder, 'checklists.yaml'), Checklists);
}

/** `likelihood.json`, which `npm run train` writes; too long a table to be read as YAML. */
export async function loadLikelihood(folder = clausesFolder): Promise<Likelihood> {
  const file = join(folder, 'likelihood.json');
  const parsed = LikelihoodTable.safeParse(JSON.parse(await readFile(file, 'utf8')));
  return parsed.success ? parsed.data : refuse(file, z.prettifyError(parsed.error));
}

/** `detection.yaml`, which `npm run train` writes; to have another concept counted, add it with zeros and run that. */
export function loadModelWeights(folder = clausesFolder): Promise<z.infer<typeof ModelWeights>> {
  return load(join(folder, 'detection.yaml'), ModelWeights);
}

export async function loadLexicon(language: string, folder = clausesFolder): Promise<Lexicon> {
  return load(join(folder, 'lexicon', `${language}.yaml`), Lexicon);
}

/** Every item of the folder, in the order of its ids. */
export async function loadItems(
  signals: ReadonlyMap<string, Signal<never>>,
  languages: readonly string[],
  folder = clausesFolder,
): Promise<BoundItem[]> {
  const slugs = await itemSlugs(folder);
  const items = await Promise.all(slugs.map((slug) => loadItem(slug, signals, languages, folder)));
  return items.sort((a, b) => order(a.logic.id) - order(b.logic.id));
}

export async function itemSlugs(folder = clausesFolder): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'item.yaml')))
    .map(({ name }) => name);
}

export async function loadCases(slug: string, language: string, folder = clausesFolder): Promise<ItemCases> {
  return load(join(folder, slug, `${language}.cases.yaml`), ItemCases);
}

export async function loadItem(
  slug: string,
  signals: ReadonlyMap<string, Signal<never>>,
  languages: readonly string[],
  folder = clausesFolder,
): Promise<BoundItem> {
  const file = join(folder, slug, 'item.yaml');
  const logic = await load(file, ItemLogic);
  const wording: Record<string, ItemWording> = {};
  for (const language of languages) {
    wording[language] = await load(join(folder, slug, `${language}.yaml`), ItemWording);
    sameIds(logic, wording[language], join(folder, slug, `${language}.yaml`));
  }
  if (!slug.startsWith(`${logic.id.toLowerCase()}-`))
    refuse(file, `folder name does not start with ${logic.id.toLowerCase()}-`);
  const bind = (condition: Condition) => bindCondition(condition, signals, file);
  const anyOf = (conditions: readonly Condition[]): Test => either(conditions.map(bind));
  const wordingOf = ({ any, unless }: { any: readonly Condition[]; unless: readonly Condition[] }): Test => {
    const [test, bar] = [anyOf(any), anyOf(unless)];
    return (world) => {
      const found = test(world);
      return found.length === 0 || bar(world).some(({ hedged }) => !hedged) ? [] : found;
    };
  };
  const named = (list: ItemLogic['user']) =>
    list.map((each) => ({ id: each.id, alone: each.alone, test: wordingOf(each) }));
  return {
    slug,
    logic,
    wording,
    elements: logic.elements.map((element) => ({ id: element.id, with: element.with, test: anyOf(element.any) })),
    addressed: logic.addressed.map(bind),
    weak: named(logic.weak),
    user: named(logic.user),
    vendor: named(logic.vendor),
    notApplicable: logic.notApplicable.map(bind),
    unspokenIn: logic.unspokenIn.map(bind),
  };
}

/** Every topic of the folder, by its id, which is the name of its file. */
export async function loadTopics(
  signals: ReadonlyMap<string, Signal<never>>,
  languages: readonly string[],
  folder = clausesFolder,
): Promise<BoundTopic[]> {
  const names = (await readdir(join(folder, 'topics'))).filter((name) => /^[^.]+\.yaml$/.test(name)).sort();
  return Promise.all(names.map((name) => loadTopic(name.replace(/\.yaml$/, ''), signals, languages, folder)));
}

export async function loadTopicCases(id: string, folder = clausesFolder): Promise<TopicCases> {
  return load(join(folder, 'topics', `${id}.cases.yaml`), TopicCases);
}

export async function loadTopic(
  id: string,
  signals: ReadonlyMap<string, Signal<never>>,
  languages: readonly string[],
  folder = clausesFolder,
): Promise<BoundTopic> {
  const file = join(folder, 'topics', `${id}.yaml`);
  const logic = await load(file, TopicLogic);
  for (const language of languages) if (!logic.title[language]) refuse(file, `title: no words in "${language}"`);
  return { id, logic, tests: logic.any.map((condition) => bindCondition(condition, signals, file)) };
}

/** Every concept that an item's conditions name, for the check that the lexicon knows it. */
export function conceptsOf(logic: ItemLogic, signals: ReadonlyMap<string, Signal<never>>): string[] {
  const wordings = [...logic.weak, ...logic.user, ...logic.vendor];
  const lists = [
    ...logic.elements.map(({ any }) => any),
    ...wordings.flatMap(({ any, unless }) => [any, unless]),
  ].flat();
  return conceptsIn([...lists, ...logic.addressed, ...logic.notApplicable, ...logic.unspokenIn], signals);
}

/** The line of a data file that first names a concept. */
export async function whereNamed(concept: string, file: string, folder = clausesFolder): Promise<string> {
  const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
  const named = new RegExp(`(?<![\\w-])${concept}(?![\\w-])`);
  return `clauses/${file}:${lines.findIndex((line) => named.test(line)) + 1}`;
}

export function conceptsIn(conditions: readonly Condition[], signals: ReadonlyMap<string, Signal<never>>): string[] {
  const walk = (condition: Condition): string[] => {
    const { all, any, none, within: _, ...rest } = condition;
    if (Array.isArray(all)) return [...all, ...(Array.isArray(none) ? none : [])].flatMap(walk);
    if (Array.isArray(any)) return any.flatMap(walk);
    const [[name, args] = ['', {}]] = Object.entries(rest);
    const signal = signals.get(name);
    return signal ? [...signal.concepts(signal.args.parse(args) as never)] : [];
  };
  return [...new Set(conditions.flatMap(walk))];
}

const Within = z.enum(['sentence', 'clause', 'article', 'contract']).default('article');

function bindCondition(condition: Condition, signals: ReadonlyMap<string, Signal<never>>, source: string): Test {
  const file = Object.values(condition).flatMap((part) => places.get(part as object) ?? [])[0] ?? source;
  const { all, any, none = [], within, ...rest } = condition;
  if (any !== undefined) {
    if (!Array.isArray(any) || all !== undefined || condition.none !== undefined || Object.keys(rest).length > 0)
      refuse(file, '`any` takes a list and stands alone');
    return either((any as Condition[]).map((part) => bindCondition(part, signals, source)));
  }
  if (all !== undefined) {
    if (!Array.isArray(all) || !Array.isArray(none) || Object.keys(rest).length > 0)
      refuse(file, '`all` and `none` take lists and stand alone');
    const scope = Within.safeParse(within);
    if (!scope.success) refuse(file, `within: ${String(within)}`);
    const bind = (part: Condition) => bindCondition(part, signals, source);
    const tests = (all as Condition[]).map(bind);
    const barred = (none as Condition[]).map(bind);
    return (world) => {
      const lists: (readonly Match[])[] = [];
      for (const test of tests) {
        const found = test(world);
        if (found.length === 0) return [];
        lists.push(found);
      }
      return barred.some((test) => test(world).length > 0) ? [] : together(lists, scope.data!);
    };
  }
  const entries = Object.entries(rest);
  const [[name, raw] = ['', {}]] = entries;
  const signal = signals.get(name);
  if (entries.length !== 1 || !signal)
    refuse(
      file,
      `unknown signal "${entries.map(([key]) => key).join(', ')}"; there are: ${[...signals.keys()].join(', ')}`,
    );
  const args = signal!.args.safeParse(raw);
  if (!args.success) refuse(file, `${name}: ${z.prettifyError(args.error)}`);
  return signal!.bind(args.data as never);
}

/** What any of the tests finds, one after the other. */
function either(tests: readonly Test[]): Test {
  if (tests.length === 1) return tests[0]!;
  return (world) => {
    const found: Match[] = [];
    for (const test of tests) for (const match of test(world)) found.push(match);
    return found;
  };
}

/** The matches of all conditions in those sentences, clauses or articles (or the contract) in which each of them has one. */
function together(lists: readonly (readonly Match[])[], within: z.infer<typeof Within>): Match[] {
  const place = ({ statement }: Match) =>
    within === 'contract' ? '' : within === 'sentence' ? statement.range[0] : statement[within];
  const places = lists.map(
    (matches) => new Set(matches.filter(({ hedged }) => within !== 'contract' || !hedged).map(place)),
  );
  const common = new Set([...(places[0] ?? [])].filter((key) => places.every((set) => set.has(key))));
  return lists.flat().filter((match) => common.has(place(match)));
}

function sameIds(logic: ItemLogic, wording: ItemWording, file: string): void {
  for (const key of ['elements', 'weak', 'user', 'vendor'] as const) {
    const wanted = logic[key].map(({ id }) => id).join(', ');
    const given = Object.keys(wording[key]);
    const missing = logic[key].filter(({ id }) => !given.includes(id));
    if (missing.length > 0 || given.length !== logic[key].length)
      refuse(file, `${key}: words needed for exactly: ${wanted}`);
  }
}

async function load<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(file, 'utf8'), { lineCounter: lines });
  const [syntax] = document.errors;
  if (syntax) refuse(`${file}:${lines.linePos(syntax.pos[0]).line}`, syntax.message);
  const data = document.toJS();
  place(document.contents, data, (at) => `${file}:${lines.linePos(at).line}`);
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const node = document.getIn(
    issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
    true,
  ) as { range?: [number, number, number] } | undefined;
  const line = node?.range ? `:${lines.linePos(node.range[0]).line}` : '';
  return refuse(`${file}${line}`, z.prettifyError(parsed.error));
}

/** File and line of what was read, by the list or the keys themselves; conditions are bound long after they were read. */
const places = new WeakMap<object, string>();

function place(node: Node | null, data: unknown, at: (offset: number) => string): void {
  if (typeof data !== 'object' || data === null || !node?.range || isAlias(node)) return;
  places.set(data, at(node.range[0]));
  if (isSeq(node))
    for (const [index, item] of node.items.entries()) place(item as Node | null, (data as unknown[])[index], at);
  if (isMap(node))
    for (const { key, value } of node.items)
      if (isScalar(key)) place(value as Node | null, (data as Record<string, unknown>)[String(key.value)], at);
}

function refuse(where: string, what: string): never {
  throw new CheckError('invalid-data', { where: relative(root, where), what });
}

/** Input before output, then overlays, each by number. */
function order(id: string): number {
  const [family = '', number = '0'] = id.split('-');
  return ['IN', 'OUT', 'P', 'C', 'T', 'L', 'A', 'G', 'X'].indexOf(family) * 100 + Number(number);
}
