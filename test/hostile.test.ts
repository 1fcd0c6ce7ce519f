import { allows, families, outcomeOf } from '../scripts/hostile.js';
import { guard as defaults } from '../server/config.js';
import { createGuard } from '../server/guard.js';

const options = { model: 'auto', side: 'user', language: 'en', view: 'proposed' } as const;
const faults: Error[] = [];
const guard = createGuard({ ...defaults, workers: 1 }, (fault) => faults.push(fault));

afterAll(() => guard.close());

test.each(Object.entries(families))('%s files give what their recipes say, and never a fault', async (_, recipes) => {
  const wrong: unknown[] = [];
  for (const recipe of recipes.filter(({ slow }) => !slow)) {
    const outcome = await outcomeOf(guard.check({ bytes: recipe.make(), name: recipe.file }, options));
    if (!allows(recipe, outcome)) wrong.push({ recipe: recipe.name, gives: recipe.gives, outcome });
  }
  expect(wrong).toEqual([]);
  expect(faults).toEqual([]);
});

test('the corpus holds at least forty kinds, each named once', () => {
  const names = Object.entries(families).flatMap(([family, recipes]) =>
    recipes.map(({ name }) => `${family}: ${name}`),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(40);
});
