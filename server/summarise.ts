/** Turns verdicts into the one report: quotes with their clauses, reasons in words, the path of the input data, nearest clauses. */
import type { Versions } from './bilingual.js';
import type { Drafter, Drafters } from './drafts.js';
import { severityOf, type Verdict } from './judge.js';
import { type Likelihood, type Scores, type Sentences, scoreOf } from './likelihood.js';
import { countOfConcepts, nameOf } from './model/concepts.js';
import type { Clause, Contract } from './model/contract.js';
import type { Block, Document, Notice, Range } from './model/document.js';
import type { Item } from './model/item.js';
import type { Match } from './model/plugin.js';
import {
  type Finding,
  type Model,
  type PathStation,
  type Quote,
  type Report,
  type ReportSide,
  StationId,
  type Status,
} from './model/report.js';
import { firstIndex } from './model/sorted.js';
import type { Observation, Statement } from './model/statement.js';
import { type ByClause, closest, conceptIndex, highest } from './nearest.js';
import type { WeighedVerdict } from './settle.js';

/** A clause with no more than that besides its heading holds its number only, in characters. */
const SHORTEST_BODY = 12;

/** Spells a message of `server/messages` in the given language. */
export type Say = (language: string, key: string, values?: Record<string, string | number>) => string;

export interface Summary {
  source: { name: string; sha256: string };
  contract: Contract;
  /** Set where the contract stands in two languages; `contract` is then the main version. */
  versions: Versions | null;
  /** The document with both sides of its changes, if it was asked for. */
  marked: Document | null;
  observation: Observation;
  verdicts: readonly WeighedVerdict[];
  sentences: Sentences;
  scores: Scores;
  /** By clause id. */
  topics: ReadonlyMap<string, ReadonlySet<string>>;
  model: { model: Model; given: boolean; detected: { model: Model; confidence: number; clauses: readonly string[] } };
  options: { side: ReportSide; language: string; rulesOnly?: boolean };
  parts: {
    checklist: Pick<Report['checklist'], 'id' | 'version' | 'overlays'>;
    titles: Readonly<Record<string, { title: string; disclaimer: string }>>;
    say: Say;
    /** By language and slug, the words of an item that a clause near to it would share, the most telling first. */
    questions: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
    /** By slug, the concepts that an item's conditions name. */
    concepts: ReadonlyMap<string, readonly string[]>;
    likelihood: Likelihood;
    /** Concepts that carry grammar only, or are told more exactly as topics: not told of a clause. */
    silent: ReadonlySet<string>;
  };
  /** Where the words stand that soften a sentence. */
  hedging: (sentence: Range) => readonly Range[];
  /** Words of a part of the contract. */
  tokens: (part: Range) => string[];
  /** Tells the word of a part of the contract that a token stands for. */
  spelling: (part: Range) => (token: string) => string;
  /** Of clauses to propose. */
  drafters: Drafters;
}

/** Quotes shown for one verdict, and nearest clauses for one that is missing. */
const MOST_QUOTES = 4;
const MOST_NEAREST = 3;
/** In log odds, what a clause gains that speaks most of what a point asks for: more or less finds fewer of the clauses that labels name. */
const SHARED = 2;
/** In log odds: less close, a clause is shown only if none is closer. */
const CLOSE = 1;
/** Words told that a clause shares with a question. */
const MOST_SHARED = 5;
/** Clauses named in one notice. */
const MOST_PLACES = 5;
/** Softening words quoted in one reason. */
const MOST_HEDGES = 3;

