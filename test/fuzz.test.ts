import { fuzz, small } from '../scripts/fuzz.js';
import { guard as defaults } from '../server/config.js';

test('a hundred changed files each give a report or one coded error', async () => {
  const { outcomes, faults } = await fuzz({
    runs: 100,
    seed: 20_260,
    sources: small(),
    limits: { ...defaults, seconds: 20 },
  });
  expect(faults.map(({ seed, name, outcome }) => ({ seed, name, outcome }))).toEqual([]);
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(100);
  // Files that are refused at the door only would show nothing of the readers.
  expect(outcomes.report).toBeGreaterThan(20);
  expect(Object.keys(outcomes).length).toBeGreaterThan(2);
});
