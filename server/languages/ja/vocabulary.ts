/** Parties, defined terms and cross-references as Japanese contracts write them. */
import type { Clause, CrossReference, DefinedTerm, Party, Side } from '../../model/contract.js';
import type { Range } from '../../model/document.js';
import { number } from './numerals.js';

const USER =
  /^(?:甲|市|県|委任者|クライアント|貴(?:社|会|庁|校|院|法人|組合)|御社|あなた(?:さま|様)?|みな(?:さま|さん)|会員|データ(?:提供|保有|開示)(?:者|元|側|会社|企業)|使用者|購入者|ユーザー?|お客(?:様|さま)|顧客|皆(?:様|さま)|ライセンシー|買主|(?:委託|発注|注文|依頼|調達|導入|利用|契約|申込)(?:者|元|側|主|会社|法人|企業|機関|社))$/;
const VENDOR =
  /^(?:乙|受任者|請負人|役務提供者|当社|弊社|(?:私|わたし|わたくし)(?:たち|ども|達|共)|データ(?:利用|受領|分析|解析)(?:者|先|側|会社|企業)|(?:解析|分析)(?:者|会社|企業)|当機構|当法人|本学|ベンダー?|事業者|ライセンサー|売主|(?:受託|受注|請負|供給|運営|納入|(?:サービス)?提供|開発|制作|製作|構築|保守)(?:者|先|側|会社|法人|企業|機関|社|事務局))$/;
const NOUNS =
  '甲|乙|貴(?:社|会|庁|校|院|法人|組合)|御社|あなた(?:さま|様)?|(?:私|わたし|わたくし)(?:たち|ども|達|共)|データ(?:提供|保有|開示|利用|受領|分析|解析)(?:者|元|先|側|会社|企業)|委託者|受託者|発注者|受注者|請負人|注文者|利用者|会員|ユーザー?|お客(?:様|さま)|皆(?:様|さま)|クライアント|ライセンシー|ベンダー?|開発者|当社|弊社|当機構|(?<!データ)提供者|契約者';
const SPOKEN = new RegExp(
  `((?<![\\u4e00-\\u9fff])(?:市|県)(?=は|が)|(?<!その)ライセンサー|運営(?:者|会社|事務局)|サービス提供(?:者|会社|事業者)|(?:委託|発注|依頼|導入|利用|契約|(?<!データ)提供|開発|受託|受注|解析|分析|制作|製作|構築)(?:会社|企業|法人|機関)|(?:依頼|注文)主|供給者|購入者|使用者|${NOUNS})(?=は|が|及び|に|の|へ|から|より|又は)`,
  'g',
);
/** Names that phrases know. */
const KNOWN_NAME = new RegExp(`^(?:市|県|顧客|ライセンサー|${NOUNS})$`);
const ORGANISATION =
  /(?:会社|法人|機構|研究所|大学|協会|組合|財団|社団|センター|[都道府県市区町村省庁]|corporation|inc\.?|ltd\.?|llc|gmbh)[^。「」]{0,40}$/i;

/** 発注者 X社（以下「…」という。）: the noun before the name tells the side. */
const CALLED = new RegExp(`(?:^|[\\s、。とび])(${NOUNS})(?:[\\s　:：]|である)[^「」。、\\n]{1,40}[（(]$`);

/** What a contract calls its own things by: 本業務, 本サービス. */
const NO_ORGANISATION = /^本(?![社学院校会所市県区町村]|機構|法人|組合|財団|センター|大学)/;

/** Things, and people of one side, whatever stands before them. */
const NOBODY = /(?:サービス|システム|契約|規約|業務|情報|データ|ソフトウェア|モデル|物|担当者|責任者|従業者)$/;

/** Who is spoken to: in a notice to the reader, nobody in particular. */
const ADDRESSED = /^(?:あなた|貴|御社|みな)/;
/** 申込みをした事業者（以下「加盟店」）: who is described as somebody need not be the topic so often. */
const SOMEBODY = /(?:者|法人|会社|店)[^。「」]{0,4}$/;
/** More often than so is a name spoken of that is somebody. */
const OFTEN = 4;
const SELDOM = 2;