export function summarise(summary: Summary): Report {
  const { contract, verdicts, parts, options, source, model } = summary;
  const { document } = contract;
  const say = (key: string, values?: Record<string, string | number>) => parts.say(options.language, key, values);
  const writer = new FindingWriter(summary, say);
  const items = verdicts.map((verdict) => writer.finding(verdict));
  const count = (status: Status) => items.filter((item) => item.status === status).length;
  return {
    schema: '1',
    checklist: { ...parts.checklist, ...parts.titles[options.language]! },
    language: options.language,
    document: {
      name: source.name,
      format: document.format,
      sha256: source.sha256,
      language: contract.language,
      view: document.view,
      pages: document.pages ?? null,
      characters: (summary.versions?.text ?? document.text).length,
      revisions: document.revisions.length,
    },
    model: model.model,
    modelSource: model.given ? 'given' : 'detected',
    modelReason: modelReason(summary, say),
    side: options.side,
    parties: contract.parties.map(({ name, role, quote }) => ({ name, role, quote })),
    summary: {
      met: count('met'),
      weak: count('weak'),
      missing: count('missing'),
      unread: count('unread'),
      na: count('na'),
    },
    inputPath: inputPath(verdicts, items, say),
    auditRights: verdicts.flatMap(({ item: { logic } }) => (logic.audit ? [logic.id] : [])),
    items,
    clauses: clausesOf(summary, items),
    notices: notices(summary, say),
    revisions: document.revisions.map(({ range, ...rest }) => ({ ...rest, range: [...range] })),
    comments: document.comments.map(({ range, ...rest }) => ({ ...rest, range: [...range] })),
    text: summary.versions?.text ?? document.text,
    ...(summary.marked ? { markup: markup(summary.marked) } : {}),
  };
}

type Words = (key: string, values?: Record<string, string | number>) => string;

/** The words of a clause, and how it spells each. */
interface ClauseWords {
  held: ReadonlySet<string>;
  spelling: (token: string) => string;
}

class FindingWriter {
  private readonly clauses: ReadonlyMap<string, Clause>;
  /** Clauses that hold more than their number. */
  private readonly said: readonly Clause[];
  /** By sentence its clause, as an index of `said`, or -1. */
  private readonly clauseOf: readonly number[];
  private readonly byConcepts: (asked: readonly string[]) => ByClause;
  /** By clause id, its words and how it spells them: a clause is near to many points. */
  private readonly words = new Map<string, ClauseWords>();

  constructor(
    private readonly summary: Summary,
    private readonly say: Words,
  ) {
    const { contract, observation, sentences } = summary;
    this.clauses = new Map(contract.clauses.map((clause) => [clause.id, clause]));
    const body = ({ own, heading }: Clause) =>
      contract.document.text
        .slice(...own)
        .slice(heading.length)
        .trim();
    this.said = contract.clauses.filter((clause) => body(clause).length > SHORTEST_BODY);
    const places = new Map(this.said.map(({ id }, place) => [id, place]));
    this.clauseOf = sentences.clauses.map((id) => places.get(id) ?? -1);
    this.byConcepts = conceptIndex(this.said.map(({ id }) => [...(observation.topics.get(id) ?? [])]));
  }

  finding(verdict: WeighedVerdict): Finding {
    const { item, status, tilt, elements, concerns, confidence } = verdict;
    const { options, model, contract, observation } = this.summary;
    const wording = item.wording[options.language]!;
    const reading = status !== 'na';
    const nearest = status === 'missing' || status === 'weak' || status === 'unread' ? this.nearest(item, verdict) : [];
    return {
      id: item.logic.id,
      slug: item.slug,
      object: item.logic.object,
      aspect: item.logic.aspect,
      title: wording.title,
      question: wording.question,
      why: wording.why,
      weight: item.logic.weight,
      status,
      tilt,
      severity: severityOf(item.logic, model.model, status, tilt, options.side),
      elements: elements.map(({ id, found, matches }) => ({
        id,
        text: wording.elements[id]!,
        found,
        evidence: this.quotes(found ? matches.filter(({ hedged }) => !hedged) : []),
      })),
      evidence: status === 'met' || status === 'weak' ? this.evidence(verdict) : [],
      concerns: concerns.map(({ kind, id, matches }) => ({
        kind,
        text: wording[kind][id]!,
        evidence: this.quotes(matches),
      })),
      nearest,
      searched: reading
        ? { clauses: contract.clauses.length, statements: observation.statements.length }
        : { clauses: 0, statements: 0 },
      reason: this.reason(verdict),
      confidence,
      doubt: this.isDoubtful(verdict) ? this.doubt(verdict, nearest) : null,
      ...this.drafts(item),
      basis: item.logic.basis,
      metiRef: item.logic.metiRef,
    };
  }

