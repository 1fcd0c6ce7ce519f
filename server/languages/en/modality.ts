/** What several words together say that one may, must or must not: a state, a noun or a verb, and its negation. */
import type { StatementKind } from '../../model/statement.js';

const ADVERB = '(?: [a-z]+ly| hereby| thereby| in any way| at all| otherwise)?';
const STRONG = '(?:shall|will|must|should)';
const MODAL = '(?:shall|will|must|may|can|should|would|could)';
const IS_NOT = `(?:(?:is|are)(?: not|n't| never)|'re not|${MODAL}(?: not|n't| never) be|cannot be|not be)${ADVERB}`;

/** A kind and how it is said: anywhere in a sentence, or with `^` where it begins. */
export type Phrase = readonly [kind: StatementKind, pattern: RegExp];

/** States that let, that bar and that bind. */
const FREE = '(?:entitled|permitted|allowed|authori[sz]ed|empowered|free|welcome|at liberty)';
const BARRED =
  '(?:prohibited|forbidden|barred|debarred|precluded|prevented|restricted|restrained|hindered|stopped|enjoined)';
const BOUND = '(?:obliged|obligated|required|bound|compelled)(?: by [a-z ]{1,24}?)?';

/** Verbs that let and that bind another. */
const LETS = '(?:permit|allow|authori[sz]e|entitle|empower|licen[cs]e)';
const BINDS = '(?:oblige|obligate|require|compel|bind)';
/** Verbs of not doing. */
const REFRAINS =
  '(?:(?:refrain|abstain|desist|forbear) from|cease (?:and desist from|from|to (?!be\\b|have\\b|apply\\b|exist\\b)|all\\b|any\\b|(?=use\\b|[a-z]+ing\\b))|(?:stop|avoid) (?=all\\b|any\\b|[a-z]+ing\\b)|discontinue (?=all|any|its use|the use|use))';

/** Nouns of what one has. */
const RIGHT = '(?:rights?|option|freedom|liberty|leave|permission|authority|power|entitlement|licen[cs]e)';
const TASK = '(?:duty|obligation|responsibility|task|job)';
/** What may stand between `the` and such a noun. */
const SUCH = "(?:(?!(?:no|not|of|for|in|to|with|by|on|that|any|from|under|and)\\b)[a-z'-]+,? ){0,4}?";
const HAS =
  '(?:ha(?:s|ve)(?: been (?:given|granted))?|enjoys?|retains?|reserves?|keeps?|receives?|obtains?|acquires?|(?:is|are) given)';
/** A verb follows: `right to use`, not `right to the data`. */
const TO_DO =
  "(?:, [a-z' ]{1,50},)? (?:to (?!(?:the|an?|any|all|its|their|your|our|such|title|and)\\b)(?=[a-z])|of (?=[a-z]+ing\\b))";

/** `You warrant that you have the right to use it`: of what is vouched for, nobody is given anything. */
const VOUCHES =
  'warrants?|represents?|ensures?|confirms?|certif(?:y|ies)|promises?|declares?|guarantees?|undertakes?|procures?|sure';

/** Nouns for those who are no party. */
const PERSONS =
  '(?:sub-?contractors?|sub-?processors?|third part(?:y|ies)|affiliates?|persons?|employees?|individuals?)';
/** Verbs that end in a thing: `shall disclose no part of it`. */
const DEEDS =
  '(?:disclose|share|transfer|reveal|copy|use|sell|publish|provide|give|pass|take|create|train|obtain|store|send|delete)';
/** `shall retain and not delete`: plain forms, not `selected by it and not disclosed to us`. */
const VERBS =
  '(?:use|disclose|divulge|share|sell|copy|retain|keep|store|transfer|delete|train|modify|publish|reveal|process|access|subcontract|assign|permit|allow|reproduce|distribute|combine|sublicen[cs]e|make|give|provide|let|attempt|return|remove|monitor|read|view)';
/** What is done to data, as nouns. */
const DONE_TO_DATA =
  '(?:use|usage|processing|collection|disclosure|transfer|sharing|storage|retention|recording|monitoring|analysis|reuse)';
