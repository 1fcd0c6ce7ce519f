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
  return template.replace(/\{([a-z]+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
