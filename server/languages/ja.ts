/** Japanese. */
import type { Language } from '../model/language.js';
import { grammar } from './ja/grammar.js';
import { segmenter } from './ja/segmenter.js';
import { sentences } from './ja/sentences.js';
import { tokens } from './ja/tokens.js';
import { fold } from './shared/fold.js';

const ja: Language = { ...segmenter, spaced: false, fold, tokens, sentences, grammar };
export default ja;
