/** Resolves Word's automatic numbers (ECMA-376 part 1, 17.9): definitions, overrides, numbering that a style brings along. */
import { child, childrenOf, wordValue, type XmlElement } from '../ooxml/xml.js';
import { formatNumber } from './formats.js';

interface Level {
  start: number;
  format: string;
  text: string;
  suffix: string;
  legal: boolean;
  restart: number | undefined;
}

interface Numbered {
  /** The number as Word shows it with what separates it from the text. */
  text: string;
  level: number;
}

export interface Numbering {
  /** Number of the next paragraph with these properties, counted in document order; null if it has none. */
  next(properties: XmlElement | undefined): Numbered | null;
}

const LEVELS = 9;

export function numbering(numberingPart: XmlElement | null, stylesPart: XmlElement | null): Numbering {
  const styles = new Map(
    childrenOf(stylesPart ?? undefined, 'w:style').map((style) => [style.attributes['w:styleId'], style]),
  );
  const abstracts = new Map(
    childrenOf(numberingPart ?? undefined, 'w:abstractNum').map((part) => [part.attributes['w:abstractNumId'], part]),
  );
  const numbers = new Map(
    childrenOf(numberingPart ?? undefined, 'w:num').map((part) => [part.attributes['w:numId'], part]),
  );
  const counters = new Map<string, (number | undefined)[]>();
  const started = new Set<string>();
  const levels = new Map<string, Level | null>();
  const defaultStyle = [...styles.values()].find(
    (style) => style.attributes['w:type'] === 'paragraph' && style.attributes['w:default'] === '1',
  )?.attributes['w:styleId'];

  function styleChain(id: string | undefined): XmlElement[] {
    const chain: XmlElement[] = [];
    for (let at = styles.get(id); at && !chain.includes(at); at = styles.get(wordValue(at, 'w:basedOn')))
      chain.push(at);
    return chain;
  }

  /** The paragraph's own numbering, else its style's; a style that names no level has the one that points back to it. */
  function reference(properties: XmlElement | undefined): { numId: string; level: number } | null {
    const own = child(properties, 'w:numPr');
    const chain = styleChain(wordValue(properties, 'w:pStyle') ?? defaultStyle);
    const sources = [own, ...chain.map((style) => child(child(style, 'w:pPr'), 'w:numPr'))];
    const numId = sources.map((source) => wordValue(source, 'w:numId')).find((id) => id !== undefined);
    if (numId === undefined || numId === '0') return null;
    const named = sources.map((source) => wordValue(source, 'w:ilvl')).find((level) => level !== undefined);
    if (named !== undefined) return { numId, level: Number(named) };
    const linked = childrenOf(abstractOf(numId)?.part, 'w:lvl').find((level) =>
      chain.some((style) => wordValue(level, 'w:pStyle') === style.attributes['w:styleId']),
    );
    return { numId, level: Number(linked?.attributes['w:ilvl'] ?? 0) };
  }

  function abstractOf(numId: string): { id: string; part: XmlElement } | null {
    const seen = new Set<string>();
    for (let id: string | undefined = numId; id !== undefined && !seen.has(id); ) {
      seen.add(id);
      const abstractId = wordValue(numbers.get(id), 'w:abstractNumId');
      const part = abstracts.get(abstractId);
      if (!part || abstractId === undefined) return null;
      const link = wordValue(part, 'w:numStyleLink');
      if (link === undefined) return { id: abstractId, part };
      id = wordValue(child(child(styles.get(link), 'w:pPr'), 'w:numPr'), 'w:numId');
    }
    return null;
  }

  function levelOf(numId: string, level: number): Level | null {
    const key = `${numId}/${level}`;
    const known = levels.get(key);
    if (known !== undefined) return known;
    const override = childrenOf(numbers.get(numId), 'w:lvlOverride').find(
      (part) => part.attributes['w:ilvl'] === String(level),
    );
    const isLevel = (part: XmlElement) => part.attributes['w:ilvl'] === String(level);
    const part = child(override, 'w:lvl') ?? childrenOf(abstractOf(numId)?.part, 'w:lvl').find(isLevel);
    const found: Level | null = part
      ? {
          start: Number(wordValue(override, 'w:startOverride') ?? wordValue(part, 'w:start') ?? 1),
          format: formatOf(part),
          text: wordValue(part, 'w:lvlText') ?? '',
          suffix: wordValue(part, 'w:suff') ?? 'tab',
          legal: child(part, 'w:isLgl') !== undefined && !/^(?:0|false)$/.test(wordValue(part, 'w:isLgl') ?? ''),
          restart: wordValue(part, 'w:lvlRestart') === undefined ? undefined : Number(wordValue(part, 'w:lvlRestart')),
        }
      : null;
    levels.set(key, found);
    return found;
  }

  function count(numId: string, level: number): (number | undefined)[] {
    const abstract = abstractOf(numId)?.id ?? numId;
    const values = counters.get(abstract) ?? new Array<number | undefined>(LEVELS).fill(undefined);
    counters.set(abstract, values);
    const override = childrenOf(numbers.get(numId), 'w:lvlOverride').find(
      (part) => part.attributes['w:ilvl'] === String(level),
    );
    const restarts = wordValue(override, 'w:startOverride') !== undefined && !started.has(`${numId}/${level}`);
    started.add(`${numId}/${level}`);
    const start = levelOf(numId, level)?.start ?? 1;
    const before = values[level];
    values[level] = restarts || before === undefined ? start : before + 1;
    for (let deeper = level + 1; deeper < LEVELS; deeper++) {
      const restart = levelOf(numId, deeper)?.restart;
      if (restart === undefined ? true : restart > 0 && level < restart) values[deeper] = undefined;
    }
    return values;
  }

  return {
    next(properties) {
      const found = reference(properties);
      if (!found || found.level >= LEVELS) return null;
      const { numId, level } = found;
      const own = levelOf(numId, level);
      if (!own) return null;
      const values = count(numId, level);
      if (own.format === 'bullet') return { text: '\u2022 ', level };
      const text = own.text.replace(/%(\d)/g, (_, digit: string) => {
        const index = Number(digit) - 1;
        const other = levelOf(numId, index);
        const value = values[index] ?? other?.start ?? 1;
        return formatNumber(own.legal && index !== level ? 'decimal' : (other?.format ?? 'decimal'), value);
      });
      if (text.trim() === '') return null;
      return { text: text + (own.suffix === 'nothing' ? '' : ' '), level };
    },
  };
}

/** Newer formats stand in an AlternateContent, whose choice is the exact one. */
function formatOf(part: XmlElement): string {
  const direct = child(part, 'w:numFmt');
  const alternate = child(part, 'mc:AlternateContent');
  const chosen =
    child(child(alternate, 'mc:Choice'), 'w:numFmt') ?? direct ?? child(child(alternate, 'mc:Fallback'), 'w:numFmt');
  const format = chosen?.attributes['w:val'] ?? 'decimal';
  return format === 'custom' ? 'decimalZero' : format;
}
