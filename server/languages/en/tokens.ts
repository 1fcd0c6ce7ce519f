/** Stemmed content words of English text for ranking clauses. */
import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

const STOP = new Set(
  'a an and any are as at be been but by can do does each for from has have if in into is it its may must no nor not of on or other shall should so such than that the their them then there these they this those to under upon was were will with within without you your we our us all also only same'.split(
    ' ',
  ),
);

export function tokens(text: string): string[] {
  return (text.match(/[a-z][a-z0-9'-]+/g) ?? []).filter((word) => !STOP.has(word)).map((word) => stemmer.stem(word));
}
