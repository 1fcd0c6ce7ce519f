import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import request from 'supertest';
import { parse } from 'yaml';
import { contracts, type Expected, invalid, outcome } from '../scripts/fixtures.js';
import { createEngine } from '../server/engine.js';
import { createApp } from '../server/http/app.js';
import type { Model, Report } from '../server/model/report.js';

const engine = await createEngine();

interface About {
  language: string;
  model: Model;
  parties: { user: string[]; vendor: string[] };
}

describe.each(await readdir(contracts))('%s', (name) => {
  const folder = join(contracts, name);
  const yaml = async <T>(file: string) => parse(await readFile(join(folder, file), 'utf8')) as T;

  test.each(['input.docx', 'input.pdf', 'input.txt'])(
    '%s gives the expected outcome with exact quotes',
    async (input) => {
      const about = await yaml<About>('about.yaml');
      const report = await checked(join(folder, input), about.model);
      expect(report.document.language).toBe(about.language);
      for (const role of ['user', 'vendor'] as const) {
        const named = report.parties.filter((party) => party.role === role).map((party) => party.name);
        expect(named).toEqual(expect.arrayContaining(about.parties[role]));
      }
      const { labels, open } = await yaml<Expected>('expected.yaml');
      const found = Object.fromEntries(report.items.map((item) => [item.id, outcome(item)]));
      expect(found).toEqual({ ...labels, ...open });
      expect(Object.keys(open).filter((id) => open[id] === labels[id])).toEqual([]);
      for (const { quote, range } of quotes(report)) expect(report.text!.slice(...range)).toBe(quote);
    },
  );

  test('every clause has its number in every format', async () => {
    const { model } = await yaml<About>('about.yaml');
    const [docx, pdf, txt] = await Promise.all(
      ['input.docx', 'input.pdf', 'input.txt'].map((input) => checked(join(folder, input), model)),
    );
    const labels = ({ clauses }: Report) => clauses.map(({ label }) => label);
    expect(labels(docx!)).toEqual(labels(txt!));
    expect(labels(pdf!)).toEqual(labels(txt!));
  });

  test('the model is read from the contract', async () => {
    const { model } = await yaml<About>('about.yaml');
    expect((await checked(join(folder, 'input.txt'), 'auto')).model).toBe(model);
  });
});

describe('invalid files', () => {
  const app = createApp(engine, pino({ level: 'silent' }));

  test('each gives its one code, from the engine and over HTTP, and the server lives on', async () => {
    const expected = parse(await readFile(join(invalid, 'expected.yaml'), 'utf8')) as Record<string, string>;
    expect(Object.keys(expected).length).toBeGreaterThan(8);
    const seen: Record<string, string> = {};
    const served: Record<string, string> = {};
    for (const name of Object.keys(expected)) {
      const bytes = await readFile(join(invalid, name));
      seen[name] = await engine.check({ bytes, name }, options('auto')).then(
        () => 'no error',
        (error: { code: string }) => error.code,
      );
      const response = await request(app).post('/api/checks').attach('file', bytes, name);
      served[name] = response.body.code;
    }
    expect(seen).toEqual(expected);
    expect(served).toEqual(expected);
    expect((await request(app).get('/healthz')).status).toBe(200);
  }, 60_000);
});

async function checked(file: string, model: Model | 'auto'): Promise<Report> {
  return engine.check({ bytes: await readFile(file), name: file }, options(model));
}

function options(model: Model | 'auto') {
  return { model, side: 'user', language: 'en', view: 'proposed' } as const;
}

function quotes({ items }: Report): { quote: string; range: readonly [number, number] }[] {
  return items.flatMap(({ evidence, nearest, elements, concerns }) => [
    ...evidence,
    ...nearest,
    ...elements.flatMap((element) => element.evidence),
    ...concerns.flatMap((concern) => concern.evidence),
  ]);
}
