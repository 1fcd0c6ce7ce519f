import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../server/config.js';
import { createEngine } from '../server/engine.js';
import { evaluate, loadGold } from '../server/evaluate.js';

const folder = join(root, 'fixtures', 'labelled');
const engine = await createEngine();

/** What was reached on these contracts, rounded down: a change that lowers agreement with the lawyers' labels has to say so here. */
const REACHED = {
  en: { statusAccuracy: 0.83, addressedF1: 0.95, evidenceHitRate: 0.89 },
  ja: { statusAccuracy: 0.78, addressedF1: 0.93, evidenceHitRate: 0.89 },
};

test('the verdicts agree with the labels of the contracts in fixtures/labelled as far as they did', async () => {
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

test.each(['labelled', 'learning/seen', 'learning/unseen'])(
  'the labels in fixtures/%s are whole and quote their contracts word for word',
  async (name) => {
    const ids = engine.items.map(({ logic }) => logic.id).sort();
    const folder = join(root, 'fixtures', name);
    const files = await readdir(join(folder, 'contracts'));
    const labels = await loadGold(join(folder, 'gold'));
    expect(labels.map(({ contract }) => contract).sort()).toEqual(
      files.map((file) => file.replace(/\.[a-z]+$/, '')).sort(),
    );
    for (const { contract, items: labelled } of labels) {
      expect({ contract, ids: Object.keys(labelled).sort() }).toEqual({ contract, ids });
      const file = files.find((each) => each.startsWith(`${contract}.`))!;
      const text = bare(await readFile(join(folder, 'contracts', file), 'utf8'));
      const passages = Object.values(labelled).flatMap(({ quote }) => (quote ?? '').split(/\.\.\.|…/));
      expect({ contract, lost: passages.filter((each) => !text.includes(bare(each))) }).toEqual({ contract, lost: [] });
    }
  },
);

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}
