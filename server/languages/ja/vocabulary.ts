/** Parties, defined terms and cross-references as Japanese contracts write them. */
import type { Clause, CrossReference, DefinedTerm, Party, Side } from '../../model/contract.js';
import type { Range } from '../../model/document.js';
import { number } from './numerals.js';

const USER =
  /^(?:甲|市|県|委任者|委託者|委託元|クライアント|調達者|導入者|貴社|発注者|発注元|注文者|利用者|契約者|申込者|会員|ユーザー?|お客(?:様|さま)|顧客|皆(?:様|さま)|ライセンシー|買主)$/;
const VENDOR =
  /^(?:乙|受任者|受託者|受注者|請負者|請負人|供給者|運営者|納入者|役務提供者|当社|弊社|当機構|当法人|本学|提供者|開発者|ベンダー?|サービス提供者|事業者|ライセンサー|売主)$/;
const SPOKEN =
  /((?<![\u4e00-\u9fff])(?:市|県)(?=は|が|の|に)|甲|乙|委託者|受託者|発注者|受注者|請負人|注文者|利用者|会員|ユーザー?|お客(?:様|さま)|皆(?:様|さま)|クライアント|ライセンシー|(?<!その)ライセンサー|ベンダー?|開発者|当社|弊社|当機構|提供者|契約者)(?=は|が|及び|に|の|へ|から|より|又は)/g;
const ORGANISATION =
  /(?:会社|法人|機構|研究所|大学|協会|組合|財団|社団|センター|[都道府県市区町村省庁]|corporation|inc\.?|ltd\.?|llc|gmbh)[^。「」]{0,40}$/i;

const LONGEST_NAME = 12;
/** No contract has more; each is looked for in the whole text. */
const MOST_PARTIES = 40;

/** The names given in the preamble, or in the whole text where it gives none; roles by the nouns, then by what each does. */
export function parties(text: string, preamble: Range): Party[] {
  const named = given(text, preamble[1] > preamble[0] ? preamble : [0, text.length]);
  const sides = new Set(named.map(({ role }) => role));
  const further = spoken(text).filter(
    ({ role, name }) => !sides.has(role) && !named.some((party) => party.name.includes(name)),
  );
  const found = named.length > 1 && sides.has('user') && sides.has('vendor') ? named : [...named, ...further];
  return payerFirst(byDeeds(withProvider(found, text), text), text);
}

function given(text: string, [start, end]: Range): Party[] {
  const pattern =
    /以下、?(?:単に)?[「『]([^」』]{1,12})[」』](?:と(?:いう|いいます|称する|称します|呼ぶ)|(?=。?[）)]))/g;
  const topics = topicCounts(text);
  const found = [...text.slice(start, end).matchAll(pattern)].flatMap((match): Party[] => {
    const name = match[1]!;
    const at = start + match.index;
    const organisation = ORGANISATION.test(text.slice(Math.max(0, at - 60), at).normalize('NFKC'));
    const noun = USER.test(name) || VENDOR.test(name) || /[者社甲乙丙丁]$/.test(name);
    if (!noun && !organisation && !acts(name, topics)) return [];
    return [{ name, aliases: [], role: roleOf(name), quote: match[0], range: [at, at + match[0].length] }];
  });
  return found.slice(0, MOST_PARTIES);
}

/** A name that is time and again the topic of a sentence is somebody, whatever the noun. */
function acts(name: string, topics: ReadonlyMap<string, number>): boolean {
  return (
    !/^本|(?:サービス|システム|契約|規約|業務|情報|データ|ソフトウェア|物)$/.test(name) && (topics.get(name) ?? 0) > 4
  );
}

