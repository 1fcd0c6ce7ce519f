/** Collects blocks into the text of a document, one a line, with exact ranges. */
import type { Block, BlockKind } from '../../model/document.js';

export class BlockWriter {
  private readonly lines: string[] = [];
  private readonly blocks: Block[] = [];
  private at = 0;

  /** Adds a block if it holds anything; `number` is written before the text and its range kept. */
  add(
    kind: BlockKind,
    content: string,
    more: Omit<Block, 'kind' | 'range' | 'number'> & { prefix?: string } = {},
  ): void {
    const { prefix = '', ...rest } = more;
    const body = content
      .replace(/[\u200b\ufeff]/g, '')
      .replace(/[^\S\u3000]+/g, ' ')
      .trim();
    if (body === '' && prefix === '') return;
    const line = prefix + body;
    const start = this.at;
    const number = prefix.trimEnd() === '' ? {} : { number: [start, start + prefix.trimEnd().length] as const };
    this.blocks.push({ kind, range: [start, start + line.length], ...number, ...rest });
    this.lines.push(line);
    this.at += line.length + 1;
  }

  finish(): { text: string; blocks: readonly Block[] } {
    return { text: this.lines.join('\n'), blocks: this.blocks };
  }
}
