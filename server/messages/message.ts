/** Spells a message in a language, with its values. */
import { en } from './en.js';
import { ja } from './ja.js';

export type MessageKey = keyof typeof en;

const LANGUAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, ja };

/** Throws for a key that no language has: a message that is not there is a bug, not an empty line. */
export function message(language: string, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const words: Readonly<Record<string, string>> = LANGUAGES[language] ?? en;
  const template = words[key];
  if (template === undefined) throw new Error(`no message "${key}"`);
  return partsOf(template)
    .map((part, index) => (index % 2 === 0 ? part : String(values[part] ?? '')))
    .join('');
}

const PARTS = new Map<string, readonly string[]>();

/** What stands before, between and after the names of values, and these names in turn: a report is spelled from some hundreds of messages. */
function partsOf(template: string): readonly string[] {
  const known = PARTS.get(template);
  const parts = known ?? template.split(/\{([a-z]+)\}/);
  if (!known) PARTS.set(template, parts);
  return parts;
}
