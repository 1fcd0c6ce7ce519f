/** Reads statements from a contract's sentences: who may, must or must not do what to which data. */
import { ConceptSet, numberOf } from './model/concepts.js';
import type { Clause, Contract, Role } from './model/contract.js';
import type { Range } from './model/document.js';
import type { Act, Language, RoleMentions, Sign } from './model/language.js';
import { firstIndex } from './model/sorted.js';
import type { Hedge, Mention, Observation, Part, ResolvedTerm, Statement, StatementKind } from './model/statement.js';
import { underUsualNames } from './names.js';
import { expressionSet, literalSet, type PhraseHit, type PhraseSet, type Phrases, phraseSetOf } from './phrases.js';

/** A language's lexicon, compiled: how to find all of its ids. */
export interface CompiledLexicon {
  phrases: PhraseSet<Mention>;
  /** Of the language's grammar. */
  signs: PhraseSet<Sign>;
}

/** `actions` are verbs, `others` all that sentences may mention besides. */
export function compileLexicon(
  actions: Phrases,
  others: Phrases,
  { spaced, grammar }: Pick<Language, 'spaced' | 'grammar'>,
): CompiledLexicon {
  const style = { words: spaced };
  const hitOf = (id: string) => mentionOf(id, id in actions ? DEED : 0);
  return {
    phrases: phraseSetOf({ ...actions, ...others }, style, hitOf),
    signs: expressionSet(grammar.signs, style),
  };
}

function mentionOf(concept: string, deed = 0): (range: Range) => Mention {
  const number = numberOf(concept);
  const traits =
    deed |
    (NATURES.has(concept) ? NATURE : 0) |
    (DATA_NATURES.includes(concept) ? DATA : 0) |
    (NAMING_DEEDS.includes(concept) ? NAMING : 0) |
    (concept in GENERAL_ROLES || concept === 'companions' ? PERSON : 0) |
    (concept === 'anaphor' ? ANAPHOR : 0) |
    (concept === 'list-lead' ? LIST_LEAD : 0);
  return (range) => ({ concept, number, traits, range, part: 'main' });
}

/** The same mention for another sentence. Field by field: what reads mentions by the hundred thousand is fast on objects of one form only. */
function inPart({ concept, number, traits, range }: Mention, part: Part): Mention {
  return { concept, number, traits, range, part };
}

/** Traits of concepts, asked of every mention. */
const DEED = 1;
const NATURE = 2;
const DATA = 4;
const NAMING = 8;
const ANAPHOR = 16;
const LIST_LEAD = 32;
const PERSON = 64;

/** Concepts that say what a thing is: the ones a defined term can stand for. */
const NATURES = new Set([
  'input',
  'output',
  'results',
  'confidential',
  'personal-data',
  'usage-data',
  'feedback',
  'system',
  'service',
  'base-model',
  'background-ip',
  'documentation',
  'vendor-information',
  'other-document',
]);
const DATA_NATURES = [
  'input',
  'output',
  'results',
  'personal-data',
  'usage-data',
  'feedback',
  'system',
  'base-model',
  'confidential',
];

/** Of what the user hands over, the kinds that other terms may add. */
const DATA_KINDS = DATA_NATURES.filter((id) => id !== 'system' && id !== 'base-model');

export function observe(contract: Contract, language: Language, lexicon: CompiledLexicon): Observation {
  const text = contract.document.text;
  const folded = closed(language.fold(text), contract, language.spaced ? '.' : '\u3002');
  const hits = lexicon.phrases.scan(underUsualNames(folded, contract.parties, language));
  const signs = lexicon.signs.scan(folded);
  const roles = roleMentions(contract, language, folded, hits);
  const terms = resolveTerms(contract, language, lexicon, folded, roles, hits);
  const own = termHits(terms, text);
  const nothing = new Set(terms.flatMap(({ term }) => (language.namesNoThing(language.fold(term)) ? [term] : [])));
  const names = own.filter(({ id }) => nothing.has(id));
  const mentions = entrusted(contract, withTerms(hits, own, terms), names);
  const statements = new Reading(contract, language, folded, mentions, subjects(roles, mentions), signs).statements();
  return {
    statements,
    terms,
    topics: topicsPerClause(contract, mentions),
    opening: new ConceptSet(within(mentions, contract.preamble)),
  };
}

/** A heading on a line of its own ends with a full stop, so that no phrase runs on from it into the text. */
function closed(folded: string, { clauses, document: { text } }: Contract, stop: string): string {
  let found = '';
  let from = 0;
  for (const { heading, own } of clauses) {
    const end = placeOf(heading, own, text)?.[1];
    if (end === undefined) continue;
    const after = CLOSING.test(text[end] ?? '') ? end + 1 : end;
    if (text[after] !== '\n' || after < from) continue;
    found += folded.slice(from, after) + stop;
    from = after + 1;
  }
  return found + folded.slice(from);
}

const NOTHING = /^[\s.\u3002]*$/;
const CLOSING = /[)\uff09\u3011\]]/;
const SAYING = /[\p{L}\p{N}]/u;
/** What parts a heading from the text behind it. */
const PARTING = /^[\s.:\uff1a\u2013\u2014-]+/;

