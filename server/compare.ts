/** Compares two versions of a contract: what each change does to the points of the checklist, for one side, and what to answer. */
import { type Alignment, align } from './align.js';
import { type Change, clauseAt, differences, trackedChanges } from './changes.js';
import { drafterFor } from './drafts.js';
import { type Effect, effects, type Version } from './effects.js';
import type { BoundItem } from './judge.js';
import { markedText } from './marked.js';
import type { ComparedChange, ComparedClause, ComparedItem, Comparison, Direction } from './model/comparison.js';
import type { Clause, Contract } from './model/contract.js';
import type { Document, Range } from './model/document.js';
import type { Finding, Report, ReportSide, Status } from './model/report.js';
import type { Say } from './summarise.js';
import { variantOf } from './variant.js';

/** One version with its report. */
export interface Compared extends Omit<Version, 'shown'> {
  report: Report;
}

export interface Compare {
  before: Compared;
  after: Compared;
  /** The two are the sides of one file's tracked changes. */
  tracked: boolean;
  options: { side: ReportSide; language: string };
  say: Say;
  /** Judges a text that was made from one of the versions, by the same model. */
  judge: (document: Document) => Omit<Version, 'shown'>;
}

/**
 * What a tracked change does alone is found by judging the version before with only that change made. All of that together reads
 * no more than so many characters: a long redline with very many changes would take minutes. The first changes have it then.
 */
const MOST_JUDGED = 2_000_000;

export function compare(asked: Compare): Comparison {
  const { before, after, tracked, options } = asked;
  const { tokens, fold, words, sentences } = before.language;
  const alignments = align(before.contract, after.contract, (text) => tokens(fold(text)));
  const found = tracked
    ? trackedChanges(before.contract, after.contract)
    : differences(alignments, before.contract, after.contract, { words, sentences });
  const twins = new Map(
    alignments.flatMap((one) => (one.before[0] && one.after[0] ? [[one.before[0].id, one.after[0].id] as const] : [])),
  );
  const writer = new ChangeWriter({ ...asked, before: withShown(before), after: withShown(after) }, twins, found);
  const named = found.map((change, index) => [`x${index + 1}`, change] as const);
  const changes = named.map(([id, change]) => writer.change(change, id));
  const items = before.report.items.map((item, index) =>
    comparedItem(item, after.report.items[index]!, changes, options.side),
  );
  const count = (verdict: ComparedItem['verdict']) => items.filter((item) => item.verdict === verdict).length;
  return {
    schema: '1',
    checklist: after.report.checklist,
    language: options.language,
    documents: { before: before.report.document, after: after.report.document },
    tracked,
    model: after.report.model,
    side: options.side,
    summary: {
      improved: count('improved'),
      worsened: count('worsened'),
      unchanged: count('unchanged'),
      'newly-missing': count('newly-missing'),
      'newly-met': count('newly-met'),
    },
    items,
    changes,
    clauses: alignments.flatMap((alignment) => comparedClauses(alignment, named, { before, after })),
    comments: after.report.comments.map((comment) => {
      const clause = clauseAt(after.contract.clauses, comment.range[0]);
      return { ...comment, clause: clause?.id ?? '', label: clause?.label ?? '' };
    }),
    notices: after.report.notices,
    texts: { before: before.contract.document.text, after: after.contract.document.text },
  };
}

type Shown = Compared & Version;

function withShown(compared: Compared): Shown {
  const starts = ({ evidence, elements, concerns }: Finding) =>
    [evidence, ...[...elements, ...concerns].map((part) => part.evidence)].flat().map(({ range }) => range[0]);
  return { ...compared, shown: new Map(compared.report.items.map((item) => [item.id, new Set(starts(item))])) };
}

const RANK: Readonly<Record<Status, number>> = { na: 0, unread: 0, missing: 0, weak: 1, met: 2 };

function comparedItem(
  before: Finding,
  after: Finding,
  changes: readonly ComparedChange[],
  side: ReportSide,
): ComparedItem {
  const state = ({ status, tilt, severity }: Finding) => ({ status, tilt, severity });
  const quotes = (finding: Finding) => finding.evidence.map(({ quote }) => quote);
  return {
    id: after.id,
    slug: after.slug,
    title: after.title,
    before: state(before),
    after: state(after),
    verdict: verdictOf(before, after, side),
    changes: changes.filter(({ items }) => items.some(({ id }) => id === after.id)).map(({ id }) => id),
    evidence: { before: quotes(before), after: quotes(after) },
    reason: after.reason,
  };
}