const LONGEST_NAME = 12;
/** Within so many characters a contract tells who its parties are. */
const HEAD = 1_200;
/** No contract has more; each is looked for in the whole text. */
const MOST_PARTIES = 40;

/** The names given in the preamble, or in the whole text where it gives none; roles by the nouns, then by what each does. */
export function parties(text: string, preamble: Range): Party[] {
  const all = introduced(text, preamble);
  // 予約者, 登録者: a noun for some of the users takes no side that the contract has another noun for.
  const nouns = all.filter(({ name, role }) => role === 'third' && /者$/.test(name));
  const named = byDeeds(
    all.filter((party) => !nouns.includes(party)),
    text,
  );
  const sides = new Set(named.map(({ role }) => role));
  const further = spoken(text).filter(
    ({ role, name }) =>
      !sides.has(role) &&
      !named.some((party) => party.name.includes(name)) &&
      !(ADDRESSED.test(name) && nouns.length > 0),
  );
  return payerFirst(withTopics(byDeeds([...named, ...nouns, ...further], text), text), text);
}

/** The names given in the preamble; where it gives not even two (a title, a table), in what follows it; without one, anywhere. */
function introduced(text: string, [start, end]: Range): Party[] {
  if (end <= start) return given(text, [0, text.length]);
  const own = given(text, [start, end]);
  if (own.length > 1) return own;
  const names = new Map(given(text, [start, Math.max(end, HEAD)]).map((party) => [party.name, party]));
  return [...names.values()];
}

function given(text: string, [start, end]: Range): Party[] {
  const pattern =
    /以下、?(?:単に)?[「『]([^」』]{1,12})[」』](?:と(?:いう|いいます|称する|称します|呼ぶ|呼びます|する|します)(?=。?[）)])|と(?:いう|いいます|称する|称します|呼ぶ)|(?=。?[）)]))/g;
  const topics = topicCounts(text);
  const found = [...text.slice(start, end).matchAll(pattern)].flatMap((match): Party[] => {
    const name = match[1]!;
    const at = start + match.index;
    const before = text.slice(Math.max(0, at - 60), at);
    const organisation = ORGANISATION.test(before.normalize('NFKC'));
    const called = /者$/.test(name) ? undefined : CALLED.exec(before)?.[1];
    if (NO_ORGANISATION.test(name) || (NOBODY.test(name) && !before.includes(name))) return [];
    const noun = USER.test(name) || VENDOR.test(name) || /[者社甲乙丙丁]$/.test(name);
    const described = SOMEBODY.test(before) && !/先$/.test(name);
    if (!noun && !organisation && !called && !acts(name, topics, described ? SELDOM : OFTEN)) return [];
    const role = called ? roleOf(called) : roleOf(name);
    return [{ name, aliases: [], role, quote: match[0], range: [at, at + match[0].length] }];
  });
  return found.slice(0, MOST_PARTIES);
}

/** A name that is time and again the topic of a sentence is somebody, whatever the noun. */
function acts(name: string, topics: ReadonlyMap<string, number>, moreThan: number): boolean {
  return !NO_ORGANISATION.test(name) && (topics.get(name) ?? 0) > moreThan;
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
    if (name && !seen.has(name) && (!ADDRESSED.test(name) || text.split(name).length > OFTEN))
      seen.set(name, { name, aliases: [], role: roleOf(name), quote: name, range: [index, index + name.length] });
  }
  return [...seen.values()];
}

/** A side without a noun is called by its name: the one that is most often said to do what that side does. */
function withTopics(found: readonly Party[], text: string): Party[] {
  const sides = new Set(found.map(({ role }) => role));
  if (sides.has('user') && sides.has('vendor')) return [...found];
  const known = found.filter(({ role }) => role === 'user' || role === 'vendor').map(({ name }) => name);
  const acting = actors(text)
    .filter(({ name }) => !known.includes(name))
    .map((actor) => ({ ...actor, lean: deeds(actor.name, text) }));
  const taken = new Set<string>();
  const added = (['vendor', 'user'] as const).flatMap((side): Party[] => {
    const sign = side === 'vendor' ? 1 : -1;
    const best = acting
      .filter(({ name }) => !taken.has(name))
      .sort((one, other) => sign * (other.lean - one.lean) || other.count - one.count)[0];
    if (sides.has(side) || !best || (sign * best.lean <= 0 && best.count < 6)) return [];
    taken.add(best.name);
    const range = [best.at, best.at + best.name.length] as const;
    return [{ name: best.name, aliases: [], role: side, quote: best.name, range }];
  });
  return [...found.filter(({ name }) => !taken.has(name)), ...added];
}

