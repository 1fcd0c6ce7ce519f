/** English. */
import type { Language } from '../model/language.js';
import { durations } from './en/durations.js';
import { grammar } from './en/grammar.js';
import { segmenter } from './en/segmenter.js';
import { sentences } from './en/sentences.js';
import { spelling, tokens } from './en/tokens.js';
import { fold } from './shared/fold.js';
import { wordsOf } from './shared/words.js';

const PRONOUN = /^(?:we|us|ours?|yours?|you)$/i;

const en: Language = {
  ...segmenter,
  spaced: true,
  dropsSubjects: false,
  fold,
  tokens,
  spelling,
  words: wordsOf('en'),
  durations,
  sentences,
  grammar,
  drafting: { names: { user: 'Customer', vendor: 'Provider' }, takes: (name) => !PRONOUN.test(name) },
};
export default en;
