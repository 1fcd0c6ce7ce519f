import { createEngine } from '../server/engine.js';
import { loadCases } from '../server/items.js';
import type { Finding } from '../server/model/report.js';

const engine = await createEngine();

describe.each(engine.items.map((item) => [item.slug, item] as const))('%s', (slug, { logic }) => {
  test.each(engine.languages)('%s cases', async (language) => {
    for (const expected of await loadCases(slug, language)) {
      const { name, text, status, tilt, elements, evidence } = expected;
      const finding = await judged(text, expected.model ?? logic.models[0]!, language);
      const found = finding.elements.flatMap(({ id, found }) => (found ? [id] : []));
      expect({ name, status: finding.status, tilt: finding.tilt, elements: found }).toEqual({
        name,
        status,
        tilt,
        elements,
      });
      if (evidence === undefined) continue;
      const shown = [finding, ...finding.elements, ...finding.concerns].flatMap((part) => part.evidence);
      const quoted = shown.some(({ quote }) => quote.includes(evidence.trim()) || evidence.includes(quote));
      expect({ name, quoted }).toEqual({ name, quoted: true });
    }
  });

  async function judged(text: string, model: 'G' | 'C' | 'N', language: string): Promise<Finding> {
    const source = { bytes: Buffer.from(text), name: 'case.txt' };
    const report = await engine.check(source, { model, side: 'user', language, view: 'proposed', excerpt: true });
    return report.items.find(({ id }) => id === logic.id)!;
  }
});

test('every item has cases that are met, weak and missing in every language', async () => {
  const lacking: string[] = [];
  for (const { slug } of engine.items) {
    for (const language of engine.languages) {
      const seen = new Set((await loadCases(slug, language)).map(({ status }) => status));
      for (const status of ['met', 'weak', 'missing'] as const)
        if (!seen.has(status)) lacking.push(`${slug} ${language}: ${status}`);
    }
  }
  expect(lacking).toEqual([]);
});

test('every element and wording of every item has a condition', () => {
  const empty = engine.items.flatMap(({ slug, logic }) =>
    [...logic.elements, ...logic.weak, ...logic.user, ...logic.vendor].flatMap(({ id, any }) =>
      any.length === 0 ? [`${slug}: ${id}`] : [],
    ),
  );
  expect(empty).toEqual([]);
});
