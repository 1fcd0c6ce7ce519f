/** Half-open ranges of offsets into a text. */

export type OffsetRange = readonly [start: number, end: number];

/** An empty range touches what it stands in or at the edge of. */
export function touches([start, end]: OffsetRange, [from, to]: OffsetRange): boolean {
  return start === end || from === to ? start <= to && end >= from : start < to && end > from;
}

/** The part of a range that lies within another, or null. */
export function common([start, end]: OffsetRange, [from, to]: OffsetRange): OffsetRange | null {
  const both: OffsetRange = [Math.max(start, from), Math.min(end, to)];
  return both[0] < both[1] ? both : null;
}

/** Index of the last of `count` ascending things for which `holds`; -1 if none. */
export function lastIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
