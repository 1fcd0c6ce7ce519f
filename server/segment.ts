/** Cuts a document into a tree of clauses with the contract's own parties, terms and cross-references. */
import type { Clause, Contract } from './model/contract.js';
import type { Block, Document, Range } from './model/document.js';
import { likeliest, type Opening, type Segmenter } from './model/language.js';

export function segment(document: Document, languages: readonly Segmenter[]): Contract {
  const language = likeliest(document.text.slice(0, SAMPLE), languages);
  const { openings, preamble, signature } = outline(document, language);
  const bodyEnd = signature?.[0] ?? document.text.length;
  const clauses =
    openings.length > 0 ? tree(openings, bodyEnd, signature, document, language) : [undivided(document, bodyEnd)];
  const parties = language.parties(document.text, preamble);
  const names = new Set(parties.flatMap(({ name, aliases, role }) => (role === 'none' ? [] : [name, ...aliases])));
  return {
    document,
    language: language.id,
    clauses,
    parties,
    terms: language.terms(document.text).filter(({ term }) => !names.has(term)),
    references: language.references(document.text, clauses),
    preamble,
    signature,
  };
}

/** Characters that tell a text's language. */
const SAMPLE = 20_000;

/** A text without numbers or headings is one clause, called by its first line. */
function undivided({ text, blocks }: Document, end: number): Clause {
  const range: Range = [blocks[0]?.range[0] ?? 0, end];
  const label = text.slice(...(blocks[0]?.range ?? range)).slice(0, 30);
  return {
    id: 'c1',
    kind: 'section',
    label,
    heading: '',
    opening: [range[0], range[0]],
    range,
    own: range,
    parent: null,
    depth: 0,
  };
}

interface Outline {
  openings: Opening[];
  preamble: Range;
  signature: Range | null;
}

/** The openings that form the contract: continuous numbers, no table of contents, nothing in the signature block. */
function outline(document: Document, language: Segmenter): Outline {
  const { blocks, text } = document;
  const found: Opening[] = [];
  let signature: Range | null = null;
  let signed: number | undefined;
  for (const [index, block] of blocks.entries()) {
    const previous = blocks[index - 1] ?? null;
    const next = blocks[index + 1] ?? null;
    const named = listed(language.opening(text, block, previous, next), block);
    const signs = !named && found.length > 0 && language.startsSignature(text, block);
    const opening = named ?? (signs ? null : row(text, block, previous, next));
    const closed = signature !== null && signature[1] === text.length;
    if (closed && !(opening && (reopens(opening) || isTermsRow(opening, blocks, index, signed)))) continue;
    if (closed) signature = [signature![0], block.range[0]];
    if (closed && (opening?.kind === 'article' || opening?.family === 'row'))
      found.push({ ...opening, outermost: true });
    else if (closed && opening) found.push(opening);
    if (closed) continue;
    if (signs) {
      signed = block.table?.index;
      signature = [block.range[0], text.length];
      continue;
    }
    if (opening) found.push(opening);
  }
  const body = withoutInterjections(
    withHeadingsBelow(withoutTitle(withoutDoubtful(withoutContents(withoutFilingMark(found), text))), text),
  );
  const openings = withFirstParagraphs(continuous(titledArticles(body)), text);
  const start = openings[0]?.range[0] ?? firstBody(blocks, text);
  return { openings, preamble: [0, start], signature };
}

/** With what the file itself says of its rank. */
function listed(opening: Opening | null, { kind, level }: Block): Opening | null {
  if (opening && kind === 'heading') return { ...opening, headed: true };
  return opening && kind === 'paragraph' && level !== undefined ? { ...opening, level } : opening;
}

/** What may follow the signatures: an attachment, or standard terms behind a signed cover page. */
function reopens({ kind, value, heading }: Opening): boolean {
  return kind === 'schedule' || (kind === 'article' && value.at(-1) === 1 && heading !== '');
}

/** Shortest text of a cell that is terms of the contract and no name, date or address, in characters. */
const TERMS = 150;

/** A row of a table behind that of the signatures, with terms in it: a cover page's second part. */
function isTermsRow({ family }: Opening, blocks: readonly Block[], index: number, signed: number | undefined): boolean {
  const table = blocks[index]!.table;
  if (family !== 'row' || table === undefined || table.index === signed) return false;
  for (const { table: other, range } of blocks.slice(index, index + MOST_CELLS)) {
    if (other?.index !== table.index || other.row !== table.row) return false;
    if (range[1] - range[0] > TERMS) return true;
  }
  return false;
}