/** How often what stands before 「は、」 does so, for every name that may end there. */
function topicCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { index } of text.matchAll(/は、/g)) {
    for (let length = 1; length <= Math.min(LONGEST_NAME, index); length++) {
      const name = text.slice(index - length, index);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

/** Without a preamble (a snippet, or terms that begin at once): the nouns that are marked as topics. */
function spoken(text: string): Party[] {
  const seen = new Map<string, Party>();
  for (const { 1: name, index } of text.matchAll(SPOKEN)) {
    if (name && !seen.has(name))
      seen.set(name, { name, aliases: [], role: roleOf(name), quote: name, range: [index, index + name.length] });
  }
  return [...seen.values()];
}

/** Terms that speak to a user but have no noun for the provider call it by its name: the one that is most often the topic. */
function withProvider(found: readonly Party[], text: string): Party[] {
  if (found.length === 0 || found.some(({ role }) => role !== 'user')) return [...found];
  const counts = new Map<string, { count: number; at: number }>();
  for (const { 1: name, index } of text.matchAll(/([A-Z][A-Za-z]{2,20})(?= ?(?:は|が|では|の))/g)) {
    const seen = counts.get(name!);
    counts.set(name!, { count: (seen?.count ?? 0) + 1, at: seen?.at ?? index });
  }
  const [best] = [...counts].sort(([, a], [, b]) => b.count - a.count);
  if (!best || best[1].count < 3) return [...found];
  const [name, { at }] = best;
  return [...found, { name, aliases: [], role: 'vendor', quote: name, range: [at, at + name.length] }];
}

/** Names that say nothing of the role get it by what they do: one orders and pays, the other makes and provides. */
function byDeeds(found: readonly Party[], text: string): Party[] {
  const unknown = found.filter(({ name, role }) => role === 'third' && !/^[丙丁戊]$/.test(name));
  const known = new Set(found.map(({ role }) => role));
  if (unknown.length === 0 || (known.has('user') && known.has('vendor'))) return [...found];
  const lean = new Map(unknown.map((party) => [party, deeds(party.name, text)]));
  const order = unknown.toSorted((a, b) => lean.get(b)! - lean.get(a)!);
  const alone = found.length === 2 && known.size === 2 ? unknown[0] : undefined;
  const vendor = known.has('vendor') ? undefined : (alone ?? order.find((party) => lean.get(party)! > 0));
  const user = known.has('user') ? undefined : (alone ?? order.findLast((party) => lean.get(party)! < 0 || vendor));
  return found.map((party) => {
    if (party === vendor) return { ...party, role: 'vendor' };
    return party === user ? { ...party, role: 'user' } : party;
  });
}

/** Above zero where the name makes and provides more often than it orders and pays. */
function deeds(name: string, text: string): number {
  const count = (acts: string) =>
    [...text.matchAll(new RegExp(`${escaped(name)}(?:は|が)、?[^。\\n]{0,60}(?:${acts})`, 'g'))].length;
  return (
    count('提供す|提供し|納入|納品|開発す|開発し|構築|作成|制作|引き?渡|受託|請け負|遂行|停止') -
    count('支払|委託す|委託し|依頼|発注|検収|検査|申し?込')
  );
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function roleOf(name: string): Party['role'] {
  if (USER.test(name)) return 'user';
  return VENDOR.test(name) ? 'vendor' : 'third';
}

export function usualName(name: string, side: Side): string | null {
  if (roleOf(name) === side) return null;
  return side === 'user' ? '甲' : '乙';
}

/** 乙 that pays, or 甲 that offers the service, are the other way round. */
function payerFirst(found: readonly Party[], text: string): Party[] {
  const pays = (name: string) =>
    new RegExp(
      `${name}は、[^。]{0,40}(?:料金?|代金|対価|報酬)[^。をの]{0,24}を[^。]{0,60}支払(?![^。]{0,12}(?:請求|受け))`,
    ).test(text) || orders(name);
  const orders = (name: string) =>
    new RegExp(`${name}は、[甲乙]に(?:対し|対して)?、?[^\\n]{0,160}を(?:有償で)?委託(?:し|する)`).test(text);
  const offers = (name: string) =>
    new RegExp(
      `「${name}」と(?:いう|します)。?[)）]が提供する|${name}は、[^。]{0,20}サービス(?:を|仕様書)[^。]{0,20}提供す`,
    ).test(text);
  const [ko, otsu] = ['甲', '乙'].map((name) => found.find((party) => party.name === name));
  const reversed = (!pays('甲') && pays('乙')) || (!pays('甲') && offers('甲') && !offers('乙'));
  if (!ko || !otsu || !reversed) return [...found];
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
    /[「『]([^」』\n]{1,30})[」』](?:とは、?|[ 　]+|[:：]|は、)([^\n]{4,600}?)(?:をいう|をいい|を指す|を意味する|のこと|。(?![)）])|$)/gm,
  )) {
    const from = match.index + match[0].indexOf(match[2]!);
    found.push(entry(text, match[1]!, match.index + 1, [from, from + match[2]!.length]));
  }
  const bracketed = new Set(found.map(({ term }) => term));
  for (const match of text.matchAll(
    /を、?(?:総称して|あわせて|併せて|まとめて|以下、?|単に|ここでは){0,2}、?[「『]([^」』\n]{1,30})[」』]と(?:いう|いい|称|総称|呼[ぶびん]|定義)/g,
  )) {
    const from = Math.max(text.lastIndexOf('\n', match.index), text.lastIndexOf('。', match.index)) + 1;
    const at = match.index + match[0].indexOf(match[1]!);
    if (!bracketed.has(match[1]!)) found.push(entry(text, match[1]!, at, [from, match.index]));
  }
  const known = new Set(found.map(({ term }) => term));
  found.push(...listedTerms(text).filter(({ term }) => !known.has(term)));
  return found.sort((a, b) => a.range[0] - b.range[0]);
}

