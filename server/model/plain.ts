/** Texts that read alike become one: white space, kinds of quotation marks and dashes, and width say nothing. */
export function plain(text: string): string {
  if (/^[!-~]*$/.test(text) && !text.includes('--')) return text;
  return text
    .normalize('NFKC')
    .replace(/[\u201c-\u201f\u2033]/g, '"')
    .replace(/[\u2018-\u201b\u2032]/g, "'")
    .replace(/[\u2010-\u2015\u2212]|--+/g, '-')
    .replace(/[\s\u200b-\u200d\ufeff]+/g, '');
}
