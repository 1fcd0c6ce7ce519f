/** What a paragraph or run has from its styles, each style resolved once through those it is based on. */
import { child, childrenOf, wordValue, type XmlElement } from '../ooxml/xml.js';

export interface Style {
  id: string;
  /** Depth of a heading, 1 to 9; undefined for other text. */
  heading: number | undefined;
  hidden: boolean | undefined;
  /** Its own numbering, and the style that it is based on. */
  numbering: XmlElement | undefined;
  base: Style | undefined;
}

export interface Styles {
  /** The style of that id; the default paragraph style where none is named. */
  paragraph(id: string | undefined): Style | undefined;
  run(id: string | undefined): Style | undefined;
}

export function stylesOf(part: XmlElement | null): Styles {
  const elements = new Map<string, XmlElement>();
  let standard: string | undefined;
  for (const style of childrenOf(part ?? undefined, 'w:style')) {
    const { 'w:styleId': id, 'w:type': type, 'w:default': byDefault } = style.attributes;
    if (id === undefined) continue;
    elements.set(id, style);
    if (type === 'paragraph' && /^(?:1|true|on)$/.test(byDefault ?? '')) standard ??= id;
  }
  const known = new Map<string, Style>();

  function styleOf(wanted: string | undefined): Style | undefined {
    const chain: string[] = [];
    const seen = new Set<string>();
    let id = wanted;
    while (id !== undefined && !known.has(id) && !seen.has(id) && elements.has(id)) {
      chain.push(id);
      seen.add(id);
      id = wordValue(elements.get(id), 'w:basedOn');
    }
    for (const each of chain.reverse()) {
      const base = known.get(wordValue(elements.get(each), 'w:basedOn') ?? '');
      known.set(each, resolve(each, elements.get(each)!, base));
    }
    return known.get(wanted ?? '');
  }

  return {
    paragraph: (id) => styleOf(id ?? standard),
    run: (id) => (id === undefined ? undefined : styleOf(id)),
  };
}

/** Word's own heading styles are known by name, whatever their id; others by their outline level. */
function resolve(id: string, style: XmlElement, base: Style | undefined): Style {
  const properties = child(style, 'w:pPr');
  const named = /^heading ([1-9])$/i.exec(wordValue(style, 'w:name') ?? '')?.[1];
  const level = outlineLevel(properties);
  return {
    id,
    heading: level !== undefined ? heading(level) : named !== undefined ? Number(named) : base?.heading,
    hidden: switched(child(style, 'w:rPr'), 'w:vanish') ?? base?.hidden,
    numbering: child(properties, 'w:numPr'),
    base,
  };
}

export function outlineLevel(properties: XmlElement | undefined): number | undefined {
  const value = wordValue(properties, 'w:outlineLvl');
  return value === undefined || !/^\d$/.test(value) ? undefined : Number(value);
}

/** Outline level 9 is body text (ECMA-376 part 1, 17.3.1.20). */
export function heading(level: number): number | undefined {
  return level < 9 ? level + 1 : undefined;
}

/** A property that is there, and not switched off, is on (17.17.4); undefined where it is not there. */
export function switched(properties: XmlElement | undefined, name: string): boolean | undefined {
  const element = child(properties, name);
  return element && !/^(?:0|false|off)$/.test(element.attributes['w:val'] ?? '');
}
