/** Which words of a sentence soften its norm, by a language's own patterns: one logic for all languages. */
import type { Range } from '../../model/document.js';
import type { Hedge } from '../../model/statement.js';

export type HedgePatterns = readonly (readonly [Hedge, RegExp])[];

export function hedgesOf(patterns: HedgePatterns) {
  return (folded: string, [start, end]: Range): Hedge[] => {
    const text = folded.slice(start, end);
    return patterns.filter(([, pattern]) => pattern.test(text)).map(([hedge]) => hedge);
  };
}

/** The words themselves, in reading order; what leaves the bearer a choice softens no duty. */
export function hedgingOf(patterns: HedgePatterns) {
  return (folded: string, [start, end]: Range): Range[] => {
    const text = folded.slice(start, end);
    return patterns
      .filter(([hedge]) => hedge !== 'discretion')
      .flatMap(([, pattern]): Range[] => {
        const match = pattern.exec(text);
        return match ? [[start + match.index, start + match.index + match[0].length]] : [];
      })
      .sort((a, b) => a[0] - b[0]);
  };
}
