/** Walks an HTML tree and writes its text as blocks: headings, paragraphs, cells, list items with their numbers. */
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { Block } from '../../model/document.js';
import { BlockWriter } from './blocks.js';

export interface HtmlOptions {
  /** Elements that are left out with all they hold. */
  skip: ReadonlySet<string>;
  /** Leaves an element out by its attributes. */
  hidden?: (attributes: Readonly<Record<string, string>>) => boolean;
}

const BREAKS = new Set(
  'address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

interface Frame {
  node: Tree.ChildNode;
  leaving: boolean;
}

export function htmlBlocks(html: string, options: HtmlOptions): { text: string; blocks: readonly Block[] } {
  const writer = new BlockWriter();
  const cells: { index: number; row: number; column: number }[] = [];
  const lists: { ordered: boolean; value: number; type: string }[] = [];
  let tables = 0;
  let heading = 0;
  let notes = 0;
  let line = '';
  let prefix = '';

  const flush = () => {
    const table = cells.at(-1);
    if (line.trim() !== '') {
      const kind = table ? 'cell' : heading > 0 ? 'heading' : notes > 0 ? 'note' : 'paragraph';
      writer.add(kind, line, {
        prefix,
        ...(heading > 0 && !table ? { level: heading } : {}),
        ...(table ? { table: { ...table } } : {}),
      });
      prefix = '';
    }
    line = '';
  };

  const enter = (element: Tree.Element): boolean => {
    const name = element.tagName;
    const attributes = Object.fromEntries(element.attrs.map((attribute) => [attribute.name, attribute.value]));
    if (options.skip.has(name) || 'hidden' in attributes || options.hidden?.(attributes)) return false;
    if (BREAKS.has(name)) flush();
    if (name === 'input' && attributes.type === 'checkbox') line += 'checked' in attributes ? '\u2611 ' : '\u2610 ';
    if (/^h[1-6]$/.test(name)) heading = Number(name[1]);
    else if (name === 'table') cells.push({ index: tables++, row: -1, column: -1 });
    else if (name === 'tr' && cells.length > 0)
      Object.assign(cells.at(-1)!, { row: cells.at(-1)!.row + 1, column: -1 });
    else if ((name === 'td' || name === 'th') && cells.length > 0) cells.at(-1)!.column++;
    else if (name === 'ol' || name === 'ul') {
      const start = Number.parseInt(attributes.start ?? '1', 10);
      lists.push({
        ordered: name === 'ol',
        value: Number.isSafeInteger(start) ? start : 1,
        type: attributes.type ?? '1',
      });
    } else if (name === 'li') {
      const list = lists.at(-1);
      if (/^(?:foot|end)note-/.test(attributes.id ?? '')) notes++;
      else if (list?.ordered) {
        const value = Number.parseInt(attributes.value ?? '', 10);
        if (Number.isSafeInteger(value)) list.value = value;
        prefix = `${mark(list.value, list.type)} `;
      }
      if (list) list.value++;
    }
    return true;
  };

  const leave = (element: Tree.Element) => {
    const name = element.tagName;
    if (BREAKS.has(name)) flush();
    if (/^h[1-6]$/.test(name)) heading = 0;
    else if (name === 'table') cells.pop();
    else if (name === 'ol' || name === 'ul') lists.pop();
    else if (name === 'li' && notes > 0) notes--;
  };

  const stack: Frame[] = [...parse(html).childNodes].reverse().map((node) => ({ node, leaving: false }));
  while (stack.length > 0) {
    const { node, leaving } = stack.pop()!;
    if (node.nodeName === '#text') line += (node as Tree.TextNode).value.replace(/[\t\n\r]+/g, ' ');
    if (!('tagName' in node)) continue;
    if (leaving) {
      leave(node);
      continue;
    }
    if (!enter(node)) continue;
    stack.push({ node, leaving: true });
    for (const child of [...node.childNodes].reverse()) stack.push({ node: child, leaving: false });
  }
  flush();
  return writer.finish();
}

function mark(value: number, type: string): string {
  const letter = String.fromCharCode(96 + ((((value - 1) % 26) + 26) % 26) + 1);
  if (type === 'a') return `(${letter})`;
  if (type === 'A') return `(${letter.toUpperCase()})`;
  return `${value}.`;
}
