/** A fixture contract as its parts, so that a test can move, split, rename or delete them and write it down again. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { contracts } from '../../scripts/fixtures.js';
import type { Model } from '../../server/model/report.js';

export interface Paragraph {
  text: string;
  items: readonly string[];
}

export interface Article {
  /** By which other articles refer to it, wherever it goes: `{3}` in their text. */
  id: number;
  /** Annex that holds what it says, named beside its number where others refer to it. */
  annex?: string;
  heading: string;
  paragraphs: readonly Paragraph[];
}

export interface Contract {
  name: string;
  language: 'ja' | 'en';
  model: Model;
  parties: { user: readonly string[]; vendor: readonly string[] };
  title: string;
  preamble: string;
  articles: readonly Article[];
  signature: string;
  annexes: readonly { title: string; lines: readonly string[] }[];
}

interface Source extends Pick<Contract, 'language' | 'model' | 'parties' | 'title' | 'preamble' | 'signature'> {
  articles: { heading: string; paragraphs: { text: string; items?: string[] }[] }[];
  annex: { title: string; head: string[]; rows: string[][] };
}

/** How an article and its paragraphs are numbered; articles and paragraphs count from 0. */
export interface Numbering {
  article(index: number, heading: string): string;
  paragraph(article: number, index: number): string;
  item(index: number): string;
  /** Number by which another clause names the article. */
  reference(index: number): string;
}

const letter = (index: number) => String.fromCharCode(97 + index);
export const USUAL: Readonly<Record<Contract['language'], Numbering>> = {
  ja: {
    article: (index, heading) => `第${index + 1}条（${heading}）`,
    paragraph: (_, index) => `${index + 1} `,
    item: (index) => `(${index + 1}) `,
    reference: (index) => `第${index + 1}条`,
  },
  en: {
    article: (index, heading) => `${index + 1}. ${heading}`,
    paragraph: (article, index) => `${article + 1}.${index + 1} `,
    item: (index) => `(${letter(index)}) `,
    reference: (index) => `${index + 1}`,
  },
};

export async function loadContracts(): Promise<Contract[]> {
  return Promise.all(
    (await readdir(contracts)).map(async (name) => {
      const source = parse(await readFile(join(contracts, name, 'source.yaml'), 'utf8')) as Source;
      const refer = (text: string) => withReferences(text, source);
      const articles = source.articles.map(({ heading, paragraphs }, id) => ({
        id,
        heading,
        paragraphs: paragraphs.map(({ text, items = [] }) => ({ text: refer(text), items: items.map(refer) })),
      }));
      const { title, head, rows } = source.annex;
      const annexes = [{ title, lines: [head, ...rows].map((row) => row.join('\t')) }];
      return { ...source, name, articles, annexes };
    }),
  );
}

/** Numbers of this contract's own articles become `{id}`; those of statutes, which are higher, stay. */
function withReferences(text: string, { language, articles }: Source): string {
  const own = (number: string, whole: string) =>
    Number(number) <= articles.length ? whole.replace(number, `{${Number(number) - 1}}`) : whole;
  if (language === 'ja')
    return text.replace(/第(\d+)条/g, (whole, number) =>
      Number(number) <= articles.length ? `{${Number(number) - 1}}` : whole,
    );
  return text.replace(/Sections? \d+(?:, \d+)*(?: and \d+)?/g, (list) =>
    list.replace(/\d+/g, (number) => own(number, number)),
  );
}

export function written(contract: Contract, numbering: Numbering = USUAL[contract.language]): string {
  const { language, title, preamble, articles, signature, annexes } = contract;
  const and = language === 'ja' ? '、' : ', ';
  const beside = (annex: string) => (language === 'ja' ? `（${annex}）` : ` (${annex})`);
  const named = (text: string) =>
    text.replace(/\{(\d+)\}/g, (_, id) =>
      articles
        .filter((article) => article.id === Number(id))
        .map(
          (article) => `${numbering.reference(articles.indexOf(article))}${article.annex ? beside(article.annex) : ''}`,
        )
        .join(and),
    );
  const lines = articles.flatMap(({ heading, paragraphs }, index) => [
    numbering.article(index, heading),
    ...paragraphs.flatMap(({ text, items }, at) => [
      `${numbering.paragraph(index, at)}${named(text)}`,
      ...items.map((item, order) => `${numbering.item(order)}${named(item)}`),
    ]),
    '',
  ]);
  const ends = annexes.flatMap((annex) => ['', annex.title, ...annex.lines.map(named)]);
  return [title, '', preamble, '', ...lines, signature, ...ends, ''].join('\n');
}
