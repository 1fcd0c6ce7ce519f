/** Ways to make a contract say less: each must cost the point that rests on it. */
import type { Examination } from '../../server/check.js';
import type { Finding, Report } from '../../server/model/report.js';
import type { Contract } from './contract.js';

/** The text without the clauses that hold any quote of the finding. */
export function withoutEvidence({ clauses, text }: Report, { evidence, elements, concerns }: Finding): string {
  const quotes = [evidence, ...[...elements, ...concerns].map((part) => part.evidence)].flat();
  const byId = new Map(clauses.map((clause) => [clause.id, clause.range]));
  const ranges = quotes.map(({ clause, range }) => byId.get(clause) ?? range).sort((a, b) => a[0] - b[0]);
  let left = '';
  let at = 0;
  for (const [start, end] of ranges) {
    left += text!.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return left + text!.slice(at);
}

export interface Hedging {
  item: string;
  element: string;
  hedged: string;
  /** The contract with the hedged sentence. */
  text: string;
}

/** For each element of a met point that rests on one duty alone, the contract in which that duty is an effort only. */
export function hedgings({ report, contract, observation }: Examination, language: Contract['language']): Hedging[] {
  const { text } = contract.document;
  return report.items
    .filter(({ status }) => status === 'met')
    .flatMap(({ id, elements }) =>
      elements.flatMap(({ id: element, evidence }): Hedging[] => {
        const [only, ...others] = evidence;
        if (!only || others.length > 0) return [];
        const duty = observation.statements
          .filter(({ range }) => range[0] === only.range[0])
          .every(({ kind }) => kind === 'obligation' || kind === 'prohibition');
        const hedged = duty ? HEDGED[language](only.quote) : only.quote;
        if (hedged === only.quote) return [];
        return [{ item: id, element, hedged, text: text.slice(0, only.range[0]) + hedged + text.slice(only.range[1]) }];
      }),
    );
}

/** Endings of duties in plain and polite style, longest first, and the same as an effort. */
const JA_ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/(?:して|いて|って)はならない。$/, 'しないよう努めるものとする。'],
  [/(?<=[しめ])なければならない。$/, 'るよう努めるものとする。'],
  [/行わなければならない。$/, '行うよう努めるものとする。'],
  [/満たさなければならない。$/, '満たすよう努めるものとする。'],
  [/得なければならない。$/, '得るよう努めるものとする。'],
  [/受けなければならない。$/, '受けるよう努めるものとする。'],
  [/(?<=[うくすつぬぶむるぐ])ものとする。$/, 'よう努めるものとする。'],
  [/(?<=[うくすつぬぶむぐる])。$/, 'よう努めるものとする。'],
];

/** What the verb ends in before the polite ending, and in its plain form. */
const DICTIONARY: Readonly<Record<string, string>> = {
  し: 'する',
  じ: 'じる',
  い: 'う',
  き: 'く',
  ち: 'つ',
  り: 'る',
  み: 'む',
  び: 'ぶ',
  ぎ: 'ぐ',
  '': 'る',
};

const HEDGED: Readonly<Record<Contract['language'], (sentence: string) => string>> = {
  ja: (sentence) => {
    if (/努め/.test(sentence)) return sentence;
    const polite = /([しじいきちりみびぎ]?)ます。$/.exec(sentence);
    if (polite) return sentence.replace(/([しじいきちりみびぎ]?)ます。$/, `${DICTIONARY[polite[1]!]}よう努めます。`);
    const ending = JA_ENDINGS.find(([pattern]) => pattern.test(sentence));
    return ending ? sentence.replace(...ending) : sentence;
  },
  en: (sentence) =>
    sentence
      .replace(/\bshall not\b/g, 'shall use reasonable efforts not to')
      .replace(/\bshall (?!use reasonable efforts)/g, 'shall use reasonable efforts to '),
};
