/** Tells apart the two versions of a contract that stands in two languages, each cut into clauses in its own, and joins their clauses. */
import type { Clause, Contract } from './model/contract.js';
import type { Block, Document, Range } from './model/document.js';
import { likeliest, type Segmenter } from './model/language.js';
import { firstIndex } from './model/sorted.js';
import { segment } from './segment.js';

export interface Versions {
  /** The version that is judged: the one that prevails, else the first. Its document is the beginning of `text`. */
  main: Contract;
  /** The other version; its ranges are offsets into `text`, its ids go on after those of the main version. */
  other: Contract;
  /** Main version, then the other. */
  text: string;
  /** By clause of either version, the id of its counterpart. */
  counterparts: ReadonlyMap<string, string>;
}

/** Blocks of either version, in reading order. */
interface Halves {
  first: { language: Segmenter; blocks: readonly number[] };
  second: { language: Segmenter; blocks: readonly number[] };
}

/** Share of the articles that both versions must number alike. */
const ALIKE = 0.8;
const FEWEST_ARTICLES = 2;
/** Share of a side's characters, and of a table's rows, that must be in its language. */
const PURE = 0.85;
/** Letters without which a block shows no language. */
const TELLING = /(?:\p{L}\P{L}*){8}/u;

/** Null where the contract stands in one language. */
export function versionsOf(document: Document, languages: readonly Segmenter[]): Versions | null {
  // A block that shows no language more than another goes for the first.
  if (languages.slice(1).every(({ share }) => share(document.text) === 0)) return null;
  const spoken = document.blocks.map(({ range }) => languageOf(document.text.slice(...range), languages));
  if (new Set(spoken.filter(Boolean)).size < 2) return null;
  const halves = columns(document, spoken) ?? sequence(document, spoken);
  if (!halves) return null;
  const prevailing = languages.map(({ prevailing }) => prevailing(document.text)).find((id) => id !== null);
  const [main, other] =
    prevailing === halves.second.language.id ? [halves.second, halves.first] : [halves.first, halves.second];
  const [start, rest] = [rearranged(document, main.blocks), rearranged(document, other.blocks)];
  const mainContract = segment(start, [main.language]);
  const at = start.text.length + 1;
  const otherContract = shifted(segment(rest, [other.language]), at, mainContract.clauses.length);
  const counterparts = joined(mainContract, otherContract);
  return (
    counterparts && { main: mainContract, other: otherContract, text: `${start.text}\n${rest.text}`, counterparts }
  );
}

function languageOf(text: string, languages: readonly Segmenter[]): Segmenter | null {
  if (!TELLING.test(text)) return null;
  return likeliest(text, languages);
}

/** Tables of two columns, the left one in one language and the right one in another; what stands around them goes with the first. */
function columns({ blocks }: Document, spoken: readonly (Segmenter | null)[]): Halves | null {
  const wide = new Set(blocks.flatMap(({ table }) => (table && table.column > 1 ? [table.index] : [])));
  const inColumn = (column: number) =>
    blocks.flatMap(({ table }, index) => (table?.column === column && !wide.has(table.index) ? [index] : []));
  const [left, right] = [inColumn(0), inColumn(1)];
  const [first, second] = [mostly(left, blocks, spoken), mostly(right, blocks, spoken)];
  if (!first || !second || first === second) return null;
  const other = new Set(right);
  const around = blocks.flatMap((_, index) => (other.has(index) ? [] : [index]));
  return { first: { language: first, blocks: around }, second: { language: second, blocks: right } };
}

/** The language in which nearly all of these blocks stand. */
function mostly(
  indices: readonly number[],
  blocks: readonly Block[],
  spoken: readonly (Segmenter | null)[],
): Segmenter | null {
  const sizes = new Map<Segmenter, number>();
  let whole = 0;
  for (const index of indices) {
    const [language, size] = [spoken[index], lengthOf(blocks[index]!)];
    if (!language) continue;
    whole += size;
    sizes.set(language, (sizes.get(language) ?? 0) + size);
  }
  return [...sizes].find(([, size]) => size >= whole * PURE)?.[0] ?? null;
}

/** The point before and after which the fewest characters are in the other language. */
function sequence({ blocks }: Document, spoken: readonly (Segmenter | null)[]): Halves | null {
  const first = spoken.find((language) => language !== null);
  if (!first) return null;
  let [best, at, balance] = [0, 0, 0];
  for (const [index, language] of spoken.entries()) {
    if (language) balance += language === first ? lengthOf(blocks[index]!) : -lengthOf(blocks[index]!);
    if (balance > best) [best, at] = [balance, index + 1];
  }
  // A title that shows no language belongs to what follows it.
  while (at > 0 && spoken[at - 1] === null) at--;
  const halves = [0, 1].map((half) => blocks.flatMap((_, index) => (index < at === (half === 0) ? [index] : [])));
  const [before, after] = halves.map((half) => mostly(half, blocks, spoken));
  if (!before || !after || before === after) return null;
  return { first: { language: before, blocks: halves[0]! }, second: { language: after, blocks: halves[1]! } };
}

function lengthOf({ range }: Block): number {
  return range[1] - range[0];
}

