/** Lower-case Roman numerals, as Word and browsers number lists with them. */

const STEPS = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
] as const;
export const LARGEST_ROMAN = 3_999;

/** Of a number from 1 to `LARGEST_ROMAN`; a larger one gives the largest. */
export function roman(value: number): string {
  let left = Math.min(value, LARGEST_ROMAN);
  let text = '';
  for (const [step, sign] of STEPS) {
    text += sign.repeat(Math.floor(left / step));
    left %= step;
  }
  return text;
}
