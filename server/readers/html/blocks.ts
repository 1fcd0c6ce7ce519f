/** Writes a page's main text as blocks: headings, paragraphs, cells, list items with the numbers that a browser would show. */
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { Block, BlockKind } from '../../model/document.js';
import { BlockWriter } from '../shared/blocks.js';
import { BULLET, bulletFor, OWN_NUMBER } from '../shared/bullets.js';
import { LARGEST_ROMAN, roman } from '../shared/roman.js';
import { endsSentence } from '../shared/starts.js';
import { unwrapped } from '../shared/wrap.js';
import type { MainText } from './main-text.js';
import { attribute, type Element, isBlock, isHidden, isTextless, walk } from './page.js';

interface List {
  ordered: boolean;
  bullets: boolean;
  value: number;
  step: 1 | -1;
  type: string;
}

interface Cell {
  index: number;
  row: number;
  column: number;
}

/** Longest summary of a foldable part that is its heading, in characters. */
const LONGEST_SUMMARY = 120;

export function pageBlocks(
  tree: Tree.Document,
  { out, around, layout }: Pick<MainText, 'out' | 'around' | 'layout'>,
): { text: string; blocks: readonly Block[] } {
  const writer = new BlockWriter();
  const open: Element[] = [];
  const cells: Cell[] = [];
  const lists: List[] = [];
  let tables = 0;
  let heading = 0;
  let above = 0;
  let preformatted = 0;
  let line = '';
  let prefix = '';

  const flush = () => {
    const lines = preformatted > 0 ? unwrapped(line.split('\n')) : [line.replace(/[\t\n\r\f]+/g, ' ')];
    for (const text of lines) if (text.trim() !== '') write(text);
    line = '';
  };
  const write = (text: string) => {
    const inner = open.at(-1);
    if (inner && around.has(inner) && !(text.trim().length > LONGEST_SUMMARY && endsSentence(text))) return;
    const table = cells.at(-1);
    const level = heading || summaryLevel(inner, text, above);
    const kind = table ? 'cell' : level > 0 ? 'heading' : 'paragraph';
    writer.add(kind, text, {
      prefix: kind === 'paragraph' || prefix !== BULLET ? prefix : '',
      ...(kind === 'heading' ? { level } : isNumbered(kind, prefix) ? { level: lists.length - 1 } : {}),
      ...(table ? { table: { ...table } } : {}),
    });
    if (heading > 0) above = heading;
    prefix = '';
  };

  const enter = (element: Element): boolean => {
    const { tagName } = element;
    if (tagName === 'input' && attribute(element, 'type') === 'checkbox')
      line += attribute(element, 'checked') === undefined ? '\u2610 ' : '\u2611 ';
    if (tagName === 'input' || isTextless(element) || isHidden(element) || out.has(element)) return false;
    if (tagName === 'q') line += '\u201c';
    if (!isBlock(element)) return true;
    flush();
    if (tagName !== 'br') open.push(element);
    if (/^h[1-6]$/.test(tagName)) heading = Number(tagName[1]);
    else if (tagName === 'pre') preformatted++;
    else if (isGrid(element, layout)) cells.push({ index: tables++, row: -1, column: -1 });
    else if (tagName === 'ol' || tagName === 'ul') lists.push(listOf(element));
    else if (tagName === 'li') prefix += numberOf(element, lists.at(-1));
    else move(element, cells.at(-1), layout);
    return true;
  };

  const leave = (element: Element) => {
    const { tagName } = element;
    if (tagName === 'q') line += '\u201d';
    if (!isBlock(element)) return;
    flush();
    if (tagName !== 'br') open.pop();
    if (/^h[1-6]$/.test(tagName)) heading = 0;
    else if (tagName === 'pre') preformatted--;
    else if (isGrid(element, layout)) cells.pop();
    else if (tagName === 'ol' || tagName === 'ul') lists.pop();
    else if (tagName === 'li') prefix = '';
  };

  walk(tree, { enter, leave, text: (value) => (line += value) });
  flush();
  return writer.finish();
}

function isNumbered(kind: BlockKind, prefix: string): boolean {
  return kind === 'paragraph' && prefix !== '' && prefix !== BULLET;
}