/** `(3) 送信データ：…` and `三　送信データ　…をいう。` in an article on definitions: no quotation marks. */
function listedTerms(text: string): DefinedTerm[] {
  const articles =
    /^[ 　]*第[ 　]?[0-9０-９一二三四五六七八九十]{1,4}[ 　]?条[^\n。]{0,6}(?:定義|用語|言葉|意味|意義)[^\n。]{0,10}$([\s\S]{0,6000}?)(?=^[ 　]*第[ 　]?[0-9０-９一二三四五六七八九十]{1,4}[ 　]?条|$(?![\s\S]))/gm;
  const item =
    /^[ 　]*(?:[（(]?[0-9０-９一二三四五六七八九十ア-ンa-z]{1,3}[)）.．、]?|[①-⑳])[ 　\t]*([^\s。、：:「」『』（）()]{2,16})(?:[：:]|[ 　\t]{1,4})(?=\S)([^\n。]{6,400})(?:。|$)/gm;
  return [...text.matchAll(articles)].flatMap((article) => {
    const start = article.index + article[0].length - article[1]!.length;
    return [...article[1]!.matchAll(item)].map((match) => {
      const from = start + match.index + match[0].lastIndexOf(match[2]!);
      const at = start + match.index + match[0].indexOf(match[1]!);
      return entry(text, match[1]!, at, [from, from + match[2]!.length]);
    });
  });
}

function entry(_text: string, term: string, at: number, meaning: Range): DefinedTerm {
  return { term, meaning, range: [at, at + term.length] };
}

/** 第10条第2項, resolved by its article; of another document, null. */
const NO_THING =
  /(?:契約|規約|約款|条項|覚書|申込書|ポリシー|ガイドライン|方針|法令?|規則|当事者|契約者|会員|利用者|ユーザー|顧客|お客様|当社|弊社|貴社|関係者|役職員|従業員|担当者|委託先|第三者|(?:知的|産業|工業)(?:財産|所有)(?:権等?)?|代金|料金|対価|報酬|損害|費用|期間|日|時期|アカウント|[id]{2}|パスワード|反社会的勢力|不適合|瑕疵|欠陥|事象|事故|インシデント|変更等?|業務|作業|(?<!報告|仕様|設計|説明|提案)(?:注文|申込|発注|見積|請求|契約|申請|依頼)書|事業者|提供者|nda|ハードウェア|(?:著作|特許|所有|財産)権等?|検収)$/;

export function namesNoThing(term: string): boolean {
  return NO_THING.test(term.trim());
}

export function references(text: string, clauses: readonly Clause[]): CrossReference[] {
  const articles = new Map(
    clauses.filter(({ kind }) => kind === 'article').map((clause) => [articleNumber(clause.label), clause.id]),
  );
  const starts = new Set(clauses.map(({ range }) => range[0]));
  return [
    ...text.matchAll(
      /第[ 　]?([0-9０-９]+|[一二三四五六七八九十百]+)[ 　]?条(?:第[0-9０-９一二三四五六七八九十]+項)?/g,
    ),
  ].flatMap((match): CrossReference[] => {
    if (starts.has(match.index)) return [];
    const foreign = /法(?:律)?$/.test(text.slice(Math.max(0, match.index - 3), match.index));
    const clause = foreign ? null : (articles.get(number(match[1]!)) ?? null);
    return [{ range: [match.index, match.index + match[0].length], target: match[0], clause }];
  });
}

function articleNumber(label: string): number {
  const match = label.match(/^第([0-9０-９一二三四五六七八九十百]+)条/);
  return match ? number(match[1]!) : Number.NaN;
}
