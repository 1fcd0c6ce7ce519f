/** How Japanese contracts show who may, must or must not do what: predicates at the end, topics marked by は. */
import type { Role } from '../../model/contract.js';
import type { Range } from '../../model/document.js';
import type { Act, Grammar, Norms, RoleMentions, Span } from '../../model/language.js';
import type { Part, StatementKind } from '../../model/statement.js';
import { type HedgePatterns, hedgesOf, hedgingOf } from '../shared/hedges.js';
import { matchesOf } from '../shared/matches.js';

const MODALITY: readonly [StatementKind, RegExp][] = [
  [
    'disclaimer',
    /(?:こと|の|もの|料金|連絡|承諾|同意|許諾|通知|届出)(?:は|を|も)(?:特に|一切)?(?:要し(?:ない|ません)|必要(?:が|は)?(?:ない|ありません)|必要とし(?:ない|ません)|不要(?:です|とする|とします))|には及(?:ばない|びません)|(?:一切の?)?(?:責任|責め?|義務)(?:を|は|も)?(?:一切)?(?:負わない|負いません|負うことは(?:ない|ありません)|負いかね(?:る|ます)|負うものではな|負担し(?:な|ません|ませ)|負担せず(?=、)|免れる|ありません|ないものとし)|保証(?:を)?(?:するものでは(?:ない|ありません)|せず(?=、|に)|しない|しません|いたしません|致しません|いたしかね|しており(?:ません|ず)|(?:は)?でき(?:ない|ません)|を行わない|は行わない|は行いません)|免責/g,
  ],
  [
    'prohibition',
    /ないで(?:ください|下さい|いただ)|こと(?:は|も)(?:、?[^。、]{1,24}以外)?(?:一切|決して)?(?:ありません|ございません|し(?:ません|ない)|いたしません|ない(?=。|$))|以外(?:は)?ありません|(?:遠慮|お控え|控えて)(?:ください|下さい|願い)|て(?:は)?(?:なりません|ならない|ならず|いけません)|(?:こと(?:は|が)|使用|利用|譲渡)?でき(?:ない(?!形|よう|態様|状態|方式|程度|情報|データ|統計)|ません|ず|ないもの)|いただけ(?:ない|ません)|(?<!妨げ|負わ|保証し)ないもの(?:とし|と致し|といたし)|(?:し|い|わ|か|さ|れ|せ|ら|き|り|み|び|え|け|た|ま)ません|(?:し|わ|か|さ|れ|せ|ら|じ|べ|え|た|ま|い|め)ない(?:で(?:ください|下さい|いただ)|(?=。|、|ものと|こととし|ことと|ことを|こと(?:。|$)|$|\s))|禁止(?:する|します|いたします|し|され|いた|事項)|禁じ(?:る|ます|られ(?:る|ます|、))|(?:許さ|認めら)れ(?:ない(?=。|、|もの|$)|ません)|お断り(?:する|します|いたします|して(?:いる|います|おります))|(?<!によ|かかわ|拘わ|関わ|を問|のみな|少なか|のみにとどま)(?:せ|わ|か|さ|れ|ら)ず(?=、|に|$|。)|(?:許諾|承諾|付与)するものでは(?:な|あ)|べきでない|差し控え|(?:こと|もの)を得(?:ず|ない|ません)|べからず|(?:て|で)はならぬ|(?<=の(?:原則)?)禁止(?=[。、(]|$|\s)|(?:利用|使用|提供|開示|閲覧|持ち?出し?|複製|改変|再委託|譲渡|転用)不可|(?:入力|送信|投稿|登録|記載|掲載|アップロード|利用|使用|提供|開示|転載|転用|複製|改変|持ち?(?:出し?|込み?))(?:は|を)?禁止(?=[。、(]|$|\s)|(?:利用|使用|学習|提供|開示|閲覧|保存|共有|複製)(?:の有無)?[::] ?(?:なし|無し|無(?=$|\s|\()|不可|禁止|しない|行わない|しません|行いません)/g,
  ],
  [
    'permission',
    /(?:こと|もの)?が?でき(?:る|ます|るもの|、|た)|(?:使え|行え|用いられ|渡せ)るもの(?=と|で)|いただけ(?:る(?!よう)|ます)|し得る(?=[。、(]|$|\s|もの)|こと(?:を|まで|も)?妨げ(?:ない|ません|られない|るもの(?:では)?(?:ない|ありません))|差し支え(?:ない|ありません)|(?:て|で)も?(?:よい|良い|構わない|構いません|かまわない|かまいません|よろしい)(?=もの|。|、|こと|$)|許諾(?:する|し|します|いたし)|を認め(?:る|ます)|自由に|(?:[うくすつむるぐぶ]|した|しない)ことがあ(?:る|り(?:ます)?)|権利を有(?:する|し)|場合があ(?:る|り(?:ます)?)|足りる|足ります|ことを得る?(?=[。、(]|$|\s|もの)|(?:利用|使用|閲覧|複製|改変)可(?:能)?(?=[。、(]|$|\s)|(?:消せ|使え|外せ|戻せ|取り?出せ|止められ|選べ|見られ|取り?消せ|やめられ)(?:る|ます)(?=[。、]|$)/g,
  ],
  [
    'obligation',
    /なけれ?ば(?:ならない|なりません|ならず)|(?:義務|責任|責め)を(?:負う|負い|有する)|責めに任|負担(?:とする|する|します|と致し|し、)|(?<!でき(?:る|ます)|ない)もの(?:とする|とし|といたし|と致し|です)|こと(?:とする|とし|といたし|とします)|(?:し|い|き|り|み|び|え|せ|べ|け|れ|じ|め|ち)(?<!と(?:し|いたし|致し))ます|(?<!もの)とする(?=。|$)|(?:同様|同じ)と(?:します|いたします|致します)(?=。|$)|(?<!とす|と|ま)(?:す|う|く|る|む|ぶ|つ|ぐ)る?(?=。|$)|(?:て|で|[おご御][^。、]{1,8})(?:ください|下さい)|(?:しなけれ?ば|せねば)(?:ならない|なりません|ならず)?|努め|べき|べし(?=[。、]|$)|を要する?(?=[。、]|$)|せしむ(?=。|$)|ものとす(?=。|$)/g,
  ],
];

const TOPIC =
  /^ ?(?:[))]?)(?:自身|側|自ら|の(?:役員|役職員|従業員|従業者|社員|担当者|委託先)(?:(?:及び|並びに|又は|または|および|・)(?:その)?(?:役員|役職員|従業員|従業者|社員|担当者|委託先))?(?=は|が)|(?:及び|並びに|又は|または|および)(?:その|自己の|自社の)?(?:子会社|関連会社|関係会社|グループ会社|従業員|役職員|役員))?(?:の(?:責任|費用)(?:と負担|及び負担|と費用|と責任)?(?:で|において|により))?(?:においては|に(?:おい)?ては|については|は|が|も|において)/;
const RECEIVER =
  /^[))]?(?:(?:及び|又は|または|若しくは|もしくは)[^、。]{1,16}|のみ|だけ|側|のもの|双方|ご?自身|ご?本人)?(?:に(?!よ[りっ]|お[いけ]|つ[いき]|関|代わ|と[っり]|通知|報告|連絡|提示|提出|請求)|へ|の共有|の(?:単独|専)?所有|のもの(?:です|であ|と(?:する|し|な)|にな))/;
const CONDITION =
  /(?:場合|とき|際|限り|(?<!の)上)(?:に(?:は|おいて(?:は|も)?|限り|のみ)?|は|であっても|でも|にも)?、|(?:れば|ければ|なら(?:ば)?|たら)、|(?:場合|とき)(?=[()])/g;
const EXCEPTION =
  /(?:を除き|を除いて|を除くほか|を除くものとし|を含まない(?=もの|。|$|[\u4e00-\u9fff\u30a1-\u30fc])|以外(?:の(?:目的|者|第三者|用途|方法)?)?(?:に|で|へ|には|では)?|にかかわらず|に拘わらず|ほか|限りでな(?:い|く)|限りでは(?:ない|ありません)|場合を除)(?:、)?/g;

function parts(folded: string, [start, end]: Range): Span[] {
  const text = folded.slice(start, end);
  if (/^(?:ただし|但し|もっとも|なお、ただし)/.test(text)) return [{ range: [start, end], part: 'exception' }];
  const spans: Span[] = [];
  let from = 0;
  for (const { index, length, part } of markers(text)) {
    const stop = index + length;
    if (stop <= from) continue;
    const begin = /^以外/.test(text.slice(index)) ? objectEnd(text, from, index) : clauseStart(text, from, index, part);
    spans.push({ range: [start + begin, start + stop], part });
    from = stop;
  }
  return spans;
}

function markers(text: string): { index: number; length: number; part: Part }[] {
  const found = [
    ...matchesOf(CONDITION, text).map((m) => ({ index: m.index, length: m[0].length, part: 'condition' as const })),
    ...matchesOf(EXCEPTION, text).map((m) => ({ index: m.index, length: m[0].length, part: 'exception' as const })),
  ];
  return found.sort((a, b) => a.index - b.index);
}

/** A subordinate clause starts after the topic of the sentence (「乙は、」), else where the last one ended. */
function clauseStart(text: string, from: number, to: number, part: Part): number {
  const topic = /(?:は|も)、/g;
  topic.lastIndex = from;
  const match = topic.exec(text);
  const start = match && match.index < to ? match.index + match[0].length : from;
  if (part === 'exception') {
    const before = matchesOf(NEW_CLAUSE, text.slice(start, to)).at(-1);
    return before ? start + before.index + 2 : start;
  }
  const closed = [...text.slice(start, to).matchAll(CLOSED)].at(-1);
  if (closed) return start + closed.index + closed[0].length;
  const object = text.lastIndexOf('を、', to - 1);
  return object > start && !text.slice(start, object).includes('が') ? object + 2 : start;
}

/** What goes before these belongs to the main clause: 「資料を、同意がある場合を除き、」「秘密に保持し、同意がある場合を除き、」 */
const NEW_CLAUSE = /[をしずいきちりぎれせけげめべえ]、/g;

/** 「登録しないものとし、登録したときは、」: a norm that is complete is no part of the condition behind it. */
const CLOSED = /(?:ものと(?:いた)?し|こととし|なければならず|てはならず)、/g;

/** 「資料を業務以外の目的に」: what is other than the work, not the materials, is the exception. */
function objectEnd(text: string, from: number, to: number): number {
  return Math.max(from, ...['、', 'を', 'は', 'に'].map((mark) => text.lastIndexOf(mark, to - 1) + 1));
}

function read(
  folded: string,
  range: Range,
  spans: readonly Span[],
  actions: readonly { concept: string; range: Range }[],
  roles: RoleMentions,
): Norms {
  const whole = sentence(folded, range, spans, roles);
  const leave = allowed(folded, range, roles);
  const acts = actions.map((action): Act => {
    if (leave && action.range[0] >= leave.from && action.range[1] <= leave.to)
      return {
        ...action,
        kind: 'permission',
        bearer: leave.role,
        receiver: receiverOf(folded, action.range, range, roles) ?? 'none',
      };
    const part = partAt(spans, action.range[0]);
    const direct =
      whole.kind === 'definition' || CASE.test(folded.slice(...range))
        ? null
        : directKind(folded, action.range, range[1]);
    // 「是正が行われないときは」: what a condition says does not happen is not barred.
    const told = part === 'condition' && direct === 'prohibition' ? 'declaration' : direct;
    const agreed = agreedAgent(folded, action.range, range, roles);
    const kind =
      (agreed ? 'permission' : null) ??
      told ??
      (whole.yields ? 'declaration' : null) ??
      kindBeforeTopic(folded, action.range[1], range, roles) ??
      (whole.kind === 'disclaimer' && part === 'main' ? goingOn(folded, action.range, range[1]) : null) ??
      whole.kind;
    const topic = agreed ?? topicBefore(folded, action.range[0], range, roles, spans, part) ?? whole.bearer;
    const holder = holderIn(folded, action.range, roles);
    const bearer = holder ?? (topic === 'vendor' && direct !== 'permission' && forbids(folded, range) ? 'user' : topic);
    const receiver =
      holder ??
      receiverOf(folded, action.range, range, roles) ??
      (HOLDING.test(folded.slice(...action.range)) ? bearer : 'none');
    return { concept: action.concept, range: action.range, kind, bearer, receiver };
  });
  return { ...whole, acts: [...acts, ...gapped(folded, acts, range, roles)], hedges: hedges(folded, range) };
}

/** 「乙は、甲が…することを妨げない」「…することを承諾する」: whose act is let be, may do it. */
function allowed(
  folded: string,
  [start, end]: Range,
  roles: RoleMentions,
): { role: Role; from: number; to: number } | null {
  const leave = LEAVE.exec(folded.slice(start, end));
  if (!leave) return null;
  const to = start + leave.index;
  const own = roles.find(({ range }) => range[0] >= start && range[1] < to && folded[range[1]] === 'は');
  const other = roles.findLast(
    ({ role, range }) =>
      range[0] > (own?.range[1] ?? start) && range[1] < to && role !== own?.role && folded[range[1]] === 'が',
  );
  return own && other ? { role: other.role, from: other.range[1], to } : null;
}

const LEAVE =
  /(?:こと|の)(?:を|について|に(?:つき|対し)?)、?(?:あらかじめ|予め|これを|一切|特に)?(?:妨げ(?:ない|ません)|認め(?:る|ます)|承諾(?:する|します)|許諾(?:する|します)|容認(?:する|します)|異議を(?:述べ|申し立て|唱え)(?:ない|ません))(?:もの(?:とする|とします))?。?\s*$/;

/** 「乙は、改良のために利用できるものとし、甲は、権利を行使しない。」: what is said of 乙 ends where 甲 becomes the topic. */
function kindBeforeTopic(folded: string, from: number, [start, end]: Range, roles: RoleMentions): StatementKind | null {
  const next = roles.find(
    ({ range }) =>
      range[0] > from &&
      range[1] < end &&
      /[\u3001,]/.test(folded[range[0] - 1] ?? '') &&
      /^は[\u3001,]/.test(folded.slice(range[1], range[1] + 2)),
  );
  return next ? lastKind(withoutAsides(folded.slice(start, next.range[0])).slice(-60)) : null;
}

/** 「著作権はモデルについては甲に、プログラムについては乙に帰属する」: one verb, said once of each that holds. */
function gapped(folded: string, acts: readonly Act[], [start]: Range, roles: RoleMentions): Act[] {
  return acts.flatMap((act) => {
    if (act.concept !== 'own' && act.concept !== 'assign') return [];
    return roles
      .filter(
        ({ role, range }) =>
          range[0] >= start &&
          range[1] < act.range[0] &&
          role !== act.receiver &&
          (role === 'user' || role === 'vendor') &&
          /^(?:に|へ)、/.test(folded.slice(range[1], range[1] + 2)) &&
          /(?:は|については|にあっては)、?$/.test(folded.slice(Math.max(start, range[0] - 8), range[0])),
      )
      .map(({ role }) => ({ ...act, receiver: role }));
  });
}

/** The verb of one who has the right already, so that its topic is the owner (「乙が保有する」「乙は…留保する」). */
const HOLDING = /(?:(?:有|保持|留保|取得)(?:する|し|す)?|(?:所有|権利)者であ|持[つち])$/;

/** 「権利は甲が保持する」: the phrase of holding names the holder itself. */
function holderIn(folded: string, [start, end]: Range, roles: RoleMentions): Role | null {
  if (!HOLDING.test(folded.slice(start, end))) return null;
  return roles.findLast(({ range }) => range[0] > start && range[1] < end && folded[range[1]] === 'が')?.role ?? null;
}

/** 「甲に帰属」「乙から甲へ譲渡」「甲に対し…許諾」「甲乙の共有」: the last party so marked before the end of the act; of 「乙又は第三者に」 the party. */
function receiverOf(folded: string, [, end]: Range, [start]: Range, roles: RoleMentions): Role | null {
  const marked = roles.findLast(
    ({ range }) => range[0] >= start && range[1] <= end && RECEIVER.test(folded.slice(range[1], range[1] + 24)),
  );
  if (marked?.role !== 'third') return marked?.role ?? null;
  const beside = roles.findLast(({ range }) => range[1] <= marked.range[0] && marked.range[0] - range[1] <= 5);
  return beside && /^(?:又は|または|及び|若しくは)/.test(folded.slice(beside.range[1], marked.range[0]))
    ? beside.role
    : 'third';
}

/**
 * Modality of the predicate right after the action, up to the next comma; none where the predicate is a bare continuative.
 * A phrase that begins with the action itself (保証するものではない) counts too.
 */
function directKind(folded: string, [start, from]: Range, end: number): StatementKind | null {
  const comma = folded.indexOf('、', from);
  const stop = Math.min(comma < 0 ? end : comma + 1, end, from + 40);
  const text = folded.slice(start, stop);
  return firstKind(folded[from] === '(' ? withoutAsides(text) : text, from - start);
}

/** 「変更し、又は中止することができ、これによる責任を負わない」: a continuative shares the predicate that comes next, not the disclaimer at the end. */
function goingOn(folded: string, [, from]: Range, end: number): StatementKind | null {
  const next =
    /^[^。]{0,120}?(?:(?:こと|もの)?が?でき(?:、|るものとし、|ますが、|るが、)|ことがあり(?:ます)?(?:が)?、|場合があり(?:ます)?(?:が)?、)/.exec(
      folded.slice(from, Math.min(end, from + 160)),
    );
  return next && !/(?:は|が)、/.test(next[0].slice(0, -4)) ? 'permission' : null;
}

/** 「利用（複製を含む。）することができる」: what stands in brackets has a predicate of its own. Keeps the places of all else. */
function withoutAsides(text: string): string {
  return text.replace(ASIDE, (aside) => ' '.repeat(aside.length));
}

const ASIDE = /\([^()]{0,200}\u3002\)/g;

/** The kind of the first phrase that reaches beyond `action`. */
function firstKind(text: string, action: number): StatementKind | null {
  let best: { kind: StatementKind; index: number } | null = null;
  for (const [kind, pattern] of MODALITY) {
    const match = matchesOf(pattern, text).find(({ index, 0: phrase }) => index + phrase.length > action);
    if (match && (best === null || match.index < best.index)) best = { kind, index: match.index };
  }
  return best?.kind ?? null;
}

/** The kind of the phrase that ends last; of two that end together, the one that begins first (なければならない, not ならない). */
function lastKind(text: string): StatementKind | null {
  let best: { kind: StatementKind; start: number; end: number } | null = null;
  for (const [kind, pattern] of MODALITY) {
    for (const { index: start, 0: phrase } of matchesOf(pattern, text)) {
      const end = start + phrase.length;
      if (best === null || end > best.end + 1 || (end >= best.end - 1 && start < best.start))
        best = { kind, start, end };
    }
  }
  return best?.kind ?? null;
}

function sentence(
  folded: string,
  [start, end]: Range,
  spans: readonly Span[],
  roles: RoleMentions,
): Pick<Norms, 'kind' | 'bearer' | 'yields' | 'unnamed'> {
  const text = folded.slice(start, end);
  if (
    /(?:を|のことを|ものを)?(?:いう|いいます|指す|指します|意味(?:する|します))(?:もの(?:とする|とします))?。?\s*$/.test(
      text,
    ) &&
    /(?:とは|は|」|:)/.test(text)
  ) {
    return { kind: 'definition', bearer: 'none' };
  }
  if (DEFINES_AND.test(text) || IS_WHAT.test(text)) {
    return { kind: 'definition', bearer: 'none' };
  }
  const topic = topicBefore(folded, end, [start, end], roles, spans, 'main');
  const share = topic === null ? labelled(folded, [start, end], roles) : null;
  if (share) return { kind: 'obligation', bearer: share, yields: true };
  if (CASE.test(text)) return { kind: 'declaration', bearer: topic ?? 'none', yields: true };
  if (EXCLUDES.test(text.slice(-40))) return { kind: 'declaration', bearer: 'none' };
  const kind = lastKind(withoutAsides(text).slice(-60));
  const demanded = kind === null ? DEMANDED.exec(text) : null;
  if (demanded) return { kind: demanded[1] ? 'prohibition' : 'obligation', bearer: topic ?? 'none', yields: true };
  if ((topic === 'vendor' || (topic === null && promises(text))) && forbids(folded, [start, end]))
    return { kind: 'prohibition', bearer: 'user' };
  return {
    kind: kind ?? 'declaration',
    bearer: topic ?? (asksUser(text) ? 'user' : 'none'),
    ...(topic === null && promises(text) ? { unnamed: 'vendor' as const } : {}),
  };
}

/** Terms that speak politely to the user order, forbid and permit without naming whom. */
function asksUser(text: string): boolean {
  return REQUEST.test(text) || HONORED.test(text);
}

function promises(text: string): boolean {
  return PROMISE.test(text) || SERVICE_ACTS.test(text) || HUMBLE.test(text);
}

/** 「甲の役割：学習用画像の準備」「分担｜委託者：画像の準備及び提供」: a row that tells whose task the acts in it are. */
function labelled(folded: string, [start, end]: Range, roles: RoleMentions): Role | null {
  const first = roles.find(({ range }) => range[0] >= start && range[1] <= end);
  if (!first || first.role === 'both' || first.role === 'third') return null;
  const before = folded.slice(start, first.range[0]);
  const after = folded.slice(first.range[1], Math.min(end, first.range[1] + 16));
  const own = /^(?:側)?の?(?:役割|分担|責務|義務|作業|担当|負担|実施)(?:事項|分担|範囲|作業)?[ :|]/.test(after);
  const split = /(?:役割|分担|担当|責務)[^。]{0,12}$/.test(before) && /^(?:側)?[ :|]/.test(after);
  return own || split ? first.role : null;
}

/** 「「対象データ」とは、…をいい、その複製物を含む。」: what a definition takes in or leaves out orders nothing. */
const DEFINES_AND =
  /(?:とは|」は)、[^。]{1,600}(?:をいい|を指し|を意味し)(?:ます(?:が)?)?、[^。]{1,200}(?:含(?:む|みます|まない|みません|まれ(?:る|ます|ない|ません))|除(?:く|きます))(?:もの(?:とする|とします))?。?\s*$/;

/** 「「加工データ」とは、…のことである。」 */
const IS_WHAT = /」とは、?[^。]{1,600}(?:こと|もの)?(?:である|です|とする|とします)。?\s*$/;

/** 「当社は、次の行為を禁止します。」: who forbids is not who must refrain. */
function forbids(folded: string, [start, end]: Range): boolean {
  return FORBIDS.test(folded.slice(Math.max(start, end - 24), end));
}

const FORBIDS =
  /(?:を|は)(?:、|一切|固く|厳に)?(?:禁止(?:する|します|いたします|致します|しています|しております)|禁じ(?:る|ます|ています)|お断り(?:する|します|いたします|しています))(?:もの(?:とする|とします))?。?\s*$/;

/** 「送信された内容は、30日以内に消去します。」: terms that speak politely to the user promise without a subject. */
const PROMISE =
  /^[^、。]{0,60}[^でにとのもてら時際限](?<!場合|とき)は、?[^。]*(?<!適用)(?:し|いたし|致し)(?:ます|ません)[。!]?\s*$/;

/** 「本サービスは、…データを利用することがあります。」: what the service does with data its provider does. */
const SERVICE_ACTS =
  /^[^、。]{0,4}本(?:件)?(?:サービス|ツール|アプリ(?:ケーション)?|プラットフォーム|サイト|システム)は、[^。]{0,160}を[^。]{0,80}(?:(?:し|いたし)(?:ます|ません|てい(?:ます|ません))|することがあ(?:る|ります))[。!]?\s*$/;

/** 「…してください」「お確かめください」: terms of service speak to the user so. */
const REQUEST = /(?:て|で|[おご御][^。、]{1,8})(?:ください|下さい|願います)[。!]?\s*$/;

/** 「お使いいただけます」「送信できません」「使ってはいけません」: what the one spoken to may or must not do. */
const HONORED =
  /(?:(?:[おご御][^。、]{1,10}|て|で)いただけ(?:ます|ません)|[おご御][^。、]{1,10}にな(?:れ|り)ま(?:す|せん)|(?:送信|入力|投稿|登録|アップロード|ダウンロード|利用|使用|解約|退会|書き出し)(?:することが|が|は|も)?でき(?:ます|ません)|[てで]はいけません|(?:お控え|ご遠慮)(?:ください|下さい|願います))[。!]?\s*$/;

/** 「お知らせします」「学習に使うことはありません」「使わせていただきます」: humble forms speak of the one who offers the terms. */
const HUMBLE =
  /(?:[おご御][^。、]{1,10}(?:し|いたし|致し)|いたし|致し|せていただき|差し上げ|[うくすつぬむるぐぶ]ことは(?:一切|決して)?(?:あり|ござい))(?:ます|ません|ており(?:ます|ません))[。!]?\s*$/;

/** 「次の各号の情報は、秘密情報の対象外とする。」: what a term leaves out, and the list of it, orders nothing. */
const EXCLUDES =
  /(?:対象外|対象から(?:除外|除く)|(?:に|には)含(?:まれ|ま)(?:ない|ません)|から除(?:く|かれる|外する|外します))(?:もの)?(?:と(?:する|します|いたします))?。?\s*$/;

/** 「(3) 履行することができないとき。」: an entry of a list of cases orders nothing, whatever it says of them. */
const CASE = /^[^。]*[たいるうくすむつぶぐぬ](?:とき|場合)(?:\([^()]{0,60}\))?。?\s*$/;

/** How specifications order: 「…すること。」「…しないこと。」; without who has to, it may be an entry of a list of acts. */
const DEMANDED = /(?:[うくすつぬむるぐぶ]|(な)い)こと。?\s*$/;

/** 「お客様が入力した内容は、…」: who is the subject of the relative clause only. */
const OF_ITS_TOPIC =
  /^が[^、。]{0,24}?(?:[たるすうくむ])(?!場合|とき|時|際|限り|旨|上で)[\u4e00-\u9fff\u30a1-\u30fc][^、。はがを]{0,20}(?:は|も)(?:、|[\u4e00-\u9fff])/;

/** 「利用者は、当社が…利用することに同意する」: what one agrees to, the other may do. */
function agreedAgent(folded: string, [from, to]: Range, [start, end]: Range, roles: RoleMentions): Role | null {
  if (!AGREED.test(folded.slice(to, Math.min(end, to + 60)))) return null;
  const agent = roles.findLast(({ range }) => range[0] >= start && range[1] <= from);
  return agent && folded[agent.range[1]] === 'が' && from - agent.range[1] < 120 ? agent.role : null;
}

const AGREED = /^[^。、]{0,12}ことに(?:つき|ついて)?(?:、|あらかじめ|予め|異議なく){0,2}(?:同意|承諾|了承)/;

/** The party marked by は or が that the act belongs to: は of the same part first, the nearest one before it. */
function topicBefore(
  folded: string,
  at: number,
  [start, end]: Range,
  roles: RoleMentions,
  spans: readonly Span[],
  part: Part,
): Role | null {
  let best: { role: Role; strong: boolean } | null = null;
  for (const { role, range } of roles) {
    if (range[0] < start || range[1] > at) continue;
    const tail = TOPIC.exec(folded.slice(range[1], Math.min(end, range[1] + 24)));
    if (!tail) continue;
    if (part === 'main' && partAt(spans, range[0]) !== 'main') continue;
    const strong = /[はも]$/.test(tail[0]);
    if (!strong && OF_ITS_TOPIC.test(folded.slice(range[1], Math.min(at, range[1] + 60)))) continue;
    if (best === null || strong || !best.strong) best = { role, strong };
  }
  return best?.role ?? agentBefore(folded, at, roles);
}

/** 「乙により…される」「乙の責任において」 */
function agentBefore(folded: string, at: number, roles: RoleMentions): Role | null {
  const agent = roles.find(
    ({ range }) =>
      range[1] <= at &&
      at - range[1] < 60 &&
      /^(?:により|によって|による(?=[^。、]{1,24}(?:利用|使用|提供|開示|処理|取扱い?|学習|複製|閲覧)[^。、]{0,4}[はを])|の(?:責任|費用|負担)(?:と|及び|において|で|とする))/.test(
        folded.slice(range[1], range[1] + 40),
      ),
  );
  return agent?.role ?? null;
}

function partAt(spans: readonly Span[], at: number): Part {
  return spans.find(({ range }) => at >= range[0] && at < range[1])?.part ?? 'main';
}

const HEDGES: HedgePatterns = [
  ['unselected', /^\s*(?:[-・]\s*)?(?:\[\s{0,3}\]|[\u2610\u25a1\u25fb])/],
  [
    'effort',
    /努め|努力(?:する|し|義務)|よう(?:に)?(?:配慮|心が)|合理的な努力|目指(?:す|し)|(?:可能な|できる)限り(?!(?:速|早))|できるだけ(?!(?:速|早))/,
  ],
  [
    'discretion',
    /(?:自己|乙|当社|その|受託者|提供者)の(?:単独の)?(?:裁量|判断)(?:で|に(?:より|基づ|おいて))|(?:当社|乙|受託者)が(?:適当|必要|適切|合理的)(?:に|と)?(?:必要)?と?(?:認め|判断)|任意に/,
  ],
  [
    'later-agreement',
    /協議(?:の上|のうえ)?で?、?(?:別途|別に|これを)?、?(?:して?、?(?:定め|決定)|により定め|で定め|決定|定め|する|を行|します)|後日(?:の)?、?(?:合意|協議)|話し合(?:って|い(?:により|で|の上)?)、?(?:決|定)|(?:追って|改めて)[^。、]{0,12}(?:協議|定め|合意)|話し合(?:い|って)[^。、]{0,8}(?:決|定め)|別途、?(?:協議|合意|取り決め|甲乙|書面で定め|両者)(?![^。]{0,24}(?:場合を除|ない限り|を除(?:き|く|い)))/,
  ],
  [
    'other-document',
    /(?<!本|この)(?:プライバシー・?(?:ポリシー|ステートメント|ノーティス)|(?:個人情報保護|取り?扱い?|利用|管理)方針|利用規約|ガイドライン|ポリシー|個別(?:契約|規程|ルール)|別(?:途|に)(?:当社|乙|締結|定める)|取扱規程|約款|覚書)(?:等|の定め)?(?:に|で)(?:従|基づ|おいて|よ|定め(?!る(?:本?件?業務|委託業務|目的|作業|役務|用途))|準)|(?:秘密保持(?:契約|協定)(?:書)?|細則|取扱要領|協定書|ホワイトペーパー|トラストセンター)」?(?:等)?(?:の(?:定め(?:るところ)?|規定))?(?:に(?:従|基づ|よ)|を(?:ご?参照|ご?覧))/,
  ],
];

const hedges = hedgesOf(HEDGES);

export const grammar: Grammar = { parts, read, hedging: hedgingOf(HEDGES) };
