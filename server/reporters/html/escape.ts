/** Text made harmless for a page. */
import { plain } from '../view/inert.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return plain(text).replace(/[&<>"']/g, (char) => ENTITIES[char]!);
}

export function escapedLines(text: string): string {
  return text.trim().split('\n').map(escaped).join('\n');
}
