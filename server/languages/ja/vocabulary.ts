/** Parties, defined terms and cross-references as Japanese contracts write them. */
import type { Clause, CrossReference, DefinedTerm, Party } from '../../model/contract.js';
import type { Range } from '../../model/document.js';
import { number } from './numerals.js';

const USER = /^(?:甲|委託者|発注者|利用者|お客様|ユーザー?|顧客|契約者|注文者|申込者|会員)$/;
const VENDOR = /^(?:乙|受託者|受注者|当社|弊社|提供者|ベンダー?|サービス提供者|開発者|請負者)$/;

/** The names given in the preamble, or in the whole text where it gives none; roles by the nouns, then by who pays. */
export function parties(text: string, preamble: Range): Party[] {
  const named = given(text, preamble[1] > preamble[0] ? preamble : [0, text.length]);
  const found = named.length > 0 ? named : spoken(text);
  return payerFirst(found, text);
}

function given(text: string, [start, end]: Range): Party[] {
  const pattern = /以下、?(?:単に)?[「『]([^」』]{1,12})[」』]と(?:いう|いいます|称する|称します|呼ぶ)/g;
  return [...text.slice(start, end).matchAll(pattern)].flatMap((match): Party[] => {
    const name = match[1]!;
    if (!USER.test(name) && !VENDOR.test(name) && !/[者社甲乙丙丁]$/.test(name)) return [];
    const at = start + match.index;
    return [{ name, aliases: [], role: roleOf(name), quote: match[0], range: [at, at + match[0].length] }];
  });
}

/** Without a preamble (a snippet, or terms that begin at once): the nouns that are marked as topics. */
function spoken(text: string): Party[] {
  const seen = new Map<string, Party>();
  for (const match of text.matchAll(
    /(甲|乙|委託者|受託者|発注者|受注者|利用者|お客様|当社|提供者|契約者)(?=は|が|及び|に|の)/g,
  )) {
    const name = match[1]!;
    if (!seen.has(name))
      seen.set(name, {
        name,
        aliases: [],
        role: roleOf(name),
        quote: name,
        range: [match.index, match.index + name.length],
      });
  }
  return [...seen.values()];
}

function roleOf(name: string): Party['role'] {
  if (USER.test(name)) return 'user';
  return VENDOR.test(name) ? 'vendor' : 'third';
}

/** 乙 that pays and 甲 that is paid are the other way round. */
function payerFirst(found: readonly Party[], text: string): Party[] {
  const pays = (name: string) =>
    text.includes(`${name}は、委託料を`) ||
    new RegExp(`${name}は、[^。]{0,40}(?:料金|委託料|対価|報酬|代金)を[^。]{0,30}支払`).test(text);
  const [ko, otsu] = ['甲', '乙'].map((name) => found.find((party) => party.name === name));
  if (!ko || !otsu || pays('甲') || !pays('乙')) return [...found];
  return found.map((party) =>
    party === ko ? { ...party, role: 'vendor' as const } : party === otsu ? { ...party, role: 'user' as const } : party,
  );
}

export function terms(text: string): DefinedTerm[] {
  const found: DefinedTerm[] = [];
  for (const match of text.matchAll(
    /[（(][^（()）。]{0,60}?以下、?(?:これらを)?(?:総称して|あわせて|併せて|単に)?[「『]([^」』\n]{1,30})[」』]と(?:いう|いいます|総称|称)/g,
  )) {
    const from = Math.max(text.lastIndexOf('\n', match.index), text.lastIndexOf('。', match.index)) + 1;
    found.push(entry(text, match[1]!, match.index + match[0].indexOf(match[1]!), [from, match.index]));
  }
  for (const match of text.matchAll(
    /[「『]([^」』\n]{1,30})[」』](?:とは、?|[ 　]+|[:：]|は、)([^\n]{4,600}?)(?:をいう|をいい|を指す|を意味する|のこと|。|$)/gm,
  )) {
    const from = match.index + match[0].indexOf(match[2]!);
    found.push(entry(text, match[1]!, match.index + 1, [from, from + match[2]!.length]));
  }
  return found.sort((a, b) => a.range[0] - b.range[0]);
}

function entry(_text: string, term: string, at: number, meaning: Range): DefinedTerm {
  return { term, meaning, range: [at, at + term.length] };
}

/** 第10条第2項, resolved by its article; of another document, null. */
export function references(text: string, clauses: readonly Clause[]): CrossReference[] {
  const articles = new Map(
    clauses.filter(({ kind }) => kind === 'article').map((clause) => [articleNumber(clause.label), clause.id]),
  );
  return [
    ...text.matchAll(
      /第[ 　]?([0-9０-９]+|[一二三四五六七八九十百]+)[ 　]?条(?:第[0-9０-９一二三四五六七八九十]+項)?/g,
    ),
  ].flatMap((match): CrossReference[] => {
    if (clauses.some(({ range }) => range[0] === match.index)) return [];
    const foreign = /法(?:律)?$/.test(text.slice(Math.max(0, match.index - 3), match.index));
    const clause = foreign ? null : (articles.get(number(match[1]!)) ?? null);
    return [{ range: [match.index, match.index + match[0].length], target: match[0], clause }];
  });
}

function articleNumber(label: string): number {
  const match = label.match(/^第([0-9０-９一二三四五六七八九十百]+)条/);
  return match ? number(match[1]!) : Number.NaN;
}
