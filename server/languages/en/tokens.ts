/** Stemmed content words of English text for ranking clauses. */
import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

const STOP = new Set(
  'a an and any are as at be been but by can do does each for from has have if in into is it its may must no nor not of on or other shall should so such than that the their them then there these they this those to under upon was were will with within without you your we our us all also only same through whether while what which where when who whom whose after before'.split(
    ' ',
  ),
);

export function tokens(text: string): string[] {
  return wordsOf(text).map(stem);
}

/** The word of the text that a token stands for, as it spells it first. */
export function spelling(text: string): (token: string) => string {
  const words = new Map<string, string>();
  for (const word of wordsOf(text)) {
    const token = stem(word);
    if (!words.has(token)) words.set(token, word);
  }
  return (token) => words.get(token) ?? token;
}

const WORD = /[a-z][a-z0-9-]+/g;

function wordsOf(text: string): string[] {
  return (text.match(WORD) ?? []).filter((word) => !STOP.has(word));
}

/** Stems of words seen before; contracts use few different words, and stemming is most of the work. */
const stems = new Map<string, string>();
const MOST_STEMS = 20_000;

function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= MOST_STEMS) stems.clear();
  const found = stemmer.stem(word);
  stems.set(word, found);
  return found;
}
