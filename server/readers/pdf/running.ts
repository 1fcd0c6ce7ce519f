/** Takes running headers, footers and page numbers out of the lines of the pages. */
import type { Line } from './lines.js';

/** Lines at the top and bottom of a page that may be running ones, and shares of the pages on which they must come again. */
const EDGE = 3;
const SOME = 0.4;
const MOST = 0.6;
/** Above or below that, in points, stand lines that run another way than the page's text (`pages.ts` sets them off). */
const FAR = 5e5;

/** bessi, beppyo, betten, bekki, fusoku, dai-n-sho and the English names of attachments. */
const NAMES_PART =
  /^(?:\u5225[\u7d19\u8868\u6dfb\u8a18]|\u9644\u5247|\u7b2c.{1,4}\u7ae0|(?:SCHEDULE|EXHIBIT|ANNEX|APPENDIX)\s[0-9A-Z])/i;

export interface WithoutRunning {
  pages: Line[][];
  /** What was taken out: one entry for each header or footer, with the first page's number. */
  running: string[];
  /** Number of lines taken out. */
  removed: number;
}

export function withoutRunningLines(pages: readonly (readonly Line[])[]): WithoutRunning {
  const filled = pages.filter((lines) => lines.length > 0);
  const running = new Map<string, string>();
  const again = comingAgain(filled);
  let removed = 0;
  const titles = new Set<string>();
  /** The header of an attachment names it where it stands first. */
  const isTitle = ({ text }: Line) => NAMES_PART.test(text) && titles.size < titles.add(text).size;
  const kept = pages.map((lines) => {
    const gone = new Set(
      sides(lines)
        .flatMap((side) => outermost(side, again))
        .filter((line) => !isTitle(line)),
    );
    for (const { text } of gone) if (!running.has(masked(text))) running.set(masked(text), text);
    removed += gone.size;
    return lines.filter((line) => !gone.has(line));
  });
  return { pages: kept, running: [...running.values()], removed };
}

/** Words that come again at the edges of the pages: at the same height on some of them, or anywhere on most. */
function comingAgain(pages: readonly (readonly Line[])[]): Set<string> {
  const seen = new Map<string, number>();
  const add = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1);
  for (const lines of pages) {
    const edge = sides(lines).flat();
    for (const key of new Set(edge.flatMap(({ text, y }) => [masked(text), `${Math.round(y / 4)} ${masked(text)}`])))
      add(key);
  }
  const needed = (key: string) =>
    key.includes(' ') ? Math.max(2, SOME * pages.length) : Math.max(3, MOST * pages.length);
  return new Set(
    [...seen].filter(([key, count]) => count >= needed(key)).map(([key]) => key.slice(key.indexOf(' ') + 1)),
  );
}

/**
 * The lines of a side that run, from outside until the first that does not: the body may say the same words. The title
 * below a running header of the same words stays.
 */
function outermost(side: readonly Line[], again: ReadonlySet<string>): Line[] {
  const taken = new Set<string>();
  for (const { text } of side) {
    const words = masked(text);
    if (taken.has(words) || !(again.has(words) || isPageNumber(text))) break;
    taken.add(words);
  }
  return side.slice(0, taken.size);
}

/** The outermost lines of a page from outside, top and bottom, apart for those that run another way; tables are none. */
function sides(lines: readonly Line[]): Line[][] {
  const sorted = lines.filter(({ grid }) => !grid).sort((a, b) => b.y - a.y);
  const own = sorted.filter(({ y }) => Math.abs(y) < FAR);
  const aside = sorted.filter(({ y }) => Math.abs(y) >= FAR);
  return [own, own.toReversed(), aside, aside.toReversed()].map((side) => side.slice(0, EDGE));
}

function masked(text: string): string {
  return text.replace(/[0-9\uff10-\uff19]+/g, '#').replace(/\s+/g, '');
}

function isPageNumber(text: string): boolean {
  return /^(?:page|p\.)?\s*[-\u2013\u2014\uff0d]?\s*[\d\uff10-\uff19]{1,4}(?:\s*(?:\/|of)\s*[\d\uff10-\uff19]{1,4})?\s*[-\u2013\u2014\uff0d]?$/i.test(
    text,
  );
}
