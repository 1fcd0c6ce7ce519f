/** The one part of natural that is used; its own types come only with its root, which opens database clients. */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(word: string): string };
  export default stemmer;
}
