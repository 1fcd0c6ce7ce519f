/** Which words of a sentence soften its norm, by a language's own patterns: one logic for all languages. */
import type { Range } from '../../model/document.js';
import type { Sign } from '../../model/language.js';
import type { Hedge } from '../../model/statement.js';

export type HedgePatterns = readonly (readonly [Hedge, RegExp])[];

/** Those of a grammar's `signs` that `hedgesOf` asks for: all but what opens a sentence, which is looked for there alone. */
export function hedgeSigns(patterns: HedgePatterns): Record<string, RegExp> {
  return Object.fromEntries(patterns.filter(([, pattern]) => !opens(pattern)));
}

export function hedgesOf(patterns: HedgePatterns) {
  return (folded: string, [start, end]: Range, signs: readonly Sign[]): Hedge[] => {
    const stands = ([hedge, pattern]: HedgePatterns[number]) =>
      opens(pattern) ? pattern.test(folded.slice(start, end)) : signs.some(({ id }) => id === hedge);
    return patterns.filter(stands).map(([hedge]) => hedge);
  };
}

function opens({ source }: RegExp): boolean {
  return source.startsWith('^');
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
