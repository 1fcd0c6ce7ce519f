/** Tracked changes of a Word document (ECMA-376 part 1, 17.13.5): which words each view holds, and the list of changes. */
import type { Range, Revision, View } from '../../model/document.js';
import type { XmlElement } from '../ooxml/xml.js';

/** One mark of a tracked change; neighbouring marks of the same change are put together by `Revisions`. */
export interface Change {
  kind: Revision['kind'];
  side?: 'from' | 'to';
  author: string;
  date: string;
  move?: string;
  /** The same for all marks that belong together. */
  key: string;
}

const MARKS: Readonly<Record<string, Pick<Change, 'kind' | 'side'>>> = {
  'w:ins': { kind: 'insertion' },
  'w:cellIns': { kind: 'insertion' },
  'w:del': { kind: 'deletion' },
  'w:cellDel': { kind: 'deletion' },
  'w:moveFrom': { kind: 'move', side: 'from' },
  'w:moveTo': { kind: 'move', side: 'to' },
};

/** More than an insertion that was moved, changed and struck out in part; bounds what hostile nesting can cost. */
const DEEPEST = 4;

/** `outer` and the change that `element` marks, if it marks one; `move` names the two sides of a move. */
export function withChange(outer: readonly Change[], element: XmlElement, move?: string): readonly Change[] {
  const mark = MARKS[element.name];
  if (!mark || outer.length >= DEEPEST) return outer;
  const { 'w:author': author = '', 'w:date': date = '' } = element.attributes;
  const again = outer.some(
    (change) => change.kind === mark.kind && change.side === mark.side && change.author === author,
  );
  if (again) return outer;
  const named = mark.kind === 'move' && move !== undefined ? { move } : {};
  return [...outer, { ...mark, author, date, ...named, key: JSON.stringify([mark, author, date, named]) }];
}

/** The changes that a list of properties carries: of a paragraph's mark, of a row, of a cell. */
export function withMarks(
  outer: readonly Change[],
  properties: XmlElement | undefined,
  move?: string,
): readonly Change[] {
  let changes = outer;
  for (const node of properties?.children ?? [])
    if (typeof node !== 'string') changes = withChange(changes, node, move);
  return changes;
}

export function isMark(name: string): boolean {
  return Object.hasOwn(MARKS, name);
}

export function stands(changes: readonly Change[], view: View): boolean {
  if (view === 'markup') return true;
  return changes.every(({ kind, side }) => (kind === 'deletion' || side === 'from') === (view === 'original'));
}

interface Draft {
  change: Change;
  text: string[];
  start: number;
  end: number;
  /** False until words of it stood in the text. */
  placed: boolean;
}

/** Puts neighbouring pieces of one change together. */
export class Revisions {
  private readonly drafts: Draft[] = [];
  private open = new Map<string, Draft>();

  /** Takes the next piece of the document with the place it has in the text; `standing` if the view shows it. */
  add(changes: readonly Change[], text: string, [start, end]: Range, standing: boolean): void {
    if (text === '') return;
    if (changes.length === 0) {
      if (this.open.size > 0) this.open = new Map();
      return;
    }
    const open = new Map<string, Draft>();
    for (const change of changes) {
      const draft = this.open.get(change.key) ?? this.draft(change, start);
      draft.text.push(text);
      if (standing) {
        if (!draft.placed) draft.start = start;
        draft.end = end;
        draft.placed = true;
      }
      open.set(change.key, draft);
    }
    this.open = open;
  }

  list(): Revision[] {
    return this.drafts.map(({ change, text, start, end }, index) => {
      const { key: _, ...rest } = change;
      return { id: `r${index + 1}`, ...rest, range: [start, end] as const, text: parted(text.join('')) };
    });
  }

  private draft(change: Change, at: number): Draft {
    const draft: Draft = { change, text: [], start: at, end: at, placed: false };
    this.drafts.push(draft);
    return draft;
  }
}

/** Line breaks part paragraphs; they stand alone only where nothing but the end of a paragraph was changed. */
function parted(text: string): string {
  return text.trim() === '' ? text : text.replace(/^[\n\t ]+/, '').trimEnd();
}
