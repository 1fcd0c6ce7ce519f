/** The words of a clause with both sides of its changes, in reading order. */
import type { Change } from './changes.js';
import type { Clause } from './model/contract.js';
import type { Range } from './model/document.js';

export interface Marked {
  kind: 'same' | 'inserted' | 'deleted';
  text: string;
  /** Id of the change, empty for what stays. */
  change: string;
}

/** `changes` with their ids; `before` and `after` are the texts of the two versions. */
export function markedText(
  one: Clause | null,
  other: Clause | null,
  changes: readonly (readonly [string, Change])[],
  { before, after }: { before: string; after: string },
): Marked[] {
  const places = changes
    .filter(([, { kind }]) => kind !== 'move')
    .flatMap(([id, change]) => change.places.map((place) => ({ id, ...place })))
    .filter((place) => (one && touches(place.before, one.own)) || (other && touches(place.after, other.own)))
    .sort((a, b) => a.after[0] - b.after[0] || a.before[0] - b.before[0]);
  const found: Marked[] = [];
  const add = (kind: Marked['kind'], text: string, change = '') => {
    if (text !== '') found.push({ kind, text, change });
  };
  if (!other) {
    add('deleted', before.slice(...one!.own).trimEnd(), places[0]?.id);
    return found;
  }
  let at = other.own[0];
  for (const { id, before: gone, after: come, struck } of places) {
    const start = Math.max(at, Math.min(come[0], other.own[1]));
    add('same', after.slice(at, start));
    if (one) add('deleted', before.slice(...common(gone, one.own)), id);
    if (struck) add('deleted', struck, id);
    const inserted = common(come, [start, other.own[1]]);
    add('inserted', after.slice(...inserted), id);
    at = Math.max(start, inserted[1]);
  }
  add('same', after.slice(at, other.own[1]).trimEnd());
  return found;
}

/** The part of a range that lies within another; empty if none does. */
function common([start, end]: Range, [from, to]: Range): Range {
  const first = Math.min(Math.max(start, from), to);
  return [first, Math.max(first, Math.min(end, to))];
}

/** An empty place touches the clause that it stands in or right behind. */
function touches([start, end]: Range, [from, to]: Range): boolean {
  return start === end ? start >= from && start <= to : start < to && end > from;
}
