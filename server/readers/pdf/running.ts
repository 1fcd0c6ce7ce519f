/** Takes running headers, footers and page numbers out of the lines of the pages. */
import type { Line } from './lines.js';

/** Lines at the top and bottom of a page that may be running ones, and the share of pages on which they must come again. */
const EDGE = 3;
const AGAIN = 0.4;
/** Above or below that, in points, stand lines that run another way than the page's text (`pages.ts` sets them off). */
const FAR = 5e5;

export interface WithoutRunning {
  pages: Line[][];
  /** What was taken out: one entry for each header or footer, with the first page's number. */
  running: string[];
  /** Number of lines taken out. */
  removed: number;
}

export function withoutRunningLines(pages: readonly (readonly Line[])[]): WithoutRunning {
  const filled = pages.filter((lines) => lines.length > 0);
  const seen = new Map<string, number>();
  for (const lines of filled) {
    for (const key of new Set(edges(lines).map((line) => masked(line.text)))) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const needed = Math.max(2, filled.length * AGAIN);
  const running = new Map<string, string>();
  let removed = 0;
  const kept = pages.map((lines) => {
    const edge = edges(lines);
    const gone = new Set(edge.filter((line) => isRunning(line, edge, seen, needed)));
    for (const { text } of gone) if (!running.has(masked(text))) running.set(masked(text), text);
    removed += gone.size;
    return lines.filter((line) => !gone.has(line));
  });
  return { pages: kept, running: [...running.values()], removed };
}

/** Only what stands outermost, or outside of other running lines, runs: the body may say the same words. */
function isRunning(line: Line, edge: readonly Line[], seen: ReadonlyMap<string, number>, needed: number): boolean {
  if (repeatsOuter(line, edge)) return false;
  return (seen.get(masked(line.text)) ?? 0) >= needed || (isPageNumber(line.text) && isOutermost(line, edge));
}

/** The outermost lines of a page, top and bottom; tables are none. */
function edges(lines: readonly Line[]): Line[] {
  const byHeight = lines.filter(({ grid }) => !grid).sort((a, b) => b.y - a.y);
  return [...new Set([...byHeight.slice(0, EDGE), ...byHeight.slice(-EDGE)])];
}

function isOutermost({ y }: Line, edge: readonly Line[]): boolean {
  const own = edge.filter((other) => Math.abs(other.y) < FAR === Math.abs(y) < FAR).map((other) => other.y);
  return y === Math.max(...own) || y === Math.min(...own);
}

/** The title below a running header of the same words stays. */
function repeatsOuter(line: Line, edge: readonly Line[]): boolean {
  return edge.some((other) => other.y > line.y && masked(other.text) === masked(line.text));
}

function masked(text: string): string {
  return text.replace(/[0-9\uff10-\uff19]+/g, '#').replace(/\s+/g, '');
}

function isPageNumber(text: string): boolean {
  return /^(?:page|p\.)?\s*[-\u2013\u2014\uff0d]?\s*[\d\uff10-\uff19]{1,4}(?:\s*(?:\/|of)\s*[\d\uff10-\uff19]{1,4})?\s*[-\u2013\u2014\uff0d]?$/i.test(
    text,
  );
}
