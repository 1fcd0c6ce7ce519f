/** Walks one story of a Word document (body, note, header): paragraphs, tables, boxes and fields, in the order in which they are read. */
import type { View } from '../../model/document.js';
import { child, childrenOf, wordValue, type XmlElement } from '../ooxml/xml.js';
import { type Change, isMark, stands, withChange, withMarks } from './changes.js';
import { Fields, isPageNumber, unclosedFields } from './fields.js';
import type { LineWriter, Piece, Shape } from './lines.js';
import type { Numbered } from './numbering.js';
import { heading, outlineLevel, type Styles, switched } from './styles.js';

/** What was met on the way. */
export interface Met {
  /** Marks of tracked changes. */
  changes: number;
  images: number;
  objects: number;
  /** Passages of hidden text. */
  hidden: number;
  /** Footnotes and endnotes, in the order of their marks. */
  notes: { key: string; changes: readonly Change[] }[];
  headersAndFooters: Set<string>;
}

export interface Surroundings {
  view: View;
  styles: Styles;
  /** Automatic number of a paragraph, asked once for each that the view shows, in reading order. */
  numberOf(paragraph: XmlElement, properties: XmlElement | undefined): Numbered | null;
  writer: LineWriter;
  met: Met;
  kind: 'paragraph' | 'note';
}

export function walkStory(
  story: XmlElement,
  changes: readonly Change[],
  surroundings: Surroundings,
  tables = { count: 0 },
): void {
  new Story(story, surroundings, tables).walk(story, changes);
}

export function nothingMet(): Met {
  return { changes: 0, images: 0, objects: 0, hidden: 0, notes: [], headersAndFooters: new Set() };
}

/** Properties and old formats, pronunciation, and what Word only measures: no text. `w:pPr` and others are asked where they count. */
const NO_TEXT = new Set(
  'pPr rPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr rubyPr rt smartTagPr customXmlPr ffData tblPrEx'
    .split(' ')
    .map((name) => `w:${name}`),
);

interface Place {
  table: number;
  row: number;
  column: number;
}

/** A box and the changes that it stands in. */
interface Box {
  content: XmlElement;
  changes: readonly Change[];
}

class Story {
  private readonly fields: Fields;
  private pieces: Piece[] = [];
  /** The paragraph whose number and style the current block has. */
  private lead: XmlElement | null = null;
  private boxes: Box[] = [];
  private places: Place[] = [];
  /** Column of the next cell. */
  private next = 0;
  private readonly moves = { from: new Map<string, string>(), to: new Map<string, string>() };
  /** The move that a piece of the current paragraph last belonged to: its mark may follow the end of the range. */
  private lastMove: { from?: string | undefined; to?: string | undefined } = {};
  private inHidden = false;
  private paragraphHidden = false;

  constructor(
    story: XmlElement,
    private readonly around: Surroundings,
    private readonly tables: { count: number },
  ) {
    this.fields = new Fields(unclosedFields(story));
  }

  walk(container: XmlElement, changes: readonly Change[]): void {
    this.children(container, changes);
    this.flush();
  }

  private children(element: XmlElement, changes: readonly Change[]): void {
    for (const node of element.children) if (typeof node !== 'string') this.element(node, changes);
  }

  element(node: XmlElement, changes: readonly Change[]): void {
    if (NO_TEXT.has(node.name)) return;
    const handler = HANDLERS.get(node.name);
    if (handler) handler(this, node, changes);
    else this.children(node, isMark(node.name) ? this.changed(changes, node) : changes);
  }

  paragraph(node: XmlElement, changes: readonly Change[]): void {
    const properties = child(node, 'w:pPr');
    const before = this.pieces.length;
    this.paragraphHidden = this.around.styles.paragraph(wordValue(properties, 'w:pStyle'))?.hidden ?? false;
    this.inHidden = false;
    this.lastMove = {};
    this.children(node, changes);
    const marks = this.marks(changes, child(properties, 'w:rPr'));
    const { view } = this.around;
    const words = this.pieces
      .slice(before)
      .some((piece) => piece.kind === 'text' && piece.text.trim() !== '' && stands(piece.changes, view));
    if (words) this.lead ??= node;
    this.pieces.push({ kind: 'end', text: '\n', changes: marks });
    const section = child(properties, 'w:sectPr');
    if (section) this.section(section);
    const runsOn = !stands(marks, view) || switched(child(properties, 'w:rPr'), 'w:specVanish') === true;
    if (runsOn) return;
    if (!section) this.lead ??= node;
    this.flush();
  }

