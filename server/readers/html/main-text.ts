/** Finds what a page says for itself among what its site puts around it; in doubt it keeps: a clause lost is worse than a menu read. */
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { endsSentence, startsUnit } from '../shared/starts.js';
import { attribute, type Element, isBlock, isHidden, isTextless, walk } from './page.js';

export interface MainText {
  /** Elements that are left out with all they hold. */
  out: ReadonlySet<Element>;
  /** Elements around the main text: of what stands directly in them only sentences count. */
  around: ReadonlySet<Element>;
  /** Tables that only lay out the page: their cells are no cells. */
  layout: ReadonlySet<Element>;
  /** Characters left out as hidden, and as navigation, banner, footer and the like. */
  hidden: number;
  chrome: number;
}

/** What an element holds; lengths in characters. */
interface Holding {
  text: number;
  /** In links. */
  linked: number;
  links: number;
  /** In sentences and long runs. */
  prose: number;
  /** Runs that open with a number and go on as a sentence. */
  clauses: number;
  headings: number;
  titles: number;
  controls: number;
  runs: number;
}

/** A run of so many characters is prose even if it ends without a stop. */
const LONG_RUN = 80;
/** A sentence of a clause is longer than a copyright line's number. */
const CLAUSE_RUN = 30;
/** Unnamed text outside the main text counts as a part of the contract from this length of prose on. */
const OWN_PROSE = 300;

export function mainText(tree: Tree.Document): MainText {
  const { held, hidden } = measure(tree, new Set());
  const body = [...held.keys()].find(({ tagName }) => tagName === 'body');
  const layout = layoutTables(held);
  if (!body) return { out: new Set(), around: new Set(), layout, hidden, chrome: 0 };
  const whole = held.get(body)!;
  const out = new Set([...held.keys()].filter((element) => isChrome(element, held.get(element)!, whole)));
  // What is left is measured anew: an element counts without the chrome in it.
  const rest = measure(tree, out).held;
  const main = mainElement(body, rest);
  const around = new Set(pathTo(main.element, body));
  for (const element of around) for (const child of strangers(element, main, rest, around)) out.add(child);
  if (!main.named) for (const edge of linkEdges(main.element, rest)) out.add(edge);
  const kept = measure(tree, out).held.get(body)!;
  return { out, around, layout, hidden, chrome: whole.text - kept.text };
}

/** One pass over the page: what every block holds, and how much is hidden. */
function measure(tree: Tree.Document, out: ReadonlySet<Element>): { held: Map<Element, Holding>; hidden: number } {
  const held = new Map<Element, Holding>();
  const open: Holding[] = [];
  let run = '';
  let linked = 0;
  let links = 0;
  let muted = 0;
  let hidden = 0;
  const flush = () => {
    const line = run.replace(/\s+/g, ' ').trim();
    const holding = open.at(-1);
    if (line !== '' && holding && muted === 0) add(holding, runOf(line, linked));
    else if (muted > 0) hidden += line.length;
    run = '';
    linked = 0;
  };
  walk(tree, {
    enter: (element) => {
      if (element.tagName === 'button' || element.tagName === 'input') open.at(-1) && open.at(-1)!.controls++;
      if (isTextless(element) || out.has(element)) return false;
      if (isBlock(element)) flush();
      if (muted > 0 || isHidden(element)) {
        if (muted === 0) flush();
        muted++;
        return true;
      }
      if (element.tagName === 'a' && attribute(element, 'href') !== undefined) {
        links++;
        open.at(-1) && open.at(-1)!.links++;
      }
      if (!isBlock(element)) return true;
      const heading = /^h[1-6]$/.test(element.tagName) ? 1 : 0;
      const holding = { ...NOTHING, headings: heading, titles: element.tagName === 'h1' ? 1 : 0 };
      held.set(element, holding);
      open.push(holding);
      return true;
    },
    leave: (element) => {
      if (muted > 0) {
        if (isBlock(element) || muted === 1) flush();
        muted--;
        return;
      }
      if (element.tagName === 'a' && attribute(element, 'href') !== undefined) links--;
      if (!isBlock(element)) return;
      flush();
      const holding = open.pop()!;
      if (open.length > 0) add(open.at(-1)!, holding);
    },
    text: (value) => {
      run += value;
      if (links > 0) linked += value.trim().length;
    },
  });
  return { held, hidden };
}

