/** How Japanese contracts show who may, must or must not do what: predicates at the end, topics marked by は. */
import type { Role } from '../../model/contract.js';
import type { Range } from '../../model/document.js';
import type { Act, Grammar, Norms, RoleMentions, Sign, Span } from '../../model/language.js';
import type { Part, StatementKind } from '../../model/statement.js';
import { type HedgePatterns, hedgeSigns, hedgesOf, hedgingOf } from '../shared/hedges.js';
import { matchesOf } from '../shared/matches.js';

/** One pattern of several, each by its meaning. */
function any(...pieces: readonly RegExp[]): RegExp {
  return new RegExp(pieces.map(({ source }) => source).join('|'), 'g');
}

/** 「返還することを要しない」「通知する必要はない」「通知するに及ばない」「保管しなくてもよい」「返還しないことができる」 */
const NO_NEED = any(
  /(?:こと|の|もの|料金|連絡|通知|届出)(?:は|を|も)(?:特に|一切)?(?:要し(?:ない|ません)|必要(?:が|は)?(?:ない|ありません)|必要とし(?:ない|ません)|不要(?:です|とする|とします|である))/,
  /[るうくすつぶむぐの]必要(?:は|が|も)?(?:一切)?(?:ない|ありません|ございません)(?=。|、|もの|$)/,
  /(?:報告|返却|届け出|手続)(?:は|を|も)不要(?:です|とする|とします|である)/,
  /に(?:は)?及(?:ばない|びません)/,
  /なくて(?:も)?(?:よい|良い|よろしい|構わない|構いません|かまわない|差し支え(?:ない|ありません)|足り(?:る|ます))/,
  /(?:[わさらかまたばが]|し|[えけせてねべめれげ])ないことが(?:でき(?:る|ます|、)|認められ(?:る|ます))/,
);

/** 「責任を負わない」「義務を負うものではない」「保管を義務付けられない」「責任は、これを免除する」 */
const NOT_BOUND = any(
  /(?:一切の?)?(?:責任|責め?|義務)(?:を|は|も)?(?:一切)?(?:負わない|負いません|負うことは(?:ない|ありません)|負いかね(?:る|ます)|負うものではな|負担し(?:な|ません|ませ)|負担せず(?=、)|免れる|免除され(?:る|ます)|ありません|ないものとし)/,
  /(?:責任|責め|義務)(?:を|は)(?:、?これを)?免除(?:する|し(?=、|ます))/,
  /義務(?:付|づ)け(?:られ(?:ない|ません|るものではな)|るものではな)|義務(?:は|が)ない(?=。|、|もの|$)/,
  /免責(?:され(?:る(?:もの(?:と(?:する|します)|です))?|ます)|と(?:する|し|なる|なり))?/,
  /責め?に任(?:じない|じません|ぜず|じるものではな)|責任を(?:一切)?問われ(?:ない|ません|ることは?ない)|責任(?:の)?範囲外と(?:する|し|なる)/,
);

/** 「保証しない」「いかなる保証も行わない」「保証いたしかねます」「請け合うものではない」「保証の限りでない」 */
const NO_WARRANTY = any(
  /(?:請け合う|約束する|担保する|お約束する)ものでは(?:ない|な|ありません)|(?:請け合わ|請け合い|担保し|担保いたし)(?:ない|ません|かね)|保証の限りで(?:は)?(?:ない|なく|ありません)/,
  /保証(?:を)?(?:するものでは(?:ない|ありません)|せず(?=、|に)|しない|しません|いたしません|致しません|いたしかね|しており(?:ません|ず)|(?:は)?でき(?:ない|ません)|を行わない|[はも](?:一切)?(?:行わない|行いません|(?:し|いたし|致し)(?:ない|ません)))/,
);

/** 「しないでください」「お控えください」「ご遠慮ください」「なさらないようお願いいたします」 */
const PLEA =
  /ないで(?:ください|下さい|いただ)|ない(?:よう|様)(?:に)?、?(?:お願い|ご注意|ご留意)|[ごお御]?(?:遠慮|控え(?:て)?)(?:ください|下さい|願い)/;

/** 「してはならない」「してはいけません」「すべからず」; not 「しなくてはならない」 */
const MUST_NOT =
  /(?<!なく)て(?:は)?(?:なりません|ならない|ならず|いけません|いけない|ならぬ)|で(?:は)?ならぬ|べきで(?:は|も)?(?:ない|なく)|べからず/;

/** 「開示しません」「開示しない。」「開示せず、」「開示することはない」「開示しない義務を負う」「漏らすことのないようにする」 */
const NOT_DONE = any(
  /こと(?:は|も)(?:、?[^。、]{1,24}以外)?(?:一切|決して)?(?:ありません|ございません|し(?:ません|ない)|いたしません|ない(?=。|$))|以外(?:は)?ありません/,
  /(?<!妨げ|負わ|保証し)ないもの(?:とし|と致し|といたし)|(?:し|い|わ|か|さ|れ|せ|ら|き|り|み|び|え|け|た|ま)ません/,
  /(?:し|わ|か|さ|れ|せ|ら|じ|べ|え|た|ま|い|め)ない(?:で(?:ください|下さい|いただ)|(?=。|、|ものと|こととし|ことと|ことを|こと(?:。|$)|義務|責任|よう(?:に)?(?:する|し)|$|\s))|ことの?ない(?:よう|様)/,
  /(?<!によ|かかわ|拘わ|関わ|を問|のみな|少なか|のみにとどま)(?:せ|わ|か|さ|れ|ら)ず(?=、|に|$|。)|(?:許諾|承諾|付与)するものでは(?:な|あ)/,
);

/** 「することができない」「し得ない」「お使いいただけません」「応じることを得ない」 */
const CANNOT =
  /(?:こと(?:は|が)|使用|利用|譲渡)?でき(?:ない(?!形|よう|態様|状態|方式|程度|情報|データ|統計)|ません|ず|ないもの)|いただけ(?:ない|ません)|(?:こと|もの)を得(?:ず|ない|ません)|(?<=[しきちりみいえせけめれべ])得(?:ない(?=。|、|もの|$)|ません)/;