function verdictOf(before: Finding, after: Finding, side: ReportSide): ComparedItem['verdict'] {
  if (before.status !== 'missing' && after.status === 'missing' && before.status !== 'na') return 'newly-missing';
  if (before.status === 'missing' && after.status === 'met') return 'newly-met';
  const difference =
    RANK[after.status] - RANK[before.status] ||
    standing(after, side) - standing(before, side) ||
    found(after) - found(before) ||
    concerns(before, side) - concerns(after, side);
  return difference > 0 ? 'improved' : difference < 0 ? 'worsened' : 'unchanged';
}

/** How the point stands for the side: -1 tilted against it, 1 for it. Neutral readers want no tilt. */
function standing({ tilt }: Finding, side: ReportSide): number {
  if (tilt === 'none') return 0;
  return side !== 'neutral' && tilt !== side ? 1 : -1;
}

function found({ elements }: Finding): number {
  return elements.filter((element) => element.found).length;
}

function concerns({ concerns: list }: Finding, side: ReportSide): number {
  return list.filter(({ kind }) => kind === 'weak' || kind === side || side === 'neutral').length;
}

class ChangeWriter {
  private readonly bound: ReadonlyMap<string, BoundItem>;
  private readonly twin = (clause: string) => this.twins.get(clause);
  /** Clauses after that were there before. */
  private readonly kept: ReadonlySet<string>;

  private readonly before: Shown;
  private readonly after: Shown;
  /** Characters that may still be judged to see what changes do alone. */
  private left = MOST_JUDGED;
  /** How many changes stand in a clause. */
  private readonly perClause = new Map<string, number>();

  constructor(
    private readonly asked: Compare & { before: Shown; after: Shown },
    /** By clause before, the clause after that says the same. */
    private readonly twins: ReadonlyMap<string, string>,
    all: readonly Change[],
  ) {
    for (const { clause } of all) this.perClause.set(placeOf(clause), (this.perClause.get(placeOf(clause)) ?? 0) + 1);
    this.before = asked.before;
    this.after = asked.after;
    this.kept = new Set(twins.values());
    this.bound = new Map(asked.after.verdicts.map(({ item }) => [item.logic.id, item]));
  }

  change(change: Change, id: string): ComparedChange {
    const touched = this.effectsOf(change);
    const alone = this.alone(change, touched);
    const found = [...touched, ...this.swayed(alone, touched)];
    const items = found.map(({ item, balance }) => ({ id: item, direction: this.direction(balance) }));
    const whole = (side: 'before' | 'after'): [number, number] => {
      const ranges = change.places.map((place) => place[side]);
      const [first] = ranges as [Range];
      return ranges.every(([start, end]) => start === end) ? [first[0], first[0]] : [first[0], ranges.at(-1)![1]];
    };
    const ranges = { before: whole('before'), after: whole('after') };
    const { before, after } = change.clause;
    const added = change.kind === 'insertion' && after !== null && !this.kept.has(after.id);
    const own = added ? after : (before ?? after);
    return {
      id,
      kind: change.kind,
      author: change.author,
      date: change.date,
      clause: own?.id ?? '',
      label: own?.label ?? '',
      ...(change.kind === 'move' && change.clause.after ? { to: change.clause.after.label } : {}),
      before: shown(this.before.contract, ranges.before),
      after: shown(this.after.contract, ranges.after),
      ranges,
      items,
      ...this.answer(found),
      ...alone,
    };
  }

  private effectsOf(change: Change): Effect[] {
    if (change.kind === 'move') return this.atRest(change);
    const { document } = this.after.contract;
    const own = change.nested || (this.crowded(change) && this.left >= document.text.length);
    if (!own) return effects(change.places, this.before, this.after, this.twin);
    // Beside or within what another changed: what it does is told by the text with all changes but this one.
    this.left -= document.text.length;
    const text = this.before.contract.document.text;
    const edits = change.places.map(({ before, after, struck }) => ({
      range: after,
      text: struck ?? text.slice(...before),
    }));
    const { document: without, places } = variantOf(document, edits);
    const version = { ...this.asked.judge(without), shown: new Map() };
    const sides = change.places.map(({ after }, index) => ({ before: places[index]!, after }));
    return effects(sides, version, this.after, (clause) => clause);
  }

  /** Of a tracked change: there is another one in the same clause. */
  private crowded({ clause }: Change): boolean {
    return this.asked.tracked && (this.perClause.get(placeOf(clause)) ?? 0) > 1;
  }

  /** What becomes of the points if this tracked change is accepted and no other. */
  private alone({ kind, nested, places }: Change, found: readonly Effect[]): Pick<ComparedChange, 'alone'> {
    const { contract, verdicts } = this.before;
    const met = new Set(verdicts.flatMap(({ item, status }) => (status === 'met' ? [item.logic.id] : [])));
    const length = contract.document.text.length;
    if (!this.asked.tracked || nested || kind === 'move' || !found.some(({ item }) => met.has(item))) return {};
    if (this.left < length) return {};
    this.left -= length;
    const text = this.after.contract.document.text;
    const edits = places.map(({ before, after }) => ({ range: before, text: text.slice(...after) }));
    const judged = this.asked.judge(variantOf(contract.document, edits).document);
    return {
      alone: judged.verdicts.flatMap(({ item, status }, index) =>
        status === verdicts[index]!.status
          ? []
          : [{ id: item.logic.id, before: verdicts[index]!.status, after: status }],
      ),
    };
  }