  private drafts({ wording }: Item): Pick<Finding, 'suggestion' | 'fallback' | 'drafts'> {
    const written = ({ language, write }: Drafter) => {
      const { model, fallback } = wording[language]!;
      return { suggestion: write(model), fallback: write(fallback) };
    };
    const { told, own } = this.summary.drafters;
    return { ...written(told), ...(own === null ? {} : { drafts: { language: own.language, ...written(own) } }) };
  }

  /** The best place of every element and concern first, then further ones. */
  private evidence({ elements, concerns, matches }: Verdict): Quote[] {
    const first = [...elements, ...concerns].flatMap((part) => part.matches.slice(0, 1));
    return this.quotes([...first, ...matches]);
  }

  /** Of the first sentences, each once. */
  private quotes(matches: readonly Match[]): Quote[] {
    const starts: number[] = [];
    const found: Quote[] = [];
    for (const { statement } of matches) {
      if (found.length === MOST_QUOTES) break;
      if (starts.includes(statement.range[0])) continue;
      starts.push(statement.range[0]);
      found.push(this.quote(statement.clause, statement.range));
    }
    return found;
  }

  private quote(clause: string, range: Range): Quote {
    const quote = this.summary.contract.document.text.slice(...range);
    return {
      clause,
      label: this.clauses.get(clause)?.label ?? '',
      quote,
      range: [range[0], range[1]],
      ...originOf(this.summary.contract.document.blocks, range),
    };
  }

  private nearest(item: Item, verdict: WeighedVerdict): Finding['nearest'] {
    const { contract, parts } = this.summary;
    if (verdict.cause === 'outweighed')
      return this.quotes(verdict.byRules!.matches).map((place) => ({ ...place, why: this.say('nearest.by-rules') }));
    const question = parts.questions.get(contract.language)!.get(item.slug)!;
    const shown = new Set(verdict.matches.map(({ statement }) => statement.clause));
    const passOver = ({ id }: Clause) => shown.has(id);
    const near = closest(this.said, this.closeness(item), { most: MOST_NEAREST, least: CLOSE, passOver });
    return near.map((clause) => {
      const { held, spelling } = this.wordsOf(clause);
      const shared = question.filter((word) => held.has(word)).slice(0, MOST_SHARED);
      const words = shared.map(spelling).join(this.say('list.separator'));
      return {
        ...this.quote(clause.id, trimmed(contract.document.text, clause.own)),
        why: this.say(words ? 'nearest.shared' : 'nearest.likeliest', { words }),
      };
    });
  }

  /** By what labelled contracts tell of a clause's sentences, if they tell anything of the point, and by the concepts that it asks for. */
  private closeness({ slug, logic }: Item): ByClause {
    const { scores, parts } = this.summary;
    const output = scores.output(logic.id);
    const odds = (sentence: number) => (output < 0 ? 0 : scoreOf(scores, output, sentence));
    const shared = this.byConcepts(parts.concepts.get(slug)!);
    return highest(this.said.length, this.clauseOf, odds).map((own, place) => own + SHARED * shared[place]!);
  }

  private wordsOf({ id, own }: Clause): ClauseWords {
    const { tokens, spelling } = this.summary;
    const known = this.words.get(id) ?? { held: new Set(tokens(own)), spelling: spelling(own) };
    this.words.set(id, known);
    return known;
  }

  /** What is taken for more than the rules find is never passed over in silence. */
  private isDoubtful(verdict: WeighedVerdict): boolean {
    return verdict.confidence < this.summary.parts.likelihood.verdicts.low || isRaised(verdict);
  }

  /** The verdict, and the one that another reading of its weakest place would give. */
  private doubt({ item, status, elements, cause, matches }: Verdict, nearest: Finding['nearest']): string | null {
    const { say } = this;
    const wording = item.wording[this.summary.options.language]!;
    const place = (clause: string | undefined) => {
      const label = clause && this.clauses.get(clause)?.label;
      return label ? say('doubt.place', { label }) : say('doubt.outside');
    };
    const close = place(nearest[0]?.clause);
    if (status === 'met') {
      const weakest = elements.toSorted((a, b) => firm(a.matches).length - firm(b.matches).length)[0]!;
      const otherwise = elements.length === 1 ? 'status.missing' : 'status.weak';
      const values = { element: wording.elements[weakest.id]!, place: place(weakest.matches[0]?.statement.clause) };
      return say('doubt.met', { ...values, otherwise: say(otherwise) });
    }
    if (status === 'missing') return nearest.length > 0 ? say('doubt.missing', { place: close }) : say('doubt.silent');
    if (status !== 'weak') return null;
    const own = place(matches[0]?.statement.clause);
    if (cause === 'touched') return say('doubt.touched', { place: own });
    const absent = elements.find(({ found }) => !found);
    if (!absent) return say('doubt.wording', { place: own });
    const element = wording.elements[absent.id]!;
    return say('doubt.weak', { element, place: absent.matches[0] ? place(absent.matches[0].statement.clause) : close });
  }

