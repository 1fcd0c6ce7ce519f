/** English. */
import type { Language } from '../model/language.js';
import { grammar } from './en/grammar.js';
import { segmenter } from './en/segmenter.js';
import { sentences } from './en/sentences.js';
import { tokens } from './en/tokens.js';
import { fold } from './shared/fold.js';

const en: Language = { ...segmenter, spaced: true, fold, tokens, sentences, grammar };
export default en;
