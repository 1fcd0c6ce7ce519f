/** How Japanese contracts are laid out. */
import type { Segmenter } from '../../model/language.js';
import { shareOf } from '../shared/share.js';
import { cite, opening } from './outline.js';
import { prevailing } from './prevailing.js';
import { namesData, namesNoThing, parties, references, terms, usualName } from './vocabulary.js';

const KANA_AND_IDEOGRAPHS = [
  [0x3040, 0x30ff],
  [0x4e00, 0x9fff],
] as const;

export const segmenter: Segmenter = {
  id: 'ja',
  // One ideograph says what two letters do.
  share: (text) => Math.min(1, 2 * shareOf(text, KANA_AND_IDEOGRAPHS)),
  opening,
  cite,
  startsSignature: (text, { range }) =>
    /^(?:以上$|(?:以上、)?本(?:契約|合意|書|覚書)[^。]{0,30}(?:証|成立|締結)[^。]{0,60}(?:証とし|証するため|保有|保管))/.test(
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