/** Who is time and again said to do what only somebody does, whatever the noun. */
function actors(text: string): { name: string; count: number; at: number }[] {
  const counts = new Map<string, { count: number; at: number }>();
  for (const { 1: name, index } of text.matchAll(ACTING)) {
    if (NO_ACTOR.test(name!)) continue;
    const seen = counts.get(name!);
    counts.set(name!, { count: (seen?.count ?? 0) + 1, at: seen?.at ?? index });
  }
  const found = [...counts].flatMap(([name, { count, at }]) => (count >= 3 ? [{ name, count, at }] : []));
  return found.sort((a, b) => b.count - a.count).slice(0, MOST_PARTIES);
}

/** A name that begins its clause, as the topic or subject of an act. */
const ACTING =
  /(?<![\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fffA-Za-z0-9])([\u30a1-\u30fc\u4e00-\u9fffA-Za-z0-9.&]{2,12}) ?(?:は|が)、?(?=[^。\n]{0,80}(?:提供|支払|使用|利用|開示|通知|委託|承諾|遵守|管理|請求|解除|変更|停止|保管|作成|実施)(?:[いうわ]|する|し(?!な)|できる|す))/g;
/** What is subject or topic of such acts only where it stands for who does it, and who is neither side. */
const NO_ACTOR =
  /^(?:本|当該|各|前|同|次|上記|両)|(?:契約|約款|規約|規定|条件|サービス|システム|業務|情報|データ|資料|成果物?|ソフトウェア|モデル|エンジン|料金?|対価|費用|期間|権利?|物|者ら|第三者|双方|当事者|場合|とき|こと|責任|方法|内容|事項|[0-9０-９条項号日月年])$/;

/** Names that say nothing of the role get it by what they do: one orders and pays, the other makes and provides. */
function byDeeds(found: readonly Party[], text: string): Party[] {
  const unknown = found.filter(({ name, role }) => role === 'third' && !/^[丙丁戊]$/.test(name));
  const known = new Set(found.map(({ role }) => role));
  if (unknown.length === 0 || (known.has('user') && known.has('vendor'))) return [...found];
  const lean = new Map(unknown.map((party) => [party, deeds(party.name, text)]));
  // Of two that do alike, who is named first orders.
  const order = unknown.toReversed().toSorted((a, b) => lean.get(b)! - lean.get(a)!);
  const alone = found.length === 2 && known.size === 2 ? unknown[0] : undefined;
  const two = found.length === 2 && unknown.length === 2;
  const vendor = known.has('vendor') ? undefined : (alone ?? order.find((party) => two || lean.get(party)! > 0));
  const user = known.has('user') ? undefined : (alone ?? order.findLast((party) => lean.get(party)! < 0 || vendor));
  return found.map((party) => {
    if (party === vendor) return { ...party, role: 'vendor' };
    return party === user ? { ...party, role: 'user' } : party;
  });
}

/** Above zero where the name makes and provides more often than it orders and pays. */
function deeds(name: string, text: string): number {
  const count = (acts: string) => occurrences(text, `${escaped(name)}(?:は|が)、?[^。\\n]{0,60}(?:${acts})`);
  return (
    count(
      '提供す|提供し|納入|納品|納め|開発す|開発し|構築|作成|制作|調整|改修|手直し|設置|据え付け|引き?渡|受託|請け負|遂行|停止',
    ) -
    count('委託す|委託し|依頼|発注|検収|検査|申し?込') +
    PAYMENT * (paid(name, text) - pays(name, text))
  );
}

/** What a payment counts beside another deed. */
const PAYMENT = 3;

function paid(name: string, text: string): number {
  return occurrences(text, `${escaped(name)}(?:に対し|に対して|に)、?[^。\\n]{0,60}${PAYS}`);
}

