/** A small tree of an OOXML part: elements with their prefixed names, with the customary prefixes whatever prefixes the file uses; no DOCTYPE, no deep nesting. */
import { SaxesParser } from 'saxes';
import { CheckError } from '../../model/errors.js';

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
}
export type XmlNode = XmlElement | string;

const LIMITS = { depth: 150, elements: 4_000_000, paragraphs: 200_000 } as const;

export function parseXml(source: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const stack = [root];
  let elements = 0;
  let paragraphs = 0;
  let renamed: ReadonlyMap<string, string> | null = null;
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw new CheckError('damaged-file');
  });
  parser.on('opentag', ({ name: given, attributes: own }) => {
    if (elements === 0) renamed = otherPrefixes(own);
    const name = renamed ? withPrefix(given, renamed, 'element') : given;
    const attributes = renamed ? renamedAttributes(own, renamed) : { ...own };
    if (name === 'w:p') paragraphs++;
    if (++elements > LIMITS.elements || paragraphs > LIMITS.paragraphs || stack.length > LIMITS.depth)
      throw new CheckError('expands-too-far');
    const element = { name, attributes, children: [] };
    stack.at(-1)!.children.push(element);
    stack.push(element);
  });
  parser.on('closetag', () => {
    stack.pop();
  });
  parser.on('text', (text) => {
    stack.at(-1)!.children.push(text);
  });
  parser.on('error', (cause) => {
    throw new CheckError('damaged-file', {}, { cause });
  });
  parser.write(source).close();
  const top = root.children.find((node) => typeof node !== 'string');
  if (!top) throw new CheckError('damaged-file');
  return top;
}

/** Customary prefix by namespace, transitional and strict (ISO/IEC 29500-1 and -4). */
const PREFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
    'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
    'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
    'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  }),
);

/** Prefixes of the root that are not the customary ones; null if all are. */
function otherPrefixes(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, string> | null {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(attributes)) {
    const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : undefined;
    const customary = PREFIXES.get(value);
    if (prefix !== undefined && customary !== undefined && customary !== prefix) found.set(prefix, customary);
  }
  return found.size > 0 ? found : null;
}

function renamedAttributes(
  attributes: Readonly<Record<string, string>>,
  renamed: ReadonlyMap<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [withPrefix(name, renamed, 'attribute'), value]),
  );
}

/** Attributes without a prefix are in no namespace. */
function withPrefix(name: string, renamed: ReadonlyMap<string, string>, kind: 'element' | 'attribute'): string {
  const colon = name.indexOf(':');
  if (colon < 0 && kind === 'attribute') return name;
  const customary = renamed.get(name.slice(0, Math.max(0, colon)));
  return customary === undefined ? name : `${customary}:${name.slice(colon + 1)}`;
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((node): node is XmlElement => typeof node !== 'string' && node.name === name);
}

export function childrenOf(element: XmlElement | undefined, name?: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (node): node is XmlElement => typeof node !== 'string' && (name === undefined || node.name === name),
  );
}

/** Value of a child element's `w:val`. */
export function wordValue(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes['w:val'];
}
