/** Which changes, points and clauses are shown, and in what order. */
import type { ComparedChange, ComparedClause, ComparedItem, Comparison } from '../../server/model/comparison.js';

export type Show = 'markup' | 'original' | 'proposed';

export interface Filter {
  /** Empty: all. */
  author: string;
  direction: '' | ComparedChange['items'][number]['direction'];
  answer: '' | ComparedChange['answer'];
}

export const ALL: Filter = { author: '', direction: '', answer: '' };

export function shownChanges({ changes }: Comparison, { author, direction, answer }: Filter): ComparedChange[] {
  return changes.filter(
    (change) =>
      (author === '' || change.author === author) &&
      (answer === '' || change.answer === answer) &&
      (direction === '' || change.items.some((item) => item.direction === direction)),
  );
}

/** In order of their first change. */
export function authorsOf({ changes }: Comparison): string[] {
  return [...new Set(changes.map(({ author }) => author).filter(Boolean))];
}

const WORST_FIRST: readonly ComparedItem['verdict'][] = [
  'newly-missing',
  'worsened',
  'newly-met',
  'improved',
  'unchanged',
];

/** Points whose verdict, status or tilt is another one now. */
export function movedItems({ items }: Comparison): ComparedItem[] {
  return items
    .filter(
      ({ verdict, before, after }) =>
        verdict !== 'unchanged' || before.status !== after.status || before.tilt !== after.tilt,
    )
    .sort((a, b) => WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict));
}

/** Clauses that the shown version has; with `changed` only those that differ or bear a comment. */
export function shownClauses({ clauses }: Comparison, show: Show, changed: boolean): ComparedClause[] {
  return clauses.filter(
    ({ status, before, after, comments }) =>
      (!changed || status !== 'same' || comments.length > 0) &&
      (show === 'markup' || (show === 'original' ? before : after) !== null),
  );
}

export interface Piece {
  kind: 'same' | 'inserted' | 'deleted';
  text: string;
  /** Id of the change, empty for what stays. */
  change: string;
}

/** The words of a clause as they are shown. */
export function wordsOf({ ranges, marked }: ComparedClause, { texts }: Comparison, show: Show): Piece[] {
  const whole = (side: 'before' | 'after'): Piece[] => {
    const range = ranges[side];
    return range && texts ? [{ kind: 'same', text: texts[side].slice(...range).trimEnd(), change: '' }] : [];
  };
  if (show === 'original') return whole('before');
  if (show === 'proposed') return whole('after');
  return marked ?? whole('after');
}

/** Characters of what stays the same that are shown on either side of a change. */
const BESIDE = 24;
/** Where words stand apart, none is cut. */
const PART_OF_WORD = { first: /^\S{0,12}\s/, last: /\s\S{0,12}$/ };

/**
 * The words of one change as they stand in its clause, from the first to the last of them, with a little of what is beside them;
 * null for what has no such words there (a clause that moved, or what runs over several clauses).
 */
export function wordsOfChange({ id, kind }: ComparedChange, clauses: readonly ComparedClause[]): Piece[] | null {
  const own = clauses.filter(({ marked }) => marked?.some((piece) => piece.change === id));
  const marked = own[0]?.marked;
  if (kind === 'move' || own.length !== 1 || !marked) return null;
  const first = marked.findIndex((piece) => piece.change === id);
  const last = marked.findLastIndex((piece) => piece.change === id);
  // What others inserted is there, what they deleted is not.
  const text = (pieces: readonly Piece[]) =>
    pieces
      .map((piece) => (piece.kind === 'deleted' ? '' : piece.text))
      .join('')
      .replace(/\s+/g, ' ');
  const [lead, tail] = [text(marked.slice(0, first)).trimStart(), text(marked.slice(last + 1)).trimEnd()];
  const same = (words: string): Piece => ({ kind: 'same', text: words, change: '' });
  return [
    same(lead.length > BESIDE ? `…${lead.slice(-BESIDE).replace(PART_OF_WORD.first, '')}` : lead),
    ...marked.slice(first, last + 1).map((piece) => (piece.change === id ? piece : same(text([piece])))),
    same(tail.length > BESIDE ? `${tail.slice(0, BESIDE).replace(PART_OF_WORD.last, '')}…` : tail),
  ].filter((piece) => piece.text !== '');
}

/** Place of the clause that a change stands in, among those shown; -1: in none of them. */
export function clauseOf(change: string, clauses: readonly ComparedClause[]): number {
  const marked = clauses.findIndex((clause) => clause.marked?.some((piece) => piece.change === change));
  return marked >= 0 ? marked : clauses.findIndex(({ changes }) => changes.includes(change));
}

/** The next change from the one selected, or the first; at either end it stays. */
export function stepped(changes: readonly ComparedChange[], selected: string | null, by: 1 | -1): string | null {
  const at = changes.findIndex(({ id }) => id === selected);
  if (at < 0) return (by > 0 ? changes[0] : changes.at(-1))?.id ?? null;
  return changes[Math.min(Math.max(at + by, 0), changes.length - 1)]!.id;
}
