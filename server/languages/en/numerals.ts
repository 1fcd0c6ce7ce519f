/** Values of letters and Roman numerals that number clauses. */

/** a = 1 … z = 26, aa = 27; digits count as themselves; 0 where it is neither. */
export function letterValue(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (!/^[a-z]{1,2}$/i.test(text)) return 0;
  return text.toLowerCase().charCodeAt(0) - 96 + (text.length - 1) * 26;
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** Lower-case Roman numeral; 0 where it is none. */
export function romanValue(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const own = ROMAN[text[at]!];
    if (own === undefined) return 0;
    sum += own < (ROMAN[text[at + 1] ?? ''] ?? 0) ? -own : own;
  }
  return sum;
}
