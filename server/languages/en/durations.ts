/** Lengths of time in English: `within thirty (30) days`, `at least 60 days' notice`, `for two years`. */
import type { Duration } from '../../model/language.js';
import { type OpenTimes, openTimes } from '../shared/durations.js';

const COUNT: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  'twenty-four': 24,
  thirty: 30,
  'forty-five': 45,
  'forty-eight': 48,
  sixty: 60,
  'seventy-two': 72,
  ninety: 90,
};
const HOURS: Readonly<Record<string, number>> = { hour: 1, day: 24, week: 168, month: 730, year: 8766 };
/** A business day is 24 hours and its share of the weekend. */
const BUSINESS = 34 / 24;

const LENGTH = new RegExp(
  `\\b(${Object.keys(COUNT)
    .sort((a, b) => b.length - a.length)
    .join(
      '|',
    )}|\\d{1,5})(?: ?\\((\\d{1,5})\\))?[ -](business |working |calendar )?(hour|day|week|month|year)s?'?( (?:prior|advance|written notice|prior written|notice|before|in advance))?`,
  'g',
);
const WITHIN = /\b(?:within|no later than|not later than|not more than|no more than|in less than)(?: a period of)? $/;
/** `defects reported within 90 days`: who reports has a right, whoever has to mend them. */
const CLAIM =
  /(?<!\b(?:shall|will|must|to|promptly|and) )\b(?:report(?:s|ed)|notif(?:ies|ied)|raise[sd]|claim(?:s|ed)|discover(?:s|ed)|finds|found|identif(?:ies|ied)|arising|appearing|occurring|appears?|arises?|occurs?)(?: [a-z'-]+){0,5} (?:within|no later than|not more than|during|in)(?: a period of)? $/;
const AHEAD = /\b(?:at least|not less than|no less than|upon) $/;

const OPEN: OpenTimes = {
  endless:
    /\b(?:perpetual(?:ly)?|permanent(?:ly)?|in perpetuity|indefinite(?:ly)?|without (?:any )?(?:limit (?:of|in) time|time limit)|forever)\b/g,
  term: /\b(?:during|for|throughout) (?:the )?(?:term|duration|life|subscription term|contract term)(?: of (?:this|the) (?:agreement|contract))?\b/g,
};

export function durations(folded: string): Duration[] {
  return [...numbered(folded), ...openTimes(OPEN, folded)].sort((a, b) => a.range[0] - b.range[0]);
}

function numbered(folded: string): Duration[] {
  return [...folded.matchAll(LENGTH)].map((match) => {
    const { index, 0: words, 1: count = '', 2: figure, 3: business = '', 4: unit = '', 5: ending } = match;
    const lead = folded.slice(Math.max(0, index - 80), index);
    const scale = /business|working/.test(business) ? BUSINESS : 1;
    return {
      range: [index, index + words.length],
      hours: Number(figure ?? COUNT[count] ?? count) * HOURS[unit]! * scale,
      sense: CLAIM.test(lead)
        ? 'claim'
        : WITHIN.test(lead)
          ? 'within'
          : ending !== undefined || AHEAD.test(lead)
            ? 'ahead'
            : 'for',
    };
  });
}
