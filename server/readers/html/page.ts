/** What an HTML tree shows before any style sheet is read: which elements break lines, which are hidden, which hold no text. */
import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { CheckError } from '../../model/errors.js';

export type Element = Tree.Element;

/** Deeper than any page that a browser would lay out; the parser's own time grows with it. */
const DEEPEST = 500;

const BLOCKS = new Set(
  'address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
/** `form` is not among them: old pages stand in one form as a whole. */
const TEXTLESS = new Set(
  'head script style noscript template iframe object embed applet svg math canvas audio video map select textarea button progress meter rt rp'.split(
    ' ',
  ),
);

export function parsePage(html: string): Tree.Document {
  const depths = new WeakMap<object, number>();
  const deepen = (parent: Tree.ParentNode, node: object) => {
    const depth = (depths.get(parent) ?? 0) + 1;
    if (depth > DEEPEST) throw new CheckError('expands-too-far');
    depths.set(node, depth);
  };
  const treeAdapter = {
    ...defaultTreeAdapter,
    appendChild(parent: Tree.ParentNode, node: Tree.ChildNode) {
      deepen(parent, node);
      defaultTreeAdapter.appendChild(parent, node);
    },
    insertBefore(parent: Tree.ParentNode, node: Tree.ChildNode, before: Tree.ChildNode) {
      deepen(parent, node);
      defaultTreeAdapter.insertBefore(parent, node, before);
    },
  };
  return parse(html, { treeAdapter });
}

/** Elements that pages make up (`my-terms`) hold whole parts of a page. */
export function isBlock({ tagName }: Element): boolean {
  return BLOCKS.has(tagName) || tagName.includes('-');
}

export function isTextless({ tagName }: Element): boolean {
  return TEXTLESS.has(tagName);
}

export function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((entry) => entry.name === name)?.value;
}

export function isHidden(element: Element): boolean {
  const hidden = attribute(element, 'hidden');
  // What opens when a reader searches for it is there to be read.
  if (hidden !== undefined && hidden.toLowerCase() !== 'until-found') return true;
  if (attribute(element, 'aria-hidden') === 'true') return true;
  if (element.tagName === 'dialog') return attribute(element, 'open') === undefined;
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i.test(attribute(element, 'style') ?? '');
}

/** Walks elements in document order without recursion; `enter` gives false to leave out what an element holds. */
export function walk(
  root: Tree.ParentNode,
  on: { enter(element: Element): boolean; leave(element: Element): void; text(value: string): void },
): void {
  const stack: { node: Tree.ChildNode; leaving: boolean }[] = [];
  const push = (children: readonly Tree.ChildNode[]) => {
    for (let at = children.length - 1; at >= 0; at--) stack.push({ node: children[at]!, leaving: false });
  };
  push(root.childNodes);
  while (stack.length > 0) {
    const { node, leaving } = stack.pop()!;
    if (leaving) on.leave(node as Element);
    else if (node.nodeName === '#text') on.text((node as Tree.TextNode).value);
    else if ('tagName' in node && on.enter(node)) {
      stack.push({ node, leaving: true });
      push(node.childNodes);
    }
  }
}