  /** Ends the block. An empty paragraph that ends a section shows no number; what was struck out before a table or the end of a story has no mark to run on to. */
  flush(): void {
    if (this.pieces.length > 0) {
      const { lead, pieces } = this;
      this.pieces = [];
      this.lead = null;
      this.around.writer.add(pieces, lead ? this.shape(lead) : { kind: this.around.kind });
    }
    const { boxes } = this;
    this.boxes = [];
    for (const box of boxes) this.aside(box);
  }

  private shape(paragraph: XmlElement): Shape {
    const properties = this.properties(paragraph);
    const numbered = this.around.numberOf(paragraph, properties);
    const place = this.places.at(-1);
    const table = place ? { table: { index: place.table, row: place.row, column: place.column } } : {};
    const number = numbered ? { number: numbered.text } : {};
    if (this.around.kind === 'note') return { kind: 'note', ...number };
    if (place) return { kind: 'cell', ...number, ...table };
    const own = outlineLevel(properties);
    const level =
      own === undefined ? this.around.styles.paragraph(wordValue(properties, 'w:pStyle'))?.heading : heading(own);
    return level === undefined ? { kind: 'paragraph', ...number } : { kind: 'heading', level, ...number };
  }

  /** In the original, a paragraph has the style and numbering that it had. */
  private properties(paragraph: XmlElement): XmlElement | undefined {
    const properties = child(paragraph, 'w:pPr');
    if (this.around.view !== 'original') return properties;
    const old = child(child(properties, 'w:pPrChange'), 'w:pPr');
    if (old) return old;
    const numbered = child(child(properties, 'w:numPr'), 'w:ins');
    return numbered ? { ...properties!, children: properties!.children.filter(notNumbering) } : properties;
  }

  text(text: string, changes: readonly Change[]): void {
    if (this.fields.shown && text !== '') this.pieces.push({ kind: 'text', text, changes });
  }

  softBreak(changes: readonly Change[]): void {
    if (this.fields.shown) this.pieces.push({ kind: 'break', text: '\n', changes });
  }

  run(node: XmlElement, changes: readonly Change[]): void {
    const properties = child(node, 'w:rPr');
    const { styles, met } = this.around;
    const hidden =
      switched(properties, 'w:vanish') ?? styles.run(wordValue(properties, 'w:rStyle'))?.hidden ?? this.paragraphHidden;
    if (hidden && !this.inHidden && hasText(node)) met.hidden++;
    this.inHidden = hidden;
    this.children(node, changes);
  }

  fieldMark(node: XmlElement, changes: readonly Change[]): void {
    const checkBox = child(child(node, 'w:ffData'), 'w:checkBox');
    if (checkBox && node.attributes['w:fldCharType'] === 'begin') {
      const checked = switched(checkBox, 'w:checked') ?? switched(checkBox, 'w:default') ?? false;
      this.text(checked ? '\u2611' : '\u2610', changes);
    }
    this.text(this.fields.mark(node), changes);
  }

  simpleField(node: XmlElement, changes: readonly Change[]): void {
    if (!isPageNumber(node.attributes['w:instr'] ?? '')) this.children(node, changes);
  }

  code(node: XmlElement): void {
    for (const part of node.children) if (typeof part === 'string') this.fields.code(part);
  }

  comment(node: XmlElement, edges: readonly ('start' | 'end')[]): void {
    const id = node.attributes['w:id'];
    if (id !== undefined) for (const edge of edges) this.pieces.push({ kind: 'comment', id, edge });
  }

  move(node: XmlElement, side: 'from' | 'to'): void {
    const { 'w:id': id, 'w:name': name } = node.attributes;
    if (id !== undefined && name !== undefined) this.moves[side].set(id, name);
    else if (id !== undefined) this.moves[side].delete(id);
  }

  note(node: XmlElement, changes: readonly Change[]): void {
    const { 'w:id': id } = node.attributes;
    if (id === undefined) return;
    this.around.met.notes.push({
      key: `${node.name === 'w:endnoteReference' ? 'endnote' : 'footnote'} ${id}`,
      changes,
    });
  }