function pays(name: string, text: string): number {
  return occurrences(text, `${escaped(name)}(?:は、?[^。\\n]{0,100}|が、?[^。、\\n]{0,12})${PAYS}`);
}

const PAYS = '(?:支払|払[いうわっ])';

function occurrences(text: string, pattern: string): number {
  return [...text.matchAll(new RegExp(pattern, 'g'))].length;
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function roleOf(name: string): Party['role'] {
  if (USER.test(name)) return 'user';
  return VENDOR.test(name) ? 'vendor' : 'third';
}

export function usualName(name: string, side: Side): string | null {
  if (roleOf(name) === side && KNOWN_NAME.test(name)) return null;
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
  const called = [ko, otsu].some(
    (party) => party && CALLED.test(text.slice(Math.max(0, party.range[0] - 60), party.range[0])),
  );
  if (!ko || !otsu || called || !reversed) return [...found];
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
    const at = match.index + match[0].indexOf(match[1]!);
    const told: Range = [from, sentenceEnd(text, match.index + match[0].length)];
    found.push({ ...entry(text, match[1]!, at, [afterTopic(text, from, match.index), match.index]), told });
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
    /^[ 　]*(?:[（(]?[0-9０-９一二三四五六七八九十ア-ンa-z]{1,3}[)）.．、]?|[①-⑳])[ 　\t]*([^\s。、：:「」『』（）().．0-9０-９][^\s。、：:「」『』（）()]{1,15})(?:[：:]|[ 　\t]{1,4})(?=\S)([^\n。]{6,400})(?:。|$)/gm;
  return [...text.matchAll(articles)].flatMap((article) => {
    const start = article.index + article[0].length - article[1]!.length;
    return [...article[1]!.matchAll(item)].map((match) => {
      const from = start + match.index + match[0].lastIndexOf(match[2]!);
      const at = start + match.index + match[0].indexOf(match[1]!);
      return entry(text, match[1]!, at, [from, from + match[2]!.length]);
    });
  });
}

/** 「委託者は、画像（以下「原画像」という。）を」: what is named so begins behind the topic of its sentence. */
function afterTopic(text: string, from: number, to: number): number {
  const topic = text.lastIndexOf('は、', to);
  const behind = topic + 2;
  return topic > from && to - behind > 1 ? behind : from;
}

/** Where the sentence ends that goes on behind the brackets in which a term is introduced. */
function sentenceEnd(text: string, from: number): number {
  const bracket = /[^（()）。\n]{0,8}。?[)）]/y;
  bracket.lastIndex = from;
  const behind = from + (bracket.exec(text)?.[0].length ?? 0);
  const end = /[。\n]|$/g;
  end.lastIndex = behind;
  return end.exec(text)?.index ?? behind;
}

function entry(_text: string, term: string, at: number, meaning: Range): DefinedTerm {
  return { term, meaning, range: [at, at + term.length] };
}

const NO_THING =
  /(?:契約|規約|約款|条項|覚書|申込書|ポリシー|ガイドライン|方針|法令?|規則|当事者|契約者|会員|利用者|ユーザー|顧客|お客様|当社|弊社|貴社|関係者|役職員|従業員|担当者|委託先|第三者|(?:知的|産業|工業)(?:財産|所有)(?:権等?)?|代金|料金|対価|報酬|(?:委託|利用|使用|手数|保守)料|上限|損害|費用|期間|日|時期|アカウント|[id]{2}|パスワード|反社会的勢力|不適合|瑕疵|欠陥|(?:停止|重大)障害|不能|漏えい等|事象|事故|インシデント|変更等?|業務|作業|(?<!報告|仕様|設計|説明|提案)(?:注文|申込|発注|見積|請求|契約|申請|依頼)書|者等?|(?<!個)人|法人|児童生徒等|農協|目的|実施権?|適応?調整|納入|プラン|nda|ハードウェア|(?:著作|特許|所有|財産)権等?|検収)$/;

export function namesNoThing(term: string): boolean {
  return NO_THING.test(term.trim());
}