function placeOf(heading: string, [start, end]: Range, text: string): Range | null {
  const at = heading === '' ? -1 : text.slice(start, end).indexOf(heading);
  return at < 0 ? null : [start + at, start + at + heading.length];
}

/** Title, preamble and key terms, as a clause without id or label: what stands there counts too. */
function outside({ preamble }: Contract): Clause {
  const empty: Range = [preamble[0], preamble[0]];
  const open = { label: '', heading: '', opening: empty };
  return { id: '', kind: 'section', ...open, range: preamble, own: preamble, parent: null, depth: 0 };
}

const NO_MENTIONS: readonly Mention[] = [];
/** In characters; what a sentence costs grows with the square of its length. */
const LONGEST_SENTENCE = 4_000;

/** One pass over the clauses in order; holds what the next sentence may inherit from the one before. */
class Reading {
  private readonly found: Statement[] = [];
  private readonly clauses = new Map<string, Clause>();
  private readonly headings = new Map<string, readonly Mention[]>();
  private readonly headingConcepts = new Map<readonly Mention[], ConceptSet>();
  private readonly leads = new Map<string, Lead>();
  private previous: Sentence | null = null;

  constructor(
    private readonly contract: Contract,
    private readonly language: Language,
    private readonly folded: string,
    private readonly mentions: readonly Mention[],
    private readonly roles: RoleMentions,
    private readonly signs: readonly Sign[],
  ) {
    for (const clause of contract.clauses) this.clauses.set(clause.id, clause);
  }

  statements(): Statement[] {
    const parents = new Set(this.contract.clauses.map((clause) => clause.parent));
    this.readClause(outside(this.contract), false);
    for (const clause of this.contract.clauses) {
      this.headings.set(clause.id, this.headingMentions(clause));
      this.readClause(clause, parents.has(clause.id));
    }
    return this.found;
  }

  private readClause(clause: Clause, hasChildren: boolean): void {
    const above = clause.parent === null ? undefined : this.leads.get(clause.parent);
    const lead = above && !(isLoose(above) && this.isChapter(clause, hasChildren)) ? above : undefined;
    let last: Sentence | null = null;
    let inClause: Sentence | null = null;
    let bullets: Lead | null = null;
    let marked = false;
    let mark = BULLET;
    for (const range of this.pieces(this.body(clause, hasChildren))) {
      const bullet = mark.test(this.folded.slice(range[0], range[0] + 8));
      const goesOn = marked && !bullet && !this.startsLine(range[0]) && this.isProviso(range);
      if (bullets && !goesOn && !(bullet || (!marked && isEntry(this.folded.slice(...range))))) bullets = null;
      marked = bullets !== null && (marked || bullet);
      last = this.readSentence(clause, range, goesOn ? lead : (bullets ?? lead), inClause, bullets === null);
      if (!bullets && introducesBullets(last, this.folded)) {
        bullets = leadOf(last, lead);
        mark = /:\s*$/.test(this.folded.slice(...range)) ? LOOSE_BULLET : BULLET;
      }
      inClause = last;
      this.previous = last;
    }
    const inherited = last === null ? lead : undefined;
    if (hasChildren && last && introducesList(last, this.folded)) this.leads.set(clause.id, leadOf(last, lead));
    else if (inherited) this.leads.set(clause.id, inherited);
  }

  /** What has a heading and a text of its own is no entry of a list, unless a party is bound above it (`Provider agrees as follows`). */
  private isChapter({ kind, heading, own }: Clause, hasChildren: boolean): boolean {
    if (heading === '' || kind === 'item' || kind === 'paragraph') return false;
    const end = placeOf(heading, own, this.contract.document.text)?.[1];
    return end !== undefined && (hasChildren || !NOTHING.test(this.folded.slice(end, own[1])));
  }

  private isProviso(range: Range): boolean {
    const [only, ...more] = this.language.grammar.parts(this.folded, range);
    return more.length === 0 && only?.part === 'exception' && only.range[0] === range[0] && only.range[1] === range[1];
  }

  /** What stands behind another sentence on its line, as a proviso does in an entry of a list, does not. */
  private startsLine(at: number): boolean {
    const line = this.folded.lastIndexOf('\n', at - 1) + 1;
    return NOTHING.test(this.folded.slice(line, at));
  }

  /** Its sentences, but for rows of dots and rules; what goes on further than any sentence does is cut. */
  private pieces(body: Range): Range[] {
    const { text } = this.contract.document;
    return this.language.sentences(text, body).flatMap(([start, end]): Range[] => {
      if (!SAYING.test(text.slice(start, end))) return [];
      if (end - start <= LONGEST_SENTENCE) return [[start, end]];
      const count = Math.ceil((end - start) / LONGEST_SENTENCE);
      return Array.from({ length: count }, (_, index) => {
        const from = start + index * LONGEST_SENTENCE;
        return [from, Math.min(end, from + LONGEST_SENTENCE)];
      });
    });
  }

  /** The clause's own text after its heading; a row of a table, or a clause that is nothing but a line, says it there. */
  private body({ heading, own }: Clause, hasChildren: boolean): Range {
    const { text } = this.contract.document;
    const found = placeOf(heading, own, text);
    if (!found) return own;
    const end = found[1];
    if (!hasChildren && (text[end] === '\t' || (heading.length > 12 && NOTHING.test(text.slice(end, own[1])))))
      return own;
    const after = CLOSING.test(text[end] ?? '') ? end + 1 : end;
    return [after + (PARTING.exec(text.slice(after, Math.min(own[1], after + 20)))?.[0].length ?? 0), own[1]];
  }