  /** Text boxes are read after the paragraph that they hang on; pictures and embedded files are counted. */
  drawing(node: XmlElement, changes: readonly Change[]): void {
    const { met } = this.around;
    const found = contentsOf(node);
    if (found.boxes.length === 0) {
      if (found.object) met.objects++;
      else if (found.image) met.images++;
    }
    for (const content of found.boxes) this.boxes.push({ content, changes });
  }

  object(): void {
    this.around.met.objects++;
  }

  private aside({ content, changes }: Box): void {
    const inner = new Story(content, this.around, this.tables);
    inner.places = this.places.slice();
    inner.walk(content, changes);
  }

  table(node: XmlElement, changes: readonly Change[]): void {
    this.flush();
    this.places.push({ table: this.tables.count++, row: -1, column: -1 });
    this.children(node, changes);
    this.flush();
    this.places.pop();
  }

  row(node: XmlElement, outer: readonly Change[]): void {
    const properties = child(node, 'w:trPr');
    const changes = this.marks(outer, properties);
    const place = this.places.at(-1);
    if (place && stands(changes, this.around.view)) place.row++;
    this.next = whole(wordValue(properties, 'w:gridBefore'), 0);
    this.children(node, changes);
    this.flush();
  }

  /** Columns are counted on the table's grid, so that cells that stand below each other have the same. */
  cell(node: XmlElement, outer: readonly Change[]): void {
    const properties = child(node, 'w:tcPr');
    const changes = this.marks(outer, properties);
    const place = this.places.at(-1);
    this.flush();
    const at = this.next;
    if (place) place.column = at;
    this.children(node, changes);
    this.flush();
    this.next = at + whole(wordValue(properties, 'w:gridSpan'), 1);
  }

  section(node: XmlElement): void {
    for (const { name, attributes } of childrenOf(node))
      if (/^w:(?:header|footer)Reference$/.test(name) && attributes['r:id'] !== undefined)
        this.around.met.headersAndFooters.add(attributes['r:id']);
  }

  private changed(outer: readonly Change[], node: XmlElement): readonly Change[] {
    const side = node.name === 'w:moveFrom' ? 'from' : 'to';
    this.lastMove[side] = this.openMove(side);
    return this.counted(outer, withChange(outer, node, this.lastMove[side]));
  }

  private marks(outer: readonly Change[], properties: XmlElement | undefined): readonly Change[] {
    const side = child(properties, 'w:moveFrom') ? 'from' : 'to';
    return this.counted(outer, withMarks(outer, properties, this.openMove(side) ?? this.lastMove[side]));
  }

  private openMove(side: 'from' | 'to'): string | undefined {
    return [...this.moves[side].values()].at(-1);
  }

  private counted(outer: readonly Change[], changes: readonly Change[]): readonly Change[] {
    this.around.met.changes += changes.length - outer.length;
    return changes;
  }
}

type Handler = (story: Story, node: XmlElement, changes: readonly Change[]) => void;

const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>(
  Object.entries<Handler>({
    'w:p': (story, node, changes) => story.paragraph(node, changes),
    'w:r': (story, node, changes) => story.run(node, changes),
    'w:t': (story, node, changes) => story.text(ownText(node), changes),
    'w:delText': (story, node, changes) => story.text(ownText(node), changes),
    'm:t': (story, node, changes) => story.text(ownText(node), changes),
    'w:tab': (story, _, changes) => story.text('\t', changes),
    'w:ptab': (story, _, changes) => story.text('\t', changes),
    'w:br': (story, _, changes) => story.softBreak(changes),
    'w:cr': (story, _, changes) => story.softBreak(changes),
    'w:noBreakHyphen': (story, _, changes) => story.text('\u2011', changes),
    'w:sym': (story, node, changes) => story.text(symbol(node), changes),
    'w:ruby': (story, node, changes) => {
      for (const base of childrenOf(node, 'w:rubyBase')) story.element(base, changes);
    },
    'w:fldChar': (story, node, changes) => story.fieldMark(node, changes),
    'w:fldSimple': (story, node, changes) => story.simpleField(node, changes),
    'w:instrText': (story, node) => story.code(node),
    'w:delInstrText': (story, node) => story.code(node),
    'w:commentRangeStart': (story, node) => story.comment(node, ['start']),
    'w:commentRangeEnd': (story, node) => story.comment(node, ['end']),
    'w:commentReference': (story, node) => story.comment(node, ['start', 'end']),
    'w:moveFromRangeStart': (story, node) => story.move(node, 'from'),
    'w:moveFromRangeEnd': (story, node) => story.move(node, 'from'),
    'w:moveToRangeStart': (story, node) => story.move(node, 'to'),
    'w:moveToRangeEnd': (story, node) => story.move(node, 'to'),
    'w:footnoteReference': (story, node, changes) => story.note(node, changes),
    'w:endnoteReference': (story, node, changes) => story.note(node, changes),
    'w:drawing': (story, node, changes) => story.drawing(node, changes),
    'w:pict': (story, node, changes) => story.drawing(node, changes),
    'w:object': (story) => story.object(),
    'w:altChunk': (story) => story.object(),
    'w:subDoc': (story) => story.object(),
    'w:contentPart': (story) => story.object(),
    'w:tbl': (story, node, changes) => story.table(node, changes),
    'w:tr': (story, node, changes) => story.row(node, changes),
    'w:tc': (story, node, changes) => story.cell(node, changes),
    'w:sectPr': (story, node) => story.section(node),
    'mc:AlternateContent': (story, node, changes) => {
      const chosen = chosenOf(node);
      if (chosen) story.element(chosen, changes);
    },
  }),
);

