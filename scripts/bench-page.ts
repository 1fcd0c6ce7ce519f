/**
 * Measures the page in a browser on a contract of about 300 pages: the API's answer alone, the first finding painted after the button is
 * pressed, and the times between frames while contract and findings are scrolled. `npm run bench` prints it; alone: `npx tsx scripts/bench-page.ts`.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import { type Browser, chromium, type Locator } from 'playwright-core';
import { build } from 'vite';
import { guard as guardLimits, root } from '../server/config.js';
import { createCatalogue, loadPlugins } from '../server/engine.js';
import { createGuard } from '../server/guard.js';
import { createApp } from '../server/http/app.js';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FIXTURES = ['ja-general-chat', 'en-general-api'];
/** Copies of a fixture's text that fill about 300 pages. */
const COPIES = 105;
const FRAMES = 120;

export interface PageFigures {
  contract: string;
  characters: number;
  /** Milliseconds. */
  api: number;
  firstPaint: number;
  /** Milliseconds between frames while scrolling: the middle one, and the one that 95 of 100 stay below. */
  contractFrames: readonly [number, number];
  findingsFrames: readonly [number, number];
}

/** Null where there is no browser. */
export async function pageFigures(): Promise<PageFigures[] | null> {
  if (!existsSync(CHROMIUM)) return null;
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' });
  const guard = createGuard({ ...guardLimits, workers: 1 }, (fault) => {
    throw fault;
  });
  const [catalogue] = await Promise.all([loadPlugins().then(createCatalogue), guard.start()]);
  const http = createServer(createApp({ ...catalogue, ...guard }, pino({ level: 'silent' })));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const figures: PageFigures[] = [];
    for (const contract of FIXTURES) figures.push(await measured(browser, origin, contract));
    return figures;
  } finally {
    await browser.close();
    http.closeAllConnections();
    http.close();
    await guard.close();
  }
}

async function measured(browser: Browser, origin: string, contract: string): Promise<PageFigures> {
  const text = await readFile(join(root, 'fixtures', 'contracts', contract, 'input.txt'), 'utf8');
  const long = text.repeat(COPIES);
  await answered(origin, text);
  const api = await answered(origin, long);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  await page.goto(origin);
  await page
    .getByLabel('Contract (Word, PDF', { exact: false })
    .setInputFiles({ name: 'long.txt', mimeType: '', buffer: Buffer.from(long) });
  const started = performance.now();
  await page.getByRole('button', { name: 'Check the contract', exact: true }).click();
  await page.getByRole('article').first().waitFor({ timeout: 300_000 });
  await page.evaluate('new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))');
  const firstPaint = performance.now() - started;
  const contractFrames = await framesOf(page.getByRole('region', { name: 'Contract' }));
  const findingsFrames = await framesOf(page.getByRole('article').first());
  await page.close();
  return { contract, characters: long.length, api, firstPaint, contractFrames, findingsFrames };
}

async function answered(origin: string, text: string): Promise<number> {
  const body = new FormData();
  body.append('file', new Blob([text]), 'long.txt');
  for (const [name, value] of Object.entries({ model: 'auto', side: 'user', lang: 'en', view: 'markup' }))
    body.append(name, value);
  const started = performance.now();
  const response = await fetch(`${origin}/api/checks`, { method: 'POST', body });
  await response.text();
  if (!response.ok) throw new Error(`answered with ${response.status}`);
  return performance.now() - started;
}

// What the page has, where the function below runs.
declare function requestAnimationFrame(call: (time: number) => void): number;
declare function getComputedStyle(box: unknown): { overflowY: string };

/** Scrolls whatever holds an element by most of a screen each frame. */
async function framesOf(element: Locator): Promise<[number, number]> {
  const times = await element.evaluate(async (start, frames) => {
    // biome-ignore lint/suspicious/noExplicitAny: an element of the page, whose types are not known here
    let box = start as any;
    while (box.scrollHeight <= box.clientHeight || getComputedStyle(box).overflowY === 'visible')
      box = box.parentElement;
    const between: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let frame = 0; frame < frames; frame += 1) {
      box.scrollTop += box.clientHeight * 0.6;
      if (box.scrollTop + box.clientHeight >= box.scrollHeight - 1) box.scrollTop = 0;
      const now = await new Promise<number>(requestAnimationFrame);
      between.push(now - last);
      last = now;
    }
    return between;
  }, FRAMES);
  const sorted = times.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length * 0.5)]!, sorted[Math.floor(sorted.length * 0.95)]!];
}
