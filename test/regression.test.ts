import { learnBinary, learnMultinomial } from '../scripts/train/regression.js';

/** Of the traits of each row, 0 always stands with yes, 1 never does, and 2 to 4 tell nothing. */
const rows = Array.from({ length: 60 }, (_, at) => ({
  traits: [at % 2, 2 + (at % 3)],
  size: 2,
  yes: at % 2 === 0,
  weight: 1,
}));

test('a trait that always stands with yes speaks for it, one that never does against it, and one that tells nothing for neither', () => {
  const { bias, weights } = learnBinary(rows, { ridge: 0.1, lasso: 0 }, 40);
  expect(weights.get(0)!).toBeGreaterThan(1);
  expect(weights.get(1)!).toBeLessThan(-1);
  for (const trait of [2, 3, 4]) expect(Math.abs(weights.get(trait)!)).toBeLessThan(0.2);
  expect(Math.abs(bias)).toBeLessThan(0.2);
  expect(learnBinary(rows, { ridge: 0.1, lasso: 0 }, 40)).toEqual({ bias, weights });
});

test('a stronger ridge holds weights back', () => {
  const rows = Array.from({ length: 20 }, (_, at) => ({ traits: [at % 2], size: 1, yes: at % 2 === 0, weight: 1 }));
  const weight = (ridge: number) => learnBinary(rows, { ridge, lasso: 0 }, 40).weights.get(0)!;
  expect(weight(10)).toBeLessThan(weight(0.1));
});

test('with a lasso, what tells nothing has no weight, and what tells the most keeps one', () => {
  const { weights } = learnBinary(rows, { ridge: 0.1, lasso: 2 }, 40);
  expect([...weights.keys()].sort()).toEqual([0, 1]);
  expect(learnBinary(rows, { ridge: 0.1, lasso: 60 }, 40).weights.size).toBe(0);
});

test('at its optimum, what is expected of each class under a feature is what is observed, less the ridge', () => {
  const labels = ['a', 'a', 'b', 'c', 'b', 'b', 'c', 'a', 'c', 'c'] as const;
  const rows = labels.map((is, at) => ({
    is,
    features: new Map([
      ['x', at / 5],
      [`y${at % 2}`, 1],
    ]),
  }));
  const { bias, features } = learnMultinomial(rows, ['a', 'b', 'c'], 0.5, 400);
  for (const each of ['a', 'b', 'c'] as const) {
    let slope = 0.5 * features.x![each];
    for (const { is, features: own } of rows) {
      const odds = (['a', 'b', 'c'] as const).map(
        (kind) => bias[kind] + [...own].reduce((sum, [name, value]) => sum + value * features[name]![kind], 0),
      );
      const total = odds.reduce((sum, one) => sum + Math.exp(one), 0);
      const chance = Math.exp(odds[['a', 'b', 'c'].indexOf(each)]!) / total;
      slope += own.get('x')! * (chance - Number(is === each));
    }
    expect(slope).toBeCloseTo(0, 3);
  }
});
