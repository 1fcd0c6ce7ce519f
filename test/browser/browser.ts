/** The page in a real Chromium, on the real server: what it asks of the network and what it complains of is a fault. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { en } from '../../client/messages/en.js';
import { ja } from '../../client/messages/ja.js';
import { guard as guardLimits, root } from '../../server/config.js';
import { createCatalogue, loadPlugins } from '../../server/engine.js';
import { createGuard, type Guard } from '../../server/guard.js';
import { createApp } from '../../server/http/app.js';
import { message } from '../../server/messages/message.js';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const HINT = `No Chromium at ${CHROMIUM}: "apt-get install chromium" gets one, CHROMIUM names another; the page was not tested.`;

export type Said = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The page's words, as it says them. */
export function words(language: 'ja' | 'en'): Said {
  const own: Readonly<Record<string, string>> = { en, ja }[language];
  return (key, values = {}) =>
    own[key]?.replace(/\{([a-z]+)\}/g, (_, name: string) => String(values[name] ?? '')) ??
    message(language, key, values);
}

export interface Opened {
  page: Page;
  say: Said;
  /** What went wrong or left the origin. */
  faults: string[];
}

/** Tests in a browser; where there is none they are left out, but fail in continuous integration. */
export function inBrowser(name: string, tests: (open: (options?: Options) => Promise<Opened>) => void): void {
  if (!existsSync(CHROMIUM)) {
    if (process.env.CI === 'true')
      test(name, () => {
        throw new Error(HINT);
      });
    else {
      console.warn(HINT);
      describe.skip(name, () => tests(() => Promise.reject(new Error(HINT))));
    }
    return;
  }
  describe(name, () => {
    let browser: Browser;
    let served: Served;
    const opened: Opened[] = [];
    beforeAll(async () => {
      [browser, served] = await Promise.all([
        chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] }),
        serve(),
      ]);
    });
    afterEach(async () => {
      const faults = opened.flatMap((one) => one.faults);
      await Promise.all(opened.splice(0).map(({ page }) => page.context().close()));
      expect(faults).toEqual([]);
    });
    afterAll(async () => {
      await browser?.close();
      await served?.close();
    });
    tests(async (options = {}) => {
      const one = await openPage(browser, served.origin, options);
      opened.push(one);
      return one;
    });
  });
}

export function fixture(name: string, extension: string): string {
  return join(root, 'fixtures', 'contracts', name, `input.${extension}`);
}

export function fixtureText(name: string): Promise<string> {
  return readFile(fixture(name, 'txt'), 'utf8');
}

/** A file of our own making, as a person would hand it in. */
export function made(name: string, content: string | Buffer) {
  return { name, mimeType: '', buffer: Buffer.from(content) };
}

export type Handed = string | ReturnType<typeof made>;

/** Hands a contract in and waits for its review. */
export async function review({ page, say }: Opened, file: Handed): Promise<void> {
  await page.getByLabel(say('start.file')).setInputFiles(file);
  await page.getByRole('button', { name: say('start.check'), exact: true }).click();
  await decisionsMenu({ page, say }).waitFor();
}

export function decisionsMenu({ page, say }: Pick<Opened, 'page' | 'say'>): Locator {
  return page.getByRole('button', { name: new RegExp(`^${say('decide.menu', { progress: '' }).trim()}`) });
}

/** Waits until what was decided is kept. */
export async function kept(opened: Pick<Opened, 'page' | 'say'>): Promise<void> {
  const menu = decisionsMenu(opened);
  while ((await menu.getAttribute('aria-busy')) === 'true') await menu.page().waitForTimeout(20);
}

/** Finds a finding by its number and opens it; the whole list is shown again then. */
export async function openFinding({ page, say }: Opened, id: string): Promise<void> {
  const search = page.getByRole('searchbox', { name: say('review.search') });
  await search.fill(id);
  await finding(page, id).click();
  await search.fill('');
  await finding(page, id)
    .and(page.getByRole('button', { expanded: true }))
    .waitFor();
}

function finding(page: Page, id: string): Locator {
  return page
    .getByRole('article', { name: new RegExp(`^${id} `) })
    .getByRole('button', { name: new RegExp(`^${id} `) });
}

export async function choose({ page, say }: Opened, item: string): Promise<void> {
  await decisionsMenu({ page, say }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

export interface Options extends BrowserContextOptions {
  language?: 'ja' | 'en';
}

async function openPage(browser: Browser, origin: string, { language = 'en', ...options }: Options): Promise<Opened> {
  const context = await browser.newContext({
    locale: language === 'ja' ? 'ja-JP' : 'en-US',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults: string[] = [];
  context.on('request', (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    if (asked !== origin && protocol !== 'blob:' && protocol !== 'data:') faults.push(`asked ${request.url()}`);
  });
  // What the policy forbids is told here too.
  context.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') faults.push(line.text());
  });
  context.on('weberror', (error) => faults.push(String(error.error())));
  await page.goto(origin);
  return { page, say: words(language), faults };
}

interface Served {
  origin: string;
  close: () => Promise<void>;
}

async function serve(): Promise<Served> {
  const guard: Guard = createGuard({ ...guardLimits, workers: 1 }, (fault) => {
    throw fault;
  });
  const [catalogue] = await Promise.all([loadPlugins().then(createCatalogue), guard.start()]);
  const http: Server = createServer(createApp({ ...catalogue, ...guard }, pino({ level: 'silent' })));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await guard.close();
    },
  };
}
