/** Sets headings in capitals that stand within a line, before the sentence below them, on lines of their own. */

interface Word {
  text: string;
  start: number;
  end: number;
}

/** Fewest letters and most words of a heading. */
const FEWEST = 6;
const MOST = 9;

/** Words that make a sentence in capitals, and with which recitals begin. */
const SENTENCE = /^(?:SHALL|WILL|MUST|MAY|IS|ARE|NOT|BE|BY|WHEREAS|THEREFORE)$/;
const RECITES = /^whereas\b/i;

/** The lines as cut, and the places of the headings among them. */
export function cutAtHeadings(
  lines: readonly string[],
  names: ReadonlySet<string>,
): { lines: string[]; headings: number[] } {
  const found: string[] = [];
  const headings: number[] = [];
  for (const line of lines) {
    let from = 0;
    for (const [start, end] of headingsIn(line, names)) {
      const before = line.slice(from, start).trim();
      if (before !== '') found.push(before);
      headings.push(found.length);
      found.push(line.slice(start, end));
      from = end;
    }
    found.push(line.slice(from).trim());
  }
  return { lines: found, headings };
}

/** Short names in capitals that the contract gives (`the "ABC"`): with those a sentence may begin. */
export function namesIn(lines: readonly string[]): Set<string> {
  return new Set(
    lines.flatMap((line) => [...line.matchAll(/["\u201c]([A-Z]{2,20})["\u201d]/g)].map(([, name]) => name!)),
  );
}

/** Longer words are cut, so that a line of nothing else exhausts no stack. */
const WORDS = /\S{1,200}/g;

function headingsIn(line: string, names: ReadonlySet<string>): (readonly [number, number])[] {
  const words = [...line.matchAll(WORDS)].map(
    ({ 0: text, index }): Word => ({ text, start: index, end: index + text.length }),
  );
  const found: (readonly [number, number])[] = [];
  let first = 0;
  for (let at = 0; at <= words.length; at++) {
    if (at < words.length && isCapital(words, at, names)) continue;
    const run = words.slice(first, at);
    if (isHeading(run, words[first - 1], words[at], names)) found.push([run[0]!.start, run.at(-1)!.end]);
    first = at + 1;
  }
  return found;
}

function isCapital(words: readonly Word[], at: number, names: ReadonlySet<string>): boolean {
  const { text } = words[at]!;
  if (text === '&' || text === '/') return true;
  if (names.has(text) || (text === 'A' && /^\p{Ll}/u.test(words[at + 1]?.text ?? ''))) return false;
  return /^[(\p{Lu}][\p{Lu}'\u2019&/()-]*,?$/u.test(text);
}

/** Behind an end, a number or a name, and before a sentence. */
function isHeading(
  run: readonly Word[],
  before: Word | undefined,
  after: Word | undefined,
  names: ReadonlySet<string>,
): boolean {
  if (!after || run.length === 0 || run.length > MOST || run.at(-1)!.text.endsWith(',')) return false;
  if (before && !/^\p{Lu}|[\d.:;)!?*"\u201d]$/u.test(before.text)) return false;
  const letters = run.reduce((sum, { text }) => sum + (text.match(/\p{Lu}/gu)?.length ?? 0), 0);
  if (letters < FEWEST || run.some(({ text }) => SENTENCE.test(text))) return false;
  const opens = names.has(after.text) || /^\p{Lu}(?=.*\p{Ll}|$)[\p{L}\u2019'"\u201d.-]*$/u.test(after.text);
  return opens && !RECITES.test(after.text);
}
