/** How English contracts are laid out. */
import type { Segmenter } from '../../model/language.js';
import { shareOf } from '../shared/share.js';
import { cite, opening } from './outline.js';
import { prevailing } from './prevailing.js';
import { namesData, namesNoThing, parties, references, terms, usualName } from './vocabulary.js';

const LATIN = [
  [0x41, 0x5a],
  [0x61, 0x7a],
] as const;

export const segmenter: Segmenter = {
  id: 'en',
  share: (text) => shareOf(text, LATIN),
  opening,
  cite,
  startsSignature: (text, { range }) =>
    /^(?:in witness whereof|signed (?:by|for)|signature(?:s| page)?\b|by:? ?_{2,}|the parties (?:hereto )?have (?:caused|executed|signed)|executed (?:by|as))/i.test(
      text.slice(...range).trim(),
    ),
  prevailing,
  parties,
  usualName,
  terms,
  namesData,
  namesNoThing,
  references,
};
