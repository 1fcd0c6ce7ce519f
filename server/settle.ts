/** Settles each point between what the rules read in the contract and what labelled contracts tell of such readings. */
import { signsOf } from './confidence.js';
import type { Verdict } from './judge.js';
import {
  chancesOf,
  elementsOf,
  featuresOf,
  type Likelihood,
  likeliest,
  likeliestFirst,
  likeliestQuote,
  type Reading,
  readingOf,
  ruledOf,
  type Scores,
  type Sentences,
} from './likelihood.js';
import type { Match } from './model/plugin.js';
import type { Model } from './model/report.js';

/** A verdict that was weighed. */
export interface WeighedVerdict extends Verdict {
  /** From 0 to 1: how likely a lawyer is to label the point so. What does not apply is certain. */
  confidence: number;
  /** The verdict of the rules alone, where another one is likelier. */
  byRules: Verdict | null;
}

export interface Weighing {
  model: Model;
  /** By slug, as `closenessOf` tells it. */
  closeness: ReadonlyMap<string, number>;
  likelihood: Likelihood;
  sentences: Sentences;
  scores: Scores;
  /** The rules have the last word: of a part of a contract, or where two versions are compared, nothing is known of the whole. */
  rulesOnly: boolean;
  /** A part of the contract could not be read: what is not found may stand there. */
  unread: boolean;
}

export function settle(verdicts: readonly Verdict[], weighing: Weighing): WeighedVerdict[] {
  return verdicts.map((verdict) => {
    const { byRules, ...weighed } = settled(verdict, weighing);
    return {
      ...bySpeaking(weighed, weighing),
      byRules: byRules && bySpeaking(byRules, weighing),
    };
  });
}

/** Of what speaks for a point or one of its elements, what likeliest does comes first: the first are shown. */
function bySpeaking<T extends Verdict>(verdict: T, { scores, sentences }: Weighing): T {
  const { id: item } = verdict.item.logic;
  const sorted = (output: string, matches: readonly Match[]) => likeliestFirst(matches, output, scores, sentences);
  return {
    ...verdict,
    elements: verdict.elements.map((element) => ({
      ...element,
      matches: sorted(`${item} ${element.id}`, element.matches),
    })),
    matches: sorted(item, verdict.matches),
  };
}

function settled(
  verdict: Verdict,
  { model, closeness, likelihood, sentences, scores, rulesOnly, unread }: Weighing,
): WeighedVerdict {
  const { item, status } = verdict;
  if (status === 'na') return { ...verdict, confidence: 1, byRules: null };
  const reading = readingOf(verdict, signsOf(verdict, closeness.get(item.slug)!), model, sentences);
  const chances = chancesOf(featuresOf(reading, scores), likelihood.verdicts);
  const open = !rulesOnly && scores.output(item.logic.id) >= 0;
  const own = ruledOf(reading);
  const now = open ? likeliest(reading, chances, scores) : own;
  const confidence = Math.round(100 * chances[now]) / 100;
  if (now === own) return { ...verdict, confidence, byRules: null };
  const changed = now === 'met' ? asMet : now === 'weak' ? asWeak : unread ? asUnread : asMissing;
  return { ...changed(verdict, reading, scores), confidence, byRules: verdict };
}

/** What the rules do not find of an element is taken to stand where, of all that they quote, it most likely does. */
function asMet(verdict: Verdict, reading: Reading, scores: Scores): Verdict {
  const elements = verdict.elements.map((element) => {
    if (element.found) return element;
    const { place } = likeliestQuote(reading, element.id, scores);
    return { ...element, found: true, matches: [verdict.matches[place]!] };
  });
  return { ...verdict, status: 'met', cause: 'complete', elements };
}

/** The element that is least likely is not taken as found. */
function asWeak(verdict: Verdict, reading: Reading, scores: Scores): Verdict {
  const likely = elementsOf(reading, scores);
  const least = likely.reduce((low, { quoted }, index) => (quoted < likely[low]!.quoted ? index : low), 0);
  const elements = verdict.elements.map((element, index) =>
    index === least ? { ...element, found: false, matches: [] } : element,
  );
  return { ...verdict, status: 'weak', cause: 'element-absent', elements };
}

function asMissing(verdict: Verdict): Verdict {
  const elements = verdict.elements.map(({ id }) => ({ id, found: false, matches: [] }));
  return { ...verdict, status: 'missing', cause: 'outweighed', tilt: 'none', elements, concerns: [], matches: [] };
}

function asUnread(verdict: Verdict): Verdict {
  return { ...asMissing(verdict), status: 'unread', cause: 'unread' };
}
