/** Times that are told without a number: one logic for all languages. */
import type { Duration } from '../../model/language.js';

/** What each pattern, with the flag `g`, stands for. */
export interface OpenTimes {
  /** Without end. */
  endless: RegExp;
  /** As long as the contract lasts. */
  term: RegExp;
}

/** Hours of a hundred years, and of the two years that a contract is taken to last. */
const HOURS = { endless: 876_600, term: 17_532 };

export function openTimes(patterns: OpenTimes, folded: string): Duration[] {
  return (['endless', 'term'] as const).flatMap((length) =>
    [...folded.matchAll(patterns[length])].map(
      ({ index, 0: words }): Duration => ({
        range: [index, index + words.length],
        hours: HOURS[length],
        sense: 'for',
      }),
    ),
  );
}
