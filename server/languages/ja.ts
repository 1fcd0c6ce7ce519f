/** Japanese. */
import type { Language } from '../model/language.js';
import { durations } from './ja/durations.js';
import { grammar } from './ja/grammar.js';
import { segmenter } from './ja/segmenter.js';
import { sentences } from './ja/sentences.js';
import { tokens } from './ja/tokens.js';
import { fold } from './shared/fold.js';
import { wordsOf } from './shared/words.js';

const ja: Language = {
  ...segmenter,
  spaced: false,
  dropsSubjects: true,
  fold,
  tokens,
  words: wordsOf('ja'),
  durations,
  sentences,
  grammar,
};
export default ja;
