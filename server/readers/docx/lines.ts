/** Writes the pieces of paragraphs as blocks and keeps where changes and comments came to stand. */
import type { Block, BlockKind, Range, Revision, View } from '../../model/document.js';
import { BlockWriter, cleaned } from '../shared/blocks.js';
import { type Change, Revisions, stands } from './changes.js';

/** A stretch of a paragraph: words, a soft line break, the end of a paragraph that may be changed, an edge of a comment. */
export type Piece =
  | { kind: 'text' | 'break' | 'end'; text: string; changes: readonly Change[] }
  | { kind: 'comment'; id: string; edge: 'start' | 'end' };

export interface Shape {
  kind: BlockKind;
  level?: number;
  /** The paragraph's automatic number with what separates it from the text. */
  number?: string;
  table?: NonNullable<Block['table']>;
}

type Written = Extract<Piece, { changes: readonly Change[] }>;

interface Placed {
  piece: Piece;
  start: number;
  end: number;
  standing: boolean;
}

export class LineWriter {
  private readonly blocks = new BlockWriter();
  private readonly revisions = new Revisions();
  private readonly comments = new Map<string, { start: number; end: number; closed: boolean }>();

  constructor(private readonly view: View) {}

  /** A paragraph, with what was joined to it: one block for each of its lines. */
  add(pieces: readonly Piece[], shape: Shape): void {
    const { number, ...rest } = shape;
    let prefix = number ?? '';
    let from = 0;
    for (let at = 0; at <= pieces.length; at++) {
      const piece = pieces[at];
      if (piece && !(isWritten(piece) && piece.kind === 'break' && stands(piece.changes, this.view))) continue;
      if (this.line(pieces.slice(from, piece ? at + 1 : at), prefix, rest)) prefix = '';
      from = at + 1;
    }
  }

  finish(): {
    text: string;
    blocks: readonly Block[];
    revisions: Revision[];
    /** By the id of the comment, in the order of their beginnings. */
    comments: ReadonlyMap<string, Range>;
  } {
    const comments = new Map([...this.comments].map(([id, { start, end }]) => [id, [start, end] as const]));
    return { ...this.blocks.finish(), revisions: this.revisions.list(), comments };
  }

  private line(pieces: readonly Piece[], prefix: string, shape: Omit<Shape, 'number'>): boolean {
    const { kind, ...rest } = shape;
    const { text, placed } = assemble(pieces, this.view);
    const body = text.trim();
    const lead = text.length - text.trimStart().length;
    const start = this.blocks.add(kind, body, { prefix, ...rest });
    const base = start ?? this.blocks.length;
    const offset = (at: number) => base + Math.min(Math.max(at - lead, 0), body.length);
    for (const { piece, start: from, end: to, standing } of placed) {
      if (isWritten(piece)) this.revisions.add(piece.changes, piece.text, [offset(from), offset(to)], standing);
      else this.comment(piece.id, piece.edge, offset(from));
    }
    return start !== null;
  }

  private comment(id: string, edge: 'start' | 'end', at: number): void {
    const known = this.comments.get(id);
    if (!known) this.comments.set(id, { start: at, end: at, closed: edge === 'end' });
    else if (!known.closed && edge === 'end') Object.assign(known, { end: Math.max(known.start, at), closed: true });
  }
}

function assemble(pieces: readonly Piece[], view: View): { text: string; placed: Placed[] } {
  const parts: string[] = [];
  const placed: Placed[] = [];
  let length = 0;
  let spaced = true;
  for (const piece of pieces) {
    const start = length;
    const standing = isWritten(piece) && stands(piece.changes, view);
    if (standing && piece.kind === 'text') {
      const clean = cleaned(piece.text);
      const part: string = spaced && clean.startsWith(' ') ? clean.slice(1) : clean;
      if (part !== '') spaced = part.endsWith(' ');
      parts.push(part);
      length += part.length;
    }
    placed.push({ piece, start, end: length, standing });
  }
  return { text: parts.join(''), placed };
}

function isWritten(piece: Piece): piece is Written {
  return piece.kind !== 'comment';
}