  private readSentence(
    clause: Clause,
    range: Range,
    above: Lead | undefined,
    before: Sentence | null,
    afterEntry: boolean,
  ): Sentence {
    const { grammar } = this.language;
    const spans = grammar.parts(this.folded, range);
    const own = within(this.mentions, range);
    for (const { range: between, part } of spans.toReversed())
      for (const mention of own) if (isIn(mention.range[0], between)) mention.part = part;
    const roles = within(this.roles, range);
    const things = own.filter(({ traits }) => (traits & DATA) !== 0);
    const actions = own.filter((mention) => (mention.traits & DEED) !== 0 && !namesThing(mention, things));
    const whole = grammar.read(this.folded, range, spans, actions, roles, within(this.signs, range));
    const like = whole.same ? (before ?? this.previous) : null;
    // Behind the entry itself, a sentence with a norm and a subject of its own is no part of the list.
    const apart = before !== null && afterEntry && !this.language.dropsSubjects && whole.bearer !== 'none';
    const listed = apart && whole.kind !== 'declaration' && !whole.yields ? undefined : above;
    const lead = like ? leadOf(like, undefined) : listed;
    const led = lead !== undefined && (whole.kind === 'declaration' || whole.yields) && lead.bearer !== 'none';
    const spokenOf = this.language.dropsSubjects || own.some(isAnaphor);
    const spoken = spokenOf ? (before?.bearer ?? this.headed(clause)) : undefined;
    const meant =
      lead?.bearer ?? whole.unnamed ?? (spoken === 'none' ? undefined : spoken) ?? whole.otherwise ?? 'none';
    const bearer = led || whole.bearer === 'none' ? meant : whole.bearer;
    const kind = (whole.kind === 'declaration' || whole.yields) && lead ? lead.kind : whole.kind;
    const inherited = [...(lead?.mentions ?? NO_MENTIONS), ...this.antecedents(own, before)];
    const mentions = inherited.length === 0 ? own : [...own, ...inherited];
    const acts = whole.acts.map(({ concept, range: place, kind: own, bearer: named, receiver, settled, hedges }) => ({
      concept,
      range: place,
      kind: own === 'declaration' && (above || !settled) ? kind : own,
      bearer: named === 'none' || (led && own === 'declaration') ? bearer : named,
      receiver,
      hedges: hedges ?? whole.hedges,
    }));
    const shared = this.shared(clause, range, mentions, whole.hedges);
    for (const act of acts) this.found.push(statementOf(shared, act, act.concept, act.range, act.hedges));
    for (const act of lead?.acts ?? []) this.found.push(statementOf(shared, act, act.concept, null));
    const ownNorm = whole.kind !== 'declaration' && !whole.yields;
    // What a sentence says with a verb of its own, besides the acts that it mentions in passing.
    const unsaid = !acts.some((act) => act.kind === kind || (act.kind === 'disclaimer' && kind !== 'permission'));
    if (acts.length === 0 ? ownNorm || !lead?.acts.length : ownNorm && unsaid)
      this.found.push(statementOf(shared, { kind, bearer, receiver: 'none' }, null, null));
    const told = new Set([`${kind} ${bearer}`, ...acts.map((act) => `${act.kind} ${act.bearer}`)]);
    for (const { kind: also, bearer: named } of whole.others ?? []) {
      const who = named === 'none' ? bearer : named;
      if (who === 'none' || told.has(`${also} ${who}`)) continue;
      told.add(`${also} ${who}`);
      this.found.push(statementOf(shared, { kind: also, bearer: who, receiver: 'none' }, null, null));
    }
    return { range, kind, bearer, acts, mentions: own, inherited: mentions };
  }

  private shared(clause: Clause, range: Range, mentions: readonly Mention[], hedges: readonly Hedge[]): Shared {
    const headings = this.headings.get(clause.id) ?? NO_MENTIONS;
    const mayBeObject = mentions.every(isAside) ? isOfProviso : isOfMain;
    const concepts = new ConceptSet(mentions);
    return {
      clause: clause.id,
      article: articleOf(clause, this.clauses).id,
      range,
      mentions: headings.length === 0 ? mentions : [...mentions, ...headings],
      concepts,
      headings: this.conceptsOf(headings),
      objects: mentions.every(mayBeObject) ? concepts : new ConceptSet(mentions.filter(mayBeObject)),
      hedges,
    };
  }

  private conceptsOf(headings: readonly Mention[]): ConceptSet {
    const known = this.headingConcepts.get(headings);
    const concepts = known ?? new ConceptSet(headings);
    if (!known) this.headingConcepts.set(headings, concepts);
    return concepts;
  }

  /** What "it", "such data" and their Japanese counterparts refer to: the things that the condition of the same sentence, else the sentence before spoke of. */
  private antecedents(own: readonly Mention[], before: Sentence | null): Mention[] {
    const natures = own.filter(({ traits, part }) => (traits & DATA) !== 0 && part !== 'exception');
    const named = natures.some(({ part }) => part !== 'condition');
    if (named || (natures.length === 0 && !own.some(isAnaphor))) return [];
    const source = natures.length > 0 ? natures : ((before ?? this.previous)?.inherited ?? []);
    return source
      .filter(({ traits, part }) => (traits & DATA) !== 0 && part !== 'heading')
      .map((mention) => inPart(mention, 'lead'));
  }

