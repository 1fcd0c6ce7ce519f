/** How English contracts show who may, must or must not do what: subject, modal, verb. */
import type { Role } from '../../model/contract.js';
import type { Range } from '../../model/document.js';
import type { Act, Grammar, Norms, RoleMentions, Sign, Span } from '../../model/language.js';
import type { StatementKind } from '../../model/statement.js';
import { type HedgePatterns, hedgeSigns, hedgesOf, hedgingOf } from '../shared/hedges.js';
import { endsWith, matchesOf } from '../shared/matches.js';
import { GRANTED, NOUNS, PHRASES, type Phrase } from './modality.js';

interface Modal {
  kind: StatementKind;
  range: Range;
  /** `Customer's right to audit`: speaks of the verb right behind it alone. */
  noun?: boolean;
  /** `if it may`, `data that may`: tells what is so, and lets or bars nobody; up to where it does so. */
  told?: number | undefined;
  /** `…, which Customer may not copy, …`: put in, with a subject of its own. */
  aside?: Aside | undefined;
}

interface Aside {
  /** Where the comma before it stands. */
  from: number;
  to: number;
}

const MODALITY: readonly Phrase[] = [
  // `Nothing in this Agreement prevents Supplier from …`: what is not hindered is allowed.
  [
    'permission',
    /\b(?:nothing (?!else\b)(?:[^.;:]|\.(?=\d)){0,80}?|(?:(?:shall|will|does|do|may) )?not )(?:prevents?|restricts?|prohibits?|precludes?|limits?|bars?|stops?|hinders?|restrains?|forbids?)(?= (?:[a-z'-]+ ){1,8}from [a-z]+ing\b)/,
  ],
  ['prohibition', /^\W{0,3}(?:[a-z0-9]{1,4}[.)])?\s{0,3}not (?:to )?(?!only\b)(?=[a-z])/],
  ['prohibition', /not (?<=[;:,] (?:and |or )?\([a-z0-9]{1,4}\) not )(?:to )?(?=["a-z])/],
  // What has not been done so far is told, not barred.
  ['declaration', /\b(?:has|have|had) (?:not|never) (?=["']?[a-z]{2,}(?:ed|en|ld|pt|nt|ade)\b)/],
  [
    'disclaimer',
    /\b(?:disclaims?|(?:is|are) (?:provided )?"?as[ -]is"?|(?:makes?|gives?|offers?|provides?) no (?:other |express |implied )?(?:warrant|represent|guarant|promise|commitment|assurance)[a-z]*|(?:do|does|shall|will|can|could)(?: not|n't) (?:(?:warrant|guarantee|represent|promise)(?:,? (?:or|nor|and|covenant|warrant|guarantee|represent|promise)){0,4}|vouch|be (?:held )?(?:liable|responsible)|be obligated|have any (?:liability|obligation|responsibility))|(?:(?:is|are|be) not|isn't|aren't) (?:liable|responsible|obligated|obliged|required)|no (?:warrant(?:y|ies)|liability|obligation|responsibility|duty)|without (?:any )?warrant(?:y|ies)|ha(?:s|ve) no (?:obligation|liability|duty|responsibility)|not be required to|under no obligation|(?:do|does)(?: not|n't) (?:have|need) to|need(?: not|n't))\b/,
  ],
  [
    'prohibition',
    /(?<=[a-z])'ll (?:[a-z]+ )?(?:not|never|only)\b|\b(?:(?!does not (?:include|contain|constitute|mean)\b)(?:shall|will|may|must|can|should|do|does|would|could)(?: (?!(?:and|or|but|choose|elect|decide|prefer|opt)\b)[a-z]+){0,2}? (?:not|never)\b(?! (?:be )?(?:required|obligated|limited|liable|responsible|unreasonably))|(?:is|are|was|were) (?:not|never) (?=(?:used|processed|accessed|disclosed|shared|sold|retained|stored|kept|viewed|read|reviewed|monitored|transferred|provided|made|trained|combined|copied)\b)|cannot|(?:wo|ca|do|does|must|shall|will|may)n't|(?:in|under) no (?:event|case|circumstances?)(?:, [a-z ]{1,40})?,? (?:may|shall|will|does)|no (?:further|other) (?:use|processing|copying)[a-z ]{0,40}(?:is|are|(?:shall|will|may) be)|(?:in|under) no (?:event|case|circumstances?), [a-z -]{3,80}, (?:may|shall|will|does)|(?:in|under) no (?:event|case|circumstances?), [a-z -]{3,80}, (?:may|shall|will|does)|(?:shall|will|may|must|does|do|can) (?:in|under|on|at) no (?:event|case|circumstances?|account|time|condition)\b(?! (?:be )?(?:liable|responsible|required))|agrees?(?: and covenants?)? not to|(?:is|are|be) (?:not (?:permitted|allowed|authori[sz]ed|entitled)|(?:prohibited|forbidden|barred|restricted)(?! (?:by|under)\b))(?:, [a-z ]{1,40},)?(?: to| from)?|to not (?=be [a-z])|(?:may|shall|will|must) neither\b|(?:(?:shall|will|must|should|may|agrees? to|undertakes? to|agree(?:s|d)? that (?:it|they) will) (?:[a-z]+ )?)?refrain(?:s|ing)? from|(?:to|with) (?:no[- ]one|nobody)|never (?!been|had|having|was|were)(?=[a-z])|no (?:party|user|person|one|customer data|input|output|content|data)[a-z ]{0,30}(?:may|shall|will)|no (?:part|portion|extract|person|individual|employee|member|staff|personnel|reviewer|human)[a-z' ]{0,70}(?:may|shall|will|must)|(?:keeps?|leaves?) (?:[a-z]+ ){1,3}out of|(?:is|are|be) (?:kept|left) out of|no (?!later|more|less|longer|fewer|earlier)(?:[a-z'-]+,? ){1,8}(?:may|shall|will|can) be|none of (?:your|the|its|their) [a-z ]{0,30}(?:may|shall|will|is|are)|(?:nobody|no one)(?: [a-z]+){0,5} (?:may|shall|will|can|reads?|sees?|looks?|views?|accesses|has)|neither [a-z ]{1,40}(?:may|shall|will)|neither (?:party|side|of (?:the parties|us)) (?:acquires|obtains|gains|gets|receives|claims|assigns|transfers|grants)|nor (?:may|shall|will)|(?<!\b(?:chooses?|choosing|elects?|decides?|prefers?|opts?|right|option|whether or|or) )not to (?=[a-z])|(?:may|shall|will) (?:only|solely)|only (?:use|process|disclose|access|share|retain)|use [a-z ]{0,30}(?:only|solely)|prohibits?|strictly prohibited|(?:shall|will|must|may|agrees to) (?:make|permit|allow|keep|retain|hold|store|acquire|assert|claim|have|place|impose|put|set) no (?=(?:[a-z]+ ){0,3}(?:records?|data|trace|use|uses|copies|copy|disclosure|disclosures|changes?|restrictions?|limits?|limitations?|attempt|attempts|rights?|title|claims?|interest|licen[cs]e|access|third)\b)|no (?:right|license|licence|title|ownership|implied)[a-z, ]{0,60}(?:is|are|granted|transferred|conveyed))\b/,
  ],
  [
    'permission',
    /\b(?:feel free to|(?:shall|will|does|do) not object (?:if|to|that)|may|can|(?:is|are|be|shall be|will be|remains?) (?:entitled|permitted|allowed|free|welcome|at liberty|authori[sz]ed) to|(?<!must )(?:(?:shall|will) )?ha(?:s|ve) the (?:right|option) to|reserves? the (?:sole |exclusive )?right|(?:hereby )?grants?|granted|(?:hereby )?authori[sz]es?|(?:hereby )?(?<!(?:'s|s'|obtain|obtains|secure|the|a|any|its|their|your|our|her|his|of|written|prior|express|explicit|necessary|required|valid|such) )consents? to|(?<!\blaws? |\bregulations? )(?:permits?|allows?)|at (?:its|their|your|our) (?:sole )?(?:option|discretion))\b/,
  ],
  [
    'obligation',
    /\b(?:shall|will|'ll|must|agrees?(?: to\b|(?! that\b))|undertakes? to|covenants?|(?:is|are) (?:(?:solely|fully) )?(?:responsible|required|obligated|obliged|liable)|commits? to|has a duty|warrants?|represents?(?: and warrants?)?|ensures?|has to|have to|is to be|are to be|(?<=\b(?:provider|supplier|vendor|contractor|consultant|developer|licensor|processor|customer|client|buyer|purchaser|employer|authority|principal|licensee|controller|company|party) )(?:is|are) to (?=[a-z]))\b/,
  ],
];

const CONDITION =
  /\b(?:(?<=(?:^|[,;] )[^a-z]{0,3})should(?= (?:the |any |either |a )?[a-z]+)|if(?! any(?: ?[),-]| in\b))|where|when|whenever|in the event|in case|upon|once(?! (?:a|an|every|per|each|in|annually|yearly)\b)|provided that|subject to|to the extent|as soon as|following|after|before|prior to|until|during)\b/g;
const EXCEPTION =
  /\b(?:unless|except(?:ing)?|other(?:wise)? than|excluding|notwithstanding|save (?:for|that|as|on|where|to the extent)|apart from|with the exception of|without (?:prejudice|limiting)|but not)\b/g;

function parts(folded: string, [start, end]: Range): Span[] {
  const text = folded.slice(start, end);
  const spans: Span[] = [];
  for (const [part, pattern] of [
    ['condition', CONDITION],
    ['exception', EXCEPTION],
  ] as const) {
    for (const match of matchesOf(pattern, text)) {
      const stop = match.index + extent(text.slice(match.index), match.index > OPENING);
      spans.push({ range: [start + match.index, start + stop], part });
    }
  }
  return spans.sort((a, b) => a.range[0] - b.range[0]);
}

/** Letters before a condition that opens its sentence: a number or a bullet. */
const OPENING = 8;

/**
 * Up to the next comma; a mere phrase that opens the sentence (`During the term Vendor shall …`) ends before the modal.
 * What follows the main clause as a list (`Vendor may stop if: (a) …; or (b) …`) goes on to the end.
 */
function extent(text: string, follows: boolean): number {
  const comma = text.slice(0, 400).search(END_OF_SPAN);
  const list = comma > 0 && /^: ?\(?(?:a|i|1|x)\)/.test(text.slice(comma, comma + 8));
  if (follows && list && !LEAVE.test(text.slice(0, comma))) return text.length;
  const modal = /^(?:during|upon|following|after|before|prior to|until|subject to)\b/.test(text)
    ? text.search(/ (?:shall|will|must|may)\b/)
    : -1;
  const subject = comma < 0 && /^subject to\b/.test(text) ? text.search(/ (?:we|you)\b/) : -1;
  const ends = [comma, modal, subject].filter((end) => end > 0);
  return ends.length > 0 ? Math.min(...ends) : text.length;
}

/** A comma, not of a number (`10,000`, `5:00`), or the end of the bracket that it stands in, not of a number (`a)`). */
const END_OF_SPAN = /;|[,:](?!\d)|(?<=^[^()]*[^()\s,;:](?<![\s,;:](?:[a-z]|[ivx]{1,4}|\d{1,2})))\)/;

/** `You will not, unless we have permitted it: (a) …`: a leave in passing, whose list is that of the main clause. */
const LEAVE =
  /^(?:unless|except)\b.{0,120}\b(?:permitted|allowed|authori[sz]ed|agreed|approved|consented|stated|required|provided|set (?:out|forth))\b/;

function read(
  folded: string,
  range: Range,
  spans: readonly Span[],
  actions: readonly { concept: string; range: Range }[],
  roles: RoleMentions,
  signs: readonly Sign[],
): Norms {
  if (SUBORDINATE.test(folded.slice(range[0], range[0] + 16))) return subordinate(folded, range, actions, signs);
  const found = modals(folded, range, signs).map((modal) => ({
    ...modal,
    told: toldTo(folded, range, modal, spans),
    aside: asideOf(folded, range, modal),
  }));
  const softened = hedges(folded, range, signs);
  const efforts = softened.includes('effort') ? signs.filter(({ id }) => id === 'effort') : [];
  const purposes = new Map<Modal, number>();
  const ruled = new Set<Modal>();
  const order = THEN_IMPERATIVE.exec(folded.slice(...range));
  const defines = signs.some(({ id }) => id === DEFINING);
  const acts = actions.map(({ concept, range: at }): Act => {
    const agent = participleAgent(folded, at, roles);
    if (agent) return { concept, range: at, kind: 'declaration', bearer: agent, receiver: 'none' };
    const subject = hasSubject(folded, range, at, roles, spans);
    const modal = ruling(folded, governing(folded, found, at, spans, subject), defines);
    const ordered = modal === null && order !== null && at[0] >= range[0] + order.index + order[0].lastIndexOf(', ');
    const bearer = ordered ? 'user' : bearerOf(folded, range, modal, at, roles);
    if (modal) ruled.add(modal);
    if (modal && isPurpose(folded, modal, at)) purposes.set(modal, Math.min(at[0], purposes.get(modal) ?? at[0]));
    const allowed = modal !== null && at[0] >= (purposes.get(modal) ?? Number.POSITIVE_INFINITY);
    const own =
      allowed && !ONLY_AFTER.test(folded.slice(at[1], at[1] + 48)) ? 'permission' : ownKind(folded, at, modal?.kind);
    const settled =
      own === 'declaration' ||
      modal?.told !== undefined ||
      (modal === null && found.some(({ range: [to] }) => to > at[1] && folded.slice(at[1], to).includes('; '))) ||
      (modal === null && found.length > 0 && HOLDING.test(folded.slice(...at)) && subject) ||
      (modal === null && subject && ahead(found, at));
    const receiver = receiverOf(folded, range, at, roles) ?? (holds(folded, at) ? bearer : 'none');
    return {
      concept,
      range: at,
      kind: own ?? (modal === null || modal.told !== undefined ? 'declaration' : modal.kind),
      bearer,
      receiver,
      ...(settled ? { settled } : {}),
      ...(efforts.length > 0 && !efforts.some((effort) => softens(folded, range, effort.range, at, modal))
        ? { hedges: softened.filter((hedge) => hedge !== 'effort') }
        : {}),
    };
  });
  const first =
    found.find(
      ({ range: [from], noun, told, aside }) =>
        !noun && told === undefined && aside === undefined && !isAim(folded, range[0], from),
    ) ?? null;
  const others =
    defines || first === null || first.kind === 'disclaimer'
      ? []
      : found.flatMap((modal): Limb[] => {
          const idle = modal !== first && !modal.noun && modal.told === undefined && !modal.aside && !ruled.has(modal);
          if (!idle || !opensLimb(folded, range, modal)) return [];
          return [{ kind: modal.kind, bearer: bearerOf(folded, range, modal, [range[1], range[1]], roles) }];
        });
  return { ...whole(folded, range, spans, first, roles, defines), acts, others, hedges: softened };
}

/** `the Customer, which may use them`, `a licence, which may not be assigned, to use`: mostly up to the next comma. */
function asideOf(folded: string, [start, end]: Range, { range: [from, to], noun }: Modal): Aside | undefined {
  if (noun || !/^(?:shall|will|must|may|can|cannot|is|are|has|have)\b/.test(folded.slice(from, to))) return undefined;
  const before = ASIDE.exec(folded.slice(Math.max(start, from - 40), from));
  if (!before) return undefined;
  const passive = /^(?: not| never| only| [a-z]+ly)? be\b/.test(folded.slice(to, to + 16));
  const stop = folded.slice(to, end).search(passive ? /;|,(?!\d)/ : ASIDE_END);
  return { from: from - before[0].length, to: stop < 0 ? end : to + stop };
}

const ASIDE = /, (?:which|who)(?: [a-z]+ly)? $/;
/** Verbs joined to that of an aside (`which may use them, show them and keep them`) are of it. */
const ASIDE_END =
  /;|, (?:(?:and|but|or) )?(?:which|who|the|it|they|we|you|each|any|all|no|shall|will|may|must|to|except|unless|provided|subject|so|as)\b/;

/** `shall use the data only to provide the service`: what a limit leaves free is allowed. */
function isPurpose(folded: string, { kind, range: [from, to] }: Modal, [start]: Range): boolean {
  return (
    kind === 'prohibition' &&
    start > to &&
    start - from < 240 &&
    / (?:to|for) (?:[a-z]+ly )?$/.test(folded.slice(Math.max(from, start - 24), start)) &&
    !/\b(?:not|never|required|obligated|obliged|liable) /.test(folded.slice(from, start)) &&
    LIMITING.test(folded.slice(from, start))
  );
}

const LIMITING =
  /^(?:(?:shall|will|may|must) )?(?:use |process |access )?[^.;]{0,120}?\b(?:only|solely)\b(?! (?:by|with|upon|on|if)\b)/;
/** `and disclose it only to employees`: a limit of its own. */
const ONLY_AFTER = /^ [^.;,]{0,40}\b(?:only|solely)\b/;

/** `shall notify Customer and use reasonable efforts to repair it`: what is tried is what comes after, up to the next limb. */
function softens(
  folded: string,
  [start, end]: Range,
  [from, to]: Range,
  [at, till]: Range,
  modal: Modal | null,
): boolean {
  const rest = folded.slice(to, Math.min(end, to + 16));
  const tries = /\bto$/.test(folded.slice(from, to)) || /^ (?:and [a-z]+ )?to\b/.test(rest);
  if (at >= to) return /^(?: to)?:? ?\(?(?:a|i|1)\)|^(?: to)?:/.test(rest) || !LIMB.test(folded.slice(to, at));
  // What has no modal before it is no limb, but the circumstances of one.
  if (till > from || modal === null || modal.range[0] > at) return true;
  return !tries && !LIMB.test(folded.slice(Math.max(start, till), from));
}

/** Where another limb of a sentence starts. */
const LIMB = /; |[ (]\(?[a-z0-9]{1,3}\) |,? (?:and|but) (?:(?:it|they|we|you) )?(?:shall|will|must|may)\b/;

type Limb = Pick<Act, 'kind' | 'bearer'>;

/** `Supplier may stop it and Customer shall …`: what another limb says counts whether or not its verb is a known one. */
function opensLimb(folded: string, [start]: Range, { range: [from, to] }: Modal): boolean {
  return (
    /^(?:shall|will|must|may|agrees? to|undertakes? to|is (?:entitled|responsible))\b/.test(folded.slice(from, to)) &&
    LIMB_OPENS.test(folded.slice(Math.max(start, from - 80), from))
  );
}

/** What joins a limb, and its subject. */
const LIMB_OPENS =
  /(?:;(?: and)?|,? (?:and|but)|\bprovided,?(?: however,?)? that) (?:(?!(?:that|which|who|if|when|where|as)\b)[a-z'.-]+ ){0,5}$/;

/** `We do not warrant: (a) that the service will be secure`: an item that its lead alone makes a duty or none. */
const SUBORDINATE = /^\W{0,3}(?:[a-z0-9]{1,4}[.)]\W{0,3})?that\b/;

function subordinate(
  folded: string,
  range: Range,
  actions: readonly { concept: string; range: Range }[],
  signs: readonly Sign[],
): Norms {
  const none = { kind: 'declaration', bearer: 'none' } as const;
  const acts = actions.map(({ concept, range: at }): Act => ({ ...none, concept, range: at, receiver: 'none' }));
  return { ...none, acts, hedges: hedges(folded, range, signs) };
}

const DEFINING = 'defining';
const DEFINES =
  /["'] ?(?:\([^)]*\) ?)?(?:shall |will )?(?:means?|refers? to|has the meaning|have the meaning|includes?|is defined)\b/;

/** `"Files" shall mean`: binds nobody. */
const MEANS = /^(?:shall|will) (?:mean|include|refer to|have the|be defined)\b/;

/** `"Other Materials" means parts that Supplier does not own`, `data that Customer may provide`: what a definition says of a thing bars or lets nobody. */
function ruling(folded: string, modal: Modal | null, defines: boolean): Modal | null {
  if (!defines || modal === null) return modal;
  const states =
    /^(?:do(?:es)? not|no|may|can|might|should)\b/.test(folded.slice(...modal.range)) ||
    MEANS.test(folded.slice(modal.range[0], modal.range[1] + 16));
  return states ? null : modal;
}

/** Up to where a modal only tells what is so: in a condition, or of a thing (`data that may be used to …`); else undefined. */
function toldTo(folded: string, [start, end]: Range, modal: Modal, spans: readonly Span[]): number | undefined {
  const [from, to] = modal.range;
  const words = folded.slice(from, to + 6);
  if (modal.noun || (/^(?:shall|will|must|'ll)\b/.test(words) && !/^shall not have\b/.test(words))) return undefined;
  const place = spanAt(spans, from);
  if (place) return supposes(folded, start, modal, place) ? place.range[1] : undefined;
  if (FOUND_OUT.test(folded.slice(Math.max(start, from - 140), from)) && LETTING.test(folded.slice(from, to)))
    return end;
  if (!RELATING.test(folded.slice(Math.max(start, from - 100), from))) return undefined;
  const rest = folded.slice(to, Math.min(end, to + 80));
  const denies = modal.kind === 'prohibition';
  const stop = rest.slice(12).search(denies ? RELATED : CLOSELY_RELATED);
  return to + (stop < 0 ? rest.length : stop + 12);
}

/** `has verified that its agreements permit the use`: what is so by other papers. */
const FOUND_OUT =
  /\b(?:verif(?:y|ies|ied)|establish(?:es|ed)?|ascertain(?:s|ed)?|check(?:s|ed)?|confirm(?:s|ed)?|ensured?|ensures|warrants?|represents?|sure|satisf(?:y|ies|ied) (?:itself|himself|themselves|yourself)) that [^.;:,]{3,100}$/;
const LETTING = /^(?:permits?|allows?|authori[sz]es?)$/;

/** Where what is told of a thing ends: `that may be used to train`, `that do not disclose, copy or share it`. */
const CLOSELY_RELATED = /[,;:()]| (?:and|to|for|shall|must|will|may) /;
const RELATED = /[;:()]| (?:shall|must|will|may) /;

/** Of `if it fails twice Customer may end it`, without a comma, the leave is no part of what is supposed. */
function supposes(folded: string, start: number, { range: [from, to] }: Modal, place: Span): boolean {
  const opens = place.range[0] - start <= OPENING;
  const before = folded.slice(place.range[0], from);
  if (
    opens &&
    before.replace(SUPPOSING, '').split(' ').length > 5 &&
    (/^(?:may|can|could|might|is|are)\b/.test(folded.slice(from, to)) ||
      (/^ha(?:s|ve) /.test(folded.slice(from, to)) && /\b(?:is|are|was|were|has been|have been) [a-z]+ /.test(before)))
  )
    return false;
  return SUPPOSING.test(before);
}

const SUPPOSING =
  /^(?:if|where|when|whenever|in the event|in case|once|as soon as|until|to the extent|unless|save where|should)\b/;

/** `data that …`, `any person who …`, `data that Customer …`, `sets out when Customer …`, not `, which …`. */
const RELATING =
  /(?:\b(?!(?:where|and|or|but|unless|since|because|if|when|extent|provided|than|that|so|to|in|of|by|with|under|for|from|agrees?|undertakes?|promises?|warrants?|represents?|covenants?|ensures?|guarantees?|procures?|acknowledges?|confirms?|accepts?)\b)[a-z]{3,} (?:that|which|who) |\b(?:data|information|materials?|content|documents?|records|files?|copies|anything|those|persons?|pages?|terms|rights?|claims?|images?|results?|outputs?|tools?|features?|services?|websites?|sites?|products?|reports?|costs?) (?:that|which|whom) (?:the )?[a-z]+ |\b(?:sets? out|describes?|explains?|determines?|defines?|specif(?:y|ies)|governs?|states?|lists?|regulates?) (?:[a-z]+ ){0,3}?(?:when|whether|how|what|which [a-z]+) (?:[a-z]+ ){0,4})$/;

/** What the words right before a verb make of it, whatever governs the sentence: `without storing`, `keeping no copy`, `instead of deleting`. */
function ownKind(folded: string, [from, to]: Range, kind: StatementKind | undefined): StatementKind | null {
  const before = folded.slice(Math.max(0, from - 32), from);
  const verb = folded.slice(from, to);
  const gerund = /^[a-z-]+ing\b/.test(verb);
  if (gerund && /\b(?:instead of|rather than|in lieu of) (?:[a-z]+ly )?$/.test(before)) return 'declaration';
  if (gerund && /\b(?:before|prior to) (?:[a-z]+ly )?$/.test(before)) return 'declaration';
  if (/\bwith no (?:further |other )?$/.test(before)) return 'prohibition';
  if (/\b[a-z]+ing no (?:[a-z]+ )?$/.test(before) || (gerund && NO_THING.test(folded.slice(to, to + 8))))
    return 'prohibition';
  // `may suspend the service without notice`
  if (
    /^(?:prior |advance |further |written )?notice/.test(verb) &&
    kind === 'permission' &&
    /\bwithout (?:any |prior |further |advance |written |giving )*$/.test(before)
  )
    return 'disclaimer';
  if (!gerund || kind === 'prohibition' || !/\bwithout (?:first |ever |also |otherwise )*$/.test(before)) return null;
  if (/\b(?:developed|created|obtained|received|acquired|has|have|had|was|were) [^.;,]{0,20}$/.test(before))
    return null;
  const owed = /^(?:notif|inform|pay|report|delet|return|compensat|consult|warn|tell|giv|provid)/.test(verb);
  return !owed ? 'prohibition' : kind === 'permission' ? 'disclaimer' : null;
}

const NO_THING = /^ no (?!less|more|later|longer)/;

/** The verb of one who has the right already, so that its subject is the owner. */
const HOLDING = /^(?:own|retain|keep|reserve|hold|acquire|ha(?:s|ve)\b)/;

/** `models trained by third parties`: a participle behind its noun tells who does it, whatever the sentence is about. */
function participleAgent(folded: string, [start, end]: Range, roles: RoleMentions): Role | null {
  if (!/(?:ed|made|given|held|built|run)$/.test(folded.slice(start, end))) return null;
  if (
    /\b(?:be|been|being|is|are|was|were|not|nor|and|or|has|have|had|hereby|[a-z]+ly|,) ?$/.test(
      folded.slice(Math.max(0, start - 12), start),
    )
  )
    return null;
  const by = /^ by (?:the |any |its |other |such )*/.exec(folded.slice(end, end + 24));
  const at = end + (by?.[0].length ?? 0);
  return by ? (roles.find(({ range }) => range[0] === at)?.role ?? null) : null;
}

/** Not so of `we claim no ownership`. */
function holds(folded: string, [start, end]: Range): boolean {
  return (
    HOLDING.test(folded.slice(start, end)) && !/\b(?:no|not|any) $/.test(folded.slice(Math.max(0, start - 8), start))
  );
}
/** What stands right before the party that gets or holds: `property of X`, `vests in X`, `owned by X`, `assigns to X`, `grants X`. */
const RECEIVER =
  /(?<=\b(?:property of|(?:belongs?|belonging|proprietary|pass(?:es)?|accrues?) (?:(?:exclusively|solely|entirely|and) ){0,3}to|(?:vest(?:s|ed)?|reside[sd]?|lies?) (?:[a-z]+ ){0,2}(?:in|with)|(?:remains?|stays?|rests?) (?:[a-z]+ ){0,2}with|(?:owned|retained|held) (?:[a-z]+ ){0,3}by|(?:made|signed|handed|turned) (?:over )?to|(?:is|are|be)(?: hereby)? (?:granted|given|licen[sc]ed|assigned|transferred|conveyed) to|(?:moves?|goes|shifts?|falls?) (?:(?:from (?:the )?[a-z]+|back|over) )?to) (?:the |each |such )?)/y;
/** Likewise of the verbs that give. */
const GIVEN =
  /(?<=\b(?:(?:grants?|granting|gives?|lets?),?(?: to)?|(?<=(?:customer|client|user|you|subscriber|licensee|party) (?:hereby )?)licen[sc]es?|(?:assign|transfer|convey|licen[sc]e)[a-z]*(?:(?! to )[^.;:]){0,120} to) (?:the |each |such )?)/y;

/** The party that the act gives the right or thing to, or that has it, by the words around it. */
function receiverOf(folded: string, whole: Range, verb: Range, roles: RoleMentions): Role | null {
  const [start, end] = partAround(folded, whole, verb);
  const near = roles.filter(({ range }) => range[0] >= start && range[1] <= end);
  const has = /^(?:rights?,? title|title to)/.test(folded.slice(...verb)) || HOLDING.test(folded.slice(...verb));
  if (
    DENIED.test(folded.slice(Math.max(start, verb[0] - 24), verb[0])) ||
    / (?:do|does|shall|will|may)(?: not|n't) /.test(folded.slice(...verb))
  )
    return 'none';
  const first = /^belongs? (?!to\b)/.test(folded.slice(...verb))
    ? near.find(({ range }) => /\bto (?:the )?$/.test(folded.slice(Math.max(start, range[0] - 8), range[0])))
    : undefined;
  if (first) return first.role;
  const given = GIVING.test(folded.slice(...verb))
    ? near.find(({ range: [at] }) => at > verb[0] && at - verb[1] < 120 && endsWith(GIVEN, folded.slice(verb[0], at)))
    : undefined;
  if (given) return given.role;
  const marked = near.find(({ range }) => {
    if (range[0] < verb[0] - 160 || range[0] - verb[1] >= 240) return false;
    const before = folded.slice(Math.max(start, range[0] - 160), range[0]);
    const after = folded.slice(range[1], Math.min(end, range[1] + 32));
    if (DENIED_TO.test(before.slice(-60))) return false;
    return (
      endsWith(RECEIVER, before) ||
      (!(has && range[0] > verb[1]) && endsWith(GIVEN, before)) ||
      /^(?:'s?)? (?:sole |exclusive |and |full )*property\b/.test(after) ||
      (!has && /^ (?:is|are|shall be|will be)(?: hereby)? (?:granted|licen[sc]ed)\b/.test(after))
    );
  });
  return marked?.role ?? holderIn(folded, verb, near);
}

/** `Title does not pass to Customer`: nobody gets it. */
const DENIED = /\b(?:do|does|shall|will|may|is|are)(?: not|n't)(?: be)?(?: hereby)? $/;
const GIVING = /^(?:grants?|granting|licen[sc]es?|assigns?|transfers?|conveys?|gives?|giving)\b/;

const DENIED_TO =
  /\b(?:do|does|shall|will|may|is|are)(?: not|n't)(?: be)?(?: hereby)? [a-z]+ (?:[a-z]+ly )?(?:to|in|with|by) (?:the )?$/;

/** `Title vests in Vendor; Client is granted a licence`: between semicolons. */
function partAround(folded: string, [start, end]: Range, verb: Range): Range {
  const before = folded.slice(start, verb[0] + 2).lastIndexOf('; ');
  const after = folded.slice(verb[1], end + 1).indexOf('; ');
  return [before < 0 ? start : start + before + 1, after < 0 ? end : verb[1] + after];
}

/** `is yours`, `becomes the Client's`: the verb names the holder itself. */
function holderIn(folded: string, [start, end]: Range, roles: RoleMentions): Role | null {
  if (!/(?:ours|yours|your own|our own|'s)$/.test(folded.slice(start, end))) return null;
  return roles.findLast(({ range }) => range[0] > start && range[1] <= end)?.role ?? null;
}

interface ModalWord extends Required<Pick<Modal, 'kind' | 'noun'>> {
  /** Of the sign that it is; null of what only opens a sentence. */
  sign: string | null;
  pattern: RegExp;
}

/** All that make a modal; where two meet, the former has it. */
const MODALS: readonly ModalWord[] = [
  ...GRANTED.map((phrase) => ({ phrase, noun: true })),
  ...[...PHRASES, ...MODALITY].map((phrase) => ({ phrase, noun: false })),
  ...NOUNS.map((phrase) => ({ phrase, noun: true })),
].map(({ phrase: [kind, pattern], noun }, index) => {
  return { kind, noun, pattern, sign: pattern.source.startsWith('^') ? null : `modal-${index}` };
});

function modals(folded: string, [start, end]: Range, signs: readonly Sign[]): Modal[] {
  const text = folded.slice(start, end);
  const found: Modal[] = [];
  for (const { kind, noun, sign, pattern } of MODALS) {
    const opening = sign === null ? pattern.exec(text) : null;
    const places = opening
      ? [[start, start + opening[0].length] as const]
      : signs.flatMap(({ id, range }) => (id === sign ? [range] : []));
    for (const range of places)
      if (!found.some((other) => range[0] < other.range[1] && other.range[0] < range[1]))
        found.push({ kind, range, noun });
  }
  found.sort((a, b) => a.range[0] - b.range[0]);
  for (const modal of found) modal.kind = ofNobody(folded, start, modal);
  return found.filter(
    (modal, i) =>
      !goesOn(modal, found.slice(0, i), folded, start) &&
      !isListed(modal, i, text, start) &&
      !(i > 0 && /^at (?:its|their|your|our)\b/.test(folded.slice(...modal.range))),
  );
}

/** `No party has the right to`, `neither party is bound to`: what is said of nobody is barred, or no duty. */
function ofNobody(folded: string, start: number, { kind, range: [from, to] }: Modal): StatementKind {
  if (kind !== 'permission' && kind !== 'obligation') return kind;
  if (!NOBODY.test(folded.slice(Math.max(start, from - 80), from))) return kind;
  return kind === 'permission' || /^(?:shall|will|must)\b/.test(folded.slice(from, to)) ? 'prohibition' : 'disclaimer';
}

const NOBODY =
  /(?:^|[.;:,)0-9] |\b(?:that|and|but) )\W{0,6}(?:no (?!later|more|less|longer|earlier|fewer|sooner|matter|doubt)|neither |none of |nobody |no one |nothing (?!else|herein|contained|in th(?:is|ese) |(?:[a-z'-]+ ){1,11}(?:and|but) $))(?:[a-z'-]+ ){0,12}$/;

/** `(c) upload secrets or allow minors to use the Service`: in an item that opens with a verb, its lead tells whether one may. */
function isListed({ kind, range }: Modal, index: number, text: string, start: number): boolean {
  const from = range[0] - start;
  return (
    kind === 'permission' &&
    index === 0 &&
    /^(?:allow|permit)$/.test(text.slice(from, range[1] - start)) &&
    /^\W{0,3}\(?[a-z0-9]{1,4}[.)] (?:(?!(?:the|a|an|we|you|it|any|each|all|its|your|our) )[a-z]+ )/.test(text) &&
    (/\b(?:or|and) $/.test(text.slice(0, from)) || /^\W{0,3}\(?[a-z0-9]{1,4}[.)] $/.test(text.slice(0, from)))
  );
}

/** `shall not use (or authorize others to use)`, `shall not: (a) permit others to use`: a permission that itself is barred; the ban goes on. */
function goesOn({ kind, range }: Modal, before: readonly Modal[], folded: string, start: number): boolean {
  return (
    kind === 'permission' &&
    before.some((modal) => modal.kind === 'prohibition') &&
    /^(?:permit|allow|authori[sz]e|grant|consent to)$/.test(folded.slice(range[0], range[1])) &&
    (/\b(?:not|nor(?: (?:shall|will|may|do|does|can) (?:the )?[a-z]+)?|or|and|to)\s*\(?\s*(?:otherwise )?$/.test(
      folded.slice(Math.max(start, range[0] - 32), range[0]),
    ) ||
      (/[;,:)] $/.test(folded.slice(Math.max(start, range[0] - 2), range[0])) &&
        before.at(-1)!.kind === 'prohibition' &&
        !/^\W{0,3}(?:[a-z0-9]{1,4}[.)] )?not\b/.test(folded.slice(...before.at(-1)!.range))))
  );
}

/** The last modal before the verb, one in a subordinate part only if the verb stands there too; else the first one after it. */
function governing(
  folded: string,
  found: readonly Modal[],
  at: Range,
  spans: readonly Span[],
  finite: boolean,
): Modal | null {
  const home = spanAt(spans, at[0]);
  const before = found.filter((modal) => {
    const place = spanAt(spans, modal.range[0]);
    return (
      modal.range[0] <= at[0] &&
      (place === null || place === home) &&
      (modal.aside === undefined || at[0] < modal.aside.to) &&
      reaches(folded, modal, at[0]) &&
      !bracketed(folded, modal.range[0], at[0])
    );
  });
  const rules = (modal: Modal) => !modal.noun && modal.told === undefined && modal.aside === undefined;
  return (
    before.at(-1) ??
    found.find((modal) => modal.range[0] <= at[0] && rules(modal)) ??
    (finite
      ? null
      : found.find(
          (modal) =>
            modal.range[0] >= at[1] &&
            rules(modal) &&
            !isAim(folded, at[1], modal.range[0]) &&
            !folded.slice(at[1], modal.range[0]).includes('; '),
        )) ??
    null
  );
}

/** What is told of a thing goes no further than that; a noun goes to the verb right behind it. */
function reaches(folded: string, { range: [, to], noun, told }: Modal, at: number): boolean {
  if (told !== undefined) return at < told;
  return !noun || at <= to || VERBS_BEFORE.test(folded.slice(to, Math.min(at, to + 80)));
}

/** `right to copy, modify and use`: verbs joined to the one that is looked at. */
const VERBS_BEFORE = /^ (?:[a-z]+ly )?(?:[a-z-]+(?:,| and| or),? (?:and |or )?){0,4}$/;

/** `Supplier owns the results, which Customer may use`: a verb with a subject of its own waits for no modal. */
function hasSubject(
  folded: string,
  [start]: Range,
  [from, to]: Range,
  roles: RoleMentions,
  spans: readonly Span[],
): boolean {
  if (
    STATE.test(folded.slice(from, to)) &&
    !/\b(?:to|not|shall|will|may|must) $/.test(folded.slice(Math.max(start, from - 6), from))
  )
    return true;
  const subject = roles.findLast(({ range }) => range[1] <= from);
  if (subject === undefined || subject.range[0] < start) return false;
  const gap = FINITE_GAP.exec(folded.slice(subject.range[1], from));
  if (gap === null) return false;
  const several = gap[1] !== undefined || /^(?:we|you|they|(?:the )?parties)$/.test(folded.slice(...subject.range));
  return (
    /^[a-z]+s\b/.test(folded.slice(from, to)) ||
    (several && /^[a-z]{3,}(?!ing|ed)\b/.test(folded.slice(from, to)) && spanAt(spans, from) === null)
  );
}

/** Whose subject is a thing: `the results belong to Customer, which may use them`. */
const STATE = /^(?:belongs?|vests?|remains?|resides?) /;

/** Between a subject and its verb: `Supplier and its licensors retain`, `we also store`. */
const FINITE_GAP =
  /^(,? (?:and|or|and\/or) (?:its|their|our|your) (?:[a-z]+ )?(?:licensors?|affiliates?|suppliers?|partners|subsidiaries)(?: \([a-z ]{2,24}\))?)?,? (?:[a-z]+ly |also |each )?$/;

/** Of `Supplier indemnifies Customer and may conduct the case`, the leave comes after the verb, and is not for it. */
function ahead(found: readonly Modal[], [, to]: Range): boolean {
  const first = found.find(({ noun, told }) => !noun && told === undefined);
  return first !== undefined && first.range[0] >= to && first.kind !== 'obligation';
}

/** `We store them so that you can …`: what is made possible is another act. */
function isAim(folded: string, verb: number, modal: number): boolean {
  return /\bso (?:that )?(?:[a-z]+ ){1,3}$/.test(folded.slice(Math.max(verb, modal - 40), modal));
}

function spanAt(spans: readonly Span[], at: number): Span | null {
  return spans.findLast(({ range }) => at >= range[0] && at < range[1]) ?? null;
}

/** The subject: the last party before the modal; of a passive, the party after `by`. */
function bearerOf(folded: string, [start, end]: Range, modal: Modal | null, verb: Range, roles: RoleMentions): Role {
  const agent = roles.find(
    ({ range }) =>
      range[0] >= verb[1] &&
      range[1] <= end &&
      !/\b(?:save|except|unless|those|which|if)\b|[,;](?: and| but| or)? (?:shall|will|must|may|can|is|are)\b/.test(
        folded.slice(verb[1], range[0]),
      ) &&
      /\bby (?:the |any )?$/.test(folded.slice(Math.max(start, range[0] - 10), range[0])),
  );
  const from = modal === null || modal.range[0] > verb[0] ? Math.max(start, verb[0] - 24) : modal.range[0];
  if (
    /\b(?:be|been|is|are|was|were)(?: (?!(?:the|an?|its|their)$)[a-z]+)?$/.test(folded.slice(from, verb[0]).trimEnd())
  )
    return agent?.role ?? 'none';
  if (modal?.aside) return roles.find(({ range }) => range[1] === modal.aside!.from)?.role ?? agent?.role ?? 'none';
  const named = modal && namedBy(folded, [start, end], modal, verb, roles);
  if (named) return named;
  const limit = modal === null ? verb[0] : subjectLimit(folded, start, modal.range[0]);
  const subject = roles.findLast(
    ({ range }) =>
      range[0] >= start &&
      range[1] <= limit + 1 &&
      !isObject(folded, range[0]) &&
      !isAsking(folded, range) &&
      !isObjectOfVerb(folded, range) &&
      !isRelative(folded, range) &&
      !isOwnerOfThing(folded, range) &&
      !bracketed(folded, range[0], verb[0]),
  );
  if (subject)
    return BEING_TOLD.test(folded.slice(subject.range[1], subject.range[1] + 64))
      ? (agent?.role ?? otherParty(subject.role))
      : withOthers(folded, start, subject, roles);
  return agent?.role ?? (modal && doerOf(folded, modal, verb, roles))?.role ?? 'none';
}

/** `Customer shall be informed`: by the other party. */
const BEING_TOLD =
  /^(?: (?:shall|will|must|should|has to))?(?: [a-z]+ly| also| always)? (?:be|is|are)(?: [a-z]+ly| also| always)? (?:notified|informed|told|advised|alerted|warned|reimbursed|refunded|compensated)\b/;

function otherParty(role: Role): Role {
  return role === 'user' ? 'vendor' : role === 'vendor' ? 'user' : 'none';
}

/** The one whom the words of the modal itself point to, before its subject is looked for. */
function namedBy(folded: string, whole: Range, modal: Modal, verb: Range, roles: RoleMentions): Role | null {
  const found =
    granteeOf(folded, modal, verb, roles) ??
    subjectIn(folded, modal, roles) ??
    pointedAt(folded, modal, roles) ??
    holderOfNoun(folded, modal, roles) ??
    (verb[0] === whole[1] ? doerOf(folded, modal, verb, roles) : undefined) ??
    invertedSubject(folded, modal, roles);
  if (found) return found.role;
  const host = lettingIn(folded, whole, modal, roles);
  if (host) return otherParty(host.role);
  if (outsider(folded, whole[0], modal)) return 'third';
  return spokenTo(folded, whole, modal, roles);
}

/** `it is for Customer to obtain it`, `rests with Provider`, `are borne by Customer`: right behind the modal. */
function pointedAt(
  folded: string,
  { range: [from, to] }: Modal,
  roles: RoleMentions,
): RoleMentions[number] | undefined {
  if (
    !/^it\b.* (?:for|to|on|upon|of)$|\b(?:with|borne by|no (?:need|obligation|duty|requirement) (?:for|on)|reserved (?:[a-z]+ )?(?:to|for)|(?:may|can|to) (?:[a-z]+ )?(?:require|ask|instruct|order|oblige|compel|(?:require|request|ask|demand) that))$/.test(
      folded.slice(from, to),
    )
  )
    return undefined;
  return roles.find(({ range: [at] }) => at >= to && /^ (?:the )?$/.test(folded.slice(to, at)));
}

/** `Customer's right to audit`: whose it is. */
function holderOfNoun(folded: string, { range: [from], noun }: Modal, roles: RoleMentions) {
  return noun ? roles.find(({ range: [, to] }) => to <= from && /^(?:'s?)?$/.test(folded.slice(to, from))) : undefined;
}

/** `The data shall be used by Provider to train`: who does the passive verb right behind the modal does what follows. */
function doerOf(folded: string, { range: [from, to] }: Modal, verb: Range, roles: RoleMentions) {
  if (/\bmay be [a-z]+$/.test(folded.slice(from, to))) return undefined;
  return roles.find(
    ({ range: [at, end] }) =>
      at >= to &&
      (end <= verb[0] || verb[0] < at) &&
      /^ (?:(?:not|never|also|only|[a-z]+ly) )?(?:be )?(?:[a-z]+ly )?(?:put|set|[a-z]+(?:ed|en|ld|pt|nt|lt|ade|ead))(?: (?!(?:and|or|but|if|as|than|that|be|is|are)\b)[a-z-]+){0,4} by (?:the |any )?$/.test(
        folded.slice(to, at),
      ),
  );
}

/** `Provider shall permit audits`: what a party must let happen, the other may do. */
function lettingIn(folded: string, [start]: Range, { kind, range: [from, to] }: Modal, roles: RoleMentions) {
  if (kind !== 'permission' || !LETTING.test(folded.slice(from, to).replace(/^(permit|allow|authori[sz]e)$/, '$1s')))
    return undefined;
  if (!LOOKING.test(folded.slice(to, to + 60))) return undefined;
  return roles.findLast(
    ({ range: [at, end] }) =>
      at >= start && /^ (?:(?:shall|will|must|agrees? to|undertakes? to) )?$/.test(folded.slice(end, from)),
  );
}

const LOOKING =
  /^ (?:(?:any|all|such|its|their|the|an?|regular|periodic|on-site|onsite|reasonable|annual|and|or|contribute to) ){0,4}(?:audits?|inspections?|examinations?|reviews?|visits?)\b/;

/** People who are no party stand at the head of the sentence: `A subcontractor to whom Provider has given it must …`. */
function outsider(folded: string, start: number, { range: [from, to] }: Modal): boolean {
  return OUTSIDER.test(
    `${folded.slice(start, from)}${/^no\b/.test(folded.slice(from, to)) ? folded.slice(from, to) : ''}`,
  );
}

const OUTSIDER =
  /^\W{0,6}(?:[a-z0-9]{1,4}[.)] )?(?:no|any|each|every|an?|the|all|such) (?:other |such |further )?(?:sub-?contractors?|sub-?processors?|third part(?:y|ies)|affiliates?) (?:(?:to|with|by|of|for) (?:whom|which) [^,;]{1,80} )?(?:may|shall|will|must|can)?$/;

/** `Customer agrees that outputs may be alike`: who agrees to what may be so, is not who may. `consents to the use by …`: the other is. */
function spokenTo(
  folded: string,
  [start, end]: Range,
  { kind, range: [from, to] }: Modal,
  roles: RoleMentions,
): Role | null {
  if (kind !== 'permission') return null;
  if (/^(?:(?:hereby )?consents?|agrees?) to$/.test(folded.slice(from, to))) {
    const noun = /^ (?:the|any|our|your|its|such|[a-z]+'s) /.test(folded.slice(to, to + 24));
    const by = roles.find(
      ({ range: [at] }) => at >= to && at < end && /\bby (?:the )?$/.test(folded.slice(Math.max(to, at - 8), at)),
    );
    const of = roles.find(({ range: [at] }) => at >= to && at <= to + 5);
    const own =
      of && (/^(?:our|your)$/.test(folded.slice(...of.range)) || folded[of.range[1]] === "'") ? of : undefined;
    const lets = roles.findLast(({ range: [, till] }) => till <= from && till > start);
    return noun ? ((own ?? by)?.role ?? (lets ? otherParty(lets.role) : 'none')) : null;
  }
  return ACCEPTED.test(folded.slice(Math.max(start, from - 120), from)) &&
    !roles.some(({ range: [at, till] }) => till <= from && at > start && SUBJECT_GAP.test(folded.slice(till, from)))
    ? 'none'
    : null;
}

/** Not so of `agrees that it may`. */
const ACCEPTED =
  /\b(?:acknowledges?|understands?|accepts?|recogni[sz]es?|is aware|agrees?)(?: and (?:agrees?|accepts?|understands?|acknowledges?))?(?: [a-z]+ly)? that (?!it |they )[^.;:]{1,80}(?<! (?:it|they) )$/;
/** Between a subject and its modal. */
const SUBJECT_GAP =
  /^(?:'s?)?(?: (?:people|staff|personnel|employees|affiliates|agents|auditors|contractors|team|[a-z]+ly|also|each|all|and [a-z' ]{1,40}))? ?$/;

/** `Customer or any auditor of its own may`: of joined subjects the party counts; `Provider and the Customer` are both. */
function withOthers(
  folded: string,
  start: number,
  { role, range: [from] }: RoleMentions[number],
  roles: RoleMentions,
): Role {
  const first = roles.findLast(
    ({ range: [at, to] }) =>
      at >= start &&
      to < from &&
      /^(?:,? (?:and|or|nor|and\/or)|,) (?:the |any |its |their |other |each |all |every ){0,3}(?:persons? |person |party )?$/.test(
        folded.slice(to, from),
      ),
  );
  if (!first || isObject(folded, first.range[0]) || isObjectOfVerb(folded, first.range)) return role;
  if (role === 'third') return first.role;
  const heads =
    /(?:^|[.;:,] |\b(?:that|neither|both|either|and|if|where) )\W{0,6}(?:[a-z0-9]{1,4}[.)] )?(?:the )?$/.test(
      folded.slice(Math.max(start, first.range[0] - 24), first.range[0]),
    );
  return heads && first.role !== role && first.role !== 'third' ? 'both' : role;
}

/** `Under no circumstances shall Provider stop the service`, `only then may Provider use it`: the subject follows the modal. */
function invertedSubject(
  folded: string,
  { range: [from, to] }: Modal,
  roles: RoleMentions,
): RoleMentions[number] | undefined {
  if (!/(?:^|\b)(?:may|shall|will|must|can|does|do|should)$/.test(folded.slice(from, to))) return undefined;
  const subject = roles.find(({ range: [at] }) => at >= to && /^ (?:the )?$/.test(folded.slice(to, at)));
  return subject &&
    !/^ (?:be (?:held )?(?:liable|responsible)|bear|have any (?:liability|obligation|responsibility))\b/.test(
      folded.slice(subject.range[1], subject.range[1] + 40),
    )
    ? subject
    : undefined;
}

/** `Customer shall keep Provider's papers secret and shall not copy them`: the subject stands before the first of joined verbs. */
function subjectLimit(folded: string, start: number, modal: number): number {
  const text = folded.slice(start, modal);
  if (
    /\([a-z0-9]{1,4}\) (?:it|they) ?$/.test(text.slice(-12)) &&
    /^ ?(?:will|shall|must)\b/.test(folded.slice(modal, modal + 8))
  ) {
    const promise = PROMISE.exec(text);
    if (promise) return start + promise.index;
  }
  if (/[,)\u2013-] ?$/.test(text.slice(-2))) {
    const inserted = matchesOf(INSERTED, text.slice(-240)).at(-1);
    if (inserted) return modal - Math.min(240, text.length) + inserted.index;
  }
  const bare = /^(?:use|only|not|never|refrain|at)\b/.test(folded.slice(modal, modal + 8));
  if (!/\b(?:and|or|but),? $/.test(text.slice(-8)) && !(bare && /[,;:)] $/.test(text.slice(-2)))) return modal;
  const earlier = matchesOf(PLAIN_MODAL, text).at(-1);
  return earlier ? start + earlier.index : modal;
}

/** `Provider, and not Customer, shall`; `Customer, who may audit Provider, shall`: the subject stands before what is put in. */
const INSERTED =
  /[,(\u2013-] ?(?=(?:(?:and|but) not|not|as well as|together with|including|who|which|whose|whom|having|being|acting|without|whether|at (?:its|the)|in (?:its|the)|for (?:its|the)|where|when|if|unless|upon|to the extent)\b)/g;

const PLAIN_MODAL = / (?:shall|will|must|may|agrees?|undertakes?)\b/g;

/** `Supplier warrants that (a) the software holds nothing of a third party; and (b) it will comply`: it is who promises. */
const PROMISE = / (?:hereby )?(?:represents?|warrants?|covenants?|undertakes?|agrees?|acknowledges?|confirms?)\b/;

/** `Neither party may`: the subject stands in the modal itself. */
function subjectIn(folded: string, { range: [from, to] }: Modal, roles: RoleMentions) {
  if (
    !/^(?:neither|no) .*(?:may|shall|will|must)$|^nor |^(?:(?:in|at|under) no|no|neither) .* be |\b(?:responsibility|duty|obligation|task)$/.test(
      folded.slice(from, to),
    )
  )
    return undefined;
  const inside = roles.filter(({ range }) => range[0] >= from && range[1] <= to);
  const [first] = inside;
  return first && inside.some(({ role }) => role !== first.role && role !== 'third')
    ? { ...first, role: 'both' as const }
    : first;
}

/** `Provider grants Customer a right to use`, `you allow us to use`: the one who may use is named behind the verb. */
function granteeOf(folded: string, modal: Modal, verb: Range, roles: RoleMentions) {
  const end = modal.range[1];
  const words = folded.slice(modal.range[0], end);
  if (!GRANTING.test(words)) return undefined;
  // `the rights needed to allow Provider to perform` speaks of an aim.
  if (/\bto $/.test(folded.slice(Math.max(0, modal.range[0] - 3), modal.range[0]))) return undefined;
  const found = roles.find(
    ({ range }) =>
      range[0] >= end &&
      (range[1] < verb[0] || (verb[1] <= end && words.endsWith('granted'))) &&
      /^ (?:(?:up)?on )?(?:to )?(?:the )?$/.test(folded.slice(end, range[0])),
  );
  // `We do not allow third parties to see it` bars us.
  return found?.role === 'third' && modal.kind === 'prohibition' ? undefined : found;
}

/** Verbs that let, bind or keep another: who is meant stands behind them. */
const GRANTING =
  /(?:grant|allow|permit|authori[sz]|licen[cs]|entitl|empower|oblig|obligat|compel|bind|\blet|confer|giv|(?:nothing|not|n't) .*(?:requir|prevent|restrict|prohibit|preclud|limit|bar|stop|hinder|restrain|forbid))(?:e|s|es|ed|ing)?$/;

const BRACKET = /[()]/g;

/** In a bracket that closes before `to`; the bracket of a mere number opens and closes nothing. */
function bracketed(folded: string, from: number, to: number): boolean {
  const text = folded.slice(from, to);
  if (to - from > 1_000 || !text.includes(')')) return false;
  let depth = 0;
  for (const { 0: mark, index } of matchesOf(BRACKET, text)) {
    if (mark === '(') depth++;
    else if (depth > 0) depth--;
    else
      return !/(?:^|[\s,;:])(?:[a-z]{1,2}|[ivx]{1,4}|\d{1,3}[a-z]?)$/.test(text.slice(Math.max(0, index - 6), index));
  }
  return false;
}

/** After a preposition a party is no subject (`disclosed to Provider`, `Data of Customer`). */
function isObject(folded: string, at: number): boolean {
  const before = folded.slice(Math.max(0, at - 64), at);
  if (PEOPLE_OF.test(before)) return false;
  return /\b(?:to|of|from|with|by|for|between|against|on|upon|via|through)(?: the| any| such| its| their| our| each| every| all| another)?(?: other)? ?$/.test(
    folded.slice(Math.max(0, at - 24), at),
  );
}

/** `No employee of Provider shall …`: what its people do, a party does. */
const PEOPLE_OF =
  /^\W{0,3}(?:\(?[a-z0-9.]{1,6}\)? )?(?:no|none of the|neither the|the|any|all|only|each|such) (?:[a-z]+ ){0,2}(?:persons?|people|individuals?|employees?|staff|personnel|members?|engineers?|reviewers?|officers?|agents?)(?: [a-z]+){0,4} (?:of|by|at|from|with)(?: the)? $/;

/** `Upon Customer's written request, …`: whose wish it is, is not who does it. */
function isAsking(folded: string, [from, to]: Range): boolean {
  const own = /(?:'s?|^your|^our)$/.test(folded.slice(from, to)) || folded[to] === "'";
  return (
    own &&
    /^(?:'s?)? (?:[a-z]+ ){0,3}?(?:requests?|instructions?|consent|approval|directions?|demand|behalf|option|election)\b/.test(
      folded.slice(to, to + 60),
    )
  );
}

/** `Customer's environments are isolated`: whose the things are, is not who does or must do something. */
function isOwnerOfThing(folded: string, [, to]: Range): boolean {
  return OWNED_THING.test(folded.slice(to, to + 60));
}

const OWNED_THING =
  /^(?:'s?)? (?:[a-z-]+ )?(?:data|content|environments?|workspaces?|tenants?|instances?|databases?|files?|documents|records|prompts|uploads?|inputs|materials|information|messages|conversations|accounts?|services?|subscriptions?|projects?|websites?|servers?|ideas|suggestions|comments|corrections)(?: (?:on|for|about) (?:the |our |your )?[a-z]+)? (?:is|are|was|were|will|shall|must|may|can|sits?|stays?|remains?|resides?|lives?|leaves?|goes|go|never|cannot|does|do|always)\b/;

/** Behind another verb of the sentence a party is what that is done to (`shall defend Customer against …, and shall pay`), unless it has a verb of its own. */
function isObjectOfVerb(folded: string, [from, to]: Range): boolean {
  return (
    /\b(?:shall|will|must|may)(?: (?!(?:and|or|but|if|that)\b)[a-z-]+){1,3} (?:the |each |such )?$/.test(
      folded.slice(Math.max(0, from - 60), from),
    ) &&
    !/^\W{0,3}(?:shall|will|must|may|can|is|are|has|have|do|does|agrees?|hereby|represents?|warrants?|[a-z]+s)\b/.test(
      folded.slice(to, to + 24),
    )
  );
}

/** In `files that you upload` the party is the subject of the relative clause only. */
function isRelative(folded: string, [from, to]: Range): boolean {
  if (/\b(?:what|whatever|the way|how|which of (?:[a-z]+ ){1,3}) ?$/.test(folded.slice(Math.max(0, from - 40), from)))
    return true;
  if (
    /\b(?:agrees?|acknowledges?|accepts?|understands?|confirms?|ensures?|provided|know|means?|unless|except) that (?:the )?$/.test(
      folded.slice(Math.max(0, from - 24), from),
    )
  )
    return false;
  return (
    /\b(?:that|which|what|anything|everything|information|data|content|files?|materials?|documents?|prompts?)(?: the)? $/.test(
      folded.slice(Math.max(0, from - 20), from),
    ) &&
    /^ (?:may )?(?:have |has )?(?:upload|submit|provide|enter|input|share|send|suppl|store|post|give|disclose|made|make)/.test(
      folded.slice(to, to + 24),
    )
  );
}

/** `Don't upload …`, `Please check …`: terms of service speak to the user so. */
const IMPERATIVE =
  /(?:^\s*(?:[-*\u2022]\s*|(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z])[.)]|\d{1,3}(?:\.\d{1,3}){1,3})\s{1,4})?|[:;\u2014] (?=please))(?:please,? )?(?:(do not|don't|never)\b|(?<=please,? )[a-z])/;

/** `Check the answers before you rely on them.`: likewise, in a sentence that no list claims. */
const BARE_IMPERATIVE =
  /^\s*(?:then |first |always |only |just |so |and )?(?:tell|check|send|use|keep|make|ask|give|pay|contact|delete|remove|read|choose|treat|store|get|let|report|email|write|follow|label|review|have) (?:to )?(?:your|our|us|the|an?|any(?:one|body)?|all|only|it|them|this|that|these|what|every(?:one|body|thing)?|each|sure|people|someone|somebody)\b/;

/** `Before you add a friend's details, ask them first`: the order may follow its condition. */
const THEN_IMPERATIVE =
  /^\s*(?:before|if|when|whenever|once|after|unless|where) you [^.:;]{3,160}, (?:please,? )?(?:(do not|don't|never)\b|(?:ask|tell|make sure|check|get|obtain|remove|delete|tell|let|contact|ensure|send|give|use|keep|read|review|notify|inform|stop|leave out|mask)\b)/;

function whole(
  folded: string,
  range: Range,
  spans: readonly Span[],
  modal: Modal | null,
  roles: RoleMentions,
  defines: boolean,
): Pick<Norms, 'kind' | 'bearer' | 'yields'> {
  if (defines) return { kind: 'definition', bearer: 'none' };
  const text = folded.slice(range[0], range[1]);
  const order = IMPERATIVE.exec(text) ?? THEN_IMPERATIVE.exec(text);
  if (order) return { kind: order[1] ? 'prohibition' : 'obligation', bearer: 'user' };
  if (modal === null && BARE_IMPERATIVE.test(text)) return { kind: 'obligation', bearer: 'user', yields: true };
  const share = modal === null ? labelled(folded, range, roles) : null;
  if (share) return { kind: 'obligation', bearer: share };
  // Of a sentence without a modal, the parties of its conditions (`after you open them`) are left aside.
  const subjects = modal ? roles : roles.filter(({ range: at }) => spanAt(spans, at[0]) === null);
  const bearer = bearerOf(folded, range, modal, [range[1], range[1]], subjects);
  return { kind: modal?.kind ?? 'declaration', bearer };
}

/** `Customer responsibilities | Provide three years of sales data`: a row or lead that tells whose task it is. */
function labelled(folded: string, [start, end]: Range, roles: RoleMentions): Role | null {
  const first = roles.find(({ range }) => range[0] >= start && range[1] <= end);
  if (!first || first.role === 'both' || first.role === 'third') return null;
  return /^\W{0,6}(?:[a-z0-9.()]{1,6} )?(?:the )?$/.test(folded.slice(start, first.range[0])) &&
    /^(?:'s?)? (?:responsibilit(?:y|ies)|obligations?|duties|duty|tasks?|dependenc(?:y|ies)|prerequisites?)(?: [a-z]+){0,2} ?(?:[:|-]|$)/.test(
      folded.slice(first.range[1], Math.min(end, first.range[1] + 48)),
    )
    ? first.role
    : null;
}

const HEDGES: HedgePatterns = [
  ['unselected', /^\s*(?:[-*•]\s*)?(?:\[\s{0,3}\]|[\u2610\u25a1\u25fb])/],
  [
    'effort',
    /\b(?:(?:commercially |all )?reasonable (?:efforts?|endeavou?rs?)|best (?:efforts?|endeavou?rs?)|(?:endeavou?rs?|strives?|aims?) (?:not )?to|(?<=(?:shall|will) )attempt (?:not )?to|(?<!\b(?:not|never) )seeks? to|(?<=(?:'ll|will|shall|always|also|we|may) )try (?:not )?to|tries (?:not )?to|do (?:its|our|their) best to|where (?:reasonably )?(?:practicable|possible|feasible))\b/,
  ],
  [
    'discretion',
    /\b(?:(?:sole|absolute|own|its|our) discretion|(?:as|where|when|if|what|whatever) (?:it|we|the )?(?:it|we|provider|company|vendor|supplier|contractor|processor|licensor|developer|consultant|party)? ?(?:reasonably |may |in good faith )?(?:deems?|sees|determines?|considers?|thinks?|believes?|judges?|finds?)(?= (?:it |them |this |that |such )?(?:fit|appropriate|necessary|useful|desirable|suitable|needed|required|reasonable|advisable|proper|relevant|so\b)))\b/,
  ],
  [
    'later-agreement',
    /\b(?=to be |as |be |otherwise |separate|mutual|agree|negotiat|discuss|settled|decided|determined|governed|future|further|sub|addressed|dealt|reserved|left)(?<!\b(?:unless|except as|save as) (?:[a-z]+ ){0,5})(?:(?:to be |as (?:may be )?|be |otherwise |separately |mutually )(?:mutually |separately )?(?:agreed|negotiated)(?: upon)?(?: in writing)?(?: by the parties| between the parties)?|discuss in good faith|(?:settled|decided|determined|governed) by (?:mutual|separate|later|further) agreement|agree separately|separately agree|negotiate in good faith|(?:separate|future|further|subsequent) (?:[a-z]+ )?agreement|(?:settled|determined|decided|discussed|addressed|negotiated|dealt with|agreed) (?:(?:later|separately|in due course|by the parties|between the parties)\b|in (?:a |the |an )?(?:later|separate|future|further|individual|subsequent|supplementary) [a-z]+)|(?:discussed|agreed|settled|negotiated|decided) (?:at a later|when|once)\b|subject of (?:a )?(?:separate|further|later) [a-z]+|(?:reserved|left) (?:for|to|over to) (?:a )?(?:later|future|further|separate|subsequent) [a-z]+)\b/,
  ],
  [
    'other-document',
    /\b(?:(?:in accordance with|subject to|(?:as|is|are) (?:described|set forth|set out|provided|specified|stated|contained|laid down) (?:in|at)|governed by|pursuant to|described in|available at|found at|(?<!\b(?:may|can|will|might|could|to|you|we|they|users) )see)(?: [a-z']+){0,5}? (?:privacy (?:policy|notice|statement)|polic(?:y|ies)|data processing (?:agreement|addendum)|dpa|documentation|guidelines?|website|trust cent(?:er|re)|white ?paper|help cent(?:er|re)|faqs?|knowledge base|terms of (?:use|service)|https?:|www\.)|(?:set (?:out|forth)|stated|explained|listed|laid down) (?:in|at)(?: [a-z']+){0,4}? (?:privacy|data|usage|use|online) (?:policy|notice|statement))/,
  ],
];

const hedges = hedgesOf(HEDGES);

const signs = {
  ...Object.fromEntries(MODALS.flatMap(({ sign, pattern }) => (sign === null ? [] : [[sign, pattern]]))),
  ...hedgeSigns(HEDGES),
  [DEFINING]: DEFINES,
};

export const grammar: Grammar = { signs, parts, read, hedging: hedgingOf(HEDGES) };
