/** The changes between two versions of a contract: tracked changes with their authors, else what differs clause by clause. */
import type { Alignment } from './align.js';
import { difference } from './difference.js';
import type { Clause, Contract } from './model/contract.js';
import type { Range, Revision } from './model/document.js';
import { firstIndex } from './model/sorted.js';

/** The same place in the texts of the two versions; one side is empty where nothing stands there. */
export interface Place {
  before: Range;
  after: Range;
  /** Words that stand in neither text: inserted by one, struck out by another. */
  struck?: string;
}

export interface Change {
  kind: 'insertion' | 'deletion' | 'replacement' | 'move';
  author: string;
  date: string;
  /** Where it stands; null outside the clauses. Of what was added, `before` is the clause that it was added to or after. */
  clause: { before: Clause | null; after: Clause | null };
  /** Its single places, in reading order; never none. */
  places: readonly Place[];
  /** Of a tracked change, its pieces in the file. */
  revisions: readonly string[];
  /** Made within what somebody else inserted: the version before knows nothing of it. */
  nested: boolean;
}

export interface Words {
  words: (text: string) => string[];
  sentences: (text: string, range: Range) => Range[];
}

/** What differs between aligned clauses, sentence by sentence; of what was added or removed with all below it, one change. */
export function differences(
  alignments: readonly Alignment[],
  before: Contract,
  after: Contract,
  words: Words,
): Change[] {
  const lone = new Set(
    alignments.flatMap((one) =>
      one.before.length === 0 || one.after.length === 0 ? [...one.before, ...one.after].map(({ id }) => id) : [],
    ),
  );
  const byId = ({ clauses }: Contract) => new Map(clauses.map((clause) => [clause.id, clause]));
  const parents = { before: byId(before), after: byId(after) };
  return alignments.flatMap((alignment): Change[] => {
    const clause = { before: alignment.before[0] ?? null, after: alignment.after[0] ?? null };
    if (!clause.before || !clause.after) {
      const own = (clause.before ?? clause.after)!;
      const { clauses } = clause.before ? before : after;
      const parent = (clause.before ? parents.before : parents.after).get(own.parent ?? '');
      const told = parent !== undefined && lone.has(parent.id) && !holdsArticles(parent);
      return told ? [] : [oneSided(own, clauses, clause.before !== null, lone)];
    }
    const moves = alignment.moved ? [movedChange(clause.before, clause.after)] : [];
    return alignment.same ? moves : [...moves, ...withinClauses(alignment, before, after, words)];
  });
}

const UNSIGNED = { author: '', date: '', revisions: [], nested: false };

function movedChange(before: Clause, after: Clause): Change {
  return { kind: 'move', ...UNSIGNED, clause: { before, after }, places: [{ before: before.own, after: after.own }] };
}

/** What is added or removed under these is told clause by clause: they hold too much for one answer. */
function holdsArticles({ kind }: Clause): boolean {
  return kind === 'chapter' || kind === 'schedule' || kind === 'section';
}

/** A clause that only one version has, with those below it that only this one has. */
function oneSided(top: Clause, clauses: readonly Clause[], gone: boolean, lone: ReadonlySet<string>): Change {
  const inside = ({ id, range }: Clause) => lone.has(id) && range[0] >= top.range[0] && range[1] <= top.range[1];
  const taken = holdsArticles(top) ? [top] : clauses.filter(inside);
  const nowhere: Range = [0, 0];
  return {
    kind: gone ? 'deletion' : 'insertion',
    ...UNSIGNED,
    clause: gone ? { before: top, after: null } : { before: null, after: top },
    places: taken.map(({ own }) => (gone ? { before: own, after: nowhere } : { before: nowhere, after: own })),
  };
}

function withinClauses(
  { before: from, after: to }: Alignment,
  before: Contract,
  after: Contract,
  words: Words,
): Change[] {
  const [one, other] = [flowOf(from, before), flowOf(to, after)];
  const hunks = difference(one.text, other.text, words.words);
  const starts = {
    before: words.sentences(one.text, [0, one.text.length]).map(([start]) => start),
    after: words.sentences(other.text, [0, other.text.length]).map(([start]) => start),
  };
  const groups: Place[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    const together =
      last &&
      (sameSentence(starts.before, last.before, hunk.before) || sameSentence(starts.after, last.after, hunk.after));
    if (together) groups.at(-1)!.push(hunk);
    else groups.push([hunk]);
  }
  return groups.map((group) => {
    const places = group.map((hunk) => ({ before: one.at(hunk.before), after: other.at(hunk.after) }));
    const clause = { before: clauseAt(from, places[0]!.before[0]), after: clauseAt(to, places[0]!.after[0]) };
    return { kind: kindOf(places), ...UNSIGNED, clause, places };
  });
}

function kindOf(places: readonly Place[]): Change['kind'] {
  if (places.every(({ before: [start, end] }) => start === end)) return 'insertion';
  return places.every(({ after: [start, end] }) => start === end) ? 'deletion' : 'replacement';
}

/** Sentences that begin at `starts`. */
function sameSentence(starts: readonly number[], one: Range, other: Range): boolean {
  const sentence = (at: number) => firstIndex(starts.length, (index) => starts[index]! > at);
  return one[1] > one[0] && other[1] > other[0] && sentence(one[1] - 1) === sentence(other[0]);
}

