/** Pairs the lines of two texts that are the same, by their longest common subsequence. */

/** In order, the places of each pair of equal lines, or the place of a line that only one of the two has. */
export function alignment(
  ours: readonly string[],
  theirs: readonly string[],
): (readonly [ours: number | null, theirs: number | null])[] {
  const table = Array.from({ length: ours.length + 1 }, () => new Uint32Array(theirs.length + 1));
  for (let i = ours.length - 1; i >= 0; i--)
    for (let j = theirs.length - 1; j >= 0; j--)
      table[i]![j] = ours[i] === theirs[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  const pairs: (readonly [number | null, number | null])[] = [];
  let [i, j] = [0, 0];
  while (i < ours.length || j < theirs.length) {
    if (i < ours.length && j < theirs.length && ours[i] === theirs[j]) pairs.push([i++, j++]);
    else if (j >= theirs.length || (i < ours.length && table[i + 1]![j]! >= table[i]![j + 1]!)) pairs.push([i++, null]);
    else pairs.push([null, j++]);
  }
  return pairs;
}
