/** Markdown: markup out, headings and the numbers of lists as written, tables as cells. */
import type { Nodes, Parent, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { gfm } from 'micromark-extension-gfm';
import { CheckError } from '../model/errors.js';
import type { Reader } from '../model/plugin.js';
import { BlockWriter, PLAIN } from './shared/blocks.js';
import { bulletFor } from './shared/bullets.js';
import { decode } from './shared/decode.js';
import { cutAtNumbers, LONG_LINE } from './shared/numbers.js';
import { columns } from './shared/wrap.js';

/** Deeper nesting than any contract has; what lies below is read as plain text of its parent. */
const DEEPEST = 60;

const markdown: Reader = {
  extensions: ['md', 'markdown'],
  mediaType: 'text/markdown',
  recognises: (bytes, extension) => {
    const decoded = decode(bytes);
    if (decoded === null) return 0;
    if (markdown.extensions.includes(extension)) return 0.7;
    return /^#{1,6} \S/m.test(decoded.text) && /^(?:[-*] |\d+\. |\*\*|\|)/m.test(decoded.text) ? 0.4 : 0.1;
  },
  read: async (bytes, { view }) => {
    const decoded = decode(bytes);
    if (decoded === null) throw new CheckError('damaged-file');
    const tree = fromMarkdown(decoded.text, {
      extensions: [gfm(), cjkFriendlyExtension()],
      mdastExtensions: [gfmFromMarkdown()],
    });
    const writer = new BlockWriter();
    let tables = 0;
    const walk = (node: RootContent, depth: number, lists = 0): void => {
      if (node.type === 'heading') {
        writer.add('heading', plain(node), { level: node.depth });
        return;
      }
      if (node.type === 'paragraph') {
        addLines(writer, plain(node));
        return;
      }
      if (node.type === 'code') {
        addLines(writer, node.value);
        return;
      }
      if (node.type === 'list') {
        for (const [index, item] of node.children.entries()) {
          const number = node.ordered ? `${(node.start ?? 1) + index}. ` : '';
          const [first, ...rest] = item.children;
          const words = first?.type === 'paragraph' ? plain(first) : '';
          if (first?.type === 'paragraph')
            addLines(writer, (number || bulletFor(words)) + words, number ? lists : undefined);
          else if (first?.type === 'heading') writer.add('heading', number + plain(first), { level: first.depth });
          else if (first) walk(first, depth + 1, lists + 1);
          for (const child of rest) walk(child, depth + 1, lists + 1);
        }
        return;
      }
      if (node.type === 'table') {
        const index = tables++;
        for (const [row, line] of node.children.entries()) {
          for (const [column, cell] of line.children.entries()) {
            writer.add('cell', plain(cell), { table: { index, row, column } });
          }
        }
        return;
      }
      if (node.type === 'html') {
        addLines(writer, node.value.replace(/<[^<>]*>/g, ' '));
        return;
      }
      if ('children' in node && depth < DEEPEST)
        for (const child of (node as Parent).children) walk(child, depth + 1, lists);
    };
    for (const node of tree.children) walk(node, 0);
    return { ...PLAIN, format: 'markdown', view, ...writer.finish(), notices: decoded.notices };
  },
};
export default markdown;

/** The first line of a numbered item has its depth among the lists. */
function addLines(writer: BlockWriter, text: string, level?: number): void {
  const lines = cutAtNumbers(text.split('\n'), (line) => columns(line) > LONG_LINE);
  for (const [index, line] of lines.entries())
    writer.add('paragraph', line, index === 0 && level !== undefined ? { level } : {});
}

/** Text of a node without markup; iterative, since nesting is the author's to choose. */
function plain(node: Nodes): string {
  let text = '';
  const stack: (Nodes | PhrasingContent)[] = [node];
  while (stack.length > 0) {
    const next = stack.pop()!;
    if (next.type === 'break') text += '\n';
    else if (next.type === 'html') text += /^<br\b/i.test(next.value) ? '\n' : '';
    else if ('value' in next) text += next.value;
    else if ('alt' in next) text += next.alt ?? '';
    if ('children' in next) stack.push(...[...next.children].reverse());
  }
  return text;
}
