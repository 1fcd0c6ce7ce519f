/** Collects blocks into the text of a document, one a line and a table's row on one line, with exact ranges. */
import type { Block, BlockKind } from '../../model/document.js';

/** What a format without tracked changes, comments, running text and pages has of them. */
export const PLAIN = { revised: false, revisions: [], comments: [], running: [], unreadPages: [] } as const;

export class BlockWriter {
  private text = '';
  private readonly blocks: Block[] = [];

  /** Where the next block's separator would stand. */
  get length(): number {
    return this.text.length;
  }

  /** Adds a block if it holds anything; `prefix` is written before the text and its range kept. Gives where the text starts. */
  add(
    kind: BlockKind,
    content: string,
    more: Omit<Block, 'kind' | 'range' | 'number'> & { prefix?: string } = {},
  ): number | null {
    const { prefix = '', ...rest } = more;
    const body = cleaned(content).trim();
    if (body === '' && prefix === '') return null;
    const line = body === '' ? prefix.trimEnd() : prefix + body;
    if (this.blocks.length > 0) this.text += sameRow(this.blocks.at(-1)!.table, rest.table) ? '\t' : '\n';
    const start = this.text.length;
    const number = prefix.trimEnd() === '' ? {} : { number: [start, start + prefix.trimEnd().length] as const };
    this.blocks.push({ kind, range: [start, start + line.length], ...number, ...rest });
    this.text += line;
    return start + line.length - body.length;
  }

  finish(): { text: string; blocks: readonly Block[] } {
    return { text: this.text, blocks: this.blocks };
  }
}

/** Without characters of no width, and with one blank for white space; ideographic blanks stay. */
export function cleaned(text: string): string {
  return text.replace(/[\u200b-\u200d\u2060\ufeff]/g, '').replace(/[^\S\u3000]+/g, ' ');
}

function sameRow(before: Block['table'], next: Block['table']): boolean {
  return (
    before !== undefined &&
    next !== undefined &&
    before.index === next.index &&
    before.row === next.row &&
    before.column < next.column
  );
}