  /** Quotes the words that soften what was found of the absent elements, each once. */
  private softening(elements: Verdict['elements']): string {
    const { text } = this.summary.contract.document;
    const hedged = elements.filter(({ found }) => !found).flatMap(({ matches }) => matches.slice(0, MOST_HEDGES));
    const words = hedged.flatMap(({ statement }) => this.summary.hedging(statement.range));
    const quoted = words.map((range) =>
      text
        .slice(...range)
        .replace(/\s+/g, ' ')
        .trim(),
    );
    const marked = [...new Set(quoted)].map((each) => `${this.say('quote.open')}${each}${this.say('quote.close')}`);
    return marked.slice(0, MOST_HEDGES).join(this.say('list.separator'));
  }

  private reason(verdict: WeighedVerdict): string {
    const { say } = this;
    const { tilt, cause, byRules } = verdict;
    return [
      ...(isRaised(verdict) ? this.foundByRules(byRules!) : [this.mainReason(verdict)]),
      ...(tilt === 'none' ? [] : [say(`tilt.${tilt}.reason`, { wording: this.told(verdict, tilt) })]),
      ...(byRules === null || cause === 'outweighed' ? [] : [this.weighed(verdict, byRules)]),
    ].join(say('sentence.separator'));
  }

  /** Of what is taken as met though the rules say less, only what they find is told as found. */
  private foundByRules(byRules: Verdict): string[] {
    const elements = this.named(byRules, true);
    return elements ? [this.say('finding.met', { elements })] : [];
  }

  private weighed({ status }: Verdict, byRules: Verdict): string {
    const { say } = this;
    if (status !== 'met') return say('finding.weighed', this.ruled(byRules));
    return say('finding.raised', {
      ...this.ruled(byRules),
      reason: this.mainReason({ ...byRules, confidence: 1, byRules: null }),
      now: say(`status.${status}`),
    });
  }

  private ruled({ status }: Verdict): { status: string } {
    return { status: this.say(`status.${status}`) };
  }

  private mainReason(verdict: WeighedVerdict): string {
    const { summary, say } = this;
    const { elements, cause } = verdict;
    switch (cause) {
      case 'complete':
        return say('finding.met', { elements: this.named(verdict, true) });
      case 'element-absent': {
        const words = this.softening(elements);
        const absent = say('finding.weak.absent', { absent: this.named(verdict, false) });
        return words ? [absent, say('finding.weak.softened', { words })].join(say('sentence.separator')) : absent;
      }
      case 'hedged': {
        const words = this.softening(elements);
        const absent = this.named(verdict, false);
        return say(words ? 'finding.weak.hedged' : 'finding.weak.absent', { absent, words });
      }
      case 'wording': {
        const wording = this.told(verdict, 'weak');
        if (wording) return say('finding.weak.wording', { wording });
        return say('finding.weak.absent', { absent: this.named(verdict, false) });
      }
      case 'touched':
        return say('finding.weak.touched', { absent: this.named(verdict, false) });
      case 'not-found':
        return say('finding.missing', {
          clauses: summary.contract.clauses.length,
          statements: summary.observation.statements.length,
        });
      case 'unspoken':
        return say('finding.unspoken');
      case 'outweighed':
        return say('finding.outweighed', this.ruled(verdict.byRules!));
      case 'unread':
        return say('finding.unread', { pages: summary.contract.document.unreadPages.join(', ') });
      case 'other-model':
        return say('finding.na.model', { model: say(`model.${summary.model.model}`) });
      case 'not-applicable':
        return say('finding.na.condition');
    }
  }

