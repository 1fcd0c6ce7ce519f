/** Rewrites a Word document's body so that mammoth loses nothing: numbers become text, tracked changes are settled, fields and ruby unwrapped. */
import type { View } from '../../model/document.js';
import { childrenOf, textOf, type XmlElement, type XmlNode } from '../ooxml/xml.js';
import type { Numbering } from './numbering.js';

export interface Prepared {
  insertions: number;
  deletions: number;
  images: number;
  objects: number;
  hidden: number;
}

const GONE = new Set([
  'w:sectPr',
  'w:proofErr',
  'w:rPrChange',
  'w:pPrChange',
  'w:tblPrChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:sectPrChange',
  'w:numberingChange',
]);
const UNWRAPPED = new Set(['w:fldSimple', 'w:smartTag', 'w:customXml']);

/** Changes `body` in place; `view` says which side of tracked changes stays. */
export function prepare(body: XmlElement, view: View, numbering: Numbering): Prepared {
  const seen: Prepared = { insertions: 0, deletions: 0, images: 0, objects: 0, hidden: 0 };
  const [kept, dropped] =
    view === 'original'
      ? [
          ['w:del', 'w:moveFrom'],
          ['w:ins', 'w:moveTo'],
        ]
      : [
          ['w:ins', 'w:moveTo'],
          ['w:del', 'w:moveFrom'],
        ];

  const settle = (node: XmlNode): XmlNode[] => {
    if (typeof node === 'string') return [node];
    count(node, seen);
    if (GONE.has(node.name) || dropped!.includes(node.name)) return [];
    if (node.name === 'w:tr' && rowMark(node, dropped!)) return [];
    if (node.name === 'w:ruby') return childrenOf(node, 'w:rubyBase').flatMap((base) => base.children.flatMap(settle));
    if (node.name === 'w:delText') node.name = 'w:t';
    const children = node.children.flatMap(settle);
    if (kept!.includes(node.name) || UNWRAPPED.has(node.name)) return children;
    node.children = children;
    return [node];
  };
  body.children = body.children.flatMap(settle);
  joinParagraphs(body, dropped!);
  number(body, numbering);
  return seen;
}

function count(node: XmlElement, seen: Prepared): void {
  if (node.name === 'w:ins' || node.name === 'w:moveTo') seen.insertions++;
  else if (node.name === 'w:del' || node.name === 'w:moveFrom') seen.deletions++;
  else if (node.name === 'w:drawing' || node.name === 'w:pict') seen.images += textOf(node).trim() === '' ? 1 : 0;
  else if (node.name === 'w:object') seen.objects++;
  else if (node.name === 'w:vanish' && node.attributes['w:val'] !== '0') seen.hidden++;
}

function rowMark(row: XmlElement, names: readonly string[]): boolean {
  return childrenOf(row, 'w:trPr').some((properties) =>
    childrenOf(properties).some(({ name }) => names.includes(name)),
  );
}

/** A paragraph whose mark is deleted (or, in the original, inserted) runs on into the next one. */
function joinParagraphs(parent: XmlElement, dropped: readonly string[]): void {
  const joined: XmlNode[] = [];
  let open: XmlElement | null = null;
  for (const node of parent.children) {
    if (typeof node === 'string') {
      joined.push(node);
      continue;
    }
    if (node.name !== 'w:p') {
      joinParagraphs(node, dropped);
      joined.push(node);
      continue;
    }
    const runs: XmlNode[] = node.children.filter((child) => typeof child === 'string' || child.name !== 'w:pPr');
    if (open) open.children.push(...runs);
    else joined.push(node);
    const at: XmlElement = open ?? node;
    open = markGone(node, dropped) ? at : null;
    if (open === node && textOf(node).trim() === '') {
      joined.splice(joined.indexOf(node), 1);
      open = null;
    }
  }
  parent.children = joined;
}

function markGone(paragraph: XmlElement, dropped: readonly string[]): boolean {
  return childrenOf(paragraph, 'w:pPr').some((properties) =>
    childrenOf(properties, 'w:rPr').some((run) =>
      run.children.some((node) => typeof node !== 'string' && dropped.includes(`${node.name}`)),
    ),
  );
}

/** Writes each paragraph's number as a run before its text and takes the list properties away. */
function number(parent: XmlElement, numbering: Numbering): void {
  for (const node of childrenOf(parent)) {
    if (node.name !== 'w:p') {
      number(node, numbering);
      continue;
    }
    const [properties] = childrenOf(node, 'w:pPr');
    const found = textOf(node).trim() === '' ? null : numbering.next(properties);
    if (properties)
      properties.children = properties.children.filter(
        (child) => typeof child === 'string' || child.name !== 'w:numPr',
      );
    if (found) {
      const run: XmlElement = {
        name: 'w:r',
        attributes: {},
        children: [
          {
            name: 'w:t',
            attributes: { 'xml:space': 'preserve' },
            children: [`${NUMBER_MARK}${found.text}${NUMBER_MARK}`],
          },
        ],
      };
      node.children.splice(properties ? node.children.indexOf(properties) + 1 : 0, 0, run);
    }
    for (const inner of childrenOf(node)) if (inner.name !== 'w:pPr') number(inner, numbering);
  }
}

/** Stands around a resolved number on its way through mammoth: a noncharacter, so no document holds it. */
export const NUMBER_MARK = '\ufdd0';