const NOTHING: Holding = {
  text: 0,
  linked: 0,
  links: 0,
  prose: 0,
  clauses: 0,
  headings: 0,
  titles: 0,
  controls: 0,
  runs: 0,
};

function runOf(line: string, linked: number): Holding {
  const prose = linked < line.length * 0.7 && (line.length >= LONG_RUN || endsSentence(line));
  const clause = prose && line.length >= CLAUSE_RUN && startsUnit(line);
  return { ...NOTHING, text: line.length, linked, prose: prose ? line.length : 0, clauses: clause ? 1 : 0, runs: 1 };
}

function add(to: Holding, from: Holding, sign = 1): void {
  for (const key of Object.keys(NOTHING) as (keyof Holding)[]) to[key] += sign * from[key];
}

const WIDGET = new Set(
  'navbar nav navigation menu menubar breadcrumb breadcrumbs sidebar sidenav footer masthead topbar toolbar share sharing social related recommended newsletter subscribe promo advert advertisement ads pagination pager search skip banner'.split(
    ' ',
  ),
);
const CONSENT = new Set('cookie cookies consent gdpr ccpa'.split(' '));
const CONSENT_SHAPE = new Set(
  'banner bar notice popup pop modal overlay dialog message prompt wall box layer sdk manager toast root container alert'.split(
    ' ',
  ),
);
const CONSENT_MAKERS = new Set('onetrust cookiebot didomi trustarc truste usercentrics osano iubenda'.split(' '));
const CHROME_ROLES = new Set('navigation banner contentinfo search dialog alertdialog menu menubar toolbar'.split(' '));

/** What a site puts around its pages, by element, role or name; never where it holds clauses or much of the page's text. */
function isChrome(element: Element, holding: Holding, page: Holding): boolean {
  const { tagName } = element;
  if (tagName === 'body' || tagName === 'html' || tagName === 'main' || /^h[1-6]$/.test(tagName)) return false;
  const share = holding.text / Math.max(1, page.text);
  const linkage = holding.linked / Math.max(1, holding.text);
  const role = attribute(element, 'role') ?? '';
  if (holding.clauses > 0 && linkage < 0.5) return false;
  if (tagName === 'nav' || tagName === 'search' || CHROME_ROLES.has(role)) return share < 0.5;
  if (share > 0.25) return false;
  const inside = inMainText(element);
  if ((tagName === 'header' || tagName === 'footer' || tagName === 'aside') && !inside)
    return holding.titles === 0 || linkage > 0.5;
  const words = wordsOf(`${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`);
  const consent =
    words.some((word) => CONSENT_MAKERS.has(word)) ||
    (words.some((word) => CONSENT.has(word)) && words.some((word) => CONSENT_SHAPE.has(word)));
  if (consent) return holding.controls + holding.links > 0;
  if (!words.some((word) => WIDGET.has(word)) || holding.titles > 0) return false;
  return linkage > 0.4 || (!inside && holding.prose < OWN_PROSE) || holding.runs === holding.links;
}

/** `siteFooter`, `site-footer`, `site__footer` → site, footer. */
function wordsOf(names: string): string[] {
  return names
    .slice(0, 500)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}

function inMainText(element: Element): boolean {
  for (let at = parentOf(element); at; at = parentOf(at))
    if (/^(?:main|article)$/.test(at.tagName) || /^(?:main|article)$/.test(attribute(at, 'role') ?? '')) return true;
  return false;
}

interface Main {
  element: Element;
  /** The page itself says that it is the main text. */
  named: boolean;
}