/** The first choice, unless only the fallback holds text. */
function chosenOf(alternate: XmlElement): XmlElement | undefined {
  const choice = child(alternate, 'mc:Choice');
  const fallback = child(alternate, 'mc:Fallback');
  return choice && (!fallback || choice.children.length > 0) ? choice : fallback;
}

/** What a drawing holds: text boxes (those inside a box are its own), a picture, a chart or a diagram. */
function contentsOf(drawing: XmlElement): { boxes: XmlElement[]; image: boolean; object: boolean } {
  const found = { boxes: [] as XmlElement[], image: false, object: false };
  const stack = [drawing];
  while (stack.length > 0) {
    const element = stack.pop()!;
    if (element.name === 'w:txbxContent') {
      found.boxes.push(element);
      continue;
    }
    if (element.name === 'a:blip' || element.name === 'v:imagedata') found.image = true;
    if (/^(?:c|cx|dgm|o):(?:chart|relIds|OLEObject)$/.test(element.name)) found.object = true;
    const chosen = element.name === 'mc:AlternateContent' ? chosenOf(element) : element;
    for (const inner of childrenOf(chosen).reverse()) stack.push(inner);
  }
  return found;
}

function hasText(run: XmlElement): boolean {
  return childrenOf(run).some((node) => /^w:(?:t|delText|sym)$/.test(node.name));
}

function ownText(element: XmlElement): string {
  return element.children.map((node) => (typeof node === 'string' ? node : '')).join('');
}

/** Marks that forms are made of, in the fonts Wingdings and Symbol; others keep their code. */
const SYMBOLS: Readonly<Record<string, string>> = {
  'wingdings f06f': '\u25a1',
  'wingdings f071': '\u2751',
  'wingdings f06c': '\u25cf',
  'wingdings f06e': '\u25a0',
  'wingdings f0a1': '\u25cb',
  'wingdings f0a7': '\u25aa',
  'wingdings f0a8': '\u2610',
  'wingdings f0e0': '\u2192',
  'wingdings f0fb': '\u2717',
  'wingdings f0fc': '\u2713',
  'wingdings f0fd': '\u2612',
  'wingdings f0fe': '\u2611',
  'symbol f0a3': '\u2264',
  'symbol f0b0': '\u00b0',
  'symbol f0b1': '\u00b1',
  'symbol f0b3': '\u2265',
  'symbol f0b4': '\u00d7',
  'symbol f0b7': '\u2022',
  'symbol f0d2': '\u00ae',
  'symbol f0d3': '\u00a9',
  'symbol f0d4': '\u2122',
};

function symbol({ attributes }: XmlElement): string {
  const { 'w:font': font = '', 'w:char': char = '' } = attributes;
  const point = /^[0-9a-f]{4}$/i.test(char) ? Number.parseInt(char, 16) : 0;
  if (point < 0x20) return '';
  return SYMBOLS[`${font} ${char}`.toLowerCase()] ?? String.fromCharCode(point);
}

function notNumbering(node: XmlElement | string): boolean {
  return typeof node === 'string' || node.name !== 'w:numPr';
}

function whole(value: string | undefined, fallback: number): number {
  return value !== undefined && /^\d{1,5}$/.test(value) ? Number(value) : fallback;
}
