/** The changes between two versions of a contract: tracked changes with their authors, else what differs clause by clause. */
import type { Alignment } from './align.js';
import { difference, edits, type Hunk } from './difference.js';
import type { Clause, Contract } from './model/contract.js';
import type { Range, Revision } from './model/document.js';
import { plain } from './model/plain.js';
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
  // The two versions number their clauses alike: `c4` of the one is not `c4` of the other.
  const gone = new Whole(
    before.clauses,
    alignments.flatMap((one) => (one.after.length === 0 ? one.before : [])),
  );
  const come = new Whole(
    after.clauses,
    alignments.flatMap((one) => (one.before.length === 0 ? one.after : [])),
  );
  const within = alignments.flatMap((alignment): Change[] => {
    const clause = { before: alignment.before[0] ?? null, after: alignment.after[0] ?? null };
    if (!clause.before || !clause.after) {
      const own = (clause.before ?? clause.after)!;
      const side = clause.before ? gone : come;
      return side.toldAbove(own) ? [] : [oneSided(own, side.taken(own), clause.before !== null)];
    }
    const moves = alignment.moved ? [movedChange(clause.before, clause.after)] : [];
    return alignment.same ? moves : [...moves, ...withinClauses(alignment, before, after, words)];
  });
  return [
    ...outside(before.preamble, after.preamble, before, after, words),
    ...within,
    ...outside(before.signature, after.signature, before, after, words),
  ];
}

/** Of one version, what is gone or new with all that stands below it. */
class Whole {
  private readonly lone: ReadonlySet<string>;
  private readonly byId: ReadonlyMap<string, Clause>;
  /** Clauses below which something stayed. */
  private readonly parted = new Set<string>();

  constructor(
    private readonly clauses: readonly Clause[],
    lone: readonly Clause[],
  ) {
    this.lone = new Set(lone.map(({ id }) => id));
    this.byId = new Map(clauses.map((clause) => [clause.id, clause]));
    for (const clause of clauses) if (!this.lone.has(clause.id)) this.part(clause);
  }

  private part({ parent }: Clause): void {
    for (let above = parent; above !== null && !this.parted.has(above); above = this.byId.get(above)?.parent ?? null)
      this.parted.add(above);
  }

  private whole(clause: Clause): boolean {
    return this.lone.has(clause.id) && !holdsArticles(clause) && !this.parted.has(clause.id);
  }

  toldAbove({ parent }: Clause): boolean {
    const above = this.byId.get(parent ?? '');
    return above !== undefined && this.whole(above);
  }

  taken(top: Clause): readonly Clause[] {
    if (!this.whole(top)) return [top];
    return this.clauses.filter(({ range }) => range[0] >= top.range[0] && range[1] <= top.range[1]);
  }
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
function oneSided(top: Clause, taken: readonly Clause[], gone: boolean): Change {
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
  return changesOf(flowOf(from, before), flowOf(to, after), words).map((places) => {
    const clause = { before: clauseAt(from, places[0]!.before[0]), after: clauseAt(to, places[0]!.after[0]) };
    return { kind: kindOf(places), ...UNSIGNED, clause, places };
  });
}

/** What stands before the first clause, or in the signature block. */
function outside(from: Range | null, to: Range | null, before: Contract, after: Contract, words: Words): Change[] {
  const flow = (range: Range | null, { document: { text } }: Contract) => new Flow(text, range ? [{ range }] : []);
  return changesOf(flow(from, before), flow(to, after), words).map((places) => {
    return { kind: kindOf(places), ...UNSIGNED, clause: { before: null, after: null }, places };
  });
}

/** The places that differ, those of one sentence together. */
function changesOf(one: Flow, other: Flow, words: Words): Place[][] {
  const hunks = hunksOf(one, other, words).filter((hunk) => !typographic(hunk, one, other));
  const starts = {
    before: words.sentences(one.text, [0, one.text.length]).map(([start]) => start),
    after: words.sentences(other.text, [0, other.text.length]).map(([start]) => start),
  };
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    const together =
      last &&
      (sameSentence(starts.before, last.before, bare(one, hunk.before)) ||
        sameSentence(starts.after, last.after, bare(other, hunk.after)));
    if (together) groups.at(-1)!.push(hunk);
    else groups.push([hunk]);
  }
  return groups.map((group) => group.map((hunk) => ({ before: one.at(hunk.before), after: other.at(hunk.after) })));
}

/** Without the space that it begins with: that ends the sentence before. */
function bare({ text }: Flow, [start, end]: Range): Range {
  const own = text.slice(start, end);
  return [own.trim() === '' ? start : start + own.length - own.trimStart().length, end];
}

/** Heading against heading, then the text below. */
function hunksOf(one: Flow, other: Flow, words: Words): Hunk[] {
  const [from, to] = one.title > 0 && other.title > 0 ? [one.title, other.title] : [0, 0];
  const below = edits(one.text.slice(from), other.text.slice(to), words);
  return [
    ...difference(one.text.slice(0, from), other.text.slice(0, to), words.words),
    ...below.map(({ before, after }): Hunk => {
      return { before: [before[0] + from, before[1] + from], after: [after[0] + to, after[1] + to] };
    }),
  ];
}

