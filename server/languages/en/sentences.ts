/** Splits English text into sentences; a line break ends a sentence too. */
import type { Range } from '../../model/document.js';

/** Words whose stop does not end a sentence. */
const ABBREVIATION =
  /(?:^|[\s(["“])(?:e\.g|i\.e|etc|inc|ltd|co|corp|llc|no|nos|u\.s|u\.k|sec|secs|art|arts|v|vs|mr|mrs|ms|dr|st|para|paras|cl|approx|incl|excl|viz|cf|[a-z])\.$/i;

export function sentences(text: string, [start, end]: Range): Range[] {
  const found: Range[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    const char = text[at]!;
    if (char === '\n') {
      push(found, text, from, at);
      from = at + 1;
    } else if ((char === '.' || char === '!' || char === '?') && endsHere(text, at, from, end)) {
      let stop = at + 1;
      while (stop < end && /["'”’)\]]/.test(text[stop]!)) stop++;
      push(found, text, from, stop);
      from = stop;
      at = stop - 1;
    }
  }
  push(found, text, from, end);
  return found;
}

function endsHere(text: string, at: number, from: number, end: number): boolean {
  const after = text.slice(at + 1, Math.min(end, at + 8));
  if (!/^["'”’)\]]{0,2}(?:\s+["'“‘([]?(?:[A-Z0-9]|[a-z]{1,2}[A-Z])|\s*$)/.test(after)) return false;
  if (text[at] !== '.') return true;
  const before = text.slice(Math.max(from, at - 8), at + 1);
  if (/(?:^|\s)\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4})\.$/.test(before) && at - from < 8) return false;
  return (
    !ABBREVIATION.test(before) ||
    /\b(?:schedule|exhibit|annex(?:ure)?|appendix|attachment|part|phase) [A-Z]\.$/i.test(
      text.slice(Math.max(from, at - 14), at + 1),
    )
  );
}

function push(found: Range[], text: string, start: number, end: number): void {
  const piece = text.slice(start, end);
  const trimmed = piece.trim();
  if (trimmed === '') return;
  const from = start + piece.indexOf(trimmed);
  found.push([from, from + trimmed.length]);
}
