/** Cuts a contract's text into the rows that are shown, each with its clause; nothing is left out. */
import type { ReportClause } from '../../server/model/report.js';
import { lastIndex, type OffsetRange } from './text-range.js';

/** Characters after which a line without an end is shown in a further row. */
const LONGEST = 8_000;
/** Rows of one table shown together. */
const MOST_TABLE_ROWS = 40;
/** Characters within which a heading stands from the start of its clause. */
const HEADING_WITHIN = 60;

export interface Row {
  /** `table`: lines of cells with tabs between. */
  kind: 'words' | 'table';
  range: OffsetRange;
  /** The innermost clause that it belongs to; null for title, preamble and signature. */
  clause: ReportClause | null;
  /** Clauses that begin here, outermost first. */
  opens: readonly ReportClause[];
  /** Clauses whose own words end here: their points are shown beneath. */
  closes: readonly ReportClause[];
  /** Offset at which number and heading end; the row's start if it has none. */
  head: number;
  /** True where the row is number and heading alone. */
  title: boolean;
}

/** `clauses` in reading order, their ranges in `text`. */
export function rowsOf(text: string, clauses: readonly ReportClause[]): Row[] {
  const lines = cut(text, clauses);
  const rows: Row[] = [];
  const within: ReportClause[] = [];
  let next = 0;
  for (const { kind, range } of lines) {
    const opens: ReportClause[] = [];
    while (clauses[next] && clauses[next]!.range[0] < range[1]) opens.push(clauses[next++]!);
    while (within.length > 0 && within.at(-1)!.range[1] <= range[0]) within.pop();
    for (const clause of opens) {
      while (within.length > 0 && within.at(-1)!.range[1] <= clause.range[0]) within.pop();
      within.push(clause);
    }
    const head = opens.length > 0 ? headEnd(text, range, opens) : range[0];
    const title = head > range[0] && text.slice(head, range[1]).trim() === '';
    rows.push({ kind, range, clause: within.at(-1) ?? null, opens, closes: [], head, title });
  }
  return closed(rows);
}

/** Index of the row that holds an offset. */
export function rowAt(rows: readonly Row[], offset: number): number {
  return Math.max(
    0,
    lastIndex(rows.length, (index) => rows[index]!.range[0] <= offset),
  );
}

/** Index of the last row of a clause or passage. */
export function lastRowOf(rows: readonly Row[], [start, end]: OffsetRange): number {
  return rowAt(rows, Math.max(start, end - 1));
}

/** Lines, cut where a clause begins within one and where they are too long; lines of cells put together. */
function cut(text: string, clauses: readonly ReportClause[]): { kind: Row['kind']; range: OffsetRange }[] {
  const found: { kind: Row['kind']; range: OffsetRange; rows: number }[] = [];
  let next = 0;
  let start = 0;
  while (start < text.length) {
    const lineEnd = text.indexOf('\n', start);
    let end = lineEnd === -1 ? text.length : lineEnd + 1;
    while (clauses[next] && clauses[next]!.range[0] <= start) next++;
    const opening = clauses[next]?.range[0] ?? Number.POSITIVE_INFINITY;
    if (opening < end) end = opening;
    if (end - start > LONGEST) end = start + breakWithin(text.slice(start, start + LONGEST));
    const range: OffsetRange = [start, end];
    const line = text.slice(start, end);
    const last = found.at(-1);
    start = end;
    if (line.trim() === '') continue;
    if (!line.trimEnd().includes('\t')) found.push({ kind: 'words', range, rows: 1 });
    else if (last?.kind === 'table' && last.rows < MOST_TABLE_ROWS && last.range[1] === range[0] && opening > range[0])
      found.splice(-1, 1, { kind: 'table', range: [last.range[0], range[1]], rows: last.rows + 1 });
    else found.push({ kind: 'table', range, rows: 1 });
  }
  return found;
}

/** Behind the last end of a sentence or space, never between the halves of one character. */
function breakWithin(line: string): number {
  const end = Math.max(line.lastIndexOf('。'), line.lastIndexOf(' ')) + 1;
  if (end > line.length / 2) return end;
  return /[\ud800-\udbff]$/.test(line) ? line.length - 1 : line.length;
}

const NUMBER = new RegExp(
  [
    '(?:第[^\\s\u3000]{1,8}?[条章節款項号編](?:の[0-9０-９一二三四五六七八九十]+)*)',
    '(?:(?:Article|Section|Clause|Schedule|Annex|Exhibit|Appendix)\\s+[\\p{L}\\d.()-]{1,8})',
    '(?:[0-9０-９]+(?:[.．-][0-9０-９]+)*[.．)）]?)',
    '(?:[(（][^)）\\s]{1,5}[)）])',
    '(?:[①-⑳㉑-㊿])',
    '(?:[A-Za-zア-ン]{1,4}[.．)）])',
    '(?:[一二三四五六七八九十]{1,3}(?=[\\s\u3000、．]))',
  ].join('|'),
  'uy',
);

function headEnd(text: string, [start, end]: OffsetRange, opens: readonly ReportClause[]): number {
  const heading = opens.findLast((clause) => clause.heading !== '')?.heading ?? '';
  const line = text.slice(start, Math.min(end, start + HEADING_WITHIN + heading.length));
  const at = heading === '' ? -1 : line.indexOf(heading);
  if (at >= 0) {
    const rest = line.slice(at + heading.length);
    return start + at + heading.length + /^[）)】］\]」.．:：。]*/.exec(rest)![0].length;
  }
  NUMBER.lastIndex = /^[\s\u3000]*/.exec(line)![0].length;
  const number = NUMBER.exec(line);
  return number ? start + number.index + number[0].length : start;
}

/** Tells each clause's points once, where its own words end before those of its first part. */
function closed(rows: readonly Row[]): Row[] {
  const told = new Set<string>();
  return rows.map((row, index) => {
    const ends = [...row.opens, ...(row.clause ? [row.clause] : [])].filter(
      (clause) =>
        !told.has(clause.id) &&
        (clause !== row.clause || rows[index + 1]?.clause !== clause || clause.range[1] <= row.range[1]),
    );
    for (const { id } of ends) told.add(id);
    return ends.length === 0 ? row : { ...row, closes: [...new Set(ends)] };
  });
}
