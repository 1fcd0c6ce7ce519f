/** Composition root: discovers the plugins, loads and binds the checklist, and offers what the doors need. */
import { join } from 'node:path';
import {
  type CheckOptions,
  check,
  type Examination,
  judgeDocument,
  judgeReading,
  type Parts,
  readSource,
} from './check.js';
import { compare } from './compare.js';
import { namingOf } from './confidence.js';
import { limits } from './config.js';
import { discover } from './discover.js';
import {
  conceptsIn,
  conceptsOf,
  loadChecklist,
  loadItems,
  loadLexicon,
  loadLikelihood,
  loadModelWeights,
  loadTopics,
  whereNamed,
} from './items.js';
import type { BoundItem, BoundTopic } from './judge.js';
import { scorerOf } from './likelihood.js';
import { message } from './messages/message.js';
import type { Comparison } from './model/comparison.js';
import type { Document, Source } from './model/document.js';
import { CheckError } from './model/errors.js';
import type { Item, ItemWording } from './model/item.js';
import type { Language } from './model/language.js';
import type { Reader, Reporter, Signal } from './model/plugin.js';
import type { Following, OnStage } from './model/progress.js';
import type { Report } from './model/report.js';
import { type CompiledLexicon, compileLexicon } from './observe.js';

/** Checks files; an engine does so itself, a guard (`guard.ts`) has it done by workers under limits. */
export interface Checker {
  /** Compares two versions, or with null the two sides of the tracked changes of one file. */
  compare(before: Source, after: Source | null, options: CompareOptions, following?: Following): Promise<Comparison>;
  /** The comparison as the reporter of that name writes it; throws `invalid-option` for one that writes none. */
  renderComparison(
    before: Source,
    after: Source | null,
    options: CompareOptions,
    format: string,
    following?: Following,
  ): Promise<Uint8Array>;
  check(source: Source, options: CheckOptions): Promise<Report>;
  /** The report with the clauses and statements that it rests on, and the time that it took. */
  examine(source: Source, options: CheckOptions, following?: Following): Promise<Examination>;
  /** The report as the reporter of that name writes it, without colours: of a long contract that takes seconds too. */
  render(source: Source, options: CheckOptions, format: string, following?: Following): Promise<Uint8Array>;
}

/** What can be shown and chosen without checking anything. */
export interface Catalogue {
  items: readonly Item[];
  /** What clauses may be about. */
  topics: readonly BoundTopic[];
  /** Languages of contracts and of reports. */
  languages: readonly string[];
  reporters: ReadonlyMap<string, Reporter>;
  readers: ReadonlyMap<string, Reader>;
}

export interface Engine extends Checker, Catalogue {}

export interface Plugins {
  readers: ReadonlyMap<string, Reader>;
  languages: ReadonlyMap<string, Language>;
  signals: ReadonlyMap<string, Signal<never>>;
  reporters: ReadonlyMap<string, Reporter>;
}

export async function loadPlugins(): Promise<Plugins> {
  const [readers, languages, signals, reporters] = await Promise.all([
    discover<Reader>('readers'),
    discover<Language>('languages'),
    discover<Signal<never>>('signals'),
    discover<Reporter>('reporters'),
  ]);
  return { readers, languages, signals, reporters };
}

export async function createCatalogue({ readers, languages, signals, reporters }: Plugins) {
  const ids = [...languages.keys()];
  const [items, topics] = await Promise.all([loadItems(signals, ids), loadTopics(signals, ids)]);
  return { readers, reporters, languages: ids, items, topics };
}

export async function createEngine(): Promise<Engine> {
  const plugins = await loadPlugins();
  const catalogue = await createCatalogue(plugins);
  const parts = await bindParts(plugins, catalogue);
  const { reporters } = plugins;
  return {
    compare: (before, after, options, following) => comparison(before, after, options, parts, following),
    renderComparison: async (before, after, options, format, following) => {
      const write = reporters.get(format)?.renderComparison;
      if (!write) throw new CheckError('invalid-option', { option: 'format', value: format });
      const compared = await comparison(before, after, options, parts, following);
      return Buffer.from(write(compared, { language: options.language, color: false }));
    },
    check: async (source, options) => (await check(source, options, parts)).report,
    examine: async (source, options, following) => {
      const { verdicts, language, ...examination } = await check(source, options, parts, stages(following));
      return examination;
    },
    render: async (source, options, format, following) => {
      const { report } = await check(source, options, parts, stages(following));
      return Buffer.from(reporters.get(format)!.render(report, { language: options.language, color: false }));
    },
    ...catalogue,
  };
}

/** What checks work with. */
export async function loadParts(): Promise<Parts> {
  const plugins = await loadPlugins();
  return bindParts(plugins, await createCatalogue(plugins));
}