/** Paragraphs of a row that are looked through for terms. */
const MOST_CELLS = 40;

/** Longest first cell that names its row, in characters; a second cell of more than that is no column title. */
const ROW_NAME = 60;

/** A row of a table that the first paragraph of its first cell names. */
function row(text: string, { kind, table, range }: Block, previous: Block | null, next: Block | null): Opening | null {
  const sameRow = (other: Block | null) =>
    table !== undefined && other?.table?.index === table.index && other.table.row === table.row;
  if (kind !== 'cell' || table?.column !== 0 || !next || !sameRow(next) || sameRow(previous)) return null;
  const name = text.slice(...range).trim();
  const titles = table.row === 0 && next.range[1] - next.range[0] <= ROW_NAME;
  if (titles || name.length < 2 || name.length > ROW_NAME) return null;
  return { kind: 'item', family: 'row', label: name, value: [], heading: name, range };
}

function firstBody(blocks: readonly Block[], text: string): number {
  return blocks[0]?.range[0] ?? text.length;
}

/** `Exhibit 10.9` above or before the title is the mark of the filing that a contract was taken from, not a schedule. */
function withoutFilingMark(openings: readonly Opening[]): Opening[] {
  const [first, second] = openings;
  const articles = openings.some(({ kind }) => kind === 'article');
  const mark =
    first?.kind === 'schedule' && articles && second && second.kind !== 'paragraph' && second.kind !== 'schedule';
  return mark ? openings.slice(1) : [...openings];
}

/** Where articles are numbered, what only reads like a heading is text. */
function withoutDoubtful(openings: readonly Opening[]): Opening[] {
  const numbered = openings.filter(({ kind }) => kind === 'article').length > 2;
  return openings.filter(({ doubtful }) => !(doubtful && numbered));
}

/** An unnumbered heading that comes first and is the only one of its rank is the title of the contract. */
function withoutTitle(openings: readonly Opening[]): Opening[] {
  const [first, ...rest] = openings;
  const title = first?.label === '' && rest.length > 0 && rest.every(({ family }) => family !== first.family);
  return title ? rest : [...openings];
}

/** `ARTICLE II` on a line of its own has its heading on the next. */
function withHeadingsBelow(openings: readonly Opening[], text: string): Opening[] {
  return openings.flatMap((opening, index) => {
    const [above, below] = [openings[index - 1], openings[index + 1]];
    if (opening.label === '' && above && bareAbove(above, opening, text)) return [];
    if (opening.label === '' || !below || below.label !== '' || !bareAbove(opening, below, text)) return [opening];
    return [{ ...opening, heading: below.heading, range: [opening.range[0], below.range[1]] as const }];
  });
}

function bareAbove(number: Opening, heading: Opening, text: string): boolean {
  const own = number.kind === 'article' && number.heading === '';
  return own && text.slice(number.range[1], heading.range[0]).trim() === '';
}

/** A line that looks like a heading but stands between 12.2 and 12.3 is text. */
function withoutInterjections(openings: readonly Opening[]): Opening[] {
  return openings.filter((opening, index) => {
    const [before, after] = [openings[index - 1], openings[index + 1]];
    if (opening.label !== '' || !before || !after || before.family !== after.family) return true;
    const [last, next] = [before.value.at(-1), after.value.at(-1)];
    const sameParent = before.value.slice(0, -1).join('.') === after.value.slice(0, -1).join('.');
    return before.value.length < 2 || !sameParent || next !== last! + 1;
  });
}

/** Longest mean line of a table of contents, in characters. */
const CONTENTS_LINE = 90;
/** Largest share of a table of contents that is neither number nor heading. */
const CONTENTS_REST = 0.35;
/** What leads a line of contents to its page number. */
const LEADERS = /[\s.…‥・·_\-0-9]+/g;

/**
 * A run of articles that all come again later is a table of contents, unless sentences stand in it: then it is a document of its own.
 * What is numbered before the first article is the head of the contract.
 */
