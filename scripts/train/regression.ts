/** Penalised logistic regression, one weight after the other by Newton's step, from zero: the same rows give the same weights. */

/** What is told of by its traits alone. */
export interface BinaryRow {
  traits: readonly number[];
  /** How many traits it has, with those of which nothing is to be learned. */
  size: number;
  yes: boolean;
  /** How often it counts. */
  weight: number;
}

/** How far weights are held back: by their squares, and by their size, so that of traits that tell little nothing is left. */
export interface Penalty {
  ridge: number;
  lasso: number;
}

const BIAS_PENALTY: Penalty = { ridge: 1e-3, lasso: 0 };
/** Passes over all traits; between and after these only over those that weigh something. */
const WHOLE_PASSES = new Set([0, 1, 5]);

/**
 * Log odds of `yes`: bias plus the sum of the weights of a row's traits, over the root of its size. Only weights that are not
 * zero are told. Coordinate descent with an elastic net, as in Friedman, Hastie and Tibshirani (2010).
 */
export function learnBinary(
  rows: readonly BinaryRow[],
  penalty: Penalty,
  passes: number,
): { bias: number; weights: Map<number, number> } {
  const holders = new Map<number, number[]>();
  for (const [row, { traits }] of rows.entries())
    for (const trait of traits) {
      const list = holders.get(trait);
      if (list) list.push(row);
      else holders.set(trait, [row]);
    }
  const scale = Float64Array.from(rows, ({ size }) => 1 / Math.sqrt(Math.max(1, size)));
  const ones = new Float64Array(rows.length).fill(1);
  const counted = Float64Array.from(rows, ({ weight }) => weight);
  const label = Float64Array.from(rows, ({ yes }) => Number(yes));
  const odds = new Float64Array(rows.length);
  const weights = new Map<number, number>();
  const all = Int32Array.from(rows.keys());
  const step = (list: ArrayLike<number>, own: number, { ridge, lasso }: Penalty, scales: Float64Array): number => {
    let slope = ridge * own;
    let curve = ridge;
    for (let at = 0; at < list.length; at++) {
      const row = list[at]!;
      const by = scales[row]!;
      const chance = 1 / (1 + Math.exp(-odds[row]!));
      slope += counted[row]! * by * (chance - label[row]!);
      curve += counted[row]! * by * by * chance * (1 - chance);
    }
    const now = shrunk(own - slope / curve, lasso / curve);
    if (now !== own) for (let at = 0; at < list.length; at++) odds[list[at]!]! += (now - own) * scales[list[at]!]!;
    return now;
  };
  let bias = 0;
  const sorted = [...holders].sort(([a], [b]) => a - b);
  for (let pass = 0; pass < passes; pass++) {
    bias = step(all, bias, BIAS_PENALTY, ones);
    for (const [trait, list] of sorted) {
      const own = weights.get(trait) ?? 0;
      if (own === 0 && !WHOLE_PASSES.has(pass)) continue;
      const now = step(list, own, penalty, scale);
      if (now === 0) weights.delete(trait);
      else weights.set(trait, now);
    }
  }
  return { bias, weights };
}

/** Nearer to zero by so much, and zero where it is no farther off. */
function shrunk(value: number, by: number): number {
  return Math.sign(value) * Math.max(0, Math.abs(value) - by);
}

/** What is told of by features with values, and which of the classes it is. */
export interface Row<Class extends string> {
  features: Iterable<readonly [string, number]>;
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
