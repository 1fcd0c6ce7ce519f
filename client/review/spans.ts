/** Cuts a row of text where highlights begin and end, so that each piece knows all that it stands in. */
import { common, lastIndex, type OffsetRange } from './text-range.js';

export interface Layer<T> {
  range: OffsetRange;
  mark: T;
}

export interface Span<T> {
  range: OffsetRange;
  marks: readonly T[];
}

/** `layers` may overlap; empty ones are left out. */
export function spansOf<T>(range: OffsetRange, layers: readonly Layer<T>[]): Span<T>[] {
  const here = layers.flatMap((layer) => {
    const part = common(layer.range, range);
    return part ? [{ range: part, mark: layer.mark }] : [];
  });
  const edges = [...new Set([...range, ...here.flatMap((layer) => layer.range)])].sort((a, b) => a - b);
  return edges.slice(1).map((end, index) => {
    const start = edges[index]!;
    const marks = here.filter((layer) => layer.range[0] <= start && layer.range[1] >= end).map(({ mark }) => mark);
    return { range: [start, end], marks };
  });
}

/** Those of many that reach into a range. They must stand in order and not overlap. */
export function within<T extends { range: OffsetRange }>(sorted: readonly T[], [start, end]: OffsetRange): T[] {
  const first = lastIndex(sorted.length, (index) => sorted[index]!.range[1] <= start) + 1;
  const last = lastIndex(sorted.length, (index) => sorted[index]!.range[0] < end);
  return sorted.slice(first, last + 1);
}
