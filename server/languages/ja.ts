/** Japanese. */
import type { Language } from '../model/language.js';
import { durations } from './ja/durations.js';
import { grammar } from './ja/grammar.js';
import { segmenter } from './ja/segmenter.js';
import { sentences } from './ja/sentences.js';
import { spelling, tokens } from './ja/tokens.js';
import { fold } from './shared/fold.js';
import { wordsOf } from './shared/words.js';

/** Official papers write `，` where others write `、`; between digits it parts thousands. */
const COMMA = /[\uff0c\uff64](?![0-9\uff10-\uff19])/g;

/** … and many a contract a plain `,` after a Japanese word. */
const PLAIN_COMMA = /(?<=[\u3041-\u30ff\u4e00-\u9fff)\uff09\u300d\u300f]),(?![0-9])/g;

const ja: Language = {
  ...segmenter,
  spaced: false,
  dropsSubjects: true,
  fold: (text) => fold(text.replace(COMMA, '\u3001').replace(PLAIN_COMMA, '\u3001')),
  tokens,
  spelling,
  words: wordsOf('ja'),
  durations,
  sentences,
  grammar,
  drafting: { names: { user: '甲', vendor: '乙' }, takes: () => true },
};
export default ja;
