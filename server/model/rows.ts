/** Statements by what they say, as rows of bits: what a condition asks for all at once is found 32 statements at a time. */
import { countOfConcepts, numberOf } from './concepts.js';
import type { Statement } from './statement.js';

/** Of a statement: a word of its own, or with `concepts` all that its sentence mentions. */
export type Property = 'kind' | 'bearer' | 'receiver' | 'action' | 'concepts';
type Own = Exclude<Property, 'concepts'>;

/** Numbers of the words that statements have of their own, odd ones; a concept's is twice its number among concepts. */
const words: Readonly<Record<Own, Map<string, number>>> = {
  kind: new Map(),
  bearer: new Map(),
  receiver: new Map(),
  action: new Map(),
};
let countOfWords = 0;

function wordNumber(property: Own, word: string): number {
  const known = words[property].get(word);
  if (known !== undefined) return known;
  const number = 2 * countOfWords++ + 1;
  words[property].set(word, number);
  return number;
}

/** Lists of numbers one behind the other, each behind its length: thousands of them are gone through for every contract. */
class Strung {
  readonly lists: (readonly number[])[] = [];
  private made = { count: 0, list: new Int32Array(0) };

  add(list: readonly number[]): number {
    return this.lists.push(list) - 1;
  }

  get list(): Int32Array {
    const { lists } = this;
    if (this.made.count !== lists.length)
      this.made = { count: lists.length, list: Int32Array.from(lists.flatMap((list) => [list.length, ...list])) };
    return this.made.list;
  }

  /** By list, 1 where all of its numbers hold, or, without `all`, where any does. */
  holding(holds: (number: number) => boolean, all: boolean): Uint8Array<ArrayBuffer> {
    const { list, lists } = this;
    const found = new Uint8Array(lists.length);
    for (let index = 0, at = 0; index < found.length; index++) {
      const end = at + 1 + list[at]!;
      at++;
      while (at < end && holds(list[at]!) === all) at++;
      found[index] = Number((at === end) === all);
      at = end;
    }
    return found;
  }
}

/** What conditions ask of statements, as the numbers of the words of which one is enough; many conditions ask the same. */
const questions = new Strung();
const asked = new Map<string, number>();
/** The questions that a condition asks all at once. */
const requests = new Strung();

/** The number of the question whether a property of a statement is, or holds, one of these words. */
export function question(property: Property, options: readonly string[]): number {
  const key = `${property} ${options.join('|')}`;
  const known = asked.get(key);
  if (known !== undefined) return known;
  const number = questions.add(
    options.map((word) => (property === 'concepts' ? 2 * numberOf(word) : wordNumber(property, word))),
  );
  asked.set(key, number);
  return number;
}

/** The number of the request for the statements that answer all of these questions. */
export function request(all: readonly number[]): number {
  return requests.add(all);
}

/** For each statement, by its place, one bit. */
type Row = Int32Array;

export class Rows {
  private readonly width: number;
  /** By the number of the word, the statements that have it. */
  private readonly rows = new Array<Row | undefined>(2 * Math.max(countOfConcepts(), countOfWords));
  /** By the number of the question, the statements that answer it, once it is asked. */
  private readonly answers = new Array<Row | undefined>(questions.lists.length);
  /** By the number of the request, whether each of its questions is answered somewhere: of most, one is not. */
  private open = new Uint8Array(0);

  constructor(private readonly statements: readonly Statement[]) {
    this.width = Math.ceil(statements.length / 32);
    for (let place = 0; place < statements.length; place++) {
      const { kind, bearer, receiver, action, concepts } = statements[place]!;
      this.mark(wordNumber('kind', kind), place);
      this.mark(wordNumber('bearer', bearer), place);
      this.mark(wordNumber('receiver', receiver), place);
      if (action !== null) this.mark(wordNumber('action', action), place);
      concepts.forEach((number) => {
        this.mark(2 * number, place);
      });
    }
  }

  /** The statements that a request is for, in the order of the text. */
  all(number: number): readonly Statement[] {
    if (number >= this.open.length) this.open = this.opened();
    if (this.open[number] === 0) return NONE;
    const all = requests.lists[number]!;
    if (all.length === 0) return this.statements;
    const rows = all.map((each) => this.answer(each));
    const found: Statement[] = [];
    for (let word = 0; word < this.width; word++) {
      let bits = -1;
      for (let at = 0; at < rows.length && bits !== 0; at++) bits &= rows[at]![word]!;
      for (; bits !== 0; bits &= bits - 1) found.push(this.statements[(word << 5) + 31 - Math.clz32(bits & -bits)]!);
    }
    return found;
  }

  private opened(): Uint8Array<ArrayBuffer> {
    const answered = questions.holding((number) => this.rows[number] !== undefined, false);
    return requests.holding((number) => answered[number] === 1, true);
  }

  private mark(number: number, place: number): void {
    const known = this.rows[number];
    const row = known ?? new Int32Array(this.width);
    if (known === undefined) this.rows[number] = row;
    row[place >> 5]! |= 1 << (place & 31);
  }

  private answer(number: number): Row {
    const known = this.answers[number];
    if (known !== undefined) return known;
    const found = this.union(questions.lists[number]!);
    this.answers[number] = found;
    return found;
  }

  /** Of a question that is answered somewhere: the row of one word itself; of several, a row of its own. */
  private union(words: readonly number[]): Row {
    let found: Row | undefined;
    let shared = true;
    for (const number of words) {
      const row = this.rows[number];
      if (row === undefined) continue;
      if (found === undefined) {
        found = row;
        continue;
      }
      if (shared) found = found.slice();
      shared = false;
      for (let word = 0; word < row.length; word++) found[word]! |= row[word]!;
    }
    return found!;
  }
}

const NONE: readonly Statement[] = [];
