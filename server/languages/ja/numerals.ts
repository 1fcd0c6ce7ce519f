/** Reads Japanese numbers: full-width, kanji with or without positions (二十三, 二三). */

const DIGIT = '〇一二三四五六七八九';

export function number(text: string): number {
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  if (/^\d+$/.test(plain)) return Number(plain);
  if (!/[十百]/.test(plain)) return Number([...plain].map((digit) => DIGIT.indexOf(digit)).join(''));
  let total = 0;
  let digit = 0;
  for (const char of plain) {
    const position = { 十: 10, 百: 100 }[char];
    if (position) {
      total += (digit || 1) * position;
      digit = 0;
    } else digit = DIGIT.indexOf(char);
  }
  return total + digit;
}