function withoutContents(openings: readonly Opening[], text: string): Opening[] {
  const again = openings.findIndex(
    (opening, index) =>
      index > 2 &&
      opening.kind === 'article' &&
      opening.label === openings.find(({ kind }) => kind === 'article')?.label,
  );
  if (again < 0) return [...openings];
  const gap = (openings[again]!.range[0] - openings[0]!.range[0]) / again;
  const run = openings.slice(0, again);
  const rest = run
    .map(({ range }, index) => text.slice(range[1], openings[index + 1]!.range[0]).replace(LEADERS, '').length)
    .reduce((sum, length) => sum + length, 0);
  const told = run.some(({ kind }) => kind === 'article') && rest > CONTENTS_REST * gap * again;
  if (gap > CONTENTS_LINE || told) return [...openings];
  const labels = new Set(openings.slice(again).map(({ label }) => label));
  const repeated = run.every(({ kind, label }) => kind !== 'article' || labels.has(label));
  return repeated ? openings.slice(again) : [...openings];
}

/** Where nothing in a document is called an article, plain numbers with a title of their own are the articles. */
function titledArticles(openings: readonly Opening[]): Opening[] {
  const starts = openings.flatMap(({ family }, index) => (index > 0 && family === 'document' ? [index] : []));
  return [0, ...starts].flatMap((start, index) => titledIn(openings.slice(start, starts[index])));
}

function titledIn(openings: readonly Opening[]): readonly Opening[] {
  if (openings.some(({ kind }) => kind === 'article')) return openings;
  const named = openings.filter(
    ({ kind, value, heading }) => kind === 'paragraph' && value.length === 1 && heading !== '',
  );
  const titled = new Set([named.filter(({ headed }) => headed), named].find(isCounted));
  return openings.map((opening) =>
    titled.has(opening) ? { ...opening, kind: 'article', family: `${opening.family}-titled` } : opening,
  );
}

function isCounted(openings: readonly Opening[]): boolean {
  return openings.length >= 3 && openings.every(({ value }, index) => value[0] === index + 1);
}

/** Items of a first paragraph that are looked through for the second one. */
const MOST_ITEMS = 200;

/** An article whose numbered paragraphs begin with the second has its first, unnumbered one before it, with its items. */
function withFirstParagraphs(openings: readonly Opening[], text: string): Opening[] {
  return openings.flatMap((opening, index) => {
    if (opening.kind !== 'article') return [opening];
    const next = openings.slice(index + 1, index + 1 + MOST_ITEMS).find(({ kind }) => kind !== 'item');
    if (next?.kind !== 'paragraph' || next.value.length > 1 || next.value[0] !== 2) return [opening];
    const heading = opening.range[1];
    const until = openings[index + 1]!.range[0];
    const body = text.slice(heading, until);
    const start = heading + body.length - body.trimStart().length;
    if (start >= until) return [opening];
    return [opening, { ...next, label: '', value: [1], heading: '', range: [start, start] as const }];
  });
}

/**
 * Keeps the numbers that start or continue a series; any other is text (`30 days after …` on a line of its own).
 * A second series of plain numbers within an article (1., 2. below (a), below `A.`, or in a list within a list) is a list of
 * items. Numbers without a point count in attachments only, decimals above the first article (the version of the terms) not at all.
 */
function continuous(openings: readonly Opening[]): Opening[] {
  const last = new Map<string, number>();
  const firstArticle = openings.findIndex(({ family }) => family === 'number');
  const numbers = openings.filter(({ family }) => family === 'number');
  const shallowest = Math.min(...numbers.map(({ level }) => level ?? Number.POSITIVE_INFINITY));
  const outer = numbers.filter(({ level }) => level === undefined || level === shallowest);
  const restarts = outer.filter(({ value }) => value.at(-1) === 1).length > 1;
  let attached = false;
  let lettered = false;
  let article = 0;
  let nested = 0;
  return openings.flatMap((first, index): Opening[] => {
    const opening =
      first.or && last.get(first.or.family) === first.or.value.at(-1)! - 1 ? { ...first, ...first.or } : first;
    const { kind, family, value, heading } = opening;
    const own = value.at(-1);
    attached = kind === 'schedule' || (attached && kind !== 'article');
    if (family === 'plain-number' && !attached) return [];
    if (family === 'dotted' && index < firstArticle && value[0] !== 1) return [];
    if (family === 'number' && own !== undefined) {
      const depth = (opening.level ?? shallowest) - shallowest;
      if (depth > 0) return [{ ...opening, kind: 'item', family: `nested-number-${depth}`, label: `${own}` }];
      const previous = openings[index - 1];
      const starts =
        own === 1 &&
        (article > 0 || lettered) &&
        previous !== undefined &&
        previous.kind !== 'schedule' &&
        previous.kind !== 'chapter';
      const next = own === article + 1 && heading !== '' && !comesAgain(opening, outer);
      const goesOn = nested > 0 && own === nested + 1 && !next;
      if (starts || goesOn) {
        nested = own;
        return [{ ...opening, kind: 'item', family: 'nested-number', label: `${own}` }];
      }
      article = own;
      nested = 0;
      last.clear();
      return [opening];
    }
    if (kind === 'schedule' || kind === 'chapter') article = 0;
    if (kind === 'article' && LETTERED.has(family) && article === 0) lettered = restarts;
    if (family === 'row') return [opening];
    if (own === undefined || kind === 'article' || kind === 'schedule' || kind === 'chapter' || family === 'dotted') {
      if (kind === 'article' || kind === 'schedule') last.clear();
      nested = 0;
      return [opening];
    }
    const before = last.get(family) ?? 0;
    const fits = own === 1 || (own > before && own <= before + 3 && (before > 0 || own === 2));
    if (!fits) return [];
    last.set(family, own);
    nested = 0;
    return [opening];
  });
}

