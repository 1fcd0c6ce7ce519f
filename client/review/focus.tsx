/** What the reader looks at: one finding and one place of the contract, kept once for list, contract, overview and keys. */
import { useSyncExternalStore } from 'react';
import type { OffsetRange } from './text-range.js';

/** A place of the contract that is shown. */
export interface Place {
  range: OffsetRange;
  /** `insertion`: the words would go behind it. A `hit` has its range in the text that is shown, all others in the report's `text`. */
  kind: 'quote' | 'clause' | 'insertion' | 'hit';
}

export type Origin = 'list' | 'contract' | 'overview' | 'keys';
export type Pane = 'contract' | 'findings' | 'overview';

export interface Focus {
  /** Id of the finding that is looked at, and whether its card is open. */
  item: string | null;
  open: boolean;
  /** Where it was chosen: the side it was chosen on need not scroll. */
  from: Origin;
  place: Place | null;
  /** Of narrow pages: the one that is shown. */
  pane: Pane;
  /** Grows with each jump, so that the same one may be asked for again. */
  itemTurn: number;
  placeTurn: number;
  /** True where the reader asked to go to the place, not only to see it beside. */
  go: boolean;
}

const START: Focus = {
  item: null,
  open: false,
  from: 'list',
  place: null,
  pane: 'findings',
  itemTurn: 0,
  placeTurn: 0,
  go: false,
};

let now = START;
/** Ids of the findings as filtered and ordered. */
let listed: readonly string[] = [];
/** The first place of a finding in the contract, if it has one. */
let placeOf: (item: string) => Place | null = () => null;
let begun = '';
const listeners = new Set<() => void>();

/** What is looked at: re-renders on every change. */
export function useFocus(): Focus {
  return useSyncExternalStore(subscribe, () => now);
}

/** One answer about what is looked at: re-renders when the answer changes. It must be a plain value or one of the store's own. */
export function useFocused<T>(pick: (focus: Focus) => T): T {
  return useSyncExternalStore(subscribe, () => pick(now));
}

/** Opens a finding, and shows its first place in the contract beside it (narrow pages stay where they are). */
export function focus(item: string, from: Origin): void {
  const beside = from === 'contract' ? null : placeOf(item);
  const pane = from === 'contract' || now.pane === 'overview' ? 'findings' : now.pane;
  set({
    item,
    open: true,
    from,
    pane,
    itemTurn: now.itemTurn + 1,
    place: beside ?? (from === 'contract' ? now.place : null),
    placeTurn: now.placeTurn + (beside ? 1 : 0),
    go: false,
  });
}

/** Opens or closes the card of a finding. */
export function toggle(item: string): void {
  if (now.item === item && now.open) set({ open: false });
  else focus(item, 'list');
}

/** Shows a place of the contract; narrow pages turn to it. */
export function show(place: Place): void {
  set({ place, pane: 'contract', placeTurn: now.placeTurn + 1, go: true });
}

/** Shows a place of the contract beside what is read now. */
export function look(place: Place): void {
  set({ place, placeTurn: now.placeTurn + 1, go: false });
}

export function choosePane(pane: Pane): void {
  set({ pane });
}

/** To the next finding of the list as it is filtered. */
export function next(): void {
  step(1);
}

/** To the finding before. */
export function previous(): void {
  step(-1);
}

/** Said by the list: what it shows, in order. */
export function list(items: readonly string[]): void {
  listed = items;
}

/** Begins anew with another contract; the same one in another language goes on where it was. */
export function begin(work: string, firstPlace: (item: string) => Place | null): void {
  placeOf = firstPlace;
  if (work === begun) return;
  begun = work;
  listed = [];
  set(START);
}

function step(by: 1 | -1): void {
  if (listed.length === 0) return;
  const at = now.item === null ? -1 : listed.indexOf(now.item);
  const to = at === -1 ? (by === 1 ? 0 : listed.length - 1) : Math.min(Math.max(at + by, 0), listed.length - 1);
  focus(listed[to]!, 'keys');
}

function set(changed: Partial<Focus>): void {
  now = { ...now, ...changed };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
