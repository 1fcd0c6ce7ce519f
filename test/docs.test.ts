import { readFile } from 'node:fs/promises';
import { checklistIndex, indexFile } from '../scripts/docs.js';
import { createEngine } from '../server/engine.js';

test('clauses/README.md is what `npm run docs` writes', async () => {
  expect(await readFile(indexFile, 'utf8')).toBe(checklistIndex(await createEngine()));
});