/** 「禁ずる」「厳禁とする」「認めない」「許されない」「お断りします」「不可とする」「差し控える」「慎む」 */
const BARRED = any(
  /禁止(?:と)?(?:する|します|いたします|し|され|いた|事項)|厳禁(?:と|です|。)|禁[じず](?:る|ます|られ(?:る|ます|た|、))|(?<=の(?:原則)?)禁止(?=[。、(]|$|\s)/,
  /(?:許さ|認めら)れ(?:ない(?=。|、|もの|$)|ません)|(?:を|は|も)(?:一切)?、?(?:認め|許さ|許諾し|承諾し)(?:ない|ません)|お断り(?:する|します|いたします|して(?:いる|います|おります))/,
  /(?:差し)?控え(?:る|なければ|ます|、)|慎(?:む|み|まなければ|しま)|(?:を|は)避け(?:る|なければ|ます)|見合わせ(?:る|なければ|ます)|取り?やめ(?:る|なければ|ます)/,
  /不可(?=と(?:する|し|なる)|です|[。、(]|$|\s)/,
);

/** 「利用する権利を有しない」「再委託する権限はない」 */
const NO_RIGHT =
  /[るうくすつぶむぐ](?:いかなる|一切の|何らの)?(?:権利?|権限|資格)(?:を|は|も|が)(?:一切|何ら)?(?:有(?:し(?:ない|ません)|せず|するものではな)|持(?:たない|ちません|つものではな)|な(?:い(?=。|、|もの|$)|く、)|ありません|与え(?:ない|られない|るものではな)|付与し(?:ない|ません))/;

/** `学習への利用:不可` */
const CELL_NO =
  /(?:入力|送信|投稿|登録|記載|掲載|アップロード|利用|使用|提供|開示|転載|転用|複製|改変|持ち?(?:出し?|込み?))(?:は|を)?禁止(?=[。、(]|$|\s)|(?:利用|使用|学習|提供|開示|閲覧|保存|共有|複製)(?:の有無)?[::] ?(?:なし|無し|無(?=$|\s|\()|不可|禁止|しない|行わない|しません|行いません)/;

/** 「することができる」「し得る」「お使いいただけます」「利用可」 */
const CAN =
  /(?:こと|もの)?が?でき(?:る|ます|るもの|、|た)|(?:使え|行え|用いられ|渡せ)るもの(?=と|で)|いただけ(?:る(?!よう)|ます)|し得る(?=[。、(]|$|\s|もの)|ことを得る?(?=[。、(]|$|\s|もの)|(?:利用|使用|閲覧|複製|改変|解約)可(?:能)?(?=[。、(]|$|\s)|(?<!不)可能(?:です|である)?(?=[。、]|$)|(?:消せ|使え|外せ|戻せ|取り?出せ|止められ|選べ|見られ|取り?消せ|やめられ)(?:る|ます)(?=[。、]|$)/;

/** 「してよい」「差し支えない」「自由とする」「することがある」 */
const FREE =
  /差し支え(?:ない|ありません)|(?<!なく)(?:て|で|(?<=[うくすつむぶる])こと)も?(?:よい|良い|構わない|構いません|かまわない|かまいません|よろしい)(?=もの|。|、|こと|$)|自由(?:に|と(?:する|します)|で(?:ある|す))|(?:[うくすつむるぐぶ]|した|しない)ことがあ(?:る|り(?:ます)?)|場合があ(?:る|り(?:ます)?)|足りる|足ります/;

/** 「承諾は要しない」「同意を要せず」: what needs no leave is free. */
const NO_LEAVE_NEEDED =
  /(?:承諾|同意|許諾|許可|承認)(?:は|を|も)(?:特に|一切)?(?:要し(?:ない|ません)|必要(?:が|は)?(?:ない|ありません)|必要とし(?:ない|ません)|不要(?:です|とする|とします|である))/;

/** 「妨げない」「制限されない」「制限するものと解してはならない」「してはならないものではない」 */
const NOT_BARRED =
  /(?:こと|利用|使用|提供|開示|実施|再委託|複製|改変)(?:を|まで|も|は)?(?:、?(?:何ら|一切|特に|なお))?、?妨げ(?:ない|ません|られ(?:ない|ません)|るもの(?:では)?(?:ない|ありません))|(?:制限|制約|禁止)(?:され(?:ない|ません|るものではな)|するもの(?:では(?:ない|ありません)|とは?(?:解|みな)[^。、]{0,10}(?:ない|ません)))|てはならないもの(?:では(?:ない|ありません)|とは?(?:解|みな)[^。、]{0,10}(?:ない|ません))/;

/** 「利用する権利を有する」「監査権を留保する」「利用する権利は、乙に帰属する」「許諾する」「認められる」 */
const HAS_RIGHT = any(
  /権利を有(?:する|し(?!ない|ません))|許諾(?:する|し(?![たて]|ない|ません)|します|いたし)|を認め(?:る|ます)/,
  /(?:[るうくすつぶむぐ]権[利限]|(?:監査|検査|調査|利用|使用|閲覧|アクセス|複製|改変)権)(?:を(?:有(?:する(?!こと[をが])|し(?!ない|ません))|留保(?:する|し)|保有(?:する|し(?!ない|ません)))|が(?:ある|あります)|(?:は|が)、?[^。、]{1,14}に(?:帰属|属|留保))/,
  /(?:許さ|認めら)れ(?:る(?=。|、|もの|$)|ます)|許しを受ける/,
);

/** 「しなければならない」「しなくてはならない」「せねばならぬ」「べきである」「を要する」 */
const MUST =
  /なけれ?ば(?:ならない|なりません|ならず|いけ(?:ない|ません))|なくては(?:ならない|なりません|ならず|いけ(?:ない|ません))|ないと(?:いけ(?:ない|ません)|なりません)|(?:しなけれ?ば|せねば)(?:ならない|なりません|ならず)?|努め|べき|べし(?=[。、]|$)|を要する?(?=[。、]|$)|せしむ(?=。|$)|(?:て|で|[おご御][^。、]{1,8})(?:ください|下さい)/;

/** 「義務を負う」「責めに任ずる」「負担とする」「義務がある」「責任は乙にある」 */
const BOUND =
  /(?:義務|責任|責め)を(?:負う|負い|有する)|責めに任|負担(?:とする|する|します|と致し|し、)|(?:義務|責任|責務|責め)(?:が|は)、?(?:[^。、]{1,8}に)?(?:ある|あります|課され|属する)|(?:義務|責任|責務|役割)(?:と(?:する|します)|で(?:ある|す))(?=。|もの|$)|義務(?:付|づ)けられ(?:る|ます)|必要があ(?:る(?=。|、|もの|が|$)|り(?:、|ます))/;

/** 「怠ってはならない」「拒むことができない」「報告しないことは許されない」「消去しないまま放置してはならない」「責任を免れない」: not to leave undone. */
const NOT_LEFT_UNDONE = any(
  /(?:怠(?:ら|り|る|っ)|懈怠|拒(?:ま|み|む|ん|絶|否)|無視)(?:する|し|さ|こと|で|て|は|が|も|の){0,5}(?:でき(?:ない|ません|ず)|ならない|なりません|ならず|ない(?=。|、|もの|$)|ません)/,
  /ないこと(?:は|が)(?:許され|認められ|でき)(?:ない|ません)|ない(?:で|まま)(?:に)?(?:放置|保持|いて|おいて)[^。、]{0,6}(?:ならない|なりません)/,
  /(?:責任|責め|義務)を免れ(?:ない|ません|るものではな|ることはでき)/,
);

/** 「返還するものとする」「返還する。」「返還します」「禁止する」 comes before: what begins first counts. */
const DONE =
  /(?<!でき(?:る|ます)|ない)もの(?:とする|とし|といたし|と致し|です)|こと(?:とする|とし|といたし|とします)|(?:し|い|き|り|み|び|え|せ|べ|け|れ|じ|め|ち)(?<!と(?:し|いたし|致し))ます|(?<!もの)とする(?=。|$)|(?:同様|同じ)と(?:します|いたします|致します)(?=。|$)|(?<!とす|と|ま|であ|てい)(?:す|う|く|る|む|ぶ|つ|ぐ)る?(?=。|$)|ものとす(?=。|$)/;

const MODALITY: readonly [StatementKind, RegExp][] = [
  ['disclaimer', any(NO_NEED, NOT_BOUND, NO_WARRANTY)],
  ['prohibition', any(PLEA, MUST_NOT, NOT_DONE, CANNOT, BARRED, NO_RIGHT, CELL_NO)],
  ['permission', any(CAN, FREE, NO_LEAVE_NEEDED, NOT_BARRED, HAS_RIGHT)],
  ['obligation', any(MUST, BOUND, NOT_LEFT_UNDONE, DONE)],
];

const TOPIC =
  /^ ?(?:[))]?)(?:自身|側|自ら|の(?:役員|役職員|従業員|従業者|社員|担当者|委託先)(?:(?:及び|並びに|又は|または|および|・)(?:その)?(?:役員|役職員|従業員|従業者|社員|担当者|委託先))?(?=は|が)|(?:及び|並びに|又は|または|および|若しくは|もしくは|や)[^、。はがをに」]{1,20}(?=(?<![又ま]|また)は|が))?(?:の(?:責任|費用)(?:と負担|及び負担|と費用|と責任)?(?:で|において|により))?(?:においては|に(?:おい)?ては|については|は|が|も|において)/;
const RECEIVER =
  /^[))]?(?:(?:及び|又は|または|若しくは|もしくは|その他の?)[^、。]{1,20}|のみ|だけ|側|のもの|双方|ご?自身|ご?本人)?(?:に(?!よ[りっ]|お[いけ]|つ[いき]|関|代わ|と[っり]|通知|報告|連絡|提示|提出|請求)|へ|の共有|の(?:単独|専)?所有|のもの(?:です|であ|と(?:する|し|な|いた)|にな))/;
const CONDITION =
  /(?:場合|とき|際|(?<!に)限り|(?<!の)上|(?<=[るすむぶうつぐ])(?=には、))(?:に(?:は|おいて(?:は|も)?|限り|のみ)?|は|であっても|でも|にも)?、|(?:れば|ければ|なら(?:ば)?|たら)、|(?:場合|とき)(?=[()])/g;
const EXCEPTION =
  /(?:を除き|を除いて|を除くほか|を除くものとし|を含まない(?=もの|。|$|[\u4e00-\u9fff\u30a1-\u30fc])|以外(?:の(?:目的|者|第三者|用途|方法)?)?(?:に|で|へ|には|では)?|にかかわらず|に拘わらず|ほか|(?<!保証の)限りでな(?:い|く)|(?<!保証の)限りでは(?:ない|ありません)|場合を除)(?:、)?/g;

function parts(folded: string, [start, end]: Range): Span[] {
  const text = folded.slice(start, end);
  if (/^(?:ただし|但し|もっとも|なお、ただし)/.test(text)) return [{ range: [start, end], part: 'exception' }];
  const spans: Span[] = [];
  let from = 0;
  for (const { index, length, part } of markers(text)) {
    const stop = index + length;
    if (stop <= from) continue;
    const begin = Math.max(
      /^以外/.test(text.slice(index)) ? objectEnd(text, from, index) : clauseStart(text, from, index, part),
      bracketStart(text, from, index),
    );
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

/** 「返還する(求めたときは、…)ものとする」: a condition in brackets begins there. */
function bracketStart(text: string, from: number, to: number): number {
  const open = text.lastIndexOf('(', to);
  return open >= from && text.lastIndexOf(')', to) < open ? open + 1 : from;
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
  const turn = [...text.slice(start, to).matchAll(TURN)].at(-1);
  if (turn) return start + turn.index + turn[0].length;
  const object = text.lastIndexOf('を、', to - 1);
  return object > start && !text.slice(start, object).includes('が') ? object + 2 : start;
}

/** What goes before these belongs to the main clause: 「資料を、同意がある場合を除き、」「秘密に保持し、同意がある場合を除き、」 */
const NEW_CLAUSE = /[をしずいきちりぎれせけげめべえ]、/g;

/** 「通知し、甲が反対しないときは、」: the condition begins with its own subject; what goes before has none. */
const TURN = /^[^が]{4,200}?(?<!又は[^、。]{0,20})[しきりせけ]、(?=[^、。をに]{1,16}が)/g;

/** 「登録しないものとし、登録したときは、」: a norm that is complete is no part of the condition behind it. */
const CLOSED =
  /(?:ものと(?:いた)?し|こととし|なければならず|てはならず|(?:ない|ません|でき(?:る|ます)|する|します)が)、/g;

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
  signs: readonly Sign[],
): Norms {
  const { tells, ...whole } = sentence(folded, range, spans, roles);
  const leave = allowed(folded, range, roles);
  const softened = hedges(folded, range, signs);
  const acts = actions.map((action): Act => {
    const part = partAt(spans, action.range[1] - 1);
    if (part === 'condition' && ASKS_LEAVE.test(folded.slice(Math.max(range[0], range[1] - 40), range[1])))
      return {
        ...action,
        kind: 'prohibition',
        bearer: whole.bearer,
        receiver: receiverOf(folded, action.range, range, roles) ?? 'none',
      };
    if (leave && part !== 'exception' && action.range[0] >= leave.from && action.range[1] <= leave.to)
      return {
        ...action,
        kind: leave.kind,
        bearer: leave.role,
        receiver: receiverOf(folded, action.range, range, roles) ?? 'none',
      };
    const passing = tells ? null : said(folded, action.range, range, spans, part);
    // What a leave or a ban speaks of in passing is taken for its object, unless it has been done already.
    const object =
      whole.kind !== 'obligation' && !whole.same && !RECEIVED.test(folded.slice(action.range[1], range[1]));
    const told = passing === 'declaration' && object ? null : passing;
    const near = tells || whole.same || told ? null : directKind(folded, action.range, range[1]);
    // 「是正が行われないときは」: what a condition says does not happen is not barred.
    const direct = part === 'condition' && near === 'prohibition' ? 'declaration' : near;
    const agreed = agreedAgent(folded, action.range, range, roles);
    const own =
      identified(folded, action.range[1], range, roles) ??
      topicBefore(folded, action.range[0], range, roles, spans, part);
    const grant = told ? null : granted(folded, action.range, range, roles, own);
    const kind =
      (agreed ? 'permission' : null) ??
      grant?.kind ??
      told ??
      direct ??
      (whole.yields ? 'declaration' : tells ? whole.kind : null) ??
      (part === 'main' && passing === null ? following(folded, action.range, range, spans, part, roles) : null) ??
      (passing === null || whole.kind === 'obligation'
        ? kindBeforeTopic(folded, action.range[1], range, roles)
        : null) ??
      whole.kind;
    const topic = agreed ?? grant?.bearer ?? own ?? whole.bearer;
    const holder = holderIn(folded, action.range, roles);
    const barred =
      direct !== 'permission' &&
      !told &&
      !grant &&
      forbids(folded, range) &&
      !DONE_BEFORE.test(folded.slice(action.range[1], range[1]));
    const bearer = holder ?? (barred ? forbidden(folded, action.range[0], range, roles, topic) : topic);
    const receiver =
      holder ??
      (TAKES.test(folded.slice(action.range[0], action.range[1] + 8)) ? own : null) ??
      receiverOf(folded, action.range, range, roles) ??
      (kind !== 'prohibition' && HOLDING.test(folded.slice(...action.range)) ? bearer : 'none');
    const settled = told === 'declaration' && !agreed && !grant;
    const firm = part === 'main' && isFirm(folded, action.range, range, signs);
    return {
      concept: action.concept,
      range: action.range,
      kind,
      bearer,
      receiver,
      ...(settled ? { settled } : {}),
      ...(firm ? { hedges: softened.filter((hedge) => !LIMBED.has(hedge)) } : {}),
    };
  });
  const done = acts.filter(({ range: at }) => {
    const after = folded.slice(at[1], Math.min(range[1], at[1] + 48));
    return tells || !(WITHOUT.test(after) || FACT.test(after));
  });
  const others = tells ? [] : banBefore(folded, range, whole);
  return { ...whole, acts: [...done, ...gapped(folded, done, range, roles)], others, hedges: softened };
}

/** 「登録してはならず、紛争は会員が解決する」: what another limb bars counts whether or not its verb is a known one. */
function banBefore(
  folded: string,
  range: Range,
  { kind, bearer }: Pick<Norms, 'kind' | 'bearer'>,
): Pick<Act, 'kind' | 'bearer'>[] {
  const bars = kind === 'obligation' && BAN_GOES_ON.test(folded.slice(...range));
  return bars ? [{ kind: 'prohibition', bearer }] : [];
}

const BAN_GOES_ON = /[\u3041-\u3096]て(?:は)?ならず、/;

/** 「利用することができる者は、乙の担当者のみとする」: who does it is told last. */
function identified(folded: string, from: number, [, end]: Range, roles: RoleMentions): Role | null {
  const who = WHO.exec(folded.slice(from, Math.min(end, from + 32)));
  return (who && roles.find(({ range }) => range[0] === from + who[0].length)?.role) ?? null;
}

const WHO = /^[^。、は]{0,20}(?:る|た)(?:者|の|もの)は、/;

/**
 * An act that the sentence speaks of in passing has a norm only where its own clause says so: in a condition or exception,
 * before a noun (「甲が消去を求めた資料を返還する」「開示してはならない情報を保管する」), as what is not done (「通知することなく」) or was (「漏えいしたことがないことを」).
 */
function said(
  folded: string,
  [start, from]: Range,
  [first, end]: Range,
  spans: readonly Span[],
  part: Part,
): StatementKind | null {
  const after = folded.slice(from, Math.min(end, from + 48));
  if (WITHOUT.test(after) || FACT.test(after)) return 'declaration';
  if (part === 'condition') return 'declaration';
  const whole = spans.length === 1 && spans[0]!.range[0] === first && spans[0]!.range[1] === end;
  if (part === 'exception' && !whole) return 'declaration';
  if (NOT_OF.test(after)) return null;
  const verb = /[るたすくうむぶつぬ]$/.test(folded.slice(start, from));
  const before = verb ? /^(?=[\u4e00-\u9fff\u30a1-\u30fa「])/.exec(after) : ADNOMINAL.exec(after);
  if (!before || FORMAL.test(after.slice(before[0].length))) return null;
  if (UNABLE.test(before[0])) return 'declaration';
  return firstKind(folded.slice(start, from + before[0].length + 1), from - start) ?? 'declaration';
}

/** 「消去を求めた|入力データ」: a verb that goes with the noun behind it, where that noun is a thing. */
const ADNOMINAL =
  /^(?=用?[\u3041-\u3096])[^。、()「」]{0,24}?(?:(?<![まし]|たま)た|した|(?<!によ|に係|関す|対す|おけ|あ)[るすむぶぐぬ]|(?<![なべ])く|(?<![よか])う|(?<![かま])つ|ない)(?=[\u4e00-\u9fff\u30a1-\u30fa「])/;

/** 「停止し出荷ができない障害」: what cannot be done is not barred. */
const UNABLE = /でき(?:ない|ません)$/;

/** Nouns that say when, how or with what right: the verb before them is done all the same. */
const FORMAL =
  /^(?:場合|時|際|限|上|旨|為|範囲|程度|義務|権[利限]|責[任務め]|必要|目的|用途|行為|方法|態様|形|方針|予定|措置|手続|業務|作業|体制|期間|期限|日|前|後|以[前後]|間|毎|都度|等|許[諾可]|承諾|同意|通常実施|利用権|自由|資格|能力|機会|立場|状態|状況|旨|一切の行為|こと)/;

/** 「開示を受けた情報を開示してはならない」 */
const RECEIVED = /^を受け(?:た|ている)(?=[\u4e00-\u9fff\u30a1-\u30fa「])/;

/** 「学習に利用しない設定」 */
const NOT_OF = /^[^。、]{0,10}?(?<!なら|でき|いけ)ない[\u4e00-\u9fff\u30a1-\u30fa]/;

/** 「通知することなく」「通知なしに」「複製せずに」 */
const WITHOUT =
  /^用?(?:を|の)?(?:する|行う|得る|経る)?(?:こと)?(?:なく(?:して)?(?=、|[\u4e00-\u9fff\u30a1-\u30fc])|なし(?:に|で)|(?:[しせさ]|を(?:行わ|せ|得|経))ずに|しないで(?=、|[\u4e00-\u9fff]))/;

/** 「漏えいしたことがないことを」「利用していることを」「消去した旨を」 */
const FACT =
  /^[^。、をはが]{0,8}(?:た|てい(?:る|た|ない)|たことが(?:ない|ある))(?:こと|旨)(?:を|が|に)|^の(?:可否|是非|要否|当否|有無)/;

/** 「複製及び利用を許諾する」「利用する権利を与えない」: who is granted an act may do it. */
function granted(
  folded: string,
  [from, to]: Range,
  [start, end]: Range,
  roles: RoleMentions,
  topic: Role | null,
): { kind: StatementKind; bearer: Role } | null {
  const after = folded
    .slice(to, Math.min(end, to + 120))
    .replace(/\([^()]{0,80}\)/g, (aside) => ' '.repeat(aside.length));
  if (topic && (TAKES.test(after) || TAKES.test(folded.slice(from, to + 8))))
    return { kind: 'permission', bearer: topic };
  const grant = GRANTED.exec(after) ?? BELONGS.exec(after);
  if (!grant) return null;
  const until: Range = [from, to + grant[0].length];
  const marked = receiverOf(folded, until, [start, end], roles);
  const other = topic === 'user' ? 'vendor' : topic === 'vendor' ? 'user' : null;
  const bearer = marked && marked !== topic ? marked : other;
  return bearer ? { kind: grant[1] ? 'prohibition' : 'permission', bearer } : null;
}

const GRANTED =
  /^[^。をはがに]{0,40}?(?:を|について)、?[^。、をはが]{0,24}?(?:許諾|付与|与え|授与|設定)(?:する|し、|され|します|いたします|る(?!もの)|(し?(?:ない|ません)|する?ものではな|るものではな))/;

/** 「利用する権利は、乙に帰属する」 */
const BELONGS = /^用?(?:する|でき|し得)[^。、はがをに]{0,8}権[利限]は、?[^。、]{1,16}に(?:帰属|属|留保)/;

/** 「利用する許諾を受ける」: the topic is the one who gets it. */
const TAKES = /^用?(?:する|の)?(?:許諾|ライセンス|許可)を受け(?:る(?=。|もの)|、|ます)/;

/** A continuative goes on to the next predicate of its own part: 「消去し、証明書を提出するものとし、甲は…できる」; a duty of care stands beside what is barred: 「秘密に保持し、開示してはならない」. */
function following(
  folded: string,
  [start, from]: Range,
  [, end]: Range,
  spans: readonly Span[],
  part: Part,
  roles: RoleMentions,
): StatementKind | null {
  let text = folded.slice(from, Math.min(end, from + 240, continuing(folded, from, end, roles)));
  for (const { range } of spans.filter((span) => span.part !== part)) {
    const [first, last] = [Math.max(0, range[0] - from), Math.min(text.length, range[1] - from)];
    if (last > first) text = text.slice(0, first) + ' '.repeat(last - first) + text.slice(last);
  }
  text = withoutAsides(text);
  const best = first(text, ({ index, 0: phrase }) => ENDING.test(text.slice(index + phrase.length - 1)));
  if (best?.kind !== 'prohibition' || !CARE.test(folded.slice(start, from))) return best?.kind ?? null;
  const link = CONTINUES.exec(text);
  return link && !/又は|若しくは|または|もしくは/.test(text.slice(link[0].length, best.index))
    ? 'obligation'
    : 'prohibition';
}

/** How far an act's own limb goes: up to where another party takes over, behind a predicate that goes on. */
function continuing(folded: string, from: number, end: number, roles: RoleMentions): number {
  const next = topicBehind(folded, from, end, roles);
  return next !== null && CONTINUED.test(folded.slice(Math.max(from, next - 12), next)) ? next : end;
}

/** A predicate is done: what comes is a comma, the end, or 「ものとする」. */
const ENDING = /^.(?:[。、)が]|もの|こと|$|\s)|^[。、]/;
const CONTINUES = /^(?:(?:又は|及び|若しくは|、|・)[^、。はがをに]{1,12}){0,3}(?:し|を行い)、/;
/** Acts that are owed, not barred. */
const CARE = /(?:管理|保管|保持|保存|返還|返却|消去|廃棄|破棄|削除|抹消|通知|報告|遵守|取り?扱い?|提出|引き?渡)$/;

/** 「乙は、甲が…することを妨げない」「…することを承諾する」「乙が…することを禁ずる」: whose act is let be, may do it; whose is barred, must not. */
function allowed(
  folded: string,
  [start, end]: Range,
  roles: RoleMentions,
): { kind: StatementKind; role: Role; from: number; to: number } | null {
  const leave = LEAVE.exec(folded.slice(start, end));
  if (!leave) return null;
  const to = start + leave.index;
  const own = roles.find(({ range }) => range[0] >= start && range[1] < to && folded[range[1]] === 'は');
  const other = roles.findLast(
    ({ role, range }) =>
      range[0] >= (own?.range[1] ?? start) &&
      range[1] < to &&
      role !== own?.role &&
      /^(?:が|によ[るっり])/.test(folded.slice(behindAside(folded, range[1], end), end)),
  );
  return other ? { kind: leave[1] ? 'prohibition' : 'permission', role: other.role, from: other.range[1], to } : null;
}

const LEAVE =
  /(?:こと|の)(?:を|は|について|に(?:つき|対し)?)、?(?:あらかじめ|予め|これを|一切|特に|何ら){0,2}、?(?:妨げ(?:ない|ません|られない|られません)|認め(?:る|ます|られる)|承諾(?:する|します)|許諾(?:する|します)|容認(?:する|します)|許容(?:する|します)|制限(?:しない|されない)|異議を(?:述べ|申し立て|唱え)(?:ない|ません)|(禁(?:止(?:する|します|とする)|[じず]る|じます)|(?:認め|許さ|許諾し|承諾し)(?:ない|ません)))(?:もの(?:とする|とします))?。?\s*$/;

/** 「乙は、改良のために利用できるものとし、甲は、権利を行使しない。」: what is said of 乙 ends where 甲 becomes the topic. */
function kindBeforeTopic(folded: string, from: number, [start, end]: Range, roles: RoleMentions): StatementKind | null {
  const next = topicBehind(folded, from, end, roles);
  if (next === null) return null;
  const before = withoutAsides(folded.slice(start, next)).slice(-60);
  return lastKind(before) ?? (CONTINUED.test(before) ? 'obligation' : null);
}

/** Where the next party becomes the topic: 「…し、甲は、」 */
function topicBehind(folded: string, from: number, end: number, roles: RoleMentions): number | null {
  const next = roles.find(
    ({ range }) =>
      range[0] > from &&
      range[1] < end &&
      /[\u3001,]/.test(folded[range[0] - 1] ?? '') &&
      /^は[\u3001,]/.test(folded.slice(range[1], range[1] + 2)),
  );
  return next?.range[0] ?? null;
}

/** Where the limb of the sentence begins that the act stands in: behind 「権利は甲に帰属し、」, at 「乙は、」. */
function limbStart(folded: string, at: number, start: number, roles: RoleMentions): number {
  const turn = roles.findLast(
    ({ range }) =>
      range[0] > start &&
      range[1] <= at &&
      /^は/.test(folded.slice(range[1], range[1] + 1)) &&
      CONTINUED.test(folded.slice(Math.max(start, range[0] - 12), range[0])),
  );
  return turn?.range[0] ?? start;
}

/** A predicate that goes on, to another one: 「通知し、」「負い、」; not 「に関し、」「により、」「とき、」. */
const CONTINUED =
  /(?:(?<!に(?:関|対|際|応)|ただ|但|も)し|(?<!に基づ|につ|を除|と)き|(?<!によ|限|にあた|に当た|に代わ|つま)り|(?<!に伴|に従|かつ)[いち]|(?<!う)え|(?<!た)め|(?<!それぞ)れ|[みびけせべげ])、$/;

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
function receiverOf(folded: string, [from, end]: Range, [first]: Range, roles: RoleMentions): Role | null {
  const start = limbStart(folded, from, first, roles);
  const marked = roles.findLast(
    ({ range }) => range[0] >= start && range[1] <= end && RECEIVER.test(folded.slice(range[1], range[1] + 32)),
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
  const text = folded.slice(start, from) + folded.slice(from, Math.min(end, from + 200)).replace(BRACKETS, '');
  const topic = OWN_TOPIC.exec(text.slice(from - start))?.[0].length ?? 0;
  const comma = text.indexOf('、', from - start + topic);
  const stop = Math.min(comma < 0 ? text.length : comma + 1, from - start + 40);
  return firstKind(text.slice(0, stop), from - start);
}

const BRACKETS = /\([^()]{0,120}\)/g;

/** 「利用する権利は、乙に帰属する」「開示することは、これを禁ずる」: the act is what the predicate is about. */
const OWN_TOPIC = /^用?(?:する|でき|し得)[^。、はがをに]{0,8}(?:権[利限]|こと|行為)は、/;

/** 「利用（複製を含む。）することができる」: what stands in brackets has a predicate of its own. Keeps the places of all else. */
function withoutAsides(text: string): string {
  return text.replace(ASIDE, (aside) => ' '.repeat(aside.length));
}

const ASIDE = /\([^()]{0,200}\u3002\)/g;

/** The kind of the first phrase that reaches beyond `action`; of two that begin together, the longer one. */
function firstKind(text: string, action: number): StatementKind | null {
  return first(text, ({ index, 0: phrase }) => index + phrase.length > action)?.kind ?? null;
}

function first(
  text: string,
  counts: (match: RegExpExecArray) => boolean,
): { kind: StatementKind; index: number } | null {
  let best: { kind: StatementKind; index: number; length: number } | null = null;
  for (const [kind, pattern] of MODALITY) {
    const match = matchesOf(pattern, text).find(counts);
    if (!match) continue;
    const { index, 0: phrase } = match;
    if (best === null || index < best.index || (index === best.index && phrase.length > best.length))
      best = { kind, index, length: phrase.length };
  }
  return best;
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
): Pick<Norms, 'kind' | 'bearer' | 'yields' | 'unnamed' | 'otherwise' | 'same'> & { tells?: boolean } {
  const text = folded.slice(start, end);
  if (
    /(?:を|のことを|ものを)?(?:いう|いいます|指す|指します|意味(?:する|します))(?:もの(?:とする|とします))?。?\s*$/.test(
      text,
    ) &&
    /(?:とは|は|」|:)/.test(text)
  ) {
    return { kind: 'definition', bearer: 'none', tells: true };
  }
  if (DEFINES_AND.test(text) || IS_WHAT.test(text)) {
    return { kind: 'definition', bearer: 'none', tells: true };
  }
  const cell = CELL.exec(text);
  if (cell) return { kind: cellKind(cell), bearer: 'none', tells: true };
  const topic =
    besidePredicate(folded, [start, end], roles) ??
    topicBefore(folded, end, [start, end], roles, spans, 'main') ??
    (ASKS_LEAVE.test(text.slice(-40)) ? intending(folded, [start, end], roles) : null);
  const share = topic === null ? labelled(folded, [start, end], roles) : null;
  if (share) return { kind: 'obligation', bearer: share, yields: true };
  if (CASE.test(text)) return { kind: 'declaration', bearer: topic ?? 'none', yields: true, tells: true };
  if (EXCLUDES.test(text.slice(-40)) || AIM.test(text)) return { kind: 'declaration', bearer: 'none', tells: true };
  if (SAME.test(text) && !CLOSED_WITHIN.test(text))
    return { kind: 'declaration', bearer: 'none', yields: true, same: true };
  const kind = YIELDS_TO.test(text) ? null : lastKind(withoutAsides(closing(text)).slice(-60));
  const demanded = kind === null ? DEMANDED.exec(text) : null;
  if (demanded)
    return {
      kind: demanded[1] ? 'prohibition' : 'obligation',
      bearer: topic ?? 'none',
      yields: true,
      ...(topic === null && SPECIFIES.test(text) ? { otherwise: 'vendor' as const } : {}),
    };
  if ((topic !== null || promises(text)) && forbids(folded, [start, end]))
    return { kind: 'prohibition', bearer: forbidden(folded, end, [start, end], roles, topic ?? 'vendor') };
  return {
    kind: kind ?? 'declaration',
    bearer: topic ?? (asksUser(text) ? 'user' : 'none'),
    ...(topic === null && promises(text) ? { unnamed: 'vendor' as const } : {}),
  };
}

/** 「改善のための利用についても、同様とする。」: what the sentence before says holds here, too. */
const SAME =
  /^[^。]{0,200}(?:も|は)、?(?:前項と|前文と|これと)?(?:同様|同じ)と(?:する|します)(?:もの(?:とする|とします))?。?\s*$/;
const CLOSED_WITHIN =
  /(?:し|れ|き|り|い|ず|が)、(?:(?:その|以後|以降)[^。、]{0,8}|[^。、]{0,16}後(?:において|について)?)(?:も|は)、?同(?:様|じ)/;

/** 「作業をせず、直ちに返却すること。」: what is demanded at the end is not what was left undone before. */
function closing(text: string): string {
  return DEMANDED.test(text) ? text.slice(text.lastIndexOf('、') + 1) : text;
}

/** 「ただし、乙の責めによらないときは、この限りでない。」: a proviso says no norm of its own. */
const YIELDS_TO = /この限りで(?:は)?(?:ない|ありません|なく)(?:もの(?:とする|とします))?。?\s*$/;

/** Terms that speak politely to the user order, forbid and permit without naming whom. */
function asksUser(text: string): boolean {
  return REQUEST.test(text) || HONORED.test(text);
}

function promises(text: string): boolean {
  return PROMISE.test(text) || SERVICE_ACTS.test(text) || HUMBLE.test(text);
}

/** `再委託:可(承諾を要する。)` */
const CELL =
  /^[^。、:|]{2,30}(?:[:|\t]| {1,4}) ?(?:(不可|禁止|厳禁|なし|無し)|(可(?:能)?)|(要|必要|必須)|(不要|任意))(?:です)?(?:\([^()]{0,60}\))?。?\s*$/;

function cellKind([, no, may, must]: RegExpExecArray): StatementKind {
  if (no) return 'prohibition';
  if (may) return 'permission';
  return must ? 'obligation' : 'disclaimer';
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

/** 「甲は、乙に対し、複製を禁ずる」「乙による複製を禁止する」: who must refrain, where `topic` is the one who forbids. */
function forbidden(folded: string, at: number, [start, end]: Range, roles: RoleMentions, topic: Role): Role {
  const tail = (range: Range) => folded.slice(range[1], Math.min(end, range[1] + 8));
  const within = roles.filter(({ range }) => range[0] >= start && range[1] <= Math.max(at, end));
  const agent = within.findLast(
    ({ role, range }) =>
      /^(?:に(?:対し|よる)|が)/.test(tail(range)) || (role !== 'third' && /^に(?:は|、)/.test(tail(range))),
  );
  if (agent) return agent.role;
  const forbidder = within.find(({ range }) => /^(?:は|も)/.test(tail(range)));
  if (forbidder && forbidder.role !== topic) return topic;
  return topic === 'vendor' ? 'user' : topic === 'user' && forbidder ? 'vendor' : topic;
}

/** 「提供してはならず、例外を認めない」: the act has a predicate of its own. */
const DONE_BEFORE = /(?:なら|でき|せ|わ)ず、|(?:ものと|ことと)し、/;

const FORBIDS =
  /(?<!例外)(?:を|は)(?:、|一切|固く|厳に)?(?:禁止(?:する|します|いたします|致します|しています|しております)|禁[じず](?:る|ます|ています)|お断り(?:する|します|いたします|しています)|(?:認め|許さ|許諾し)(?:ない|ません))(?:もの(?:とする|とします))?。?\s*$/;

/** 「送信された内容は、30日以内に消去します。」: terms that speak politely to the user promise without a subject. */
const PROMISE =
  /^[^、。]{0,60}[^でにとのもてら時際限](?<!場合|とき)は、?[^。]*(?<!適用)(?:(?:し|いたし|致し)(?:ます|ません)|(?:い|(?<!で)き|(?<![あなか限])り|み|ち)ません)[。!]?\s*$/;

/** 「本サービスは、…データを利用することがあります。」: what the service does with data its provider does. */
const SERVICE_ACTS =
  /^[^、。]{0,4}本(?:件)?(?:サービス|ツール|アプリ(?:ケーション)?|プラットフォーム|サイト|システム)は、[^。]{0,160}を[^。]{0,80}(?:(?:し|いたし)(?:ます|ません|てい(?:ます|ません))|することがあ(?:る|ります))[。!]?\s*$/;

/** 「…してください」「お確かめください」: terms of service speak to the user so. */
const REQUEST =
  /(?:(?:て|で|[おご御][^。、]{1,8})(?:ください|下さい|願います)|(?:ない|ます|く)?よう(?:に)?、?お願い(?:いたし|致し|し)ます)[。!]?\s*$/;

/** 「お使いいただけます」「送信できません」「使ってはいけません」: what the one spoken to may or must not do. */
const HONORED =
  /(?:(?:[おご御][^。、]{1,10}|て|で)いただけ(?:ます|ません)|[おご御][^。、]{1,10}にな(?:れ|り)ま(?:す|せん)|(?:送信|入力|投稿|登録|アップロード|ダウンロード|利用|使用|解約|退会|書き出し)(?:することが|が|は|も)?でき(?:ます|ません)|[てで]はいけません|(?:お控え|ご遠慮)(?:ください|下さい|願います)|[てで](?:も)?(?:いただいて)?(?:構い|かまい)ません|[おご御][^。、]{1,8}(?:は)?(?:不要です|には及びません)|認められません)[。!]?\s*$/;

/** 「お知らせします」「学習に使うことはありません」「使わせていただきます」: humble forms speak of the one who offers the terms. */
const HUMBLE =
  /(?:[おご御][^。、]{1,10}(?:し|いたし|致し)|いたし|致し|せていただき|差し上げ|[うくすつぬむるぐぶ]ことは(?:一切|決して)?(?:あり|ござい)|せていただくことがあり|(?:する|用いる|使う|行う|求める)場合があり)(?:ます|ません|ており(?:ます|ません))[。!]?\s*$/;

/** 「乙には…する義務がある」「甲には…が認められない」「…は、甲の責務とする」「乙の責任は、これを免除する」: who bears it stands beside the predicate. */
function besidePredicate(folded: string, [start, end]: Range, roles: RoleMentions): Role | null {
  const behind = (pattern: RegExp, limit: number) =>
    roles.find(
      ({ range }) =>
        range[0] >= start && range[1] < end && pattern.test(folded.slice(range[1], Math.min(end, range[1] + limit))),
    )?.role ?? null;
  const burden = behind(BURDEN, 40);
  return burden ?? (HAVING.test(folded.slice(Math.max(start, end - 40), end)) ? behind(HOLDER, 8) : null);
}

/** 「乙が再委託しようとするときは、承諾を得なければならない」: who means to act must ask. */
function intending(folded: string, [start, end]: Range, roles: RoleMentions): Role | null {
  return roles.find(({ range }) => range[0] >= start && range[1] < end && folded[range[1]] === 'が')?.role ?? null;
}

const ASKS_LEAVE = /(?:承諾|同意|許可|承認|了承)を(?:得|受け|求め)[^。、]{0,16}。?\s*$/;

const BURDEN =
  /^の(?:(?:義務|責務|役割|任務)は、?(?:次|以下|下記)[^。]{0,16}|(?:義務|責務|責任|役割|任務|自由|裁量)(?:と(?:する|します|なる)|で(?:ある|す))|[^。、]{0,10}(?:責任|義務)は、?(?:これを)?免除(?:する|します))(?:もの(?:とする|とします))?。?\s*$/;
const HAVING =
  /(?:(?:義務|責任|責務|権利?|権限|必要|資格)(?:が|は|も)、?(?:[^。、]{1,8}に)?(?:ある|あります|ない|ありません|課され(?:る|ます)|属する)|(?:認めら|許さ|禁じら|課さ)れ(?:る|ない|ます|ません))(?:もの(?:とする|とします))?。?\s*$/;
const HOLDER = /^(?:に(?:は|も)?、?(?!よ|お[いけ]|つ[いき]|関|対)|に(?:対し(?:て)?(?:は)?)、?)/;

/** 「本契約は、…の条件を定めることを目的とする。」: what a contract is for orders nothing. */
const AIM =
  /^[^。、]{0,16}(?:本|この)(?:契約|規約|約款|条項?|覚書|仕様書|特約)[^。、]{0,4}は、[^。]*(?:を目的と(?:する|します)|(?:に関し|について|を)定め(?:る|ます|たもの(?:である|です)))。?\s*$/;

/** 「次の各号の情報は、秘密情報の対象外とする。」: what a term leaves out, and the list of it, orders nothing. */
const EXCLUDES =
  /(?:対象外|対象から(?:除外|除く)|(?:に|には)含(?:まれ|ま)(?:ない|ません)|から除(?:く|かれる|外する|外します)|(?:もの|情報|者|先)を(?:、これに)?含ま(?:ない|ません))(?:もの)?(?:と(?:する|します|いたします))?。?\s*$/;

/** 「(3) 履行することができないとき。」: an entry of a list of cases orders nothing, whatever it says of them. */
const CASE = /^[^。]*[たいるうくすむつぶぐぬ](?:とき|場合)(?:\([^()]{0,60}\))?。?\s*$/;

/** How specifications order: 「…すること。」「…しないこと。」; without who has to, it may be an entry of a list of acts. */
const DEMANDED = /(?:[うくすつぬむるぐぶ]|(な)い|(?:消去|削除|返却|返還|提出|通知|報告|連絡|厳守|遵守)の)こと。?\s*$/;

/** 「毎月報告すること。」: a specification speaks to the one who does the work. */
const SPECIFIES = /[うくすつぬむるぐぶ]こと。\s*$/;

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
    const marked = behindAside(folded, range[1], end);
    const tail = TOPIC.exec(folded.slice(marked, Math.min(end, marked + 32)));
    if (!tail) continue;
    if (part === 'main' && partAt(spans, range[0]) !== 'main') continue;
    const strong = /[はも]$/.test(tail[0]);
    const particle = marked + tail[0].length - 1;
    if (!strong && OF_ITS_TOPIC.test(folded.slice(particle, Math.min(at, particle + 60)))) continue;
    if (best === null || strong || !best.strong) best = { role, strong };
  }
  return best?.role ?? agentBefore(folded, at, roles);
}

/** 「乙(再委託先を含む。)は、」: where the text goes on behind what the brackets add. */
function behindAside(folded: string, at: number, end: number): number {
  const aside =
    folded[at] === '(' ? /^\((?!以下「)[^()]{0,160}\)/.exec(folded.slice(at, Math.min(end, at + 164))) : null;
  return at + (aside?.[0].length ?? 0);
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

/** Whether all that softens its sentence stands in another limb: 「24時間以内に通知し、復旧に努める」「通知し、対応を協議する」. */
function isFirm(folded: string, [, to]: Range, [start]: Range, signs: readonly Sign[]): boolean {
  const softening = signs.filter(({ id }) => LIMBED.has(id));
  return (
    softening.length > 0 &&
    softening.every(({ id, range: [at] }) => {
      if (at < to) return false;
      const wide = id === 'effort' && !OWN_EFFORT.test(folded.slice(Math.max(start, at - 6), at));
      return (wide ? CLOSED_LIMB : LIMB).test(folded.slice(to, at));
    })
  );
}

const LIMBED: ReadonlySet<string> = new Set(['effort', 'later-agreement']);
/** 「復旧に努める」: the effort has an object of its own, where 「通知し、復旧するよう努める」 has all before it. */
const OWN_EFFORT = /[\u4e00-\u9fff\u30a1-\u30fc]に$/;
/** Behind which another predicate begins that is softened by itself. */
const CLOSED_LIMB = /(?:ものと(?:いた)?し|こととし|なければならず|てはならず|ことができ|(?:する|します)が)、/;
const LIMB = new RegExp(`${CLOSED_LIMB.source}|(?<!に(?:関|対|際|応))[しり]、`);

export const grammar: Grammar = { signs: hedgeSigns(HEDGES), parts, read, hedging: hedgingOf(HEDGES) };