/** The mark of an item of a list within a sentence: `(a)`, `(ii)`, `(3`; what a reference points to follows a word, it does not. */
const MARK = /^[\s(]*(?:[a-z]{1,4}|\d{1,2})?[\s).]*$/i;
const BEFORE_MARK = /(?:^|[\n:;,])\s*(?:(?:and|or)\s+)?\(?$/;

/** Capitals in a heading or where an item begins, the stop behind a heading, and how the items of a list are marked, are no words. */
function typographic({ before, after }: Hunk, one: Flow, other: Flow): boolean {
  const [gone, come] = [one.text.slice(...before), other.text.slice(...after)];
  const opens = (flow: Flow, at: number) => flow.inHeading(at) || flow.opens(at);
  const sameLetters = plain(gone).toLowerCase() === plain(come).toLowerCase();
  if (sameLetters && opens(one, before[0]) && opens(other, after[0])) return true;
  const stops = /^[.:\uff1a\u3002\s]*$/.test(gone + come);
  if (stops && (one.inHeading(before[0]) || other.inHeading(after[0]))) return true;
  const marks = (flow: Flow, text: string, [start, end]: Range) =>
    MARK.test(text) &&
    BEFORE_MARK.test(flow.text.slice(Math.max(0, start - 12), start)) &&
    (text === '' || /[)\s]/.test(text.at(-1)!) || flow.text[end] === ')');
  const brackets = /[()]/.test(bracketed(one, before) + bracketed(other, after));
  return brackets && marks(one, gone, before) && marks(other, come, after);
}

/** A text with the letters beside it. */
function bracketed({ text }: Flow, [start, end]: Range): string {
  return text.slice(Math.max(0, start - 1), end + 1);
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

interface Piece {
  range: Range;
  heading?: boolean;
}

/** Pieces of a document in one text, with the way back to their places. */
class Flow {
  readonly text: string;
  private readonly pieces: { from: number; start: number; length: number; heading: boolean }[] = [];

  constructor(text: string, pieces: readonly Piece[]) {
    let flow = '';
    for (const { range, heading = false } of pieces) {
      const own = text.slice(...range);
      const start = range[0] + own.length - own.trimStart().length;
      const body = own.trim();
      this.pieces.push({ from: flow.length, start, length: body.length, heading });
      if (body !== '') flow += `${body}\n`;
    }
    this.text = flow;
  }

  /** How long the heading is that it begins with. */
  get title(): number {
    const first = this.pieces[0];
    return first?.heading ? first.length : 0;
  }

  private piece(at: number) {
    return this.pieces.findLast(({ from, length }) => from <= at && length > 0) ?? this.pieces[0];
  }

  inHeading(at: number): boolean {
    return this.piece(at)?.heading ?? false;
  }

  opens(at: number): boolean {
    return this.piece(at)?.from === at;
  }

  at([start, end]: Range): Range {
    const place = (at: number) => {
      const piece = this.piece(at);
      return piece ? piece.start + Math.min(at - piece.from, piece.length) : 0;
    };
    return [place(start), Math.max(place(start), place(end))];
  }
}

/** The headings and texts of clauses in one, their numbers left out. */
function flowOf(clauses: readonly Clause[], { document: { text } }: Contract): Flow {
  return new Flow(
    text,
    clauses.flatMap(({ heading, opening, own }): Piece[] => {
      const at = heading === '' ? -1 : text.slice(...opening).lastIndexOf(heading);
      const title: Piece[] =
        at < 0 ? [] : [{ range: [opening[0] + at, opening[0] + at + heading.length], heading: true }];
      return [...title, { range: [opening[1], own[1]] }];
    }),
  );
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
  const groups: TrackedPiece[][] = [];
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

interface TrackedPiece {
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

function belongTogether(last: TrackedPiece, piece: TrackedPiece, { document: { text } }: Contract): boolean {
  if (last.revision.author !== piece.revision.author) return false;
  const sameClause =
    last.clause.before?.id === piece.clause.before?.id && last.clause.after?.id === piece.clause.after?.id;
  const gap = text.slice(last.place.before[1], piece.place.before[0]);
  return (
    (sameClause && !gap.includes('\n')) ||
    (last.revision.kind === piece.revision.kind && gap.trim().length <= NEXT && gap.length <= 8)
  );
}

function asChange(pieces: readonly TrackedPiece[]): Change {
  const [{ revision, clause }] = pieces as [TrackedPiece];
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
function movesOf(pieces: readonly TrackedPiece[]): Change[] {
  const names = [...new Set(pieces.map(({ revision }) => revision.move ?? revision.text))];
  return names.map((name) => {
    const own = pieces.filter(({ revision }) => (revision.move ?? revision.text) === name);
    const from = own.filter(({ revision }) => revision.side === 'from');
    const to = own.filter(({ revision }) => revision.side === 'to');
    const first = own[0]!;
    const span = (list: readonly TrackedPiece[], side: 'before' | 'after'): Range =>
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