  /** The elements that were found, or those that were not, in words. */
  private named({ item, elements }: Verdict, found: boolean): string {
    const wording = item.wording[this.summary.options.language]!;
    return this.listed(elements.filter((element) => element.found === found).map(({ id }) => wording.elements[id]!));
  }

  /** The wording of a kind, in words. */
  private told({ item, concerns }: Verdict, kind: 'weak' | 'user' | 'vendor'): string {
    const wording = item.wording[this.summary.options.language]!;
    return this.listed(concerns.filter((concern) => concern.kind === kind).map(({ id }) => wording[kind][id]!));
  }

  /** Several are numbered: each may hold commas of its own. */
  private listed(texts: readonly string[]): string {
    if (texts.length < 2) return texts.join('');
    const entries = texts.map((text, index) => this.say('list.entry', { number: index + 1, text }));
    return entries.join(this.say('list.entries.separator'));
  }
}

/** Taken as met though the rules say less. */
function isRaised({ status, byRules }: WeighedVerdict): boolean {
  return status === 'met' && byRules !== null;
}

function firm(matches: readonly Match[]): Match[] {
  return matches.filter(({ hedged }) => !hedged);
}

/** Page on which a range starts, and whether any of it was read by character recognition. */
function originOf(blocks: readonly Block[], [start, end]: Range): { page?: number; ocr?: true } {
  const first = firstIndex(blocks.length, (index) => blocks[index]!.range[1] > start);
  const page = blocks[first]?.page;
  let ocr = false;
  for (let at = first; at < blocks.length && blocks[at]!.range[0] < end && !ocr; at++) ocr = blocks[at]!.ocr === true;
  return { ...(page === undefined ? {} : { page }), ...(ocr ? { ocr } : {}) };
}

function pageOf(blocks: readonly Block[], range: Range): { page?: number } {
  const { page } = originOf(blocks, range);
  return page === undefined ? {} : { page };
}

function trimmed(text: string, [start, end]: Range): Range {
  const body = text.slice(start, end);
  return [start, start + body.trimEnd().length];
}

const WORST: readonly Status[] = ['missing', 'unread', 'weak', 'met'];

/** Per station its worst point; a station none of whose points applies is `na`. */
function inputPath(verdicts: readonly Verdict[], items: readonly Finding[], say: Words): PathStation[] {
  const rank = { high: 3, medium: 2, low: 1, none: 0 };
  return StationId.options.map((id) => {
    const own = items.filter((_, index) => verdicts[index]!.item.logic.station === id);
    const applying = own.filter(({ status }) => status !== 'na');
    const [weakest] = [...applying].sort(
      (a, b) =>
        rank[b.severity] - rank[a.severity] || WORST.indexOf(a.status) - WORST.indexOf(b.status) || b.weight - a.weight,
    );
    const good = !weakest || (weakest.status === 'met' && weakest.tilt === 'none');
    return {
      id,
      title: say(`station.${id}`),
      items: own.map((item) => item.id),
      status: weakest?.status ?? 'na',
      tilt: weakest?.tilt ?? 'none',
      weakest: good ? null : weakest.id,
      reason: weakest?.reason ?? '',
    };
  });
}

function clausesOf(summary: Summary, items: readonly Finding[]): Report['clauses'] {
  const { contract, versions } = summary;
  const points = new Map<string, Set<string>>();
  for (const item of items) {
    for (const { clause } of [...item.evidence, ...item.concerns.flatMap(({ evidence }) => evidence)]) {
      points.set(clause, (points.get(clause) ?? new Set()).add(item.id));
    }
  }
  const told = toldOf(summary);
  const all = [contract, ...(versions ? [versions.other] : [])];
  return all.flatMap(({ clauses, language, document: { blocks } }) =>
    clauses.map(({ id, label, heading, range, parent, depth }) => ({
      id,
      label,
      heading,
      range: [range[0], range[1]],
      ...pageOf(blocks, range),
      parent,
      depth,
      items: [...(points.get(id) ?? [])],
      topics: told.get(id) ?? [],
      language,
      counterpart: versions?.counterparts.get(id) ?? null,
    })),
  );
}