/** Articles that are called by a letter or a Roman number. */
const LETTERED = new Set(['upper', 'roman-upper']);

/** The same number stands once more before the numbers start anew: one of the two counts items. */
function comesAgain(opening: Opening, numbers: readonly Opening[]): boolean {
  const own = opening.value.at(-1);
  const at = numbers.findIndex(({ range }) => range[0] === opening.range[0]);
  const later = numbers.slice(at + 1, at + 1 + MOST_ITEMS);
  const again = later.findIndex(({ value, heading }) => value.at(-1) === own && heading !== '');
  return again >= 0 && !later.slice(0, again).some(({ value }) => value.at(-1) === 1);
}

/** Nests openings by kind, and within a kind by family: a family seen above on the path closes what is below it. */
function tree(
  openings: readonly Opening[],
  bodyEnd: number,
  signature: Range | null,
  document: Document,
  language: Segmenter,
): Clause[] {
  const path: { opening: Opening; clause: Clause }[] = [];
  const clauses: Clause[] = [];
  const ends: number[] = [];
  for (const [index, opening] of openings.entries()) {
    while (
      path.length > 0 &&
      !below(
        opening,
        path.map((entry) => entry.opening),
      )
    )
      path.pop();
    const start = opening.range[0];
    const next = openings[index + 1]?.range[0] ?? (start > bodyEnd ? document.text.length : bodyEnd);
    const limit = signature && start < signature[0] ? Math.min(next, signature[0]) : next;
    const chain = [...path.map((entry) => entry.opening), opening];
    const clause: Clause = {
      id: `c${index + 1}`,
      kind: opening.kind,
      label: language.cite(chain) || opening.heading,
      heading: opening.heading,
      opening: opening.range,
      range: [start, limit],
      own: [start, limit],
      parent: path.at(-1)?.clause.id ?? null,
      depth: path.length,
    };
    clauses.push(clause);
    ends.push(limit);
    path.push({ opening, clause });
  }
  return widened(clauses, ends);
}

const RANK: Record<Opening['kind'], number> = {
  chapter: 0,
  schedule: 0,
  section: 1,
  article: 2,
  paragraph: 3,
  item: 4,
};

function below(opening: Opening, path: readonly Opening[]): boolean {
  if (opening.outermost) return false;
  const above = path.at(-1)!;
  if (path.some(({ family }) => family === opening.family)) {
    return opening.family === 'dotted' && opening.value.length > above.value.length && above.family === 'dotted';
  }
  if (above.family === 'ordinal' && opening.family === 'digit') return true;
  if (opening.family === 'part') return path.some(({ kind }) => kind === 'schedule');
  if (opening.family === 'dotted' && above.kind === 'paragraph') return above.value[0] === opening.value[0];
  return RANK[opening.kind] > RANK[above.kind] || (opening.kind === above.kind && opening.kind === 'item');
}

/** A clause reaches to the end of its last descendant. */
function widened(clauses: readonly Clause[], ends: readonly number[]): Clause[] {
  const until = new Map(clauses.map((clause, index) => [clause.id, ends[index]!]));
  for (const clause of clauses.toReversed()) {
    if (clause.parent) until.set(clause.parent, Math.max(until.get(clause.parent)!, until.get(clause.id)!));
  }
  return clauses.map((clause) => ({ ...clause, range: [clause.range[0], until.get(clause.id)!] }));
}
