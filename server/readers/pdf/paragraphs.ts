/** Joins printed lines to paragraphs and takes running headers, footers and page numbers out. */
import { endsSentence, glue, startsUnit } from '../shared/starts.js';
import type { Line } from './lines.js';

export interface Paragraph {
  text: string;
  page: number;
}

/** Lines at the top and bottom of a page that may be running ones, and the share of pages on which they must come again. */
const EDGE = 2;
const AGAIN = 0.6;

export function withoutRunningLines(pages: readonly (readonly Line[])[]): { pages: Line[][]; removed: number } {
  const filled = pages.filter((lines) => lines.length > 0);
  const seen = new Map<string, number>();
  for (const lines of filled) {
    for (const key of new Set(edges(lines).map((line) => masked(line.text)))) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const needed = Math.max(2, filled.length * AGAIN);
  let removed = 0;
  const kept = pages.map((lines) => {
    const edge = new Set(edges(lines));
    return lines.filter((line) => {
      const running = edge.has(line) && ((seen.get(masked(line.text)) ?? 0) >= needed || isPageNumber(line.text));
      if (running) removed++;
      return !running;
    });
  });
  return { pages: kept, removed };
}

function edges(lines: readonly Line[]): Line[] {
  const byHeight = [...lines].sort((a, b) => b.y - a.y);
  return [...byHeight.slice(0, EDGE), ...byHeight.slice(-EDGE)];
}

function masked(text: string): string {
  return text.replace(/[0-9\uff10-\uff19]+/g, '#').replace(/\s+/g, '');
}

function isPageNumber(text: string): boolean {
  return /^(?:page|p\.)?\s*[-\u2013\u2014]?\s*\d{1,4}(?:\s*(?:\/|of)\s*\d{1,4})?\s*[-\u2013\u2014]?$/i.test(text);
}

export function paragraphs(pages: readonly (readonly Line[])[]): Paragraph[] {
  const found: Paragraph[] = [];
  let last: Line | null = null;
  for (const line of pages.flat()) {
    const open = found.at(-1);
    if (open && last && continues(last, line)) open.text = glue(open.text, line.text);
    else found.push({ text: line.text, page: line.page });
    last = line;
  }
  return found;
}

/** A line that fills its measure runs on, unless the next opens a unit or stands apart. */
function continues(last: Line, line: Line): boolean {
  if (startsUnit(line.text)) return false;
  const { margin, height } = last;
  const full = last.right > margin - Math.max(3 * height, 0.12 * (margin - last.left));
  if (!full) return false;
  const sameColumn = last.page === line.page && last.column === line.column;
  if (sameColumn && last.y - line.y > 2.6 * Math.max(height, 8)) return false;
  return !(endsSentence(last.text) && line.left > last.left + 1.5 * height);
}
