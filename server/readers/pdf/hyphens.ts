/** Decides, by the document's own words, which hyphens at the ends of lines belong to their words. */
import type { KeepsHyphen } from '../shared/starts.js';
import type { Line } from './lines.js';

/** Where a larger share of the lines ends in a hyphen, the words are divided by the program that set them. */
const DIVIDED = 0.03;

export function hyphensOf(lines: readonly Line[]): KeepsHyphen {
  const words = new Set<string>();
  let divided = 0;
  for (const { text } of lines) {
    if (/[a-z]-$/.test(text)) divided++;
    for (const [word] of text.toLowerCase().matchAll(/[a-z]+(?:-[a-z]+)*/g)) words.add(word);
  }
  const divides = divided > DIVIDED * lines.length;
  return (before, after) => {
    const first = /[a-z-]*$/.exec(before.slice(-40).toLowerCase())![0];
    const second = /^[a-z]*/.exec(after.slice(0, 40))![0];
    if (words.has(first + second)) return true;
    return !divides && !words.has(first.slice(0, -1) + second);
  };
}