/** By clause id, in alphabetical order, what the clause speaks of: concepts that are not silent, and topics. */
function toldOf({ contract, observation, topics, parts }: Summary): Map<string, string[]> {
  const told = new Map(contract.clauses.map(({ id }): [string, string[]] => [id, []]));
  const lists = new Map<string, string[][]>();
  const byConcept = new Array<string[][] | undefined>(countOfConcepts());
  for (const [id, list] of told) {
    observation.topics.get(id)?.forEach((number) => {
      const known = byConcept[number];
      if (known) known.push(list);
      else byConcept[number] = [list];
    });
    for (const topic of topics.get(id) ?? []) listed(topic, lists).push(list);
  }
  byConcept.forEach((found, number) => {
    if (found && !parts.silent.has(nameOf(number))) lists.set(nameOf(number), found);
  });
  for (const name of [...lists.keys()].sort()) for (const list of lists.get(name)!) list.push(name);
  return told;
}

function listed<T>(key: string, lists: Map<string, T[]>): T[] {
  const known = lists.get(key) ?? [];
  lists.set(key, known);
  return known;
}

function modelReason({ model, contract }: Summary, say: Words): string {
  if (model.given) return say('model-reason.given');
  const ids = new Set(model.detected.clauses);
  const found = contract.clauses.filter(({ id }) => ids.has(id)).map(({ label }) => label);
  const labels = [...new Set(found)].slice(0, MOST_PLACES);
  const named = { model: say(`model.${model.model}`), clauses: labels.join(say('list.separator')) };
  return labels.length === 0 ? say('model-reason.default', named) : say('model-reason.detected', named);
}

function markup({ text, revisions }: Document): NonNullable<Report['markup']> {
  return { text, revisions: revisions.map(({ id, range }) => ({ id, range: [...range] })) };
}

function notices(
  { contract, observation, versions, model, marked, options, drafters }: Summary,
  say: Words,
): Report['notices'] {
  const { notices: found } = contract.document;
  const unsure: Notice[] = !model.given && model.detected.confidence < 0.6 ? [{ code: 'model-uncertain' }] : [];
  const sided = contract.parties.some(({ role }) => role === 'user' || role === 'vendor');
  const guessed: Notice[] = sided ? [] : [{ code: 'roles-guessed' }];
  const named = (id: string) => say(`language.${id}`);
  const judged: Notice[] = versions
    ? [
        {
          code: 'one-language-judged',
          values: { judged: named(contract.language), other: named(versions.other.language) },
        },
      ]
    : [];
  const ruled: Notice[] = options.rulesOnly ? [{ code: 'rules-only' }] : [];
  const told = [drafters.told, ...(drafters.own === null ? [] : [drafters.own])];
  const drafted: Notice[] = told.flatMap(({ names, own }) =>
    own ? [] : [{ code: 'drafted-names', values: { user: names.user, vendor: names.vendor } }],
  );
  const elsewhere = referring(contract, observation, say('report.outside'));
  const unread: Notice[] =
    elsewhere.length === 0
      ? []
      : [{ code: 'other-documents-not-read', values: { clauses: elsewhere.join(say('list.separator')) } }];
  const proposed: Notice[] = marked?.revised ? [{ code: 'markup-judged-as-proposed' }] : [];
  return [...found, ...judged, ...proposed, ...unread, ...unsure, ...guessed, ...ruled, ...drafted].map(
    ({ code, values, where }) => ({
      code,
      message: say(`notice.${code}`, values),
      where: where ?? '',
    }),
  );
}

/** Clauses, by their labels, that leave something to a paper outside the contract or make one a part of it; the first of them. */
function referring({ clauses, references }: Contract, { statements }: Observation, outside: string): string[] {
  const resolved = references.filter(({ clause }) => clause !== null);
  const holdsOne = ([start, end]: Range) => resolved.some(({ range }) => range[0] >= start && range[1] <= end);
  const leaves = ({ hedges, concepts, range }: Statement) =>
    !hedges.includes('unselected') &&
    (hedges.includes('other-document') || (concepts.has(TAKEN_IN) && !holdsOne(range)));
  const labels = new Map(clauses.map(({ id, label }) => [id, label]));
  const named = statements.filter(leaves).map(({ clause }) => labels.get(clause) || outside);
  return [...new Set(named)].slice(0, MOST_PLACES);
}

const TAKEN_IN = 'taken-in';
