import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { discover } from '../server/discover.js';
import { clausesFolder, conceptsOf, itemSlugs, loadCases, loadItem, loadLexicon } from '../server/items.js';
import { judge } from '../server/judge.js';
import ja from '../server/languages/ja.js';
import type { Signal } from '../server/model/plugin.js';
import { type CompiledLexicon, observe } from '../server/observe.js';
import { phraseSet } from '../server/phrases.js';
import text from '../server/readers/text.js';
import { segment } from '../server/segment.js';

const signals = await discover<Signal<never>>('signals');
const { actions, concepts, functions } = await loadLexicon('ja');
const lexicon: CompiledLexicon = {
  phrases: phraseSet({ ...actions, ...concepts, ...functions }, { words: false }),
  actions: new Set(Object.keys(actions)),
};

async function world(source: string) {
  const contract = segment(await text.read(Buffer.from(source), { view: 'proposed' }), [ja]);
  return { contract, observation: observe(contract, ja, lexicon) };
}

for (const slug of await itemSlugs()) {
  if (/any: \[\]/.test(await readFile(join(clausesFolder, slug, 'item.yaml'), 'utf8'))) {
    test.todo(`${slug}: conditions to be written`);
    continue;
  }
  describe(slug, () => {
    test('names only concepts that the lexicon knows', async () => {
      const item = await loadItem(slug, signals, ['ja', 'en']);
      expect(conceptsOf(item.logic, signals).filter((id) => !lexicon.phrases.ids.has(id))).toEqual([]);
    });

    test('Japanese cases', async () => {
      const item = await loadItem(slug, signals, ['ja', 'en']);
      for (const expected of await loadCases(slug, 'ja')) {
        const seen = await world(expected.text);
        const [verdict] = judge([item], seen, expected.model ?? item.logic.models[0]!);
        const elements = verdict!.elements.filter(({ found }) => found).map(({ id }) => id);
        expect([expected.name, verdict!.status, verdict!.tilt, elements]).toEqual([
          expected.name,
          expected.status,
          expected.tilt,
          expected.elements,
        ]);
        if (expected.evidence === undefined) continue;
        const quotes = verdict!.matches.map(({ statement }) => seen.contract.document.text.slice(...statement.range));
        const evidence = expected.evidence.trim();
        expect([expected.name, quotes.some((quote) => quote.includes(evidence) || evidence.includes(quote))]).toEqual([
          expected.name,
          true,
        ]);
      }
    });
  });
}