  /** Points that the change does not touch and yet decides: all that is said of a term hangs on its definition. */
  private swayed({ alone = [] }: Pick<ComparedChange, 'alone'>, touched: readonly Effect[]): Effect[] {
    return alone
      .filter(({ id }) => !touched.some(({ item }) => item === id))
      .map(({ id, before, after }) => ({ item: id, balance: RANK[after] - RANK[before] }));
  }

  /** What was moved says the same to the same points. */
  private atRest({ places }: Change): Effect[] {
    return effects(places, this.before, this.after, this.twin).map(({ item }) => ({ item, balance: 0 }));
  }

  private direction(balance: number): Direction {
    const forSide = this.asked.options.side === 'vendor' ? -balance : balance;
    return forSide > 0 ? 'better' : forSide < 0 ? 'worse' : 'neutral';
  }

  /** Worse, but a fallback wording is at hand: take that; worse and nothing to save: no. */
  private answer(found: readonly Effect[]): Pick<ComparedChange, 'answer' | 'reason' | 'wording'> {
    const say = (key: string, values?: Record<string, string>) =>
      this.asked.say(this.asked.options.language, key, values);
    const named = (direction: Direction) =>
      found.filter(({ balance }) => this.direction(balance) === direction).map(({ item }) => item);
    const [worse, better] = [named('worse'), named('better')];
    const list = (ids: readonly string[]) => ids.join(say('list.separator'));
    if (found.length === 0) return { answer: 'unrelated', reason: say('answer.unrelated') };
    if (worse.length === 0)
      return {
        answer: 'accept',
        reason: say(better.length > 0 ? 'answer.better' : 'answer.neutral', { items: list(better) }),
      };
    const mixed = better.length > 0 || worse.some((id) => this.statusAfter(id) === 'weak');
    const wording = this.bound.get(worse[0]!)!.wording[this.after.contract.language]!;
    const { write } = drafterFor(this.after.contract, this.after.language);
    return mixed
      ? {
          answer: 'accept-with-change',
          reason: say('answer.change', { items: list(worse) }),
          wording: write(wording.fallback),
        }
      : { answer: 'reject', reason: say('answer.worse', { items: list(worse) }), wording: write(wording.model) };
  }

  private statusAfter(id: string): Status {
    return this.after.report.items.find((item) => item.id === id)!.status;
  }
}

function placeOf({ before, after }: Change['clause']): string {
  return `${before?.id ?? ''}/${after?.id ?? ''}`;
}

function shown({ document }: Contract, [start, end]: Range): string {
  return document.text.slice(start, end).trim();
}

function liesIn([start, end]: Range, [from, to]: Range): boolean {
  return start < end && start >= from && end <= to;
}

function comparedClauses(
  { before, after, moved, same }: Alignment,
  changes: readonly (readonly [string, Change])[],
  { before: one, after: other }: Pick<Compare, 'before' | 'after'>,
): ComparedClause[] {
  const texts = { before: one.contract.document.text, after: other.contract.document.text };
  const rows = Math.max(before.length, after.length);
  return Array.from({ length: rows }, (_, row) => {
    const old = before[Math.min(row, before.length - 1)] ?? null;
    const now = after[Math.min(row, after.length - 1)] ?? null;
    const within = (clause: Clause | null, side: 'before' | 'after', { clause: own, places }: Change) =>
      clause !== null && (own[side]?.id === clause.id || places.some((place) => liesIn(place[side], clause.own)));
    const own = changes.filter(([, change]) => within(old, 'before', change) || within(now, 'after', change));
    const single = before.length === 1 && after.length === 1;
    const unchanged = same || (single && own.length === 0);
    const status = !old ? 'added' : !now ? 'removed' : moved ? 'moved' : unchanged ? 'same' : 'changed';
    const beside = ({ range }: Report['comments'][number]) =>
      now !== null && range[0] >= now.own[0] && range[0] < now.own[1];
    return {
      before: old?.id ?? null,
      after: now?.id ?? null,
      labels: { before: old?.label ?? null, after: now?.label ?? null },
      ranges: { before: old ? [...old.own] : null, after: now ? [...now.own] : null },
      status,
      changes: own.map(([id]) => id),
      comments: other.report.comments.filter(beside).map(({ id }) => id),
      ...(status === 'same' ? {} : { marked: markedText(old, now, changes, texts) }),
    };
  });
}
