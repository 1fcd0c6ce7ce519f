import { join } from 'node:path';
import { root } from '../server/config.js';
import { createEngine } from '../server/engine.js';
import { evaluate } from '../server/evaluate.js';

const folder = join(root, 'fixtures', 'labelled');

/** What was reached on these contracts, rounded down: a change that lowers agreement with the lawyers' labels has to say so here. */
const REACHED = {
  en: { statusAccuracy: 0.83, addressedF1: 0.95, evidenceHitRate: 0.89 },
  ja: { statusAccuracy: 0.78, addressedF1: 0.93, evidenceHitRate: 0.89 },
};

test('the verdicts agree with the labels of the contracts in fixtures/labelled as far as they did', async () => {
  const engine = await createEngine();
  const { scores, failures, contracts } = await evaluate(
    engine.examine,
    join(folder, 'gold'),
    join(folder, 'contracts'),
  );
  expect({ failures, contracts }).toEqual({ failures: [], contracts: 12 });
  for (const [language, floor] of Object.entries(REACHED)) {
    for (const [name, least] of Object.entries(floor)) {
      const found = scores[language]![name as keyof typeof floor];
      expect({ language, name, found: found < least ? found : least }).toEqual({ language, name, found: least });
    }
  }
});