  /** Of whom a heading that is a sentence of its own speaks (`Provider trains no models`): what follows takes it up with a pronoun. */
  private headed({ heading, own }: Clause): Role | undefined {
    const range = this.language.dropsSubjects ? null : placeOf(heading, own, this.contract.document.text);
    const named = range === null ? [] : within(this.roles, range);
    return named.length === 1 && named[0]!.range[0] === range![0] ? named[0]!.role : undefined;
  }

  private headingMentions(clause: Clause): readonly Mention[] {
    const above = clause.parent === null ? [] : (this.headings.get(clause.parent) ?? []);
    if (clause.heading === '') return above;
    const range = placeOf(clause.heading, clause.own, this.contract.document.text);
    if (!range) return above;
    const own = within(this.mentions, range).map((mention) => inPart(mention, 'heading'));
    return [...above, ...own];
  }
}

/** Deeds that stand in the names of things. */
const NAMING_DEEDS = ['process-data', 'generate', 'use'];

/** What a thing is called says nothing that anybody does: nothing is generated in `generated content`, nothing analysed in `analysis results`. */
function namesThing({ traits, range: [start, end] }: Mention, things: readonly Mention[]): boolean {
  return (
    (traits & NAMING) !== 0 &&
    things.some(({ range: [from, to] }) => from <= start && to >= end && to - from > end - start)
  );
}

function isOfMain({ part }: Mention): boolean {
  return part === 'main' || part === 'subject' || part === 'lead';
}

function isAside({ part }: Mention): boolean {
  return part === 'exception' || part === 'lead';
}

/** Of a sentence that is nothing but an exception. */
function isOfProviso(mention: Mention): boolean {
  return isOfMain(mention) || isAside(mention);
}

function isAnaphor({ traits }: Mention): boolean {
  return (traits & ANAPHOR) !== 0;
}

function isListLead({ traits }: Mention): boolean {
  return (traits & LIST_LEAD) !== 0;
}

type LeadAct = Pick<Act, 'concept' | 'kind' | 'bearer' | 'receiver'>;
type Norm = Pick<Statement, 'kind' | 'bearer' | 'receiver'>;
/** What the statements of a sentence have in common. */
type Shared = Omit<Statement, keyof Norm | 'action' | 'actionRange'>;

/** Field by field: an object made in one piece takes a fraction of the room that one made by spreading others takes. */
function statementOf(
  { clause, article, range, mentions, concepts, headings, objects, hedges }: Shared,
  { kind, bearer, receiver }: Norm,
  action: string | null,
  actionRange: Range | null,
  own: readonly Hedge[] = hedges,
): Statement {
  return {
    clause,
    article,
    range,
    kind,
    bearer,
    receiver,
    action,
    actionRange,
    mentions,
    concepts,
    headings,
    objects,
    hedges: own,
  };
}

interface Sentence {
  range: Range;
  kind: StatementKind;
  bearer: Role;
  acts: readonly LeadAct[];
  mentions: readonly Mention[];
  inherited: readonly Mention[];
}

interface Lead {
  kind: StatementKind;
  bearer: Role;
  acts: readonly LeadAct[];
  mentions: readonly Mention[];
}

/** Binds neither party to all that follows: a title, or `the parties agree as follows`. */
function isLoose({ kind, bearer, mentions }: Lead): boolean {
  const bound = kind !== 'declaration' && (bearer === 'user' || bearer === 'vendor');
  return !bound || mentions.some(({ concept }) => concept === 'both-parties');
}

/** `Provider may use it to: (a) …`: an act on what was spoken of before is done to it in each entry. */
function leadOf(sentence: Sentence, above: Lead | undefined): Lead {
  const { kind, acts, mentions, inherited } = sentence;
  const spoken =
    acts.length > 0 && kind !== 'prohibition' ? inherited : [...(above?.mentions ?? NO_MENTIONS), ...mentions];
  return {
    kind,
    bearer: sentence.bearer,
    acts,
    mentions: spoken.map((mention) => inPart(mention, mention.part === 'exception' ? 'exception' : 'lead')),
  };
}

const BULLET =
  /^\s*(?:[-*\u2022\u25cf\u25cb\u30fb\uff65\u203b]|\(?(?:[a-z]{1,3}[).]|[0-9\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u2460-\u2473]{1,3}[).\u3000 ]))/;

/** After a colon a short first word goes for one, too: what stood before it was lost with the layout. */
const LOOSE_BULLET = new RegExp(`${BULLET.source}|^\\s*[a-z]{1,3}[\\u3000 ]`);