/** Verbs of keeping or telling what is handed over, as participles. */
const KEPT =
  '(?:used|processed|accessed|disclosed|shared|sold|retained|stored|kept|viewed|read|reviewed|monitored|transferred|trained|combined|copied|passed|sent|logged|recorded|saved|held|published)';
const IT_IS = "it(?: is|'s| shall be| will be| remains)(?: (?:solely|exclusively|entirely|always))?";
const SOMEONE = "(?:the )?[a-z][a-z'-]* ?[a-z'-]*";

/** No stop but that of a number. */
const TO_STOP = '(?:[^.;:]|\\.(?=\\d))';

const any = (...sources: readonly string[]) => new RegExp(sources.join('|'));

/** Tried in this order and before the plain modals. */
export const PHRASES: readonly Phrase[] = [
  // `Output may not be unique`: what may turn out so bars nobody.
  [
    'declaration',
    any(
      '\\b(?:may|might|can|could)(?: sometimes| at times| also)? not(?: always| necessarily| at all times| in every case)? (?:be|remain|prove) (?:always |fully |entirely |completely |wholly )?(?:unique|accurate|reliable|correct|complete|available|suitable|appropriate|current|up[- ]to[- ]date|error[- ]free|free (?:of|from)|true|relevant|perfect|able to|capable|possible|protectable|eligible|compatible|secure)\\b',
      '\\b(?:may|might|can|could)(?: sometimes| at times| also)? not(?: always| necessarily) (?=[a-z])',
      '\\b(?:may|might|could)(?: sometimes| at times)? not (?:reflect|represent|work as|function as|perform as|meet your|qualify)\\b',
      `\\bnothing (?!else\\b)${TO_STOP}{0,80}? (?:shall|will|may|is intended to) (?:limit|exclude|affect)s?\\b`,
      // `The above does not apply to what Customer published`
      "\\b(?:do|does|shall|will)(?: not|n't) (?:apply|affect|extend|relate|concern)\\b(?! to (?:train|use|disclose)\\b)",
    ),
  ],
  [
    'permission',
    any(
      // `is not prohibited from using`: who is barred from nothing is free.
      `\\b${IS_NOT} ${BARRED} from\\b`,
      // `may, but is not obliged to, use`
      `\\b(?:may|can),? [(–-]?\\s?but (?:need not|(?:is|are|shall|will)(?: not|n't) (?:be )?${BOUND} to|ha(?:s|ve) no (?:duty|obligation) to|do(?:es)? not have to)[)–,-]?`,
      '\\bmay not only\\b',
      `\\b(?:shall|will) be ${FREE}, [a-z' ]{1,60}, to\\b`,
      `(?:\\b(?:is|are|be|remains?)(?: [a-z]+ly| hereby| always| also)|'re(?: [a-z]+ly| always| also)?) ${FREE} to\\b`,
      // `has the right, at its own cost, to use`
      `(?<!\\b(?:must|not) |\\b(?:${VOUCHES}) that (?:the )?[a-z]+ )(?:\\b(?:shall|will) )?\\b${HAS} (?:(?:the|an?|all|full|every|complete|[a-z]+'s?|your|our|its) ${SUCH}${RIGHT}|leave|permission|freedom|authority)${TO_DO}`,
      // `is licensed to use the data`
      '\\b(?:is|are)(?: hereby)? licen[cs]ed to (?=(?!the |an? |any )[a-z]+ (?:the|any|all|an?|its|such|their)\\b)',
      `\\b${IT_IS} open to(?= ${SOMEONE} to )`,
      // `The right to use them is reserved to Customer`
      '\\bis reserved (?:exclusively |solely )?(?:to|for)\\b',
      '\\blets?(?= (?:us|you|(?:the )?(?:customer|client|user|licensee|subscriber|provider|supplier|vendor|processor|contractor)) (?!know\\b))',
      // `Subcontracting is permitted with consent`
      '\\b(?:is|are) (?:permitted|allowed|authori[sz]ed)(?! (?:by|to|under)\\b)',
      // `agrees to Provider's use of the data`: who agrees to what is done lets it be done.
      `\\bagrees? to(?= (?:the|our|your|any|such|[a-z]+'s?) (?:[a-z'-]+ ){0,2}?${DONE_TO_DATA}\\b)`,
      '(?<=[a-z] )might(?! (?:not|have)\\b)',
    ),
  ],
  [
    'obligation',
    any(
      // `shall not fail to notify`, `shall not only notify`
      `\\b${STRONG} not (?:fail|omit|neglect|hesitate) to\\b`,
      `\\b${STRONG} not only\\b`,
      // `may not unreasonably refuse an audit`
      `\\b${MODAL}(?: not|n't) unreasonably (?:refuse|withhold|deny|reject|delay|obstruct|object)\\b`,
      '\\b(?:undertakes?|promises?|commits?)(?=:)',
      // `has agreed to delete`, `may require Provider to delete`
      '\\bha(?:s|ve) (?:agreed|undertaken|committed) to(?! (?:not|do so|enter|engage|appoint|purchase|grant|provide|supply|develop|be)\\b)',
      `\\b(?:may|can|is entitled to|has the right to) (?:[a-z]+ )?(?:require|instruct|order|oblige|compel)(?= ${SOMEONE} to (?!the |an? |any |its ))`,
      `\\b(?:may|can|is entitled to|has the right to) (?:[a-z]+ )?(?:require|request|demand) that(?= ${SOMEONE} )`,
      `\\bmay be (?:required|obliged|asked|requested|ordered|instructed|compelled)(?= (?:to|by)\\b)`,
      // `It is for Customer to obtain it`, `it is the responsibility of Customer to obtain it`
      `\\b${IT_IS} (?:for|up to|incumbent (?:up)?on)(?= ${SOMEONE} to )`,
      `\\b${IT_IS} the (?:sole |exclusive )?${TASK} of(?= ${SOMEONE} to )`,
      // `Deletion is Provider's responsibility`
      `\\b(?:is|are|remains?|shall be|will be)(?: (?:solely|exclusively|entirely|always))? (?:the )?[a-z]+(?:'s?)? (?:own |sole |exclusive )?(?:responsibility|duty|obligation|task)\\b(?<!\\b(?:the|an?|no|any|under|in|of) (?:own |sole |exclusive )?(?:responsibility|duty|obligation|task))`,
      // `The duty of deletion rests with Provider`
      `\\b${TASK} (?:of|for|to) [^.;:]{1,80}? (?:rests?|lies?|remains?) with\\b`,
      `\\b(?:ha(?:s|ve)|bears?|assumes?|owes?|(?:is|are) under) (?:the|an?) ${SUCH}${TASK}${TO_DO}`,
      '\\b(?:is|are|be) borne by\\b',
      `\\b(?:is|are|be|remains?) (?:also |always |further |legally |contractually )?bound to(?= [a-z])`,
      '\\b(?:procures?|see(?:s)? to it) that(?! (?:no|neither|none)\\b)',
    ),
  ],
  [
    'disclaimer',
    any(
      // `is not bound to return it`
      `\\b${IS_NOT} ${BOUND} to\\b`,
      `\\bnothing (?!else\\b)${TO_STOP}{0,80}? ${BINDS}s?\\b`,
      `\\b(?:do|does)(?: not|n't) ${BINDS}\\b`,
      '\\bthere is no (?:need|obligation|duty|requirement) (?:for|on)\\b',
      '\\bexcluded from (?:the |this |any |all )?(?:[a-z]+ )?warrant(?:y|ies)\\b',
      `\\bunder no (?:duty|obligation) (?:to|of)\\b`,
      // `will have no liability for it`
      `\\b(?:shall|will|can|does)(?: (?:have|bear|accept|assume|incur|undertake|owe|take(?: on)?) (?:absolutely )?no|(?: not|n't) (?:have|bear|accept|assume|incur|undertake|owe|take(?: on)?) any) (?:[a-z]+ (?:or|and) )?(?:further |other |additional |such )?(?:liability|obligation|responsibility|duty)\\b`,
      // `nor does it accept liability`
      `\\bnor (?:do|does|shall|will|can|may) ${SOMEONE} (?:warrant|guarantee|represent|promise|vouch|(?:accept|assume|have|bear|undertake) (?:any |the )?(?:liability|obligation|responsibility|duty)|(?:make|give|provide|offer) any (?:[a-z]+ )?(?:warrant[a-z]*|representations?|guarantees?|promises?|commitments?|assurances?))\\b`,
      // `Third-party services: not liable for failures`
      '(?<=: )not (?:liable|responsible)\\b',
      // `Neither party shall be required to`
      `\\b(?:no|neither) [a-z' ]{1,40}? (?:shall|will) be ${BOUND} to\\b`,
      // `In no event shall Provider be required to`
      `\\b(?:in|at|under) no (?:event|time|case|circumstances?),? (?:shall|will|may) [a-z' ]{2,40}? be ${BOUND} to\\b`,
    ),
  ],
  [
    'prohibition',
    any(
      `\\b${IS_NOT} ${FREE} to\\b`,
      `\\b(?:is|are|be)${ADVERB} ${BARRED}(?! (?:by|under)\\b)(?: from| to)?`,
      `\\b${STRONG}${ADVERB} ${REFRAINS}`,
      // `has no right to use`, `waives any right to use`
      `\\b(?:(?:shall|will|does|do|may)(?: not|n't) have|(?:(?:shall|will|does|do|may) )?ha(?:s|ve) no|lacks?|shall not (?:acquire|obtain|receive|gain)) (?:(?:the|any|an?) )?${SUCH}${RIGHT}${TO_DO}`,
      `\\b(?:waives?|gives? up|relinquish(?:es)?|forfeits?) (?:any|all|every|its|the)(?: and all)? ${SUCH}rights? ${'to (?=[a-z])'}`,
      // `Nothing in this Agreement permits Provider to use it`
      `\\bnothing (?!else\\b)${TO_STOP}{0,80}? (?:${LETS}|grant|confer|convey|transfer)s?\\b`,
      // `This Agreement grants Customer no rights to the software`
      '\\b(?:grants?|gives?|confers?|conveys?) (?:to )?(?:(?:the )?[a-z]+ )?no (?:other |implied |further )?(?:rights?|licen[cs]es?|title|ownership|interest)\\b',
      `\\b(?:nothing (?!else\\b)[^.;:]{0,60}?|(?:shall|will|may|is|are)(?: not|n't) (?:be )?)(?:construed|deemed|interpreted|read|taken|understood) (?:as |to )(?:be )?(?:grant|giv|permit|allow|authori[sz]|confer|entitl|licens)[a-z]*`,
      `\\b(?:do|does)(?: not|n't)${ADVERB} ${LETS}\\b`,
      '\\b(?:ensures?|procures?|see(?:s)? to it|makes? (?:sure|certain)) that (?:no|neither|none)\\b',
      '\\bso that (?:no|neither|none)\\b(?= [^.;,]{1,60} (?:is|are|can|may|will|shall) )',
      // `shall disclose it only to those who need it`
      '\\b(?:disclose|share) (?:[a-z]+ ){1,4}(?:only|solely) (?=(?:to|with|as|if|where|in)\\b)',
      '\\b(?:is|are|be) neither (?=(?:used|processed|accessed|disclosed|shared|sold|retained|stored|kept|viewed|read|reviewed|monitored|transferred|provided|trained|combined|copied)\\b)',
      '\\b(?:at|on|in|under) no (?:time|event|account|condition|circumstances?|case)(?: [a-z]+)? (?:may|shall|will|must|can|should|is|are)\\b(?! [a-z ]{1,20} be (?:liable|responsible|required|obliged)\\b)',
      '\\bnever (?:may|shall|will|must|can)\\b',
      `\\bno (?:other |such |further )?${PERSONS}[a-z' ]{0,40}? (?:may|shall|will|must|can)\\b`,
      `\\b(?:shall|will|may|must|can) ${DEEDS} no (?!more|less|later|longer|fewer|other than)`,
      `\\b(?:shall|will|may|must|can)(?: [a-z]+ly)? (?:use|process|access|handle|retain) [^.;:,]{0,80}? for no (?:other )?purposes?\\b`,
      '\\b(?:let|lets|letting|allow|allows|allowing|permit|permits|permitting) no(?= (?:[a-z]+ ){1,4})',
      `(?<!\\bnothing [a-z ]{0,60})\\b${STRONG} (?:prevent|keep|stop|prohibit|forbid)(?= (?!the (?:customer|client|user)\\b)[a-z' ]{2,60}? from [a-z]+ing\\b)`,
      '\\b(?:there )?(?:shall|will|must|is to|is|are) be no (?=(?:use|disclosure|transfer|access|retention|storage|copying|training|sharing|subcontracting|sale)\\b)',
      '\\bthere is no right to\\b',
      // `You aren't to resell it`
      "\\b(?:is|are)n't to (?=[a-z])",
      // `Nothing that you enter is kept`, `no copy is kept`
      `\\b(?:nothing (?!else\\b|in (?:this|these|the (?:agreement|terms|contract))\\b|herein|contained)|none of |no (?!(?:[a-z]+ )?(?:warrant|guarant|represent|assuranc|promise|commitment|liabilit|fee|charge|notice|later|more|less|longer)))[a-z' ]{0,60}? (?:is|are|gets?)(?: ever)? (?=(?:made|provided|given|${KEPT})\\b)`,
      // `neither sells nor rents it`
      '\\bneither (?=(?:sells?|rents?|uses?|shares?|keeps?|stores?|discloses?|trains?|retains?|copies|accesses|monitors?|reads?|transfers?|claims?)\\b)',
      // `nor do we keep it`
      '\\bnor (?:do|does|is|are|can|must)\\b',
      // `will no longer have any right to use it`
      '\\b(?:shall|will|may|must) no longer (?=[a-z])',
      '\\b(?:is|are|be) out of the question\\b',
      `\\b(?:do|does|shall|will)(?: not|n't) (?:include|extend to|comprise|cover|carry|confer|convey|give|grant) (?:the|any|a) ${SUCH}${RIGHT} to\\b`,
      // `Training on the data: prohibited.`
      '[:|\\t–-] ?(?:strictly )?(?:prohibited|forbidden|not (?:permitted|allowed)|none)(?=[)"\' ]{0,3}(?:[.;\\n]|$))',
      `(?<=\\b(?:and|but) )not (?=(?:to )?${VERBS}\\b)`,
    ),
  ],
  // `No copying of the data`
  [
    'prohibition',
    /^\W{0,6}(?:[a-z0-9]{1,4}[.)] )?no (?:(?:other |further )?(?:use|retention|storage|disclosure|transfer|access|reuse|subcontracting)|(?:training|copying|sharing|processing|disclosing|using|retaining|storing|selling|reselling|publishing|scraping|profiling))(?= (?:of|for|on|to|with|by|without|outside|in|or|and)\b)/,
  ],
  [
    'obligation',
    /(?<=[a-z)"'] )should(?! (?:not|never)\b| (?:[a-z]+ )?be (?:[a-z]+ )?(?:read|construed|understood|interpreted|deemed|considered)\b)/,
  ],
];