/** A document of these blocks alone; the cells of a parted table become paragraphs, changes and comments go with their words. */
function rearranged(document: Document, chosen: readonly number[]): Document {
  const within = new Set(chosen);
  const parted = new Set(
    document.blocks.flatMap(({ table }, index) => (table && !within.has(index) ? [table.index] : [])),
  );
  const kept = new Set(document.blocks.filter(({ table }) => table && !parted.has(table.index)));
  const blocks: Block[] = [];
  const moves: { from: Range; to: number }[] = [];
  const pieces: string[] = [];
  let length = 0;
  for (const index of chosen) {
    const block = document.blocks[index]!;
    const before = blocks.at(-1);
    const sameRow =
      kept.has(block) && before?.table?.index === block.table!.index && before.table.row === block.table!.row;
    if (before) pieces.push(sameRow && before.table!.column < block.table!.column ? '\t' : '\n');
    length += before ? 1 : 0;
    pieces.push(document.text.slice(...block.range));
    const by = length - block.range[0];
    moves.push({ from: block.range, to: length });
    blocks.push(moved(kept.has(block) || !block.table ? block : paragraph(block), by));
    length += lengthOf(block);
  }
  const remapped = <T extends { range: Range }>(marks: readonly T[]): T[] =>
    marks.flatMap((mark) => {
      const range = remap(mark.range, moves);
      return range ? [{ ...mark, range }] : [];
    });
  return {
    ...document,
    text: pieces.join(''),
    blocks,
    revisions: remapped(document.revisions),
    comments: remapped(document.comments),
  };
}

function paragraph({ table: _, ...block }: Block): Block {
  return { ...block, kind: block.kind === 'cell' ? 'paragraph' : block.kind };
}

function moved(block: Block, by: number): Block {
  const { number, range } = block;
  return { ...block, range: add(range, by), ...(number ? { number: add(number, by) } : {}) };
}

function add([start, end]: Range, by: number): Range {
  return [start + by, end + by];
}

/** Where a range of the whole document stands now; null if none of its words are here. `moves` are in the order of the text. */
function remap([start, end]: Range, moves: readonly { from: Range; to: number }[]): Range | null {
  const low = firstIndex(moves.length, (index) => moves[index]!.from[1] >= start);
  const first = moves[low];
  if (!first || first.from[0] > end) return null;
  let last = first;
  for (let at = low + 1; at < moves.length && moves[at]!.from[0] <= end; at++) last = moves[at]!;
  const begin = first.to + Math.max(0, start - first.from[0]);
  return [begin, Math.max(begin, last.to + Math.min(end, last.from[1]) - last.from[0])];
}

function shifted(contract: Contract, by: number, ids: number): Contract {
  const id = (own: string) => `c${Number(own.slice(1)) + ids}`;
  const clauses = contract.clauses.map((clause) => ({
    ...clause,
    id: id(clause.id),
    parent: clause.parent && id(clause.parent),
    range: add(clause.range, by),
    opening: add(clause.opening, by),
    own: add(clause.own, by),
  }));
  const blocks = contract.document.blocks.map((block) => moved(block, by));
  return { ...contract, document: { ...contract.document, blocks }, clauses };
}

/** Clauses with the same place in the numbering; null where the articles are not the same. */
function joined(main: Contract, other: Contract): Map<string, string> | null {
  const [ours, theirs] = [places(main.clauses), places(other.clauses)];
  const articles = (contract: Contract) => contract.clauses.filter(({ kind }) => kind === 'article');
  const placeOf = new Map([...ours].map(([place, id]) => [id, place]));
  const [here, there] = [articles(main), new Set(articles(other).map(({ id }) => id))];
  const alike = here.filter(({ id }) => there.has(theirs.get(placeOf.get(id)!) ?? '')).length;
  if (alike < FEWEST_ARTICLES || alike < Math.max(here.length, there.size) * ALIKE) return null;
  const pairs = new Map<string, string>();
  for (const [place, id] of ours) {
    const found = theirs.get(place);
    if (found) pairs.set(id, found).set(found, id);
  }
  return pairs;
}

/** By its path of numbers (what cannot be read as digits counts by its order), the id of each clause. */
function places(clauses: readonly Clause[]): Map<string, string> {
  const found = new Map<string, string>();
  const byId = new Map<string, { place: string; label: string }>();
  const counts = new Map<string, number>();
  for (const { id, kind, label, parent } of clauses) {
    const above = parent === null ? undefined : byId.get(parent);
    const sort = kind === 'paragraph' || kind === 'item' ? 'part' : kind;
    // Articles count through the contract, whatever chapters they stand in.
    const series = `${kind === 'article' ? '' : (above?.place ?? '')}/${sort}`;
    const count = (counts.get(series) ?? 0) + 1;
    const tail = above && label.startsWith(above.label) ? label.slice(above.label.length) : label;
    const digits = /[0-9]+/.exec(tail.normalize('NFKC'))?.[0];
    const own = digits ? Number(digits) : count;
    counts.set(series, count);
    const place = `${series}${own}`;
    if (!found.has(place)) found.set(place, id);
    byId.set(id, { place, label });
  }
  return found;
}
