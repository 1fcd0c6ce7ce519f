/**
 * Gives paragraphs back to a text whose lines hold whole printed pages, as programs write it that take the words out of a
 * PDF. Running lines between the pages go, numbers that stand apart from their headings come back where that is certain.
 */

import { cutAtNumbers, LONG_LINE } from '../shared/numbers.js';
import { glue } from '../shared/starts.js';
import { columns } from '../shared/wrap.js';
import { cutAtHeadings, namesIn } from './headings.js';

/** The share of a text that long lines make up, where it has lost its paragraphs. */
const MOSTLY = 0.4;
/** Longest running line in columns, how often it stands at least, and the characters from one to the next. */
const RUNNING = 160;
const OFTEN = 3;
const BETWEEN = 300;
/** A line with the number of a unit: dai, bessi, beppyo, betten and the English names. */
const OPENS =
  /^\s*(?:\u7b2c|\u5225[\u7d19\u8868\u6dfb]|article|section|clause|chapter|part|schedule|exhibit|annex|appendix)\s?[0-9A-Z\uff10-\uff19]/i;

export interface Paged {
  lines: string[];
  /** Running lines and numbers without words that were taken out: one entry for each. */
  running: string[];
  /** Running lines taken out. */
  removed: number;
  /** Numbers that stand apart from their words and could not be put back. */
  apart: number;
}

export function inParagraphs(lines: readonly string[]): Paged {
  const long = new Set(lines.filter((line) => columns(line) > LONG_LINE));
  if (!isPaged(lines, long))
    return { lines: cutAtNumbers(lines, (line) => long.has(line)), running: [], removed: 0, apart: 0 };
  const { pages, running, removed } = pagesOf(lines);
  const read = new Reunion(namesIn(lines));
  const found = pages.flatMap((page) => read.page(page));
  return {
    lines: cutAtNumbers(joined(found), () => true, true),
    running: [...running, ...read.apart],
    removed,
    apart: read.apart.length,
  };
}

function isPaged(lines: readonly string[], long: ReadonlySet<string>): boolean {
  const sum = (all: Iterable<string>) => [...all].reduce((length, line) => length + line.length, 0);
  return sum(long) > MOSTLY * sum(lines);
}

/** Short lines that come again, with much text in between most times, are those at the edges of the pages. */
function pagesOf(lines: readonly string[]) {
  const again = comingAgain(lines);
  const pages: string[][] = [];
  const running = new Map<string, string>();
  let removed = 0;
  let part: string[] = [];
  const end = () => {
    const length = part.reduce((sum, line) => sum + line.length, 0);
    if (length >= BETWEEN || pages.length === 0) pages.push(part);
    else for (const line of part) pages.at(-1)!.push(line);
    part = [];
  };
  for (const line of lines) {
    const key = masked(line);
    if (!again.has(key)) part.push(line);
    else {
      end();
      removed++;
      if (!running.has(key)) running.set(key, line);
    }
  }
  end();
  return { pages, running: running.values(), removed };
}

function comingAgain(lines: readonly string[]): Set<string> {
  const seen = new Map<string, { all: number; apart: number; at: number }>();
  let at = 0;
  for (const line of lines) {
    at += line.length;
    if (columns(line) > RUNNING || !/\p{L}/u.test(line) || OPENS.test(line)) continue;
    const key = masked(line);
    const last = seen.get(key) ?? { all: 0, apart: 0, at: Number.NEGATIVE_INFINITY };
    const apart = at - last.at >= BETWEEN ? 1 : 0;
    seen.set(key, { all: last.all + 1, apart: last.apart + apart, at });
  }
  const runs = [...seen].filter(([, { all, apart }]) => apart >= OFTEN && apart > all / 2);
  return new Set(runs.map(([key]) => key));
}

function masked(line: string): string {
  return line.replace(/[0-9\uff10-\uff19]+/g, '#').replace(/\s+/g, '');
}

/** A line of nothing but numbers with a stop, bullets and dashes: the margin of the page, torn from its words. */
const MARGIN = /^(?:(?:\d{1,2}(?:\.\d{1,2})*[.-]|\d{1,2}(?:\.\d{1,2})+|[\u00b7\u2022\u2010-\u2015-])(?:\s+|$))+$/;

/** Puts the numbers in the margins of the pages back before the headings, page by page. */
class Reunion {
  readonly apart: string[] = [];
  private last = 0;

  constructor(private readonly names: ReadonlySet<string>) {}

  page(lines: readonly string[]): string[] {
    const isMargin = (line: string) => MARGIN.test(line.trim());
    const marks = lines.filter(isMargin).flatMap((line) => line.trim().split(/\s+/));
    const { lines: found, headings } = cutAtHeadings(
      lines.filter((line) => !isMargin(line)),
      this.names,
    );
    const numbers = marks.filter((mark) => /^\d{1,2}\.$/.test(mark));
    const back = this.follow(numbers, headings) ? numbers : [];
    for (const mark of marks) if (/\d/.test(mark) && !back.includes(mark)) this.apart.push(mark);
    const titles = new Map(headings.map((line, index) => [line, back[index]]));
    return found.map((line, index) => (titles.get(index) ? `${titles.get(index)} ${line}` : line));
  }

  /** As many as there are headings, and counting on from the page before. */
  private follow(numbers: readonly string[], headings: readonly number[]): boolean {
    const counted = numbers.every((number, index) => Number.parseInt(number, 10) === this.last + index + 1);
    if (numbers.length === 0 || numbers.length !== headings.length || !counted) return false;
    this.last += numbers.length;
    return true;
  }
}

/** A sentence that goes on below the edge of the page. */
function joined(lines: readonly string[]): string[] {
  const found: string[][] = [];
  for (const line of lines) {
    const before = found.at(-1)?.at(-1);
    if (before !== undefined && /[\p{L},]$/u.test(before.trimEnd()) && /^\s*\p{Ll}/u.test(line))
      found.at(-1)!.push(line);
    else if (line.trim() !== '') found.push([line.trimEnd()]);
  }
  return found.map((lines) => glue(lines));
}
