/** How English contracts are laid out. */
import type { Segmenter } from '../../model/language.js';
import { cite, opening } from './outline.js';
import { prevailing } from './prevailing.js';
import { namesNoThing, parties, references, terms } from './vocabulary.js';

export const segmenter: Segmenter = {
  id: 'en',
  share: (text) => (text.length === 0 ? 0 : Math.min(1, (text.match(/[A-Za-z]/g)?.length ?? 0) / text.length)),
  opening,
  cite,
  startsSignature: (text, { range }) =>
    /^(?:in witness whereof|signed (?:by|for)|signature(?:s| page)?\b|by:? ?_{2,}|the parties (?:hereto )?have (?:caused|executed|signed)|executed (?:by|as))/i.test(
      text.slice(...range).trim(),
    ),
  prevailing,
  parties,
  terms,
  namesNoThing,
  references,
};
