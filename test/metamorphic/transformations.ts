/** Ways to write the same contract differently: none of them may change a verdict. */
import { type Article, type Contract, type Numbering, USUAL, written } from './contract.js';
import { NAMES, SYNONYMS } from './words.js';

/** The texts that a contract becomes; more than one where each clause is changed in turn. */
export interface Transformation {
  name: string;
  texts(contract: Contract): readonly { what: string; text: string }[];
}

const whole = (name: string, change: (contract: Contract) => string): Transformation => ({
  name,
  texts: (contract) => [{ what: '', text: change(contract) }],
});

const each = (name: string, change: (contract: Contract, article: Article) => Contract | null): Transformation => ({
  name,
  texts: (contract) =>
    contract.articles.flatMap((article) => {
      const changed = change(contract, article);
      return changed ? [{ what: article.heading, text: written(changed) }] : [];
    }),
});

export const transformations: readonly Transformation[] = [
  whole('numbered from another article on', (contract) => written(contract, shifted(USUAL[contract.language], 20))),
  whole('numbered in another style', (contract) => written(contract, OTHER_STYLE[contract.language])),
  whole('parties under other names', (contract) => renamed(written(contract), NAMES[contract.name]!)),
  whole('characters of the other width', (contract) => WIDTH[contract.language](written(contract))),
  ...[0, 1].map((turn) =>
    whole(`synonyms, ${turn + 1} of the table's columns`, (contract) => synonyms(contract, written(contract), turn)),
  ),
  whole('articles in reverse order', (contract) =>
    written({ ...contract, articles: [...contract.articles].reverse() }),
  ),
  ...[7, 11].map((seed) =>
    whole(`articles shuffled (${seed})`, (contract) =>
      written({ ...contract, articles: shuffled(contract.articles, seed) }),
    ),
  ),
  each('one article moved to an annex', annexed),
  each('one article split in two', split),
  each('one paragraph split in two', splitParagraph),
];

function shifted(numbering: Numbering, by: number): Numbering {
  return {
    article: (index, heading) => numbering.article(index + by, heading),
    paragraph: (article, index) => numbering.paragraph(article + by, index),
    item: numbering.item,
    reference: (index) => numbering.reference(index + by),
  };
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
const OTHER_STYLE: Readonly<Record<Contract['language'], Numbering>> = {
  ja: {
    article: (index, heading) => `${index + 1}．${heading}`,
    paragraph: (article, index) => `${article + 1}.${index + 1}　`,
    item: (index) => `${'①②③④⑤⑥⑦⑧⑨'[index]}　`,
    reference: (index) => `第${index + 1}条`,
  },
  en: {
    article: (index, heading) => `Article ${index + 1} ${heading}`,
    paragraph: (_, index) => `(${index + 1}) `,
    item: (index) => `(${ROMAN[index]}) `,
    reference: (index) => `${index + 1}`,
  },
};

/** Every name at once, so that two can change places. */
function renamed(text: string, names: Readonly<Record<string, string>>): string {
  const ascii = /^\w/.test(Object.keys(names)[0]!);
  const list = Object.keys(names).join('|');
  return text.replace(new RegExp(ascii ? `\\b(?:${list})\\b` : list, 'g'), (name) => names[name]!);
}

const WIDTH: Readonly<Record<Contract['language'], (text: string) => string>> = {
  ja: (text) =>
    text
      .replace(/[0-9A-Za-z%]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
      .replace(/（/g, '(')
      .replace(/）/g, ')')
      .replace(/％/g, '%'),
  en: (text) =>
    text
      .replace(/"([^"\n]*)"/g, '\u201c$1\u201d')
      .replace(/'/g, '\u2019')
      .replace(/(\d) (days|months|hours|business)/g, '$1\u00a0$2')
      .replace(/non-/g, 'non\u2011'),
};

function synonyms({ language }: Contract, text: string, turn: number): string {
  return SYNONYMS[language].reduce(
    (changed, [pattern, ...others]) => changed.replace(pattern, others[turn % others.length]!),
    text,
  );
}

/** Fisher and Yates with a small generator of its own: the same order on every run. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const out = [...list];
  let state = seed;
  for (let at = out.length - 1; at > 0; at--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = Math.floor((state / 2_147_483_648) * (at + 1));
    [out[at], out[other]] = [out[other]!, out[at]!];
  }
  return out;
}

/** The article's own place refers to the annex, which holds its paragraphs under the same numbers. */
function annexed(contract: Contract, article: Article): Contract {
  const { language } = contract;
  const annexes = contract.annexes.map(({ title }) => title);
  const name = language === 'ja' ? `別紙${annexes.length + 1}` : `Annex ${annexes.length + 1}`;
  const pointer =
    language === 'ja'
      ? `${article.heading}については、${name}の定めによる。`
      : `${article.heading} is set out in ${name}.`;
  const numbering = USUAL[language];
  const lines = article.paragraphs.flatMap(({ text, items }, index) => [
    `${language === 'ja' ? numbering.paragraph(0, index) : `${index + 1}. `}${text}`,
    ...items.map((item, order) => `${numbering.item(order)}${item}`),
  ]);
  const title = language === 'ja' ? `${name}　${article.heading}` : `${name} – ${article.heading}`;
  return {
    ...contract,
    articles: contract.articles.map((other) =>
      other === article ? { ...other, annex: name, paragraphs: [{ text: pointer, items: [] }] } : other,
    ),
    annexes: [...contract.annexes, { title, lines }],
  };
}

/** A paragraph that begins so refers to the one before it, and is not parted from it. */
const BACKWARD =
  /前[一二三]?項|前条|この場合|これ[をらに]|^(?:ただし|本項)|as stated above|^This |^These |^It |^If it|such data/;

function split(contract: Contract, article: Article): Contract | null {
  const { id, heading, paragraphs } = article;
  const at = paragraphs.findIndex(
    (_, index) => index >= paragraphs.length / 2 && paragraphs.slice(index).every(({ text }) => !BACKWARD.test(text)),
  );
  if (at < 1) return null;
  const halves = [
    { id, heading, paragraphs: paragraphs.slice(0, at) },
    { id, heading, paragraphs: paragraphs.slice(at) },
  ];
  return { ...contract, articles: contract.articles.flatMap((other) => (other === article ? halves : [other])) };
}

/** Names its own subject, which a Japanese sentence may take from the one before. */
function standsAlone(sentence: string, { language }: Contract): boolean {
  return !BACKWARD.test(sentence) && (language === 'en' || /^[^、。]{1,40}(?<!とき|場合に|ために)は、/.test(sentence));
}

function splitParagraph(contract: Contract, article: Article): Contract | null {
  const paragraphs = article.paragraphs.flatMap(({ text, items }) => {
    const [first, ...rest] = sentences(text);
    const second = rest.join(contract.language === 'ja' ? '' : ' ');
    return items.length === 0 && second && standsAlone(second, contract)
      ? [
          { text: first!, items },
          { text: second, items },
        ]
      : [{ text, items }];
  });
  if (paragraphs.length === article.paragraphs.length) return null;
  return {
    ...contract,
    articles: contract.articles.map((other) => (other === article ? { ...other, paragraphs } : other)),
  };
}

export function sentences(text: string): string[] {
  return text.split(/(?<=。)(?![）」])|(?<=[a-z)]\.) (?=[A-Z])/);
}
