/** The contract as it is read: its text, plain or with its changes, cut into rows, and where the report's places stand in it. */
import type { Report, ReportClause } from '../../server/model/report.js';
import { type Alignment, align, same } from './alignment.js';
import { type Row, rowsOf } from './rows.js';
import type { OffsetRange } from './text-range.js';

export interface Change {
  range: OffsetRange;
  kind: 'inserted' | 'deleted';
  moved: boolean;
  author: string;
}

export interface Reading {
  text: string;
  rows: readonly Row[];
  /** The clauses, with their ranges in `text`. */
  clauses: readonly ReportClause[];
  /** In order, not overlapping. */
  changes: readonly Change[];
  alignment: Alignment;
}

/** With `marked`, the words with both sides of their changes, where the report has them. */
export function readingOf(report: Report, marked: boolean): Reading {
  const changes = marked ? changesOf(report) : [];
  const struck = changes.filter(({ kind }) => kind === 'deleted').map(({ range }) => range);
  const aligned = changes.length > 0 ? align(report.text ?? '', report.markup!.text, struck) : null;
  const text = aligned ? report.markup!.text : (report.text ?? '');
  const alignment = aligned ?? same;
  const clauses = aligned
    ? report.clauses.map((clause): ReportClause => ({ ...clause, range: [...aligned.over(clause.range)] }))
    : report.clauses;
  const inOrder = [...clauses].sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
  return { text, rows: rowsOf(text, inOrder), clauses: inOrder, changes: aligned ? changes : [], alignment };
}

function changesOf({ revisions, markup }: Report): Change[] {
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const found: Change[] = [];
  for (const { id, range } of (markup?.revisions ?? []).toSorted((a, b) => a.range[0] - b.range[0])) {
    const revision = byId.get(id);
    // What one person inserted and another struck out again is told once.
    const start = Math.max(range[0], found.at(-1)?.range[1] ?? 0);
    if (!revision || start >= range[1]) continue;
    const gone = revision.kind === 'deletion' || revision.side === 'from';
    found.push({
      range: [start, range[1]],
      kind: gone ? 'deleted' : 'inserted',
      moved: revision.kind === 'move',
      author: revision.author,
    });
  }
  return found;
}
