/** How English contracts number and name their clauses. */
import type { ClauseKind } from '../../model/contract.js';
import type { Block, Range } from '../../model/document.js';
import type { Opening } from '../../model/language.js';
import { letterValue, romanValue } from './numerals.js';

interface Rule {
  kind: ClauseKind;
  family: string;
  pattern: RegExp;
  value: (match: RegExpExecArray) => number[];
}

/** Patterns are anchored at the start of a block; group 1 is the number as a lawyer cites it. */
const RULES: readonly Rule[] = [
  {
    kind: 'schedule',
    family: 'schedule',
    pattern:
      /^((?:schedule|exhibit|annex|appendix|attachment|addendum)(?: (?:[A-Z]|\d{1,2}|[IVX]{1,4})(?:[-.]\d+)?)?)(?=[\s:.\-–—(]|$)/i,
    value: (match) => [letterValue(match[1]!.split(' ')[1] ?? '') || 1],
  },
  {
    kind: 'chapter',
    family: 'part',
    pattern: /^(part (?:[A-Z]|\d{1,2}|[IVX]{1,5}|one|two|three|four|five|six))(?=[\s:.\-–—]|$)/i,
    value: () => [],
  },
  {
    kind: 'article',
    family: 'number',
    pattern: /^(?:article|clause) (\d{1,3}|[IVXL]{1,7})(?=[\s:.\-–—)]|$)/i,
    value: (match) => [Number(match[1]) || romanValue(match[1]!.toLowerCase())],
  },
  {
    kind: 'paragraph',
    family: 'dotted',
    pattern: /^(?:section )?([A-Z]?\.?\d{1,3}(?:\.\d{1,3})+)\.?(?=[\s)]|$)/i,
    value: (match) => match[1]!.split('.').map((part) => Number(part) || letterValue(part)),
  },
  {
    kind: 'paragraph',
    family: 'dotted',
    pattern: /^([A-Z][.-]\d{1,2})[.:]?(?=\s)/,
    value: (match) => [letterValue(match[1]![0]!), Number(match[1]!.slice(2))],
  },
  {
    kind: 'paragraph',
    family: 'dotted',
    pattern: /^(\d{1,2}-(?:[A-Z]|\d{1,2}))[.:](?=\s)/,
    value: (match) => match[1]!.split('-').map((part) => Number(part) || letterValue(part)),
  },
  {
    kind: 'article',
    family: 'number',
    pattern: /^section (\d{1,3})\.?(?=[\s:\-–—)]|$)/i,
    value: (match) => [Number(match[1])],
  },
  { kind: 'article', family: 'number', pattern: /^(\d{1,2})[.)](?=\s|$)/, value: (match) => [Number(match[1])] },
  {
    kind: 'article',
    family: 'number',
    pattern: /^(\d{1,2})(?=\s+[A-Z][A-Za-z_ ,&'\u2019/-]{2,60}$)/,
    value: (match) => [Number(match[1])],
  },
  {
    kind: 'paragraph',
    family: 'plain-number',
    pattern: /^(\d{1,2})(?=\s+["\u201c(]?[A-Z])/,
    value: (match) => [Number(match[1])],
  },
  {
    kind: 'article',
    family: 'roman-upper',
    pattern: /^([IVX]{1,5})\.(?=\s)/,
    value: (match) => [romanValue(match[1]!.toLowerCase())],
  },
  { kind: 'article', family: 'upper', pattern: /^([A-Z])\.(?=\s+[A-Z])/, value: (match) => [letterValue(match[1]!)] },
  {
    kind: 'item',
    family: 'paren-digit',
    pattern: /^(\(\d{1,2}\))(?=\s|$)/,
    value: (match) => [Number(match[1]!.slice(1, -1))],
  },
  {
    kind: 'item',
    family: 'roman',
    pattern: /^(\(?(?:i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii|xiii|xiv|xv)[).])(?=\s|$)/,
    value: (match) => [romanValue(match[1]!.replace(/[^a-z]/g, ''))],
  },
  {
    kind: 'item',
    family: 'letter',
    pattern: /^(\(?[a-z]{1,2}[).])(?=\s|$)/,
    value: (match) => [letterValue(match[1]!.replace(/[^a-z]/g, ''))],
  },
  {
    kind: 'item',
    family: 'upper-paren',
    pattern: /^(\([A-Z]\))(?=\s|$)/,
    value: (match) => [letterValue(match[1]![1]!)],
  },
];

export function opening(text: string, block: Block, previous: Block | null, next: Block | null): Opening | null {
  const [start, end] = block.range;
  const line = text.slice(start, end);
  const body = line.trimStart();
  const from = start + line.length - body.length;
  for (const rule of RULES) {
    const match = rule.pattern.exec(body);
    if (!match || refers(body.slice(match[0].length), rule.kind)) continue;
    if (rule.family === 'roman' && isLetter(match[1]!, text, previous, next)) continue;
    if (rule.family === 'letter' && /^\(?[a-z]{2}/.test(match[1]!) && !/^\(?([a-z])\1/.test(match[1]!)) continue;
    const heading = headingAfter(body.slice(match[0].length), rule.kind);
    const label = rule.kind === 'item' ? bracketed(match[1]!) : match[1]!;
    const until = from + match[0].length + heading.length;
    return {
      kind: rule.kind,
      family: rule.family,
      label,
      value: rule.value(match),
      heading: heading.text,
      range: [from, until],
    };
  }
  return unnumbered(text, block, body, from, previous, next);
}

/** Headings without a number: by the format, in capitals, or a short line in title case above a body. */
function unnumbered(
  text: string,
  block: Block,
  body: string,
  from: number,
  previous: Block | null,
  next: Block | null,
): Opening | null {
  const heading = body.trim().replace(/[:.]$/, '');
  const range: Range = [from, from + body.trimEnd().length];
  const make = (level: number): Opening => ({
    kind: level <= 1 ? 'chapter' : 'section',
    family: `heading-${level}`,
    label: '',
    value: [],
    heading,
    range,
  });
  if (block.kind === 'heading') return heading === '' ? null : make(block.level ?? 1);
  if (block.kind !== 'paragraph' || !next || heading.length < 4 || heading.length > 70) return null;
  if (/[,;]$|_{3}|\.{3}|^(?:by|name|title|date|signature|and|between|whereas)\b/i.test(body.trim())) return null;
  if (/^(?:recitals?|background|preamble|witnesseth|introduction)$/i.test(heading)) return null;
  const longBelow =
    next.range[1] - next.range[0] > 60 ||
    /^\s*(?:(?:section|article|clause) )?(?:\d+\.|\(?[a-z1]\))/i.test(text.slice(...next.range));
  if (/^[A-Z][A-Z0-9 ,&'’/()-]+$/.test(heading) && heading.split(' ').length <= 9) return longBelow ? make(2) : null;
  if (!longBelow || /[.!:]$/.test(body.trim())) return null;
  if (isTitle(heading)) return make(3);
  const above = previous === null ? '.' : text.slice(...previous.range).trimEnd();
  const plain = /^[A-Z][^.;:!]*$/.test(heading) && heading.split(' ').length <= 9 && /[.!?:;)]$/.test(above);
  return plain ? { ...make(3), doubtful: true } : null;
}

function isTitle(line: string): boolean {
  const words = line.split(/\s+/);
  if (words.length > 8) return false;
  const small = /^(?:a|an|and|of|or|the|to|in|on|for|by|with|from|as|your|our|&)$/;
  return (
    words.every((word) => small.test(word) || /^["“(]?[A-Z][A-Za-z'’,/&-]*[)"”]?$/.test(word)) && /^[A-Z]/.test(line)
  );
}

/** `Section 4.2 applies …`: a sentence that begins with a reference opens nothing. */
function refers(rest: string, kind: ClauseKind): boolean {
  if (kind === 'schedule')
    return (
      rest.trim().length > 80 ||
      /^\s+(?:is|are|shall|will|may|to|of|and|or|contains|sets|applies|attached)\b/.test(rest)
    );
  // Items are pieces of a sentence and may begin with its verb.
  if (kind === 'item') return /^\s+(?:of|above|below)\b/.test(rest);
  return /^\s+(?:of|shall|will|may|applies|apply|does|do|is|are|and|or|through|above|below|business|calendar|days?|hours?|months?|years?|percent|%)\b/.test(
    rest,
  );
}

/** (i) is the letter where its neighbours are (h) or (j); likewise (v) and (x). */
function isLetter(number: string, text: string, previous: Block | null, next: Block | null): boolean {
  const own = number.replace(/[^a-z]/g, '');
  if (own.length > 1) return false;
  const code = own.charCodeAt(0);
  const opens = (block: Block | null, letter: string) =>
    block !== null && new RegExp(`^\\s*\\(?${letter}[).]`).test(text.slice(block.range[0], block.range[0] + 12));
  return opens(previous, String.fromCharCode(code - 1)) || (own !== 'i' && opens(next, String.fromCharCode(code + 1)));
}

function bracketed(number: string): string {
  return `(${number.replace(/[().]/g, '')})`;
}

/** The rest of the line where it is a title, or the words before the first stop where they read as one (`Term. The …`). */
function headingAfter(rest: string, kind: ClauseKind): { text: string; length: number } {
  const lead = /^[\s:.)\-–—]*/.exec(rest)![0].length;
  const body = rest.slice(lead);
  const none = { text: '', length: 0 };
  const bracketedTitle = /^\(([A-Z][^()]{2,60})\)\s*$/.exec(body);
  if (bracketedTitle) return { text: bracketedTitle[1]!, length: rest.length };
  const line = body.trim();
  const unfinished = /(?:[,;:]|[,;] (?:and|or))$/.test(line);
  if (kind !== 'item' && line.length > 0 && line.length <= 80 && !unfinished && !isSentence(line))
    return { text: line.replace(/\.$/, ''), length: rest.length };
  const runIn = /^(["“]?[A-Z](?:[^.:;]|;(?= [A-Z])){1,60}?)(?:\.|:(?!\s+\(?[a-z0-9]{1,3}[).])|\s[–—-])(?=\s+\S)/.exec(
    body,
  );
  if (runIn && isRunIn(runIn[1]!)) return { text: runIn[1]!, length: lead + runIn[0].length };
  return none;
}

/** Titles may ask or tell (`What this is about`, `Who owns what`) but do not end with a full stop. */
function isSentence(line: string): boolean {
  const words = line.split(/\s+/);
  if (/^(?:what|who|how|when|where|why|which)\b/i.test(line) && words.length <= 9 && !/[.;,]/.test(line)) return false;
  const plain = words.filter(
    (word) => /^[a-z]{3,}[.,]?$/.test(word) && !/^(?:and|the|for|with|from|your|our)$/.test(word),
  );
  return (
    /\b(?:shall|will|must|may|is|are|means|has|have|agrees?|can|should|survives?)\b/.test(line) ||
    /^(?:\w+ ){1,3}(?:owns?|retains|keeps|holds|receives|gets|gives|takes|makes|provides|pays|bears|answers|uses|stores|deletes|returns|accepts|confirms|promises|decides|sends|lies|passes|vests|applies|contains|comprises|consists|requires|incorporates|covers|governs|extends|becomes|begins|ends|grants?|assigns?|waives?|engages?|represents?|warrants?|acknowledges?|disclaims?|survives?|belongs?|remains?)\b/.test(
      line,
    ) ||
    /\b(?:(?:forms?|constitutes?) (?:an? )?(?:integral )?part of|bears? interest|(?:includes?|excludes?) (?:all|any|no))\b/.test(
      line,
    ) ||
    /^please\b/i.test(line) ||
    (line.endsWith('.') && plain.length >= 3) ||
    words.length > 9
  );
}

function isRunIn(words: string): boolean {
  return (
    words.split(/\s+/).length <= 8 &&
    !isSentence(words) &&
    !/\b(?:Inc|Ltd|Co|Corp|No|e\.g|i\.e)$/.test(words) &&
    !/^["“]/.test(words)
  );
}

/** 4.2(a)(i); `Exhibit A 2.1`; headings joined by a colon where there are no numbers. */
export function cite(openings: readonly Opening[]): string {
  let label = '';
  let schedule = '';
  const inSchedule = (own: string) => `${schedule} ${own}`.trim();
  for (const { kind, family, label: own, heading } of openings) {
    if (family === 'row') label = `${label} ${heading}`.trim();
    else if (family === 'part') label = schedule ? inSchedule(own) : '';
    else if (family.startsWith('heading-'))
      label = label === '' || family === 'heading-1' ? heading : /\d/.test(label) ? heading : `${label}: ${heading}`;
    else if (kind === 'schedule') {
      label = own;
      schedule = own;
    } else if (SERIES.has(family)) label = inSchedule(own);
    else if (family.startsWith('nested-number')) label += /[A-Z\d]$/.test(label) ? `.${own}` : own;
    else label += own;
  }
  return label;
}

/** Numbers that stand alone, not behind the one above. */
const SERIES = new Set(['number', 'plain-number', 'roman-upper', 'upper', 'dotted']);
