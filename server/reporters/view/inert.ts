/** Makes text of a contract harmless wherever it is shown: no control characters, no changes of direction, bounded length. */

/** Control, format and unassigned characters become U+FFFD, white space one space. */
export function plain(text: string): string {
  return text
    .replace(/[\s\p{Zs}]+/gu, ' ')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\p{C}/gu, '\ufffd')
    .trim();
}

/** `plain`, cut after `most` characters at the end of a grapheme, with an ellipsis. */
export function shortened(text: string, most: number): string {
  const whole = plain(text);
  if (whole.length <= most) return whole;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(whole.slice(0, most + 20))) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  return `${whole.slice(0, end).trimEnd()}…`;
}
