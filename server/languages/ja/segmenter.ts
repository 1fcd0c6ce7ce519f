/** How Japanese contracts are laid out. */
import type { Segmenter } from '../../model/language.js';
import { cite, opening } from './outline.js';
import { prevailing } from './prevailing.js';
import { namesNoThing, parties, references, terms } from './vocabulary.js';

export const segmenter: Segmenter = {
  id: 'ja',
  share: (text) =>
    text.length === 0 ? 0 : Math.min(1, ((text.match(/[\u3040-\u30ff\u4e00-\u9fff]/g)?.length ?? 0) / text.length) * 2),
  opening,
  cite,
  startsSignature: (text, { range }) =>
    /^(?:以上$|(?:以上、)?本(?:契約|合意|書|覚書)[^。]{0,30}(?:証|成立|締結)[^。]{0,60}(?:証とし|証するため|保有|保管))/.test(
      text.slice(...range).trim(),
    ),
  prevailing,
  parties,
  terms,
  namesNoThing,
  references,
};
