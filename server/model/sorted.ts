/** Search in lists that stand in the order of the text. */

/** The first index below `length` for which `reached` holds, else `length`; once it holds it must hold for all that follow. */
export function firstIndex(length: number, reached: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
