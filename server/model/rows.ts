/** Statements by what they say, as rows of bits: what a condition asks for all at once is found 32 statements at a time. */
import { countOfConcepts, numberOf } from './concepts.js';
import type { Statement } from './statement.js';

/** Of a statement: a word of its own, or with `concepts` all that its sentence mentions. */
export type Property = 'kind' | 'bearer' | 'receiver' | 'action' | 'concepts';

/** What conditions ask of statements; each question has its place here as its number, as many conditions ask the same. */
const questions: { property: Property; words: readonly string[]; numbers: readonly number[] }[] = [];
const asked = new Map<string, number>();

/** The number of the question whether a property of a statement is, or holds, one of these words. */
export function question(property: Property, words: readonly string[]): number {
  const key = `${property} ${words.join('|')}`;
  const known = asked.get(key);
  if (known !== undefined) return known;
  asked.set(key, questions.length);
  return questions.push({ property, words, numbers: property === 'concepts' ? words.map(numberOf) : [] }) - 1;
}

/** For each statement, by its place, one bit. */
type Row = Int32Array;
type Own = Exclude<Property, 'concepts'>;

export class Rows {
  private readonly width: number;
  /** By the number of the concept, the row of the statements whose sentence mentions it. */
  private readonly concepts = new Array<Row | undefined>(countOfConcepts());
  private readonly own: Readonly<Record<Own, Map<string, Row>>> = {
    kind: new Map(),
    bearer: new Map(),
    receiver: new Map(),
    action: new Map(),
  };
  /** By the number of the question: null where no statement holds any of its words. */
  private readonly answers = new Array<Row | null | undefined>(questions.length);

  constructor(private readonly statements: readonly Statement[]) {
    this.width = Math.ceil(statements.length / 32);
    for (let place = 0; place < statements.length; place++) {
      const { kind, bearer, receiver, action, concepts } = statements[place]!;
      this.markOwn('kind', kind, place);
      this.markOwn('bearer', bearer, place);
      this.markOwn('receiver', receiver, place);
      if (action !== null) this.markOwn('action', action, place);
      concepts.forEach((number) => {
        const row = this.concepts[number] ?? new Int32Array(this.width);
        this.concepts[number] = row;
        mark(row, place);
      });
    }
  }

  /** The statements that answer all of the questions, in the order of the text. */
  all(numbers: readonly number[]): readonly Statement[] {
    if (numbers.length === 0) return this.statements;
    const rows: Row[] = [];
    for (const number of numbers) {
      const row = this.answer(number);
      if (row === null) return NONE;
      rows.push(row);
    }
    const found: Statement[] = [];
    for (let word = 0; word < this.width; word++) {
      let bits = -1;
      for (let at = 0; at < rows.length && bits !== 0; at++) bits &= rows[at]![word]!;
      for (; bits !== 0; bits &= bits - 1) found.push(this.statements[(word << 5) + 31 - Math.clz32(bits & -bits)]!);
    }
    return found;
  }

  private markOwn(property: Own, word: string, place: number): void {
    const rows = this.own[property];
    let row = rows.get(word);
    if (row === undefined) {
      row = new Int32Array(this.width);
      rows.set(word, row);
    }
    mark(row, place);
  }

  private answer(number: number): Row | null {
    const known = this.answers[number];
    if (known !== undefined) return known;
    const { property, words, numbers } = questions[number]!;
    const found =
      property === 'concepts'
        ? union(numbers, (concept) => this.concepts[concept])
        : union(words, (word) => this.own[property].get(word));
    this.answers[number] = found;
    return found;
  }
}

const NONE: readonly Statement[] = [];

function mark(row: Row, place: number): void {
  row[place >> 5]! |= 1 << (place & 31);
}

function union<T>(keys: readonly T[], rowOf: (key: T) => Row | undefined): Row | null {
  let found: Row | null = null;
  let shared = true;
  for (const key of keys) {
    const row = rowOf(key);
    if (row === undefined) continue;
    if (found === null) {
      found = row;
      continue;
    }
    if (shared) found = found.slice();
    shared = false;
    for (let word = 0; word < row.length; word++) found[word]! |= row[word]!;
  }
  return found;
}