/** The headings and texts of clauses in one, their numbers left out, with the way back to the text of the document. */
function flowOf(clauses: readonly Clause[], { document: { text } }: Contract) {
  const pieces: { from: number; start: number; length: number }[] = [];
  let flow = '';
  const add = (start: number, end: number) => {
    pieces.push({ from: flow.length, start, length: end - start });
    flow += `${text.slice(start, end)}\n`;
  };
  for (const { heading, opening, own } of clauses) {
    const at = heading === '' ? -1 : text.slice(...opening).lastIndexOf(heading);
    if (at >= 0) add(opening[0] + at, opening[0] + at + heading.length);
    const body = text.slice(opening[1], own[1]);
    add(opening[1] + (body.length - body.trimStart().length), opening[1] + body.trimEnd().length);
  }
  const place = (at: number) => {
    const piece = pieces.findLast(({ from }) => from <= at) ?? pieces[0]!;
    return piece.start + Math.min(at - piece.from, piece.length);
  };
  return { text: flow, at: ([start, end]: Range): Range => [place(start), Math.max(place(start), place(end))] };
}

/** The deepest clause in whose own text a place stands, or right behind. */
export function clauseAt(clauses: readonly Clause[], at: number): Clause | null {
  const next = firstIndex(clauses.length, (index) => clauses[index]!.own[0] > at);
  const clause = clauses[next - 1];
  return clause && at <= clause.own[1] ? clause : null;
}

/** Tracked changes: pieces of one author in one paragraph, or that run on over paragraphs, are one change. */
export function trackedChanges(before: Contract, after: Contract): Change[] {
  const pieces = before.document.revisions.map((revision, index) => {
    const sides = { before: revision.range, after: after.document.revisions[index]!.range };
    const nested = isNested(revision, sides);
    const place: Place = { ...sides, ...(nested ? { struck: revision.text } : {}) };
    const clause = {
      before: clauseAt(before.clauses, place.before[0]),
      after: clauseAt(after.clauses, place.after[0]),
    };
    return { revision, place, clause, nested };
  });
  const moves = pieces.filter(({ revision }) => revision.kind === 'move');
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    if (piece.revision.kind === 'move') continue;
    const group = groups.findLast((pieces) => belongTogether(pieces.at(-1)!, piece, before));
    if (group) group.push(piece);
    else groups.push([piece]);
  }
  return [...groups.map(asChange), ...movesOf(moves)].sort(
    (a, b) => a.places[0]!.after[0] - b.places[0]!.after[0] || a.places[0]!.before[0] - b.places[0]!.before[0],
  );
}

interface Piece {
  revision: Revision;
  place: Place;
  clause: Change['clause'];
  nested: boolean;
}

/** What was struck out within an insertion stands in neither version. */
function isNested({ kind }: Revision, { before, after }: Omit<Place, 'struck'>): boolean {
  return kind === 'deletion' && before[0] === before[1] && after[0] === after[1];
}

/** Characters between two pieces of one deletion or insertion that runs over several paragraphs. */
const NEXT = 2;

function belongTogether(last: Piece, piece: Piece, { document: { text } }: Contract): boolean {
  if (last.revision.author !== piece.revision.author) return false;
  const sameClause =
    last.clause.before?.id === piece.clause.before?.id && last.clause.after?.id === piece.clause.after?.id;
  const gap = text.slice(last.place.before[1], piece.place.before[0]);
  return (
    (sameClause && !gap.includes('\n')) ||
    (last.revision.kind === piece.revision.kind && gap.trim().length <= NEXT && gap.length <= 8)
  );
}

function asChange(pieces: readonly Piece[]): Change {
  const [{ revision, clause }] = pieces as [Piece];
  const kinds = new Set(pieces.map((piece) => piece.revision.kind));
  return {
    kind: kinds.size === 1 ? revision.kind : 'replacement',
    author: revision.author,
    date: revision.date,
    clause,
    places: pieces.map(({ place }) => place),
    revisions: pieces.map((piece) => piece.revision.id),
    nested: pieces.some(({ nested }) => nested),
  };
}

/** The two sides of each move are one change. */
function movesOf(pieces: readonly Piece[]): Change[] {
  const names = [...new Set(pieces.map(({ revision }) => revision.move ?? revision.text))];
  return names.map((name) => {
    const own = pieces.filter(({ revision }) => (revision.move ?? revision.text) === name);
    const from = own.filter(({ revision }) => revision.side === 'from');
    const to = own.filter(({ revision }) => revision.side === 'to');
    const first = own[0]!;
    const span = (list: readonly Piece[], side: 'before' | 'after'): Range =>
      list.length === 0
        ? [first.place[side][0], first.place[side][0]]
        : [list[0]!.place[side][0], list.at(-1)!.place[side][1]];
    return {
      ...asChange(own),
      kind: 'move',
      clause: { before: (from[0] ?? first).clause.before, after: (to[0] ?? first).clause.after },
      places: [{ before: span(from, 'before'), after: span(to, 'after') }],
    };
  });
}