/** `the licence granted in section 3`: tells of what is let elsewhere, and lets nothing by itself. */
export const GRANTED: readonly Phrase[] = [
  [
    'permission',
    /\b(?:rights?|licen[cs]es?|permissions?)(?:,? (?:and|or) (?:rights?|licen[cs]es?|permissions?))?(?: (?:expressly|explicitly|specifically|so))? granted\b/,
  ],
];

/** Nouns that say what the party before them may or must do with the verb right behind them: `Customer's right to audit`. */
export const NOUNS: readonly Phrase[] = [
  [
    'permission',
    /(?:(?<=[a-z]'s?)|(?<=\b(?:your|our|its|their)))(?<!\b(?:waiv|terminat|los|suspend|revok|withdraw|forfeit|relinquish)[a-z]* (?:the )?[a-z]+'?s?) (?:[a-z-]+ ){0,2}?rights? to(?= [a-z])(?![^.;,]{1,60} (?:automatically |immediately )?(?:ends?|ceases?|terminates?|expires?|lapses?)\b)/,
  ],
  [
    'obligation',
    /(?:(?<=[a-z]'s?)|(?<=\b(?:your|our|its|their))) (?:[a-z-]+ ){0,2}?(?:duty|obligation|responsibility) (?:to(?= [a-z])|of(?= [a-z]+ing\b))(?! not\b)/,
  ],
];
