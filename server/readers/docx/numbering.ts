/** Resolves Word's automatic numbers (ECMA-376 part 1, 17.9): definitions, overrides, numbering that a style brings along. */

import { child, childrenOf, wordValue, type XmlElement } from '../ooxml/xml.js';
import { BULLET } from '../shared/bullets.js';
import { formatNumber } from './formats.js';
import { type Style, type Styles, switched } from './styles.js';

interface Level {
  start: number;
  format: string;
  /** Pattern of a custom format, such as `001, 002, 003`. */
  pattern: string;
  text: string;
  suffix: string;
  legal: boolean;
  restart: number | undefined;
}

export interface Numbered {
  /** The number as Word shows it with what separates it from the text. */
  text: string;
  level: number;
}

export interface Numbering {
  /** Number of the next paragraph with these properties, counted in document order; null if it has none. */
  next(properties: XmlElement | undefined): Numbered | null;
}

interface Abstract {
  id: string;
  levels: ReadonlyMap<number, XmlElement>;
  /** Levels that belong to a paragraph style. */
  linked: ReadonlyMap<string, number>;
}

interface Reference {
  numId: string;
  level: number;
}

const LEVELS = 9;
/** Word lets a level's text have no more. */
const LONGEST = 255;

export function numbering(part: XmlElement | null, styles: Styles): Numbering {
  const abstracts = byId(part, 'w:abstractNum', 'w:abstractNumId');
  const numbers = byId(part, 'w:num', 'w:numId');
  const counters = new Map<string, (number | undefined)[]>();
  const started = new Set<string>();

  const abstractOf = memo((numId: string): Abstract | null => {
    const seen = new Set<string>();
    for (let id: string | undefined = numId; id !== undefined && !seen.has(id); ) {
      seen.add(id);
      const abstractId = wordValue(numbers.get(id), 'w:abstractNumId') ?? '';
      const found = abstracts.get(abstractId);
      if (!found) return null;
      const link = wordValue(found, 'w:numStyleLink');
      if (link === undefined) return abstract(abstractId, found);
      id = wordValue(styles.run(link)?.numbering, 'w:numId');
    }
    return null;
  });

  const overrideOf = memo(
    (numId: string) =>
      new Map(
        childrenOf(numbers.get(numId), 'w:lvlOverride').map((override) => [
          whole(override.attributes['w:ilvl'], 0),
          override,
        ]),
      ),
  );

  const levelsOf = memo((numId: string): readonly (Level | null)[] =>
    Array.from({ length: LEVELS }, (_, index) => {
      const override = overrideOf(numId).get(index);
      const own = child(override, 'w:lvl') ?? abstractOf(numId)?.levels.get(index);
      return own ? level(own, wordValue(override, 'w:startOverride')) : null;
    }),
  );

  const styleReferences = new Map<Style, Reference | null>();
  function styleReference(style: Style | undefined): Reference | null {
    const chain: Style[] = [];
    for (let at = style; at && !styleReferences.has(at); at = at.base) chain.push(at);
    for (const each of chain.reverse()) {
      const inherited = each.base ? styleReferences.get(each.base)! : null;
      const numId = wordValue(each.numbering, 'w:numId') ?? inherited?.numId;
      const linked = numId === undefined ? undefined : abstractOf(numId)?.linked.get(each.id);
      const depth = linked ?? whole(wordValue(each.numbering, 'w:ilvl'), inherited?.level ?? 0);
      styleReferences.set(each, numId === undefined ? null : { numId, level: depth });
    }
    return style ? styleReferences.get(style)! : null;
  }

  /** The paragraph's own numbering, else its style's; a style has the level that points back to it. */
  function reference(properties: XmlElement | undefined): Reference | null {
    const own = child(properties, 'w:numPr');
    const style = styles.paragraph(wordValue(properties, 'w:pStyle'));
    const inherited = styleReference(style);
    const numId = wordValue(own, 'w:numId') ?? inherited?.numId;
    if (numId === undefined || numId === '0') return null;
    const linked = style && abstractOf(numId)?.linked.get(style.id);
    const fallback = linked ?? (inherited?.numId === numId ? inherited.level : 0);
    return { numId, level: whole(wordValue(own, 'w:ilvl'), fallback) };
  }

  /** A number that starts anew does so where it is first used at that level. */
  function count({ numId, level }: Reference): (number | undefined)[] {
    const id = abstractOf(numId)?.id ?? numId;
    const values = counters.get(id) ?? new Array<number | undefined>(LEVELS).fill(undefined);
    counters.set(id, values);
    const levels = levelsOf(numId);
    const use = `${numId}/${level}`;
    const restarts = wordValue(overrideOf(numId).get(level), 'w:startOverride') !== undefined && !started.has(use);
    started.add(use);
    const before = values[level];
    values[level] = restarts || before === undefined ? (levels[level]?.start ?? 1) : before + 1;
    for (let deeper = level + 1; deeper < LEVELS; deeper++) {
      const restart = levels[deeper]?.restart;
      if (restart === undefined || (restart > 0 && level < restart)) values[deeper] = undefined;
    }
    return values;
  }

  return {
    next(properties) {
      const found = reference(properties);
      if (!found || found.level >= LEVELS) return null;
      const levels = levelsOf(found.numId);
      const own = levels[found.level];
      if (!own) return null;
      const values = count(found);
      if (own.format === 'bullet') return { text: BULLET, level: found.level };
      const text = own.text.replace(/%([1-9])/g, (_, digit: string) => {
        const index = Number(digit) - 1;
        const other = levels[index];
        const plain = own.legal && other?.format !== 'decimalZero';
        const format = plain ? 'decimal' : (other?.format ?? 'decimal');
        return formatNumber(format, values[index] ?? other?.start ?? 1, other?.pattern);
      });
      if (text.trim() === '') return null;
      return { text: text + (own.suffix === 'nothing' ? '' : ' '), level: found.level };
    },
  };
}

