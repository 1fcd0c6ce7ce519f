/** Parties, defined terms and cross-references as English contracts write them. */
import type { Clause, CrossReference, DefinedTerm, Party, Side } from '../../model/contract.js';
import type { Range } from '../../model/document.js';

const USER =
  /^(?:customer|client|user|subscriber|licensee|you|your|buyer|purchaser|principal|employer|commissioning party|end user|controller|data controller|covered entity|registered user|applicant|tester|member|company|authority|government|council|sponsor)s?$/i;
const VENDOR =
  /^(?:provider|vendor|supplier|contractor|developer|consultant|licensor|we|us|our|processor|data processor|business associate|service provider|seller|company)s?$/i;
const OTHER = { user: 'vendor', vendor: 'user', third: 'third', none: 'none' } as const;
/** Tells its side whatever name it goes with: `(“developer” or “you”)`. */
const PRONOUN = /^(?:you|we|us)$/i;
const COMPANY = /^company$/i;
/** Either side by turns. */
const MUTUAL = /^(?:recipient|discloser|(?:receiving|disclosing) party)$/i;
const QUOTED = /["“]([^"”\n]{1,40})["”]/g;
const NO_PARTY =
  /^(?:dpa|baa|msa|nda|sow|eula|sccs?|aup|sla)$|\b(?:terms|agreement|contract|addendum|polic(?:y|ies)|effective date|schedule)|\b(?:services?|software|platform|site|tool|system|product|application|models?|licen[cs]e|requests?)$/i;
const REACH = 400;

/** Names given in brackets after a party, else the role nouns that the text uses; `Company` is whichever side has no other name. */
export function parties(text: string, preamble: Range): Party[] {
  const head = text.slice(0, Math.max(preamble[1], 3_000));
  const bracketed = given(head, text);
  const known = new Set(bracketed.flatMap(({ name, aliases }) => [name, ...aliases]));
  const named = [...bracketed, ...hereinafter(head).filter(({ name }) => !known.has(name))];
  named.push(...between(head, text).filter(({ name }) => !named.some((party) => party.name === name)));
  return withTopic(sided(byDeeds(named.length > 1 ? named : spoken(text, named), text), text), text);
}

function given(head: string, text: string): Party[] {
  const found: (Party & { acting: Party['role'] })[] = [];
  for (const match of head.matchAll(/\(([^()\n]{0,120}?["“][^"”\n]{1,40}["”][^()\n]{0,120})\)/g)) {
    const names = [...match[1]!.matchAll(QUOTED)].map((quote) => quote[1]!.replace(/^the |[,.]$/g, ''));
    const at = match.index;
    const acting = actingAs(head, [at, at + match[0].length]);
    const party = names.filter(
      (name) =>
        !MUTUAL.test(name) &&
        (acting !== 'none' ||
          USER.test(name) ||
          VENDOR.test(name) ||
          nameBefore(head, match.index, name) ||
          acts(name, text)),
    );
    if (party.length === 0 || found.some(({ name }) => party.includes(name))) continue;
    const sides = [acting, ...[...party.filter((name) => PRONOUN.test(name)), ...party].map(roleOf)];
    const role = sides.find((side) => side !== 'none') ?? labelled(head, at);
    found.push({
      name: party[0]!,
      aliases: party.slice(1),
      role,
      acting,
      quote: match[0],
      range: [at, at + match[0].length],
    });
  }
  const told = found.find(({ acting }) => acting !== 'none');
  return found.map(({ acting, ...party }) =>
    acting === 'none' && told?.role === party.role && [party.name, ...party.aliases].some((name) => PRONOUN.test(name))
      ? { ...party, role: OTHER[told.role] }
      : party,
  );
}

/** `Clinics ApS ("the Clinics"), as controller`, `the company named as supplier ("you")`. */
function actingAs(head: string, [start, end]: Range): Party['role'] {
  const before = /\b(?:named|acting|engaged|appointed) as (?:the |its )?([A-Za-z]{3,12})\b[^.()\n]{0,40}$/.exec(
    head.slice(Math.max(0, start - 80), start),
  );
  const after = /^,? (?:acting )?as (?:the )?([A-Za-z]{3,12}(?: [A-Za-z]{3,12})?)\b/.exec(head.slice(end, end + 60));
  return roleOf(after?.[1] ?? before?.[1] ?? '');
}

/** `Client: Ferro Stores, Inc. ("Ferro")`: the noun at the start of the line tells the side. */
function labelled(head: string, at: number): Party['role'] {
  const line = head.slice(head.lastIndexOf('\n', at) + 1, at);
  const noun = /^\W{0,6}(?:the )?([A-Za-z]{3,12}(?: [A-Za-z]{3,12})?)\s{0,3}[:|]/i.exec(line)?.[1];
  return noun === undefined ? 'none' : roleOf(noun);
}

/** `…, hereinafter referred to as "Licensor"`, with or without brackets. */
function hereinafter(head: string): Party[] {
  const pattern =
    /\bherein(?:after)?,? (?:jointly )?(?:(?:referred to|called|known)(?: as)?|collectively)[ ,]{0,3}(?:as )?(?:the )?["“]([^"”\n]{1,30})["”]/gi;
  return [...head.matchAll(pattern)].flatMap((match): Party[] => {
    const name = match[1]!.replace(/[,.]$/, '');
    const other = /^ ?(?:or|and) ["“]([^"”\n]{1,30})["”]/.exec(head.slice(match.index + match[0].length))?.[1] ?? '';
    if (
      NO_PARTY.test(name) ||
      NO_PARTY.test(other) ||
      /part(?:y|ies)|project|software|system|app(?:lication)?s?$|product|work/i.test(name)
    )
      return [];
    const range = [match.index, match.index + match[0].length] as const;
    return [{ name, aliases: [], role: roleOf(name), quote: match[0], range }];
  });
}

/** `entered into between Brightcell and the Customer`: names without brackets, one of which tells its side. */
function between(head: string, text: string): Party[] {
  const name = '([A-Za-z]{0,12}[A-Z][A-Za-z0-9.&-]{0,20}(?: [A-Z][A-Za-z0-9.&-]{0,20}){0,2})';
  const pattern = new RegExp(
    `\\b(?:by and|into|made|agreement|contract|addendum) (?:between|among) (?:the )?${name} and (?:the )?${name}(?![A-Za-z0-9])`,
    'g',
  );
  return [...head.matchAll(pattern)].flatMap((match): Party[] => {
    const names = match.slice(1, 3).map((each) => each!.replace(/[.,]$/, ''));
    const sides = names.map(roleOf);
    if (sides.filter((side) => side === 'none').length !== 1) return [];
    const own = names[sides.indexOf('none')]!;
    if (!acts(own, text)) return [];
    const range = [match.index, match.index + match[0].length] as const;
    return names.map((each, i) => ({ name: each, aliases: [], role: sides[i]!, quote: match[0], range }));
  });
}

/** `Acme Robotics K.K. ("Acme")`: the name before the bracket holds the short name, `V.IO LLC ("vIO")` whatever its points and capitals. */
function nameBefore(head: string, at: number, name: string): boolean {
  const before = head.slice(Math.max(0, at - 120), at);
  return (
    /[A-Z]/.test(name) &&
    !NO_PARTY.test(name) &&
    (new RegExp(`\\b${name.replace(/[^A-Za-z0-9 ]/g, '.')}\\b`).test(before) || beginsIn(before, name)) &&
    /\b(?:inc|llc|ltd|limited|corp|corporation|co|gmbh|k\.k|ab|plc|company)\b/i.test(before)
  );
}

/** At the start of one of the last words before the bracket. */
function beginsIn(before: string, name: string): boolean {
  const bare = (part: string) => part.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  const words = before.split(/\s+/).slice(-6);
  const begins = (from: number) =>
    /^[A-Z]/.test(words[from]!) && bare(words.slice(from).join('')).startsWith(bare(name));
  return bare(name).length > 2 && words.some((_, from) => begins(from));
}

/** A name that is time and again the subject of a duty or a right is somebody, whatever the noun. */
function acts(name: string, text: string): boolean {
  if (!/^(?=[^A-Z]{0,12}[A-Z])[A-Za-z][A-Za-z0-9 .&-]{1,30}$/.test(name) || NO_PARTY.test(name)) return false;
  return (
    count(text, `${escaped(name)} (?:shall|will|may|must|agrees|undertakes|represents|warrants|provides|processes)`) >=
    3
  );
}

/** Of two names that tell no side, the one that builds and provides more often than it orders and pays is the vendor. */
function byDeeds(found: readonly Party[], text: string): Party[] {
  const open = found.filter(({ role }) => role === 'none');
  if (open.length !== 2 || open.length !== found.length) return [...found];
  const lean = ({ name }: Party) => {
    const does = `${escaped(name)} (?:(?:shall|will|may|must|agrees to|wants to|undertakes to|is to) (?:[a-z]+ ){0,2}?)?`;
    return (
      count(
        text,
        `${does}(?:develop|build|deliver|perform|host|design|maintain|create|implement|train|operate|install|configure|monitor|support|process(?:es)?|assist|encrypt|describe|publishe?)s?`,
      ) - count(text, `${does}(?:pay|order|purchase|accept|supply|furnish|submit|subscribe|test|instruct)s?`)
    );
  };
  const [vendor] = open.toSorted((a, b) => lean(b) - lean(a));
  return found.map((party) => ({ ...party, role: party === vendor ? ('vendor' as const) : ('user' as const) }));
}

function count(text: string, pattern: string): number {
  return [...text.matchAll(new RegExp(`\\b${pattern}\\b`, 'g'))].length;
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&');
}

function spoken(text: string, named: readonly Party[]): Party[] {
  const found = new Map(named.map((party) => [party.name.toLowerCase(), party]));
  for (const match of text.matchAll(
    /\b(Customer|Client|Subscriber|Licensee|Registered Users?|[Cc]overed [Ee]ntity|Controller|Principal|Authority|Council|Sponsor|Purchaser|Buyer|You|you|Provider|Vendor|Supplier|Contractor|Developer|Consultant|Licensor|Processor|Business Associate|Company|We|we)\b(?= (?:shall|will|may|must|agrees?|is|are|has|have|represents?|warrants?|grants?|retains?|owns?|can|do|acknowledges?)\b)|\b(?<=(?:to|by|of|with|from) the )(Company)\b/g,
  )) {
    const name = (match[1] ?? match[2])!;
    if (found.has(name.toLowerCase())) continue;
    found.set(name.toLowerCase(), {
      name,
      aliases: [],
      role: roleOf(name),
      quote: name,
      range: [match.index, match.index + name.length],
    });
  }
  return [...found.values()];
}

function roleOf(name: string): Party['role'] {
  const [user, vendor] = [USER.test(name), VENDOR.test(name)];
  if (user === vendor) return 'none';
  return user ? 'user' : 'vendor';
}

/** Longest first. */
const USUAL: Readonly<Record<Side, readonly string[]>> = {
  user: ['customer', 'client', 'user', 'you'],
  vendor: ['provider', 'vendor', 'we'],
};

/** Tells a side, though no phrase of the lexicon speaks of it. */
const UNKNOWN_TO_PHRASES = /^sponsors?$/i;

export function usualName(name: string, side: Side): string | null {
  const known = (side === 'user' ? USER : VENDOR).test(name) && !UNKNOWN_TO_PHRASES.test(name);
  return known ? null : (USUAL[side].find((noun) => noun.length <= name.length) ?? null);
}

/** A party whose name tells no side takes the one that is free; what speaks to `you` speaks to the user. */
function sided(found: readonly Party[], text: string): Party[] {
  const taken = (role: Party['role']) => found.some((party) => party.role === role);
  const addressed =
    !taken('user') &&
    !taken('vendor') &&
    (/\byour? (?:data|content|account|inputs?|use|information)\b/i.test(text) ||
      (/\b(?:Customer|Client|Subscriber|Licensee)\b/.test(text) &&
        !/\b(?:Provider|Vendor|Supplier|Licensor)\b/.test(text)));
  const open = found.filter(({ role }) => role === 'none');
  if (open.length === 0 || (taken('user') && taken('vendor'))) {
    const further = onlyPronouns(found, 'vendor') ? 'vendor' : 'third';
    return found.map((party) =>
      party.role === 'none'
        ? { ...party, role: COMPANY.test(party.name) ? further : TEAM.test(party.name) ? 'vendor' : 'third' }
        : party,
    );
  }
  const free = taken('user') || addressed || (!taken('vendor') && provides(open[0]!, text)) ? 'vendor' : 'user';
  return found.map((party) =>
    party === open[0]
      ? { ...party, role: free }
      : party.role === 'none'
        ? { ...party, role: free === 'user' ? 'vendor' : 'third' }
        : party,
  );
}

/** Those who do the vendor's work, where they have a name of their own. */
const TEAM = /^(?:[a-z]+ )?(?:team|staff|personnel|crew)$/i;

/** The only one who is spoken of offers the service, rather than orders it. */
function provides({ name }: Party, text: string): boolean {
  const does = `${escaped(name)} (?:shall|will|must|agrees to|undertakes to) (?:[a-z]+ ){0,2}?`;
  return (
    count(
      text,
      `${does}(?:provide|supply|make|perform|host|operate) (?:[a-z]+ ){0,3}(?:[Ss]ervices?|[Pp]latform|[Ss]oftware)`,
    ) >
    count(text, `${does}(?:pay|order|purchase|accept|supply|submit|provide)`) / 2
  );
}

/** No name of a side, though it shall and may: whoever is meant by turns, people, and what is no one. */
const NO_SIDE =
  /\b(?:part(?:y|ies)|recipient|discloser|exporter|importer|affiliates?|end[- ]?users?|users?|personnel|subjects?|sub-?processors?|sub-?contractors?|authority|auditors?|section|article|clause|exhibit|annex|schedule|appendix|notices?|fees?|taxes|data|information|content|materials?|deliverables?|outputs?|inputs?|feedback|property|rights?|law|court|days?)$|^(?:each|every|any|all|such|no|neither|either|both|nothing|the|this|these|that|those|it|they|he|she|who|which|there|if|when|where|in|as|upon|failure|if)\b/i;

/** A side without a noun is called by its name, `The` before it or not: what most often stands before `shall` or `will`. So may be who else says `we`. */
function withTopic(found: readonly Party[], text: string): Party[] {
  const side = unnamed(found);
  if (side === null) return [...found];
  const known = new Set(found.flatMap(({ name, aliases }) => [name, ...aliases]));
  const counts = new Map<string, { count: number; at: number }>();
  const subject =
    /\b((?=[A-Za-z]{3}|[A-Za-z]{1,20} )[A-Za-z]{0,12}[A-Z][A-Za-z]{0,20}(?: [A-Z][A-Za-z]{1,20}){0,2}) (?:shall|will|may|must|agrees|undertakes|represents|warrants|does not|grants|reserves|is (?:entitled|obliged|required|responsible|liable))\b/g;
  for (const { 1: name, index } of text.matchAll(subject)) {
    const bare = name!.replace(/^The /, '');
    const seen = counts.get(bare);
    if (!known.has(bare) && !NO_PARTY.test(bare) && !NO_SIDE.test(bare) && !namesNoThing(bare.toLowerCase()))
      counts.set(bare, { count: (seen?.count ?? 0) + 1, at: seen?.at ?? index + name!.length - bare.length });
  }
  const [best] = [...counts].sort(([, a], [, b]) => b.count - a.count);
  if (!best || best[1].count < 4) return [...found];
  const [name, { at }] = best;
  return [...found, { name, aliases: [], role: side, quote: name, range: [at, at + name.length] }];
}

/** The side that nobody is named for, or only as `we`. */
function unnamed(found: readonly Party[]): Side | null {
  const sides = new Set(found.map(({ role }) => role));
  if (sides.has('user') !== sides.has('vendor')) return sides.has('user') ? 'vendor' : 'user';
  return onlyPronouns(found, 'vendor') ? 'vendor' : null;
}

/** Somebody of that side speaks, and none of it has a name. */
function onlyPronouns(found: readonly Party[], side: Side): boolean {
  const own = found.filter(({ role }) => role === side);
  return own.length > 0 && own.every(({ name, aliases }) => [name, ...aliases].every((each) => PRONOUN.test(each)));
}

export function terms(text: string): DefinedTerm[] {
  const found: DefinedTerm[] = [];
  const known = new Set<string>();
  const add = (term: string, at: number, meaning: Range) => {
    known.add(term);
    found.push({ term, range: [at, at + term.length], meaning });
  };
  const meanings =
    /(?:["“]([^"”\n]{2,50})["”](?: (?:or|and) ["“][^"”\n]{2,50}["”])?|(?<=^|\n)[\s(a-z0-9.)\u2022]{0,10}(?!(?:You|We|They|It|This|These|There|Neither|Nothing) )([A-Z][A-Za-z-]*(?: [A-Z][A-Za-z-]*){0,4})):? (?:shall |will )?(?:means?|refers? to|has the meaning|have the meaning|includes?|is defined as|are)\b([^\n]{4,900}?)(?=\.\s|\.$|\n|$|;|,? and ["“][^"”\n]{2,50}["”] (?:shall |will )?means?\b)/gm;
  for (const match of text.matchAll(meanings)) {
    const term = (match[1] ?? match[2])!;
    const at = match.index + match[0].indexOf(term);
    const end = match.index + match[0].length;
    add(term, at, [end - match[3]!.length, end]);
  }
  for (const match of text.matchAll(
    /(?<=^|\n)[\s(a-z0-9.)\u2022]{0,10}["“]([^"”\n]{2,50})["”]: ([^\n]{4,900}?)(?=\.\s|\.$|\n|$|;)/g,
  )) {
    const term = match[1]!;
    if (known.has(term)) continue;
    const at = match.index + match[0].indexOf(term);
    const end = match.index + match[0].length;
    add(term, at, [end - match[2]!.length, end]);
  }
  for (const match of text.matchAll(
    /\b(?:[Ww]he(?:n|re) we (?:say|use|write|speak of|talk about)|[Bb]y) (?:the (?:term|word|expression) )?["“]([^"”\n]{2,50})["”][^.,\n]{0,40},? we mean\b([^\n]{4,900}?)(?=\.\s|\.$|\n|$)/g,
  )) {
    const term = match[1]!;
    if (known.has(term)) continue;
    const end = match.index + match[0].length;
    add(term, match.index + match[0].indexOf(term), [end - match[2]!.length, end]);
  }
  for (const match of text.matchAll(
    /\b(?:call (?:all of )?(?:this|these|it|that|them|those)|(?:is|are) (?:together |collectively )?(?:called|(?:referred to|known)(?: here| below)? as)|(?:together|collectively),? (?:they )?(?:are|form|make up|constitute|comprise))(?: together| collectively)?,? (?:the |your |our )?["“]([^"”\n]{2,50})["”]/g,
  )) {
    const term = match[1]!.replace(/[,.]$/, '');
    if (known.has(term)) continue;
    const at = match.index + match[0].lastIndexOf(match[1]!);
    add(term, at, [text.lastIndexOf('\n', match.index) + 1, match.index]);
  }
  for (const match of text.matchAll(/\((?:[^()\n]{0,60}? )?["“]([^"”\n]{2,50})["”][^()\n]{0,60}\)/g)) {
    const term = match[1]!.replace(/[,.]$/, '');
    const before = text.slice(Math.max(0, match.index - REACH), match.index);
    const from =
      Math.max(before.lastIndexOf('\n'), before.lastIndexOf('. '), before.lastIndexOf('; '), before.lastIndexOf('("')) +
      1;
    const start = match.index - before.length + from;
    if (known.has(term)) continue;
    add(term, match.index + match[0].indexOf(term), [start, match.index]);
  }
  for (const { term, range, meaning } of listedTerms(text)) if (!known.has(term)) add(term, range[0], meaning);
  return found.sort((a, b) => a.range[0] - b.range[0]);
}

/** What announces a list of definitions. */
const DEFINITIONS =
  /^[^\n]{0,40}\b(?:definitions?|defined terms|interpretation|glossary)\b[^\n]{0,60}$|\b(?:following (?:definitions|meanings|terms|words|expressions)|have the meanings?)\b[^\n]{0,80}$/gim;
/** `Customer Data: the Inputs and the Outputs.`, in a list or in two columns of a table. */
const ENTRY =
  /^[ \t|]{0,6}(?:\(?[0-9a-z.]{1,6}\)?[ \t]{1,3})?([A-Z][A-Za-z0-9&'/-]{1,24}(?: (?:[A-Z][A-Za-z0-9&'/-]{0,24}|and|of|or|in|to|for)){0,5})(?::[ \t]{1,3}|[ \t]{0,2}\|[ \t]{0,2}|\t| [\u2013\u2014-] )([^\n]{8,900})$/;
/** In letters, from the announcement to the end of what it announces. */
const LONGEST_LIST = 20_000;

/** How British drafting and tables define: the term at the start of the line, without quotation marks. */
function listedTerms(text: string): DefinedTerm[] {
  const found: DefinedTerm[] = [];
  let at = 0;
  for (const { index, 0: lead } of text.matchAll(DEFINITIONS)) {
    // What is announced within a list is part of it.
    if (index < at) continue;
    at = index + lead.length + 1;
    let others = 0;
    while (others < 3 && at < Math.min(text.length, index + LONGEST_LIST)) {
      const end = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
      const line = text.slice(at, end);
      const entry = ENTRY.exec(line);
      if (entry) {
        const from = at + line.indexOf(entry[1]!);
        const start = end - entry[2]!.length;
        const stop = entry[2]!.search(/\.(?:\s|$)/);
        found.push({
          term: entry[1]!,
          range: [from, from + entry[1]!.length],
          meaning: [start, stop < 0 ? end : start + stop],
        });
        others = 0;
      } else if (/^[ \t]*[A-Z0-9]/.test(line)) others++;
      at = end + 1;
    }
  }
  return found;
}

/** Section 4.2, Article 5, Exhibit A, resolved by their labels. */
const NO_THING =
  /(?:^|[ -])(?:agreement|terms?|addendum|amendment|contract|order(?: form)?|cover page|polic(?:y|ies)|guidelines|rules|law|regulation|gdpr|dpa|dmca|part(?:y|ies)|customer|client|user|member|you|your|we|us|our|hereto|recipient|discloser|indemnitee|affiliate|representative|personnel|employee|person|processor|authority|rights?|ipr?|action|claim|loss|losses|damages|fees?|charges|price|balance|overage|credit|payment method|tax(?:es)?|period|date|day|year|account|credentials|country|event|incident|breach|go-live|notices?|clauses?|scc|bid|bidder|auditor|associate|(?:sub-?)?(?:processor|contractor)|(?:service|data|content|third-party|model|cloud|hosting) (?:provider|supplier|vendor|buyer|licensor|owner)|permitted use|percentage|type|status|end-?customer|add-on|third-party (?:product|service|application)|aup|sla|nda|sow|statement of work|proposal|train|training|process|processing|transfer|requests?|infrastructure|workspace|device|suspension|apps?|offering|feature|trial|third[- ]party (?:content|feature|offering)|demand|instruction|exception|limit|list|territor(?:y|ie)|countries|emergenc(?:y|ie)|dispute|(?:data )?controller|data subject|measure|purpose|duration|criteria|api|api key|key|web ?site|center|centre)s?[,.]?(?:\(s\))?$/;

export function namesNoThing(term: string): boolean {
  return NO_THING.test(term.trim());
}

/** What data are of stands on either side of their noun: names tell it by other concepts. */
export function namesData(): boolean {
  return false;
}

export function references(text: string, clauses: readonly Clause[]): CrossReference[] {
  const resolve = resolverOf(clauses);
  const starts = new Set(clauses.map(({ range }) => range[0]));
  return [
    ...text.matchAll(
      /\b(?:sections?|articles?|clauses?|paragraphs?) (\d{1,3}(?:\.\d{1,3})*(?:\([a-z0-9]{1,4}\))*)|\b((?:schedule|exhibit|annex|appendix|attachment) (?:[A-Z]|\d{1,2}))\b/gi,
    ),
  ].flatMap((match): CrossReference[] => {
    if (starts.has(match.index)) return [];
    const clause = resolve((match[1] ?? match[2])!, match.index);
    const end = match.index + match[0].length;
    const first = { range: [match.index, end] as const, target: match[0], clause };
    return match[1] ? [first, ...listed(text, end, resolve)] : [first];
  });
}

type Resolver = (label: string, at: number) => string | null;

/** Where terms and their annexes each count from one, the clause of that label that stands nearest. */
function resolverOf(clauses: readonly Clause[]): Resolver {
  const byLabel = new Map<string, Clause[]>();
  for (const clause of clauses) {
    const label = clause.label.toLowerCase();
    byLabel.set(label, [...(byLabel.get(label) ?? []), clause]);
  }
  return (label, at) => {
    const all = byLabel.get(label.toLowerCase()) ?? [];
    const distance = ({ range: [start] }: Clause) => Math.abs(start - at);
    return (
      all.reduce<Clause | null>((best, one) => (best && distance(best) <= distance(one) ? best : one), null)?.id ?? null
    );
  };
}

/** The rest of "Sections 1.5, 4 (as to fees due), 5 to 9 and 13". */
function listed(text: string, from: number, resolve: Resolver): CrossReference[] {
  const next =
    /(?: \([^()]{3,120}\))?(, (?:and |or )?| and | or | to | through |[ ]?[\u2013-][ ]?)(\d{1,3}(?:\.\d{1,3})*(?:\([a-z0-9]{1,4}\))*)(?![\d%(]| ?(?:days?|months?|years?|hours?|percent|business|calendar))/iy;
  const found: CrossReference[] = [];
  next.lastIndex = from;
  let last = /(\d{1,3}(?:\.\d{1,3})*(?:\([a-z0-9]{1,4}\))*)$/.exec(text.slice(Math.max(0, from - 40), from))?.[1] ?? '';
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const [start, end] = [next.lastIndex - match[2]!.length, next.lastIndex];
    const run = /to|through|[\u2013-]/.test(match[1]!) ? labelsBetween(last, match[2]!) : [];
    for (const target of [...run, match[2]!])
      found.push({ range: [start, end], target, clause: resolve(target, start) });
    last = match[2]!;
  }
  return found;
}

/** The labels that "5 to 9" or "4.2 to 4.5" leaves out. */
function labelsBetween(from: string, to: string): string[] {
  const [, stem, first] = /^((?:\d{1,3}\.){0,3})(\d{1,3})$/.exec(from) ?? [];
  const [, other, last] = /^((?:\d{1,3}\.){0,3})(\d{1,3})$/.exec(to) ?? [];
  const count = stem === undefined || stem !== other ? 0 : Number(last) - Number(first) - 1;
  return count > 0 && count <= 40
    ? Array.from({ length: count }, (_, index) => `${stem}${Number(first) + index + 1}`)
    : [];
}