/** A table of data, or a list of terms with their meanings: both are read as rows of cells. */
function isGrid(element: Element, layout: ReadonlySet<Element>): boolean {
  if (element.tagName === 'table') return !layout.has(element);
  return element.tagName === 'dl' && !childrenOf(element, 'dt').some((term) => OWN_NUMBER.test(opening(term)));
}

function move({ tagName, parentNode }: Element, cell: Cell | undefined, layout: ReadonlySet<Element>): void {
  if (!cell) return;
  if (tagName === 'tr' && !layout.has(tableOf(parentNode))) Object.assign(cell, { row: cell.row + 1, column: -1 });
  else if ((tagName === 'td' || tagName === 'th') && !layout.has(tableOf(parentNode))) cell.column++;
  else if (tagName === 'dt') Object.assign(cell, { row: cell.row + 1, column: 0 });
  else if (tagName === 'dd') Object.assign(cell, { row: Math.max(0, cell.row), column: 1 });
}

/** The table around a row or a cell: at most three steps up. */
function tableOf(from: Tree.ParentNode | null): Element {
  let at = from as Element | null;
  while (at && at.tagName !== 'table' && at.parentNode) at = at.parentNode as Element;
  return at as Element;
}

/** The line on which a foldable part opens is its heading, one level below the last. */
function summaryLevel(inner: Element | undefined, text: string, above: number): number {
  const summary = inner?.tagName === 'summary' && text.trim().length <= LONGEST_SUMMARY && !endsSentence(text);
  return summary ? Math.min(6, above + 1) : 0;
}

function listOf(element: Element): List {
  const items = childrenOf(element, 'li');
  const reversed = attribute(element, 'reversed') !== undefined;
  const start = Number.parseInt(attribute(element, 'start') ?? '', 10);
  return {
    // Items that bring their own numbers stand in a list whose numbers a style sheet hides.
    ordered: element.tagName === 'ol' && !(items.length > 0 && items.every((item) => OWN_NUMBER.test(opening(item)))),
    bullets: element.tagName === 'ul',
    value: Number.isSafeInteger(start) ? start : reversed ? items.length : 1,
    step: reversed ? -1 : 1,
    type: attribute(element, 'type') ?? '1',
  };
}

function numberOf(item: Element, list: List | undefined): string {
  if (!list) return '';
  const value = Number.parseInt(attribute(item, 'value') ?? '', 10);
  if (Number.isSafeInteger(value)) list.value = value;
  const bullet = list.bullets ? bulletFor(opening(item)) : '';
  const number = list.ordered ? `${mark(list.value, list.type)} ` : bullet;
  list.value += list.step;
  return number;
}

/** Letters and small Roman numbers stand in brackets, as contracts cite them. */
function mark(value: number, type: string): string {
  if (type === 'a' || type === 'A')
    return value > 0 ? `(${type === 'a' ? letters(value) : letters(value).toUpperCase()})` : `${value}.`;
  if (type === 'i' && value > 0 && value <= LARGEST_ROMAN) return `(${roman(value)})`;
  if (type === 'I' && value > 0 && value <= LARGEST_ROMAN) return `${roman(value).toUpperCase()}.`;
  return `${value}.`;
}

/** 1 → a, 26 → z, 27 → aa. */
function letters(value: number): string {
  let found = '';
  for (let left = value; left > 0; left = Math.floor((left - 1) / 26))
    found = String.fromCharCode(97 + ((left - 1) % 26)) + found;
  return found;
}

function childrenOf(element: Element, name: string): Element[] {
  return element.childNodes.filter((child): child is Element => 'tagName' in child && child.tagName === name);
}

/** Enough of an element's first words to see whether they are a number. */
function opening(element: Element): string {
  let text = '';
  let node: Tree.ChildNode | undefined = element.childNodes[0];
  for (let steps = 0; node && steps < 20 && text.trim().length < 12; steps++) {
    if (node.nodeName === '#text') text += (node as Tree.TextNode).value;
    const inner: Tree.ChildNode | undefined = 'childNodes' in node ? node.childNodes[0] : undefined;
    node = inner ?? nextBeside(node, element);
  }
  return text.trim();
}

function nextBeside(node: Tree.ChildNode, within: Element): Tree.ChildNode | undefined {
  const siblings = node.parentNode?.childNodes ?? [];
  const next = siblings[siblings.indexOf(node) + 1];
  return (
    next ?? (node.parentNode && node.parentNode !== within ? nextBeside(node.parentNode as Element, within) : undefined)
  );
}
