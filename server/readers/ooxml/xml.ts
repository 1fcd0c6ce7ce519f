/** A small tree of an OOXML part: elements with their prefixed names, for reading and rewriting; no DOCTYPE, no deep nesting. */
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
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw new CheckError('damaged-file');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'w:p') paragraphs++;
    if (++elements > LIMITS.elements || paragraphs > LIMITS.paragraphs || stack.length > LIMITS.depth)
      throw new CheckError('expands-too-far');
    const element = { name, attributes: { ...attributes }, children: [] };
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

export function writeXml(element: XmlElement): string {
  const parts: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'];
  const write = (node: XmlNode): void => {
    if (typeof node === 'string') {
      parts.push(escaped(node));
      return;
    }
    const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
    if (node.children.length === 0) parts.push(`<${node.name}${attributes.join('')}/>`);
    else {
      parts.push(`<${node.name}${attributes.join('')}>`);
      for (const child of node.children) write(child);
      parts.push(`</${node.name}>`);
    }
  };
  write(element);
  return parts.join('');
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

export function textOf(element: XmlElement): string {
  return element.children.map((node) => (typeof node === 'string' ? node : textOf(node))).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!);
}
