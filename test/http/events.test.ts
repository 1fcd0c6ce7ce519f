import { readFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { guard as limits, root } from '../../server/config.js';
import { createCatalogue, loadPlugins } from '../../server/engine.js';
import { createGuard } from '../../server/guard.js';
import { createApp } from '../../server/http/app.js';
import { Problem } from '../../server/http/schemas.js';
import { Comparison } from '../../server/model/comparison.js';
import { Report } from '../../server/model/report.js';

const text = await readFile(join(root, 'fixtures', 'contracts', 'ja-general-chat', 'input.txt'), 'utf8');
const STAGES = ['waiting', 'reading', 'segmenting', 'judging'].map((data) => ({ event: 'stage', data }));

const faults: Error[] = [];
const lines: string[] = [];
// One worker: whatever holds it, holds up all.
const guard = createGuard({ ...limits, workers: 1 }, (fault) => faults.push(fault));
// Checks beside it, so that what is given up can be told from what only was quick.
const beside = createGuard({ ...limits, workers: 1 }, (fault) => faults.push(fault));
let server: Server;
let origin: string;

beforeAll(async () => {
  const log = pino(
    { level: 'trace' },
    new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk));
        done();
      },
    }),
  );
  const [catalogue] = await Promise.all([loadPlugins().then(createCatalogue), guard.start(), beside.start()]);
  server = createServer(createApp({ ...catalogue, ...guard }, log));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all([guard.close(), beside.close()]);
  expect(faults).toEqual([]);
});

function post(path: string, fields: Record<string, string>, init: RequestInit & { accept?: string } = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (['file', 'before', 'after'].includes(name)) body.append(name, new Blob([value]), `${name}.txt`);
    else body.append(name, value);
  }
  const { accept = 'text/event-stream', ...rest } = init;
  const headers = { Accept: accept, 'Accept-Language': 'ja' };
  return fetch(`${origin}/api/${path}`, { method: 'POST', body, headers, ...rest });
}

async function events(response: Response) {
  const blocks = (await response.text()).split('\n\n').filter(Boolean);
  return blocks.map((block) => {
    const [event, ...data] = block.split('\n');
    return {
      event: event!.replace('event: ', ''),
      data: data.map((line) => line.replace('data: ', '')).join('\n'),
    };
  });
}

test('the stages of a check come in order, then its report', async () => {
  const response = await post('checks', { file: text, lang: 'ja' });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const found = await events(response);
  expect(found.slice(0, -1)).toEqual(STAGES);
  expect(found.at(-1)!.event).toBe('report');
  const report = Report.parse(JSON.parse(found.at(-1)!.data));
  const plain = await post('checks', { file: text, lang: 'ja' }, { accept: '*/*' });
  expect(await plain.json()).toEqual(report);
});

test('the stages of a comparison likewise, in any format', async () => {
  const versions = { before: text, after: text.replace('事前の書面による', '') };
  const found = await events(await post('comparisons', versions));
  expect(found.slice(0, -1)).toEqual(STAGES);
  Comparison.parse(JSON.parse(found.at(-1)!.data));
  const written = await events(await post('comparisons', { ...versions, format: 'html' }));
  expect(written.at(-1)!.data).toMatch(/^<!doctype html>/i);
});

test('what goes wrong on the way is one problem in the caller’s language; what is wrong at once is a plain one', async () => {
  const found = await events(await post('checks', { file: '今日は晴れです。' }));
  expect(found.at(-1)!.event).toBe('problem');
  const problem = Problem.parse(JSON.parse(found.at(-1)!.data));
  expect(problem).toMatchObject({ status: 422, code: 'not-a-contract' });
  expect(problem.detail).toMatch(/[ぁ-ん]/);
  const response = await post('checks', { file: text, model: 'Z' });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    400,
    expect.stringContaining('application/problem+json'),
  ]);
});

test.each(['text/event-stream', 'application/json'])(
  'who hangs up gives the check up: the next file is checked at once (%s)',
  async (accept) => {
    lines.length = 0;
    const hang = new AbortController();
    const file = text.repeat(1500);
    const source = { bytes: Buffer.from(file), name: 'file.txt' };
    const options = { model: 'auto', side: 'user', language: 'ja', view: 'proposed' } as const;
    let over = false;
    const whole = new AbortController();
    const patient = beside.examine(source, options, { signal: whole.signal }).then(
      () => {
        over = true;
      },
      (error: Error) => error.name,
    );
    const long = post('checks', { file }, { accept, signal: hang.signal });
    const ended = long.then((response) => response.text()).catch((error: Error) => error.name);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    hang.abort();
    expect(await ended).toBe('AbortError');
    const next = await post('checks', { file: text }, { accept: 'application/json' });
    expect(next.status).toBe(200);
    // Who waits for the same file beside it is still waiting.
    expect(over).toBe(false);
    whole.abort();
    expect(await patient).toBe('AbortError');
    for (let waited = 0; waited < 100 && !lines.join('').includes('"gone":true'); waited++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const logged = lines.join('');
    expect(logged).toContain('"gone":true');
    expect(logged).not.toContain('"level":50');
    for (const secret of ['契約', 'file.txt', text.slice(0, 12)]) expect(logged).not.toContain(secret);
  },
);

test('who hangs up while sending is gone: no fault is logged', async () => {
  lines.length = 0;
  const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
  const sending = request(`${origin}/api/checks`, { method: 'POST', headers });
  const ended = new Promise((resolve) => sending.on('error', resolve));
  sending.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nthe first lines');
  await new Promise((resolve) => setTimeout(resolve, 500));
  sending.destroy(new Error('hung up'));
  await ended;
  for (let waited = 0; waited < 100 && !lines.join('').includes('"gone":true'); waited++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect(lines.join('')).toContain('"gone":true');
  expect(lines.join('')).not.toContain('"level":50');
});