function abstract(id: string, part: XmlElement): Abstract {
  const levels = new Map<number, XmlElement>();
  const linked = new Map<string, number>();
  for (const each of childrenOf(part, 'w:lvl')) {
    const index = whole(each.attributes['w:ilvl'], LEVELS);
    if (index >= LEVELS) continue;
    levels.set(index, each);
    const style = wordValue(each, 'w:pStyle');
    if (style !== undefined) linked.set(style, index);
  }
  return { id, levels, linked };
}

function level(part: XmlElement, startOverride: string | undefined): Level {
  const restart = wordValue(part, 'w:lvlRestart');
  return {
    start: whole(startOverride ?? wordValue(part, 'w:start'), 0),
    ...formatOf(part),
    text: (wordValue(part, 'w:lvlText') ?? '').slice(0, LONGEST),
    suffix: wordValue(part, 'w:suff') ?? 'tab',
    legal: switched(part, 'w:isLgl') ?? false,
    restart: restart === undefined ? undefined : whole(restart, 0),
  };
}

/** Newer formats stand in an AlternateContent, whose choice is the exact one. */
function formatOf(part: XmlElement): Pick<Level, 'format' | 'pattern'> {
  const alternate = child(part, 'mc:AlternateContent');
  const chosen =
    child(child(alternate, 'mc:Choice'), 'w:numFmt') ??
    child(part, 'w:numFmt') ??
    child(child(alternate, 'mc:Fallback'), 'w:numFmt');
  const { 'w:val': format = 'decimal', 'w:format': pattern = '' } = chosen?.attributes ?? {};
  return { format, pattern: pattern.slice(0, LONGEST) };
}

function byId(part: XmlElement | null, name: string, attribute: string): Map<string, XmlElement> {
  return new Map(childrenOf(part ?? undefined, name).map((element) => [element.attributes[attribute] ?? '', element]));
}

/** Numbers beyond what a contract could count to are taken for damage. */
function whole(value: string | undefined, fallback: number): number {
  return value !== undefined && /^\d{1,9}$/.test(value.trim()) ? Number(value) : fallback;
}

function memo<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key)!;
  };
}
