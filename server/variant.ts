/** A document with a few of its words put otherwise, as if only some of the changes had been made. */
import type { Block, Document, Range } from './model/document.js';

export interface Edit {
  /** In the document's text; empty where something is put in. */
  range: Range;
  text: string;
}

export interface Variant {
  document: Document;
  /** Where the words that an edit put in stand; edits in the order given. */
  places: readonly Range[];
}

/** Edits must not overlap. Lines that are put in are paragraphs of their own. */
export function variantOf(document: Document, edits: readonly Edit[]): Variant {
  const whole = edits.map((edit) => asLines(edit, document.text));
  const order = [...whole.keys()].sort((a, b) => whole[a]!.range[0] - whole[b]!.range[0]);
  const places: Range[] = whole.map(() => [0, 0]);
  let text = '';
  let from = 0;
  for (const index of order) {
    const { range, text: put } = whole[index]!;
    text += document.text.slice(from, Math.max(from, range[0]));
    places[index] = [text.length, text.length + put.length];
    text += put;
    from = Math.max(from, range[1]);
  }
  text += document.text.slice(from);
  const moved = (at: number, end: boolean) => {
    let shift = 0;
    for (const { range, text: put } of whole) {
      const before = range[1] < at || (range[1] === at && (range[0] < at || (end && range[0] === at)));
      if (before) shift += put.length - (range[1] - range[0]);
      else if (range[0] < at) shift += range[0] - at;
    }
    return at + shift;
  };
  const shifted = ([start, end]: Range): Range => [
    moved(start, false),
    Math.max(moved(start, false), moved(end, true)),
  ];
  const kept = document.blocks.map((block) => ({
    ...block,
    range: shifted(block.range),
    ...(block.number ? { number: shifted(block.number) } : {}),
  }));
  return { document: { ...document, text, blocks: kept.flatMap((block) => byLine(block, text)) }, places };
}

/** What fills whole lines in place of none is put on lines of its own. */
function asLines({ range: [start, end], text: put }: Edit, text: string): Edit {
  const inner = put.replace(/^\n+|\n+$/g, '');
  const alone = start === end && put.includes('\n');
  if (!alone) return { range: [start, end], text: put };
  const atStart = start === 0 || text[start - 1] === '\n';
  return { range: [start, end], text: atStart ? `${inner}\n` : `\n${inner}` };
}

/** A block whose text has line breaks now is one block a line; one that has no text left is none. */
function byLine(block: Block, text: string): Block[] {
  const [start, end] = block.range;
  const { number, ...rest } = block;
  const found: Block[] = [];
  let from = start;
  for (const line of text.slice(start, end).split('\n')) {
    const range: Range = [from, from + line.length];
    if (line.trim() !== '')
      found.push(
        from === start ? { ...block, range } : { ...rest, kind: block.table ? block.kind : 'paragraph', range },
      );
    from += line.length + 1;
  }
  return found;
}
