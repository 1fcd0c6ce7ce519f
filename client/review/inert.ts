/** Makes hidden characters of a contract seen: what turns the direction of words, or is none, shows as a mark of the same length. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must not reach the page.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** No offset moves. Line breaks and tabs stay. */
export function inert(text: string): string {
  return text.replace(HIDDEN, '\ufffd');
}