/** Lines that follow in the same clause, each with its bullet, belong to this sentence. */
function introducesBullets(sentence: Sentence, folded: string): boolean {
  return (
    /(?::|\b(?:please )?(?:don't|do not|never))\s*$/.test(folded.slice(sentence.range[0], sentence.range[1])) ||
    sentence.mentions.some(isListLead)
  );
}

/** A line that is no sentence: an entry of a list that lost its marks. */
function isEntry(line: string): boolean {
  return !/[.\u3002!?]\s*$/.test(line);
}

function introducesList(sentence: Sentence, folded: string): boolean {
  const end = folded.slice(sentence.range[0], sentence.range[1]).trimEnd().at(-1) ?? '';
  return !/[.\u3002)"\u300d]/.test(end) || sentence.mentions.some(isListLead);
}

function articleOf(clause: Clause, clauses: ReadonlyMap<string, Clause>): Clause {
  let article = clause;
  while (article.parent !== null && article.kind !== 'article') {
    const parent = clauses.get(article.parent)!;
    if (parent.kind === 'chapter' || parent.kind === 'schedule') break;
    article = parent;
  }
  // What is numbered in an attachment but has no heading is a paragraph of it, however it is numbered.
  const above = article.parent === null ? undefined : clauses.get(article.parent);
  return above?.kind === 'schedule' && article.heading === '' ? above : article;
}

/** Parties by the names this contract gives them, and by the general words of the language; joined ones are `both`. */
function roleMentions(contract: Contract, language: Language, folded: string, hits: readonly Mention[]): RoleMentions {
  const names: Record<string, string[]> = {};
  for (const party of contract.parties) {
    if (party.role === 'none') continue;
    for (const name of [party.name, ...party.aliases]) {
      names[party.role] = [...(names[party.role] ?? []), language.fold(name).trim()];
    }
  }
  const who = hits.filter(({ traits }) => (traits & PERSON) !== 0);
  // `third-party model providers` where the party is called `Provider`.
  const others = who.filter(({ concept }) => concept === 'other-firm').map(({ range }) => range);
  // `Customer and its licensors`: whoever stands beside a party as its own is no party besides.
  const beside = who.filter(({ concept }) => concept === 'companions').map(({ range }) => range);
  const isBeside = (range: Range) => around(beside, range) !== null;
  const partOfOther = ([start, end]: Range) => {
    const other = around(others, [start, end]);
    return other !== null && end - start < other[1] - other[0];
  };
  const ascii = (name: string) => /^[a-z0-9]/.test(name);
  const byName = literalSet(names)
    .scan(folded)
    .filter(({ range }) => !ascii(folded.slice(range[0], range[0] + 1)) || atWordBoundary(folded, range))
    .map(({ id, range }) => ({ role: id as Role, range }))
    .filter(({ range }) => !partOfOther(range));
  const byWord = who.flatMap(({ concept, range }) => {
    const role = GENERAL_ROLES[concept];
    return role && !partOfOther(range) && !isBeside(range) ? [{ role, range }] : [];
  });
  let at = 0;
  const further = byWord.filter(({ range }) => {
    while (at < byName.length && byName[at]!.range[1] <= range[0]) at++;
    return !(byName[at] && overlaps(byName[at]!.range, range));
  });
  const all = [...byName, ...further];
  return joined(
    all.sort((a, b) => a.range[0] - b.range[0]),
    hits,
  );
}

const GENERAL_ROLES: Readonly<Record<string, Role>> = {
  'the-user': 'user',
  'the-vendor': 'vendor',
  'both-parties': 'both',
  'third-party': 'third',
  'other-firm': 'third',
};

function joined(
  mentions: readonly { role: Role; range: Range }[],
  hits: readonly Mention[],
): { role: Role; range: Range }[] {
  const links = new Set(hits.filter(({ concept }) => concept === 'conjunction').map(({ range }) => range[0]));
  const out: { role: Role; range: Range }[] = [];
  for (const mention of mentions) {
    const last = out.at(-1);
    const gap = last ? mention.range[0] - last.range[1] : -1;
    const parties = last !== undefined && last.role !== mention.role && last.role !== 'none' && mention.role !== 'none';
    const linked = gap >= 1 && gap <= 6 && (links.has(last!.range[1]) || links.has(last!.range[1] + 1));
    const named = last?.role !== 'third' && mention.role !== 'third';
    if (parties && (named || last?.role === 'both') && (gap === 0 || linked)) {
      out[out.length - 1] = { role: 'both', range: [last!.range[0], mention.range[1]] };
    } else out.push(mention);
  }
  return out;
}

/** A party's name inside a longer term (`Customer Data`) is not the party. */
function subjects(roles: RoleMentions, mentions: readonly Mention[]): RoleMentions {
  const longer = mentions.filter(({ traits }) => (traits & NATURE) !== 0);
  let at = 0;
  return roles.filter(({ range }) => {
    while (at < longer.length && longer[at]!.range[1] <= range[0]) at++;
    for (let i = at; i < longer.length && longer[i]!.range[0] <= range[0]; i++) {
      const other = longer[i]!.range;
      if (other[1] >= range[1] && other[1] - other[0] > range[1] - range[0]) return false;
    }
    return true;
  });
}

/** What each defined term stands for: by its own name where that says it, else by the words that define it. */
function resolveTerms(
  contract: Contract,
  language: Language,
  lexicon: CompiledLexicon,
  folded: string,
  roles: RoleMentions,
  hits: readonly Mention[],
): ResolvedTerm[] {
  const resolved = new Map<string, ResolvedTerm>();
  const others = literalSet(Object.fromEntries(contract.terms.map(({ term }) => [term, [language.fold(term)]])));
  const named = conceptsOfNames(contract, language, lexicon);
  const definitions = contract.terms.map(({ term, meaning, range, told }) => {
    const known = language.fold(term);
    const exceptions = language.grammar.parts(folded, meaning).filter(({ part }) => part === 'exception');
    const mentioned = within(hits, meaning);
    const referred = others
      .scan(folded, meaning)
      .filter(({ id, range: [at] }) => id !== term && !exceptions.some(({ range }) => isIn(at, range)));
    return {
      term,
      meaning,
      known,
      name: named.get(term)!,
      isData:
        language.namesData(known) ||
        (!named.get(term)!.some((id) => NATURES.has(id)) && language.namesData(folded.slice(...meaning))),
      inMeaning: mentioned.map(({ concept }) => concept),
      inside: mentioned.filter(({ range }) => !exceptions.some(({ range: out }) => overlaps(out, range))),
      referred: [...new Set(referred.map(({ id }) => id))],
      parties: within(roles, meaning).map(({ role }) => role),
      owners: within(roles, range).map(({ role }) => role),
      handed: told ? handing(within(hits, told), within(roles, told), meaning) : [],
    };
  });
  // Twice: a term may be defined by one that is defined later.
  for (let round = 0; round < 2; round++) {
    for (const { term, meaning, known, inside, referred, ...said } of definitions) {
      const defining = referred.flatMap((id) => resolved.get(id) ?? []);
      const output = namesOutput(inside.map(({ concept }) => concept));
      const nature = natureOf(said, output, defining);
      const whole = [...new Set([...nature, ...listedKinds(nature, meaning, inside, folded)])];
      // Of a law or a policy on personal data the subject is still told.
      const concepts = language.namesNoThing(known) ? whole.filter((id) => id === 'personal-data') : whole;
      resolved.set(term, {
        term,
        concepts,
        meaning,
        kinds: said.inMeaning.filter((id) => id === 'enumeration').length + 1,
      });
    }
  }
  return [...resolved.values()];
}

/** By term, what its name mentions: all names are looked through at once, each on a line of its own, since most of a scan's cost is its start. */
function conceptsOfNames(
  { terms }: Contract,
  language: Language,
  lexicon: CompiledLexicon,
): ReadonlyMap<string, readonly string[]> {
  const names = [...new Set(terms.map(({ term }) => term))];
  const lines = names.map((term) => language.fold(term));
  const parting = language.spaced ? '.\n' : '\u3002\n';
  const hits = lexicon.phrases.scan(lines.join(parting));
  let at = 0;
  return new Map(
    names.map((term, index) => {
      const start = at;
      at += lines[index]!.length + parting.length;
      return [term, within(hits, [start, at - parting.length]).map(({ concept }) => concept)];
    }),
  );
}

/** What is said of a term where it is defined. */
interface TermSaid {
  /** What its name mentions. */
  name: readonly string[];
  /** The name, or the meaning of a name that tells nothing, ends in data: "Service Data" are data, not a service. */
  isData: boolean;
  inMeaning: readonly string[];
  /** Whom the meaning names. */
  parties: readonly Role[];
  /** "Customer Files" tell whose they are. */
  owners: readonly Role[];
  /** What it is by what is done with the thing behind its name. */
  handed: readonly string[];
}

function natureOf(
  { name, isData, inMeaning: meaning, parties, owners, handed }: TermSaid,
  hasOutput: boolean,
  referred: readonly ResolvedTerm[],
): string[] {
  const roles = owners.includes('third') ? owners : [...owners, ...parties];
  const isNature = (id: string) => NATURES.has(id) && !(isData && OF_DATA.has(id));
  const byName = name.filter(isNature);
  const made = meaning.indexOf('generate');
  // What a tuned model puts out is no more worked than what any other does.
  const worked = ['audit', 'derive', 'results'].some(
    (id) => meaning.includes(id) && !(id === 'results' && made >= 0 && made < meaning.indexOf(id)),
  );
  if (byName.length === 0 && name.includes('outcome-name') && name.includes('derive')) return ['results'];
  if (byName.length === 0 && name.includes('outcome-name') && !worked) return ['output'];
  // "Licensed Data" come from whoever is not said to be the user.
  const licensed = name.includes('license') && name.includes('data-noun') && !namesUserFirst(roles);
  if (byName.length === 0 && licensed) return ['output'];
  const found = new Set(byName);
  const refersTo = (nature: string) => referred.some(({ concepts }) => concepts.includes(nature));
  if (found.size === 0 && name.includes('data-noun') && meaning.includes('usage-data')) found.add('usage-data');
  const known = refersTo('input') ? [...meaning, 'input'] : meaning;
  const supplied = name.includes('data-noun') && handedFirst(meaning, roles);
  const done = supplied ? ['input'] : byDeed(known, roles, isData);
  const deeds = found.size > 0 ? [] : done.length > 0 ? done : handed;
  for (const concept of deeds) found.add(concept);
  // Content that the other one licenses or gives out is none of the user's.
  const mine = owners.includes('user') || !(meaning.includes('license') || meaning.includes('sublicense'));
  const owned = found.size === 0 && (isData || name.includes('data-noun')) && mine && namesUserFirst(roles);
  if (owned) found.add('input');
  if (found.size === 0) for (const id of meaning) if (isNature(id)) found.add(id);
  // What is got by working on the input is no input, unless it goes together with what comes out.
  const joint = refersTo('output');
  const derived = deeds.includes('results') && meaning.includes('derive') && !joint;
  if (byName.length === 0 && !deeds.includes('output') && !derived)
    for (const { concepts } of referred)
      for (const id of concepts)
        if (
          owned
            ? DATA_KINDS.includes(id)
            : (deeds.length === 0 || DATA_NATURES.includes(id)) && !(isData && OF_DATA.has(id))
        )
          found.add(id);
  if (found.has('confidential') && coversUser(parties, meaning)) found.add('input');
  // "Customer Data" or "Content" may hold what comes out as well as what goes in.
  if ((found.has('input') || found.has('confidential')) && !supplied && (hasOutput || (joint && refersTo('input'))))
    found.add('output');
  // What is derived may be said to be what comes out.
  if (byName.includes('results') && hasOutput) found.add('output');
  // "Suggestions" that the service gives are no feedback.
  if (found.has('feedback') && hasOutput && !meaning.includes('feedback')) {
    found.delete('feedback');
    found.add('output');
  }
  return [...found];
}

/** What data may be of, or made with, and are not. */
const OF_DATA = new Set(['service', 'system', 'base-model', 'documentation']);

/** "The user hands the forms ("Forms") over to the vendor": what is done with a thing where it is named. */
function handing(mentions: readonly Mention[], roles: RoleMentions, meaning: Range): string[] {
  const topic = roles.find(({ role, range }) => range[1] <= meaning[0] && role !== 'third')?.role;
  const behind = mentions.filter(({ range }) => range[0] >= meaning[1]).map(({ concept }) => concept);
  if (topic === 'user' && HANDING.some((id) => behind.includes(id))) return ['input'];
  return topic !== 'user' && behind.includes('deliver') ? ['output'] : [];
}

const HANDING = ['provide', 'disclose', 'enter', 'deliver'];

/** Kinds that a term may stand for besides its own, by the entries of the list that defines it. */
const LISTED: Readonly<Record<string, readonly string[]>> = { output: ['results', 'system'], input: ['results'] };

/**
 * "Deliverables" that list documents, software and a tuned model are each of these: where an entry of the list is itself
 * such a thing, not merely of it (`data of the system`): nothing turns away before its noun, and with it the entry ends or turns.
 */
function listedKinds(
  nature: readonly string[],
  [from, to]: Range,
  inside: readonly Mention[],
  folded: string,
): string[] {
  const wanted = nature.flatMap((id) => LISTED[id] ?? []);
  const marks = inside.filter(({ concept }) => concept === 'enumeration');
  if (wanted.length === 0 || marks.length === 0) return [];
  const turns = inside.filter(({ concept }) => concept === 'entry-turn');
  return inside.flatMap(({ concept, range: [start, end] }) => {
    if (!wanted.includes(concept)) return [];
    const opened = ends(marks, start) ?? from;
    const punctuated = start - folded.slice(opened, start).split(PARTS_ENTRIES).at(-1)!.length;
    if ((ends(turns, start) ?? from) > punctuated) return [];
    const next = Math.min(starts(marks, end) ?? to, starts(turns, end) ?? to, to);
    return BLANK.test(folded.slice(end, next)) ? [concept] : [];
  });
}

/** Where the last of the sorted mentions ends that starts before `at`. */
function ends(sorted: readonly Mention[], at: number): number | undefined {
  return sorted[firstIndex(sorted.length, (index) => sorted[index]!.range[0] >= at) - 1]?.range[1];
}

/** Where the first of the sorted mentions starts from `at` on. */
function starts(sorted: readonly Mention[], at: number): number | undefined {
  return sorted[firstIndex(sorted.length, (index) => sorted[index]!.range[0] >= at)]?.range[0];
}

const PARTS_ENTRIES = /[;:()]/;
const BLANK = /^[\s.;:()"']*$/;

/** "Plant Data", "Case Records": data that are described by the user's business, not by what is done with them. */
function namesUserFirst(roles: readonly Role[]): boolean {
  return roles.find((role) => role === 'user' || role === 'vendor') === 'user';
}

/** What comes out is named outright, or as what is generated in the service. */
function namesOutput(meaning: readonly string[]): boolean {
  const generated = meaning.includes('generate') && (meaning.includes('service') || meaning.includes('system'));
  return meaning.includes('output') || generated;
}

/** "Recordings": supplied by whom is not said, and something is to be made from them. */
function handedFirst(meaning: readonly string[], roles: readonly Role[]): boolean {
  const [given, made] = [GIVING, MAKING].map((ids) => meaning.findIndex((id) => ids.includes(id)));
  return given! >= 0 && given! < made! && !roles.some((role) => role === 'user' || role === 'vendor');
}

const GIVING = ['provide', 'enter'];
const MAKING = ['generate', 'develop'];

/** Who hands it over or makes it: what the user provides is input, what the vendor generates or delivers is output. */
function byDeed(meaning: readonly string[], roles: readonly Role[], isData: boolean): string[] {
  const does = (...ids: string[]) => ids.some((id) => meaning.includes(id));
  const first = roles.find((role) => role === 'user' || role === 'vendor');
  if (meaning.includes('confidential')) return ['confidential'];
  if (does('generate') && does('service', 'system') && !does('derive', 'train') && !does('results')) return ['output'];
  if (does('derive', 'process-data') && meaning.includes('input')) return ['results'];
  if (does('generate', 'deliver', 'develop') && first !== 'user') return ['output'];
  if (does('provide', 'disclose', 'enter', 'deliver', 'return') && first === 'user') return ['input'];
  if (isData && first === undefined && does('enter') && does('service', 'system')) return ['input'];
  return [];
}

/** A secrecy definition covers the user's information unless it speaks of the vendor's alone. */
function coversUser(roles: readonly Role[], meaning: readonly string[]): boolean {
  const owners = roles.filter((role) => role !== 'third');
  return (
    owners.length === 0 || meaning.includes('both-parties') || owners.some((role) => role === 'user' || role === 'both')
  );
}

function termHits(terms: readonly ResolvedTerm[], text: string): PhraseHit[] {
  const spellings: Record<string, string[]> = {};
  for (const { term } of terms) {
    if (term.length < 2) continue;
    const upper = term.toUpperCase();
    const plural = [`${term}s`, ...(upper === term ? [] : [upper, `${upper}S`])];
    spellings[term] = [term, ...(/[A-Za-z]$/.test(term) ? plural : [])];
  }
  return literalSet(spellings)
    .scan(text)
    .filter(({ range }) => !/[A-Za-z0-9]/.test(text[range[0]] ?? '') || atWordBoundary(text, range));
}

/** Lexicon hits with the contract's own terms laid over them: inside a term, its definition decides what it is. */
function withTerms(
  hits: readonly Mention[],
  own: readonly PhraseHit[],
  terms: readonly ResolvedTerm[],
): readonly Mention[] {
  const meaning = new Map(terms.map(({ term, concepts }) => [term, concepts]));
  const resolved = own.filter(({ id }) => (meaning.get(id)?.length ?? 0) > 0);
  let at = 0;
  const mentions =
    resolved.length === 0
      ? hits
      : hits.filter(({ traits, range }) => {
          if ((traits & NATURE) === 0) return true;
          while (at < resolved.length && resolved[at]!.range[1] <= range[0]) at++;
          const term = resolved[at];
          return !(term && term.range[0] <= range[0] && term.range[1] >= range[1]);
        });
  const makers = new Map(
    terms.map(({ term, concepts }) => [term, [...concepts, 'defined-term'].map((id) => mentionOf(id))]),
  );
  const named = own.flatMap(({ id, range }) => makers.get(id)!.map((make) => make(range)));
  return merged(mentions, named);
}

/** Both in order of start; of those that start together, the ones of `first` first. */
function merged(first: readonly Mention[], second: readonly Mention[]): readonly Mention[] {
  if (second.length === 0) return first;
  const all: Mention[] = [];
  let at = 0;
  for (const mention of first) {
    while (at < second.length && second[at]!.range[0] < mention.range[0]) all.push(second[at++]!);
    all.push(mention);
  }
  while (at < second.length) all.push(second[at++]!);
  return all;
}

/**
 * Where the contract is about processing on the user's behalf, the personal data are what the user gives the vendor:
 * not those whom they are about, nor a term on personal data that names no thing (`Subprocessor`, `Privacy Laws`).
 */
function entrusted(
  { preamble }: Contract,
  mentions: readonly Mention[],
  names: readonly PhraseHit[],
): readonly Mention[] {
  const signs = mentions.filter(({ concept }) => concept === 'processing-on-behalf');
  const titled = signs.some(({ range }) => range[0] >= preamble[0] && range[1] <= preamble[1]);
  if (!titled && signs.length < 2) return mentions;
  const asInput = mentionOf('input');
  const people = mentions.filter(({ concept }) => concept === 'people-of-data');
  const barred = new Set([...names, ...people].map(({ range }) => range[0]));
  return mentions.flatMap((mention) =>
    mention.concept === 'personal-data' && !barred.has(mention.range[0])
      ? [asInput(mention.range), mention]
      : [mention],
  );
}

function topicsPerClause(contract: Contract, mentions: readonly Mention[]): Map<string, ConceptSet> {
  return new Map(contract.clauses.map(({ id, own }) => [id, new ConceptSet(within(mentions, own))]));
}

/** Those that start within `range`; the list is sorted by start. */
function within<T extends { range: Range }>(sorted: readonly T[], [start, end]: Range): T[] {
  const found: T[] = [];
  const first = firstIndex(sorted.length, (index) => sorted[index]!.range[0] >= start);
  for (let i = first; i < sorted.length && sorted[i]!.range[0] < end; i++) {
    if (sorted[i]!.range[1] <= end) found.push(sorted[i]!);
  }
  return found;
}

/** The last of the sorted places that starts no later than `range`, if it holds all of it. */
function around(sorted: readonly Range[], [start, end]: Range): Range | null {
  const place = sorted[firstIndex(sorted.length, (index) => sorted[index]![0] > start) - 1];
  return place !== undefined && end <= place[1] ? place : null;
}

function isIn(at: number, [start, end]: Range): boolean {
  return at >= start && at < end;
}

function overlaps(a: Range, b: Range): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

function atWordBoundary(text: string, [start, end]: Range): boolean {
  return !/[A-Za-z0-9]/.test(text[start - 1] ?? '') && !/[A-Za-z0-9]/.test(text[end] ?? '');
}
