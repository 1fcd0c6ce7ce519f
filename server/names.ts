/** Calls the parties by the usual names, so that phrases which name them meet contracts that call them otherwise. */
import type { Party } from './model/contract.js';
import type { Language } from './model/language.js';

/** `folded`, of the same length, with each name that the phrases do not know replaced by the longest usual one that fits, blanks before it. */
export function underUsualNames(folded: string, parties: readonly Party[], language: Language): string {
  const usual = new Map<string, string>();
  for (const { name, aliases, role } of parties) {
    if (role !== 'user' && role !== 'vendor') continue;
    for (const own of [name, ...aliases]) {
      const key = language.fold(own).trim();
      const noun = language.usualName(key, role);
      if (key !== '' && noun !== null) usual.set(key, noun.padStart(key.length));
    }
  }
  return usual.size === 0
    ? folded
    : folded.replace(anyOf([...usual.keys()], language.spaced), (own) => usual.get(own)!);
}

/** Longer names first: of two that begin alike the longer one is meant. */
function anyOf(names: readonly string[], spaced: boolean): RegExp {
  const list = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
    .join('|');
  return new RegExp(spaced ? `(?<![a-z0-9])(?:${list})(?![a-z0-9])` : list, 'g');
}