/** `main`, else the one `article`, where it holds most of the page's prose; else down into the part that holds most of it. */
function mainElement(body: Element, held: ReadonlyMap<Element, Holding>): Main {
  const all = held.get(body)!.prose;
  const most = (element: Element, part: number) => held.get(element)!.prose >= all * part;
  for (const name of ['main', 'article']) {
    const named = [...held.keys()].find(
      (element) => (element.tagName === name || attribute(element, 'role') === name) && most(element, 0.6),
    );
    if (named) return { element: named, named: name === 'main' };
  }
  let element = body;
  while (true) {
    const next = elementsOf(element).find((child) => held.has(child) && most(child, 0.7));
    // A paragraph or a list is text, not what holds the text.
    if (!next || /^(?:p|ol|ul|dl|pre|blockquote|h[1-6])$/.test(next.tagName)) return { element, named: false };
    element = next;
  }
}

/** What stands beside the main text and is no part of it. */
function strangers(
  element: Element,
  main: Main,
  held: ReadonlyMap<Element, Holding>,
  around: ReadonlySet<Element>,
): Element[] {
  let above = true;
  let titled = held.get(main.element)!.titles > 0;
  let introduced = false;
  return elementsOf(element).filter((child) => {
    const holding = held.get(child);
    if (child === main.element || around.has(child)) above = false;
    if (!holding || child === main.element || around.has(child)) return false;
    const title = holding.titles > 0 && !titled;
    const own = isOwn(holding, main) || ((title || (above && introduced && holding.prose > 0)) && !isLinks(holding));
    if (title && own) [titled, introduced] = [true, true];
    return !own;
  });
}

/** Clauses, much text, or, where nothing says which part is the main one, a heading with a sentence below it. */
function isOwn(holding: Holding, { named }: Main): boolean {
  const { prose, clauses, headings, controls } = holding;
  if (isLinks(holding)) return false;
  return clauses > 0 || prose >= OWN_PROSE || (!named && headings > 0 && prose >= CLAUSE_RUN && controls === 0);
}

function isLinks({ text, linked }: Holding): boolean {
  return text === 0 || linked > text * 0.5;
}

/** Menus without a name before and after the text: parts of nothing but links, at the edges of what was taken for the main text. */
function linkEdges(main: Element, held: ReadonlyMap<Element, Holding>): Element[] {
  const parts = elementsOf(main).filter((child) => (held.get(child)?.text ?? 0) > 0);
  const menu = (element: Element): boolean => {
    const { links, linked, text, prose } = held.get(element)!;
    return links >= 3 && linked > text * 0.8 && prose === 0;
  };
  const first = parts.findIndex((part) => !menu(part));
  const last = parts.findLastIndex((part) => !menu(part));
  return first < 0 ? [] : [...parts.slice(0, first), ...parts.slice(last + 1)];
}

/** Tables that hold other tables, or one of whose cells holds most of a text with headings or many paragraphs. */
function layoutTables(held: ReadonlyMap<Element, Holding>): Set<Element> {
  const found = new Set<Element>();
  for (const [element, { prose, headings, runs }] of held) {
    const table = ancestor(element, 'table');
    if (element.tagName === 'table') {
      if (table) found.add(table);
      if (/^(?:presentation|none)$/.test(attribute(element, 'role') ?? '')) found.add(element);
    } else if (element.tagName === 'td' && table) {
      if (prose > held.get(table)!.prose * 0.7 && (headings > 0 || runs > 5)) found.add(table);
    }
  }
  return found;
}

function elementsOf(element: Element): Element[] {
  return element.childNodes.filter((child): child is Element => 'tagName' in child);
}

function parentOf({ parentNode }: Element): Element | null {
  return parentNode && 'tagName' in parentNode ? parentNode : null;
}

function ancestor(element: Element, name: string): Element | null {
  for (let at = parentOf(element); at; at = parentOf(at)) if (at.tagName === name) return at;
  return null;
}

/** The elements around `inner`, up to and with `outer`. */
function pathTo(inner: Element, outer: Element): Element[] {
  const path: Element[] = [];
  for (let at = inner === outer ? null : parentOf(inner); at; at = at === outer ? null : parentOf(at)) path.push(at);
  return path;
}