/** What stands last in Japanese is the head. */
const DATA =
  /(?:データ|情報|(?:静止)?画像?|動画|資料|素材|音声|録音|録画|映像|写真|文書|書類|帳票|原票|図面|ファイル|記録|履歴|文章|指示文|質問文|明細)(?:等|一式|一覧)?$/;

export function namesData(words: string): boolean {
  return DATA.test(words.trimEnd().replace(/\([^()]*\)$/, ''));
}

/** 第10条第2項, resolved by its article; of another document, null. */
export function references(text: string, clauses: readonly Clause[]): CrossReference[] {
  const articles = new Map(
    clauses.filter(({ kind }) => kind === 'article').map((clause) => [articleNumber(clause.label), clause.id]),
  );
  const paragraphs = new Map(
    clauses.filter(({ kind }) => kind === 'paragraph').map((clause) => [paragraphKey(clause.label), clause.id]),
  );
  const starts = new Set(clauses.map(({ range }) => range[0]));
  const target = (article: number, paragraph: number | null) =>
    (paragraph === null ? undefined : paragraphs.get(`${article}-${paragraph}`)) ?? articles.get(article) ?? null;
  return [
    ...text.matchAll(
      /第[ 　]?([0-9０-９]+|[一二三四五六七八九十百]+)[ 　]?条(?:第([0-9０-９一二三四五六七八九十]+)項)?/g,
    ),
  ].flatMap((match): CrossReference[] => {
    if (starts.has(match.index)) return [];
    const foreign = /法(?:律)?$/.test(text.slice(Math.max(0, match.index - 3), match.index));
    const article = number(match[1]!);
    const end = match.index + match[0].length;
    const clause = foreign ? null : target(article, match[2] ? number(match[2]) : null);
    const first: CrossReference = { range: [match.index, end], target: match[0], clause };
    if (foreign) return [first];
    return [
      first,
      ...(match[2] ? furtherParagraphs(text, match, target) : articlesBetween(text, article, end, target)),
    ];
  });
}

type Target = (article: number, paragraph: number | null) => string | null;

/** Beyond which two numbers are no list of neighbours. */
const LONGEST_RUN = 40;

/** 第2項 and 第4項から第6項まで behind 「第9条第1項、」. */
function furtherParagraphs(text: string, { index, 0: whole, 1: article, 2: first }: RegExpExecArray, target: Target) {
  const next =
    /(、|及び|並びに|又は|若しくは|および|ならびに|または|から)(?:同条)?第([0-9０-９]+|[一二三四五六七八九十]+)項/y;
  next.lastIndex = index + whole.length;
  const found: CrossReference[] = [];
  let last = number(first!);
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const to = number(match[2]!);
    const range: Range = [next.lastIndex - match[0].length + match[1]!.length, next.lastIndex];
    for (const each of match[1] === 'から' ? between(last, to) : [to])
      found.push({ range, target: text.slice(...range), clause: target(number(article!), each) });
    last = to;
  }
  return found;
}

/** The articles that 第18条から第26条まで names without a word of them; the last has a reference of its own. */
function articlesBetween(text: string, from: number, end: number, target: Target): CrossReference[] {
  const to = /(?:から|ないし|乃至|[~～〜－-])[ 　]?第[ 　]?([0-9０-９]+|[一二三四五六七八九十百]+)[ 　]?条/y;
  to.lastIndex = end;
  const match = to.exec(text);
  if (!match) return [];
  const range: Range = [end, to.lastIndex];
  return between(from, number(match[1]!) - 1).map((each) => ({
    range,
    target: text.slice(...range),
    clause: target(each, null),
  }));
}

/** Those after the first, up to the last. */
function between(first: number, last: number): number[] {
  return last - first > 0 && last - first <= LONGEST_RUN
    ? Array.from({ length: last - first }, (_, index) => first + index + 1)
    : [];
}

function paragraphKey(label: string): string | null {
  const match = label.match(/^第([0-9０-９一二三四五六七八九十百]+)条第([0-9０-９一二三四五六七八九十]+)項$/);
  return match ? `${number(match[1]!)}-${number(match[2]!)}` : null;
}

function articleNumber(label: string): number {
  const match = label.match(/^第([0-9０-９一二三四五六七八九十百]+)条/);
  return match ? number(match[1]!) : Number.NaN;
}
