/** The flow: bytes to document, contract, observation, verdicts, report. */
import { createHash } from 'node:crypto';
import { versionsOf } from './bilingual.js';
import { closenessOf, type Naming } from './confidence.js';
import { type DetectedModel, detectModel, type ModelWeights } from './detect.js';
import { draftersOf } from './drafts.js';
import { type BoundItem, type BoundTopic, judge, topicsOf, type Verdict } from './judge.js';
import { type Likelihood, type Scorer, sentencesOf } from './likelihood.js';
import type { Contract } from './model/contract.js';
import type { Document, Source, View } from './model/document.js';
import { CheckError } from './model/errors.js';
import type { Language } from './model/language.js';
import type { Reader } from './model/plugin.js';
import type { OnStage } from './model/progress.js';
import type { Model, Report, ReportSide } from './model/report.js';
import type { Observation } from './model/statement.js';
import { type CompiledLexicon, observe } from './observe.js';
import { type ReadLimits, read } from './read.js';
import { segment } from './segment.js';
import { settle } from './settle.js';
import { type Say, summarise } from './summarise.js';

export interface CheckOptions {
  /** Procurement model, or `auto` to read it from the contract. */
  model: Model | 'auto';
  side: ReportSide;
  /** Language of the report's own words. */
  language: string;
  view: View;
  /** Read pages without text by optical character recognition, where it is installed. */
  ocr?: boolean;
  /** The text is a part of a contract, such as one definition: it need not oblige anybody. */
  excerpt?: boolean;
  /** Leave each verdict to the rules, as in comparing: what labelled contracts tell of a whole one does not tell what a change did. */
  rulesOnly?: boolean;
}

/** What the engine found and bound; nothing here changes from check to check. */
export interface Parts {
  readers: ReadonlyMap<string, Reader>;
  languages: readonly Language[];
  lexicons: ReadonlyMap<string, CompiledLexicon>;
  items: readonly BoundItem[];
  topics: readonly BoundTopic[];
  checklist: Pick<Report['checklist'], 'id' | 'version' | 'overlays'>;
  /** Title and disclaimer of the checklist by language. */
  titles: Readonly<Record<string, { title: string; disclaimer: string }>>;
  say: Say;
  /** By language and slug, the words of an item that a clause near to it would share. */
  questions: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** By slug, the concepts that an item's conditions name. */
  concepts: ReadonlyMap<string, readonly string[]>;
  naming: Naming;
  /** What was learned from labelled contracts. */
  likelihood: Likelihood;
  score: Scorer;
  modelWeights: ModelWeights;
  /** Concepts that are no topics of a clause. */
  silent: ReadonlySet<string>;
  limits: ReadLimits;
}

/** Milliseconds that the two halves of a check took. */
export interface Timing {
  reading: number;
  checking: number;
}

/** A report with what it was read from. */
export interface Examination {
  report: Report;
  contract: Contract;
  observation: Observation;
  timing: Timing;
  /** The procurement model that its wording speaks for, whichever was asked for. */
  detected: DetectedModel;
}

/** An examination with the verdicts of the rules. */
export interface Judged extends Examination {
  verdicts: readonly Verdict[];
  language: Language;
}

export async function check(source: Source, options: CheckOptions, parts: Parts, onStage?: OnStage): Promise<Judged> {
  onStage?.('reading');
  return judgeReading(await readSource(source, options, parts), options, parts, onStage);
}

/** A file as it was read. */
export interface Reading {
  source: Source;
  document: Document;
  /** With the view `markup`: the text with both sides of each change. */
  marked: Document | null;
  /** Milliseconds that it took. */
  took: number;
}

export async function readSource(
  source: Source,
  { view: asked, ocr }: Pick<CheckOptions, 'view' | 'ocr'>,
  { readers, limits }: Parts,
): Promise<Reading> {
  const started = performance.now();
  const readAs = (view: View) => read(source, { view, ocr: ocr === true }, readers, limits);
  const document = await readAs(judged(asked));
  const marked = asked === 'markup' ? await readAs('markup') : null;
  return { source, document, marked, took: performance.now() - started };
}

export function judgeReading(
  { source, document, marked, took }: Reading,
  options: CheckOptions,
  parts: Parts,
  onStage?: OnStage,
): Judged {
  const started = performance.now();
  const { versions, contract, language, observation, detected, model, verdicts } = judgeDocument(
    document,
    options.model,
    parts,
    onStage,
  );
  if (!options.excerpt && !normative(observation)) throw new CheckError('not-a-contract');
  const folded = language.fold(contract.document.text);
  const told = parts.languages.find(({ id }) => id === options.language)!;
  const sentences = sentencesOf(observation);
  const scores = parts.score(sentences);
  const weighed = settle(verdicts, {
    model,
    closeness: closenessOf(parts.naming, observation),
    likelihood: parts.likelihood,
    sentences,
    scores,
    rulesOnly: options.excerpt === true || options.rulesOnly === true,
    unread: document.unreadPages.length > 0,
  });
  const report = summarise({
    source: { name: source.name, sha256: createHash('sha256').update(source.bytes).digest('hex') },
    contract,
    versions,
    marked,
    observation,
    verdicts: weighed,
    sentences,
    scores,
    topics: topicsOf(parts.topics, { contract, observation }),
    model: { model, given: options.model !== 'auto', detected },
    options,
    parts,
    hedging: (range) => language.grammar.hedging(folded, range),
    tokens: (part) => language.tokens(folded.slice(...part)),
    spelling: (part) => language.spelling(folded.slice(...part)),
    drafters: draftersOf(contract, language, told),
  });
  const timing = { reading: took, checking: performance.now() - started };
  return { report, contract, observation, timing, detected, verdicts, language };
}

/** The flow from a document on. */
export function judgeDocument(document: Document, asked: Model | 'auto', parts: Parts, onStage?: OnStage) {
  onStage?.('segmenting');
  const versions = versionsOf(document, parts.languages);
  const contract = versions?.main ?? segment(document, parts.languages);
  onStage?.('judging');
  const language = parts.languages.find(({ id }) => id === contract.language)!;
  const observation = observe(contract, language, parts.lexicons.get(language.id)!);
  const detected = detectModel(contract, observation, parts.modelWeights);
  const model = asked === 'auto' ? detected.model : asked;
  const verdicts = judge(parts.items, { contract, observation }, model);
  return { versions, contract, language, observation, detected, model, verdicts };
}

/** A text that holds both sides of each change says things that neither side says: its verdicts are those of the proposal. */
function judged(view: View): View {
  return view === 'markup' ? 'proposed' : view;
}

/** A text in which nobody must, may or must not do anything is no contract. */
function normative({ statements }: Observation): boolean {
  return statements.some(
    ({ kind, bearer }) =>
      (kind === 'obligation' || kind === 'permission' || kind === 'prohibition') &&
      (bearer === 'user' || bearer === 'vendor' || bearer === 'both'),
  );
}