async function bindParts(
  { readers, languages, signals }: Plugins,
  { items, topics }: Pick<Catalogue, 'items' | 'topics'> & { items: readonly BoundItem[] },
): Promise<Parts> {
  const [checklist, likelihood, modelWeights] = await Promise.all([
    loadChecklist(),
    loadLikelihood(),
    loadModelWeights(),
  ]);
  const vocabularies = await Promise.all(
    [...languages.values()].map((language) => vocabulary(language, items, topics)),
  );
  const lexicons = new Map(vocabularies.map(({ id, lexicon }) => [id, lexicon]));
  const named = new Map(items.map(({ slug, logic }) => [slug, conceptsOf(logic, signals)]));
  for (const [slug, list] of named)
    for (const concept of list) await requireConcept(concept, join(slug, 'item.yaml'), lexicons);
  for (const concept of Object.keys(modelWeights.marks)) await requireConcept(concept, 'detection.yaml', lexicons);
  for (const { id, logic } of topics)
    for (const concept of conceptsIn(logic.any, signals))
      await requireConcept(concept, join('topics', `${id}.yaml`), lexicons);
  return {
    readers,
    languages: [...languages.values()],
    lexicons,
    items,
    topics,
    checklist: { id: checklist.id, version: checklist.version, overlays: [] },
    titles: checklist.languages,
    say: message,
    questions: new Map([...languages.values()].map((language) => [language.id, questions(language, items)])),
    concepts: named,
    naming: namingOf(named),
    likelihood,
    score: scorerOf(likelihood.sentences),
    modelWeights,
    silent: new Set([...vocabularies.flatMap(({ silent }) => silent), ...topics.map(({ id }) => id)]),
    limits,
  };
}

export type CompareOptions = Omit<CheckOptions, 'view' | 'excerpt'>;

/** Both versions are judged by the model that is given, or read from the one before. */
async function comparison(
  before: Source,
  after: Source | null,
  options: CompareOptions,
  parts: Parts,
  following?: Following,
): Promise<Comparison> {
  const onStage = stages(following);
  const views = { before: after ? 'proposed' : 'original', after: 'proposed' } as const;
  onStage('reading');
  const first = await readSource(before, { ...options, view: views.before }, parts);
  if (!after && !first.document.revised) throw new CheckError('no-tracked-changes');
  const second = await readSource(after ?? before, { ...options, view: views.after }, parts);
  const old = judgeReading(first, { ...options, view: views.before, rulesOnly: true }, parts, onStage);
  const now = judgeReading(second, { ...options, model: old.report.model, view: views.after, rulesOnly: true }, parts);
  if (old.language.id !== now.language.id) throw new CheckError('languages-differ');
  const judge = (document: Document) => judgeDocument(document, old.report.model, parts);
  return compare({ before: old, after: now, tracked: after === null, options, say: parts.say, judge });
}

/** Between two stages a check that was given up ends. */
function stages({ onStage, signal }: Following = {}): OnStage {
  return (stage) => {
    signal?.throwIfAborted();
    onStage?.(stage);
  };
}

/** By slug, the words of each item, those first that fewest items share; what a quarter of them say tells nothing of one. */
function questions({ id, fold, tokens }: Language, items: readonly Item[]): Map<string, string[]> {
  const words = ({ title, question, elements, model }: ItemWording) => [
    ...new Set(tokens(fold([title, question, ...Object.values(elements), model].join('\n')))),
  ];
  const all = new Map(items.map(({ slug, wording }) => [slug, words(wording[id]!)]));
  const sharing = new Map<string, number>();
  for (const word of [...all.values()].flat()) sharing.set(word, (sharing.get(word) ?? 0) + 1);
  const telling = (word: string) => sharing.get(word)! < items.length / 4;
  return new Map(
    [...all].map(([slug, list]) => [slug, list.filter(telling).sort((a, b) => sharing.get(a)! - sharing.get(b)!)]),
  );
}

/** The shared lexicon of a language together with the own signals of items and topics. */
async function vocabulary(language: Language, items: readonly Item[], topics: readonly BoundTopic[]) {
  const { actions, concepts, functions } = await loadLexicon(language.id);
  const signals = [
    ...items.map(({ slug, wording }) => ({ file: `${slug}/${language.id}.yaml`, own: wording[language.id]!.signals })),
    ...topics.map(({ id, logic }) => ({ file: `topics/${id}.yaml`, own: logic.signals[language.id] ?? {} })),
  ];
  const own: Record<string, string[]> = {};
  for (const { file, own: given } of signals) {
    for (const [id, phrases] of Object.entries(given)) {
      if (id in own || id in actions || id in concepts || id in functions)
        throw new CheckError('invalid-data', {
          where: `clauses/${file}`,
          what: `signal "${id}" is taken by the lexicon, an item or another topic`,
        });
      own[id] = phrases;
    }
  }
  const lexicon = compileLexicon(actions, { ...concepts, ...functions, ...own }, language);
  return { id: language.id, lexicon, silent: [...Object.keys(functions), ...Object.keys(own)] };
}

async function requireConcept(
  concept: string,
  file: string,
  lexicons: ReadonlyMap<string, CompiledLexicon>,
): Promise<void> {
  for (const [language, { phrases }] of lexicons) {
    if (phrases.ids.has(concept)) continue;
    throw new CheckError('invalid-data', {
      where: await whereNamed(concept, file),
      what: `"${concept}" is neither in lexicon/${language}.yaml nor among the signals in ${language}`,
    });
  }
}
