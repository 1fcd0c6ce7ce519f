/** Logistic regression with a ridge, one weight after the other by Newton's step, from zero: the same rows give the same weights. */

/** What is told of by its traits alone. */
export interface BinaryRow {
  traits: readonly number[];
  yes: boolean;
  /** How often it counts. */
  weight: number;
}

const BIAS_RIDGE = 1e-3;

/** Log odds of `yes`: bias plus the sum of the weights of a row's traits, over the root of their number. */
export function learnBinary(
  rows: readonly BinaryRow[],
  ridge: number,
  passes: number,
): { bias: number; weights: Map<number, number> } {
  const holders = new Map<number, number[]>();
  for (const [row, { traits }] of rows.entries())
    for (const trait of traits) {
      const list = holders.get(trait);
      if (list) list.push(row);
      else holders.set(trait, [row]);
    }
  const scale = Float64Array.from(rows, ({ traits }) => 1 / Math.sqrt(Math.max(1, traits.length)));
  const counted = Float64Array.from(rows, ({ weight }) => weight);
  const label = Float64Array.from(rows, ({ yes }) => Number(yes));
  const odds = new Float64Array(rows.length);
  const weights = new Map<number, number>();
  const all = Int32Array.from(rows.keys());
  const step = (list: ArrayLike<number>, own: number, held: number, scales: Float64Array | null): number => {
    let slope = held * own;
    let curve = held;
    for (let at = 0; at < list.length; at++) {
      const row = list[at]!;
      const by = scales === null ? 1 : scales[row]!;
      const chance = 1 / (1 + Math.exp(-odds[row]!));
      slope += counted[row]! * by * (chance - label[row]!);
      curve += counted[row]! * by * by * chance * (1 - chance);
    }
    const change = -slope / curve;
    for (let at = 0; at < list.length; at++) odds[list[at]!]! += change * (scales === null ? 1 : scales[list[at]!]!);
    return own + change;
  };
  let bias = 0;
  const sorted = [...holders].sort(([a], [b]) => a - b);
  for (let pass = 0; pass < passes; pass++) {
    bias = step(all, bias, BIAS_RIDGE, null);
    for (const [trait, list] of sorted) weights.set(trait, step(list, weights.get(trait) ?? 0, ridge, scale));
  }
  return { bias, weights };
}

/** What is told of by features with values, and which of the classes it is. */
export interface Row<Class extends string> {
  features: ReadonlyMap<string, number>;
  is: Class;
}

/** Log odds of each class: bias, and by feature. */
export interface Multinomial<Class extends string> {
  bias: Record<Class, number>;
  features: Record<string, Record<Class, number>>;
}

export function learnMultinomial<Class extends string>(
  rows: readonly Row<Class>[],
  classes: readonly Class[],
  ridge: number,
  passes: number,
): Multinomial<Class> {
  const holders = new Map<string, { row: number; value: number }[]>();
  for (const [row, { features }] of rows.entries())
    for (const [name, value] of features) {
      if (value === 0) continue;
      const list = holders.get(name);
      if (list) list.push({ row, value });
      else holders.set(name, [{ row, value }]);
    }
  const all = rows.map((_, row) => ({ row, value: 1 }));
  const odds = rows.map(() => new Float64Array(classes.length));
  const step = (list: readonly { row: number; value: number }[], kind: number, own: number, held: number): number => {
    let slope = held * own;
    let curve = held + 1e-9;
    for (const { row, value } of list) {
      const mine = odds[row]!;
      let sum = 0;
      for (const other of mine) sum += Math.exp(other - mine[kind]!);
      const chance = 1 / sum;
      slope += value * (chance - Number(rows[row]!.is === classes[kind]));
      curve += value * value * chance * (1 - chance);
    }
    const change = -slope / curve;
    for (const { row, value } of list) odds[row]![kind]! += change * value;
    return own + change;
  };
  const none = () => Object.fromEntries(classes.map((each) => [each, 0])) as Record<Class, number>;
  const bias = none();
  const features = Object.fromEntries([...holders.keys()].sort().map((name) => [name, none()]));
  for (let pass = 0; pass < passes; pass++) {
    for (const [kind, each] of classes.entries()) {
      bias[each] = step(all, kind, bias[each], 0);
      for (const [name, own] of Object.entries(features)) own[each] = step(holders.get(name)!, kind, own[each], ridge);
    }
  }
  return { bias, features };
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
