import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { root } from '../../server/config.js';
import { choose, fixtureText, inBrowser, made, type Opened, openFinding, review } from './browser.js';

/** Every screen in both languages, at both widths, light and dark; the pictures are in English. */
const looks = [
  { language: 'en', width: 1280 },
  { language: 'ja', width: 390 },
  ...(process.env.SCREENSHOTS === '1' ? [{ language: 'en', width: 390 } as const] : []),
] as const;
/** Milliseconds: a busy machine takes long to look through every colour. */
const SLOW = 400_000;
/** Screens that the README shows. */
const SHOWN = ['start', 'review', 'overview', 'counterparty', 'compare'];
const text = await fixtureText('en-general-api');

/** What a vendor might do to a draft, and the user answer. */
const EDITS = [
  ['prompts, files, images and other data', 'prompts'],
  [
    'Provider shall not use Input to train or fine-tune any model unless',
    'Provider may use Input to improve its models unless',
  ],
  ['retain Input for 30 days', 'retain Input for 180 days'],
  ['without undue delay, and in any event within 72 hours,', 'within 10 business days'],
  [' and Customer may object on reasonable grounds', ''],
  [
    'a copy of its most recent SOC 2 report.',
    'a copy of its most recent SOC 2 report and answer its written questions.',
  ],
] as const;

inBrowser('every screen', (open) => {
  test.each(looks)(
    'is accessible and fits, light and dark: $language, $width',
    async ({ language, width }) => {
      const opened = await open({ language, viewport: { width, height: 800 } });
      const { page, say } = opened;
      const { found, lookAt } = looker(opened, language === 'en' ? `-${width}` : null);
      await page.getByRole('heading', { name: say('start.title') }).waitFor();
      await lookAt('start');
      await review(opened, made('API agreement.txt', text));
      await tabIfNarrow(opened, /^(Findings|指摘)/, width);
      await openFinding(opened, 'IN-25');
      await page.getByRole('button', { name: say('decision.to-be-fixed') }).click();
      // To the one before and back: its card is shown from its beginning.
      await page.keyboard.press('k');
      await page.keyboard.press('j');
      await lookAt('review');
      await tabIfNarrow(opened, say('review.contract'), width);
      if (width < 1000) await lookAt('contract');
      await page.getByRole('tab', { name: say('review.overview') }).click();
      await lookAt('overview');
      await choose(opened, say('keys.title'));
      await page.getByRole('dialog').waitFor();
      await lookAt('keys');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await choose(opened, say('counterparty.open'));
      await page.getByRole('heading', { name: say('counterparty.title') }).waitFor();
      await lookAt('counterparty');
      await page.getByRole('button', { name: say('title') }).click();
      await page.getByRole('heading', { name: say('recent.title') }).waitFor();
      await page.getByRole('button', { name: say('settings') }).click();
      await page.getByRole('switch', { name: say('settings.keep') }).waitFor({ state: 'attached' });
      await lookAt('settings');
      expect(found).toEqual([]);
    },
    SLOW,
  );

  test.each(looks)(
    'a comparison likewise: $language, $width',
    async ({ language, width }) => {
      const opened = await open({ language, viewport: { width, height: 800 } });
      const { page, say } = opened;
      const { found, lookAt } = looker(opened, language === 'en' ? `-${width}` : null);
      await page.getByRole('radio', { name: say('start.kind.versions') }).click();
      await page.getByLabel(say('start.before')).setInputFiles(made('Draft 1.txt', text));
      const changed = EDITS.reduce((whole, [from, to]) => whole.replace(from, to), text);
      await page.getByLabel(say('start.after')).setInputFiles(made('Draft 2.txt', changed));
      await page.getByRole('button', { name: say('start.compare'), exact: true }).click();
      await page.getByRole('article').first().waitFor();
      await lookAt('compare');
      expect(found).toEqual([]);
    },
    SLOW,
  );

  test('a hostile contract is shown as words, inert and within the page', async () => {
    const opened = await open({ viewport: { width: 390, height: 800 } });
    const { page, say } = opened;
    const evil = [
      'Made between <script>window.harmed = 1</script> Ltd ("Customer") and "><img src=x onerror="window.harmed=1"> Oy ("Provider").',
      `1. \u202eIncidents\u202c =cmd()|'/c calc'!A0`,
      `1.1 Provider shall notify Customer within 48 hours after ${'unauthorisedaccess'.repeat(600)} of access to Customer Data.`,
      `1.2 Provider shall not use Customer Data for training ${'\u2067x'.repeat(300)}.`,
    ].join('\n');
    await review(opened, made('<b>evil</b>\u202e.txt', evil));
    for (const tab of [say('review.contract'), /^Findings/, say('review.overview')]) {
      await page.getByRole('tab', { name: tab }).click();
      await settled(page);
      expect(await overflow(page)).toEqual([]);
    }
    await page.getByRole('tab', { name: /^Findings/ }).click();
    await openFinding(opened, 'IN-25');
    await page.getByRole('button', { name: say('decision.to-be-fixed') }).click();
    await settled(page);
    expect(await overflow(page)).toEqual([]);
    await choose(opened, say('counterparty.open'));
    await page.getByRole('heading', { name: say('counterparty.title') }).waitFor();
    expect(await overflow(page)).toEqual([]);
    expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  });
});

async function tabIfNarrow({ page }: Opened, name: string | RegExp, width: number): Promise<void> {
  if (width < 1000) await page.getByRole('tab', { name }).click();
}

async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const running = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations === 1);
    await Promise.allSettled(running.map(({ finished }) => finished));
  });
}

/** Looks at a screen in both colour schemes; a suffix names the pictures that the README shows. */
function looker({ page }: Opened, suffix: string | null) {
  const found: string[] = [];
  const lookAt = async (screen: string) => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForFunction(
        (scheme) => document.documentElement.dataset.mantineColorScheme === scheme,
        colorScheme,
      );
      await settled(page);
      found.push(...(await faultsOf(page, colorScheme)).map((fault) => `${screen}, ${colorScheme}: ${fault}`));
    }
    if (suffix !== null && SHOWN.includes(screen)) await keepPicture(page, `${screen}${suffix}`);
  };
  return { found, lookAt };
}

async function faultsOf(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  // The page has no frames; without the legacy way each look would open a page of its own.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  // In the dark only colours are others.
  const { violations } = await (colorScheme === 'dark' ? axe.withRules('color-contrast') : axe).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(({ html, any }) => `${id} ${html.slice(0, 200)} ${any.map(({ message }) => message).join(' ')}`),
  );
  return [...found, ...(await overflow(page))];
}

/** Whether the page must be scrolled sideways. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    return scrollWidth > innerWidth ? [`${scrollWidth} wide`] : [];
  });
}

/** For the README; only when asked for, so that a run of the tests changes no file. */
async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== '1') return;
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 60 });
  const folder = join(root, 'docs', 'screenshots');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
}
