import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { decide, parseDecisions } from '../../server/decisions.js';
import { createEngine } from '../../server/engine.js';
import { deleted, inserted, p, r, wordFile } from '../readers/docx-file.js';
import { choose, decisionsMenu, fixture, inBrowser, kept, made, type Opened, openFinding, review } from './browser.js';

const DRAFT = [
  'Made between Hollin Ltd ("Customer") and Parse Oy ("Provider").',
  '1. Incidents',
  '1.1 Provider shall notify Customer within 48 hours after it becomes aware of unauthorised access to Customer Data.',
].join('\n');

inBrowser('a review', (open) => {
  test('a Word file is searched, narrowed, jumped through both ways and decided on; a reload keeps it', async () => {
    const opened = await open();
    const { page, say } = opened;
    await review(opened, fixture('ja-general-chat', 'docx'));
    const search = page.getByRole('searchbox', { name: say('review.search') });
    await search.fill('IN-25');
    await page
      .getByRole('status')
      .filter({ hasText: say('review.shown', { shown: 1, all: 73 }) })
      .waitFor();
    await search.fill('');
    await page.getByRole('button', { name: say('review.filters') }).click();
    await page.getByRole('checkbox', { name: say('status.missing') }).press('Space');
    await page.getByRole('button', { name: say('review.clear') }).click();

    await openFinding(opened, 'IN-15');
    const card = page.getByRole('article', { name: /^IN-15 / });
    await card
      .getByRole('button', { name: asPattern(say('review.go-to', { place: '.+' })) })
      .first()
      .click();
    const chip = page
      .getByRole('region', { name: say('review.contract') })
      .getByRole('button', { name: /^(IN|OUT)-\d+ / });
    const name = (await chip.first().getAttribute('aria-label'))!;
    await chip.first().click();
    await page.getByRole('button', { name: new RegExp(`^${name.split(' ', 1)}`), expanded: true }).waitFor();

    await openFinding(opened, 'IN-15');
    await decideOn(opened, 'IN-15', 'decision.accepted-risk');
    const note = page.getByRole('textbox', { name: say('decide.note') });
    await note.fill('Only test data');
    await note.blur();
    await kept(opened);
    await page.reload();
    await page.getByRole('button', { name: /: 1 of \d+ decided/ }).waitFor();
    await openFinding(opened, 'IN-15');
    await pressed(opened, 'decision.accepted-risk').waitFor();
    expect(await note.inputValue()).toBe('Only test data');
    await page.getByRole('button', { name: say('title') }).click();
    await page.getByRole('button', { name: /input\.docx.*1 of \d+ decided/ }).click();
    await decisionsMenu(opened).waitFor();
  });

  test('decisions go out and come in as the command line keeps them; what changed since is open again', async () => {
    const opened = await open();
    const { page, say } = opened;
    await review(opened, made('draft.txt', DRAFT));
    await openFinding(opened, 'IN-25');
    await decideOn(opened, 'IN-25', 'decision.to-be-fixed');
    const [download] = await Promise.all([page.waitForEvent('download'), choose(opened, say('decide.export'))]);
    const written = parseDecisions(await readFile(await download.path(), 'utf8'), 'decisions.json');
    expect(written).toMatchObject({ document: 'draft.txt', decisions: [{ item: 'IN-25', decision: 'to-be-fixed' }] });

    const engine = await createEngine();
    const options = { model: 'auto', side: 'user', language: 'en', view: 'proposed' } as const;
    const report = await engine.check({ bytes: Buffer.from(DRAFT), name: 'draft.txt' }, options);
    const given = { decision: 'accepted-risk', note: 'ok', by: 'M. Kivi', at: '2026-02-03T10:00:00.000Z' } as const;
    const kept = ['IN-25', 'IN-15'].reduce((known, item) => decide(known, report, { ...given, item }), written);
    await page.getByRole('button', { name: say('title') }).click();
    await review(opened, made('next.txt', DRAFT.replace('48 hours', '30 days')));
    await importFile(opened, 'decisions.json', `${JSON.stringify(kept, null, 2)}\n`);
    await page.getByText(say('decide.imported', { count: 2, again: 1 })).waitFor();
    await openFinding(opened, 'IN-25');
    await page
      .getByRole('alert')
      .filter({ hasText: say('decision.reopened') })
      .getByText('30 days')
      .waitFor();
    await importFile(opened, 'broken.json', '{"schema":"9"}');
    await page
      .getByRole('alert')
      .filter({ hasText: say('decide.import.failed', { name: 'broken.json' }) })
      .waitFor();
  });

  test('the other side sees the points to be fixed and nothing internal', async () => {
    const opened = await open();
    const { page, say } = opened;
    await review(opened, made('draft.txt', DRAFT));
    await openFinding(opened, 'IN-25');
    await decideOn(opened, 'IN-25', 'decision.to-be-fixed');
    await page.getByRole('textbox', { name: say('decide.note') }).fill('we would take 72 hours');
    await page.getByRole('textbox', { name: say('decide.note') }).blur();
    await choose(opened, say('counterparty.open'));
    await page.getByRole('heading', { name: say('counterparty.title') }).waitFor();
    await page.getByText('48 hours').first().waitFor();
    const shown = await page.getByRole('main').innerText();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: say('counterparty.html') }).click(),
    ]);
    const sent = await readFile(await download.path(), 'utf8');
    expect(sent).toContain('48 hours');
    for (const text of [shown, sent]) expect(text).not.toContain('72 hours');
    await page.goBack();
    await page.getByRole('searchbox', { name: say('review.search') }).waitFor();
  });

  test('a PDF in Japanese; the report follows the page into English by itself', async () => {
    const opened = await open({ language: 'ja' });
    const { page } = opened;
    await review(opened, fixture('ja-general-chat', 'pdf'));
    await openFinding(opened, 'IN-15');
    await decideOn(opened, 'IN-15', 'decision.to-be-fixed');
    await page.getByRole('radio', { name: 'English' }).press('Space');
    await page.getByRole('article', { name: /^IN-15 Use of input for training/ }).waitFor();
    await page.getByRole('button', { name: /: 1 of \d+ decided/ }).waitFor();
  });

  test('tracked changes are shown in the review and one by one; two versions are compared', async () => {
    const opened = await open();
    const { page, say } = opened;
    const [first, second, ...rest] = DRAFT.split('\n');
    const redline = made(
      'redline.docx',
      wordFile({
        body: [
          p(r(first!)),
          p(r(second!)),
          ...rest.map((line) => {
            const [before, after] = line.split('48 hours');
            return p(r(before!) + deleted('48 hours') + inserted('30 days') + r(after!));
          }),
        ].join(''),
      }),
    );
    await review(opened, redline);
    await page
      .getByRole('region', { name: say('review.contract') })
      .getByText('30 days')
      .first()
      .waitFor();
    await page.getByRole('button', { name: say('title') }).click();
    await page.getByRole('radio', { name: say('start.kind.changes') }).click();
    await page.getByLabel(say('start.redline')).setInputFiles(redline);
    await page.getByRole('button', { name: say('start.compare'), exact: true }).click();
    await page.getByRole('article').filter({ hasText: '30 days' }).first().waitFor();
    await page.reload();
    await page.getByRole('article').filter({ hasText: '30 days' }).first().waitFor();
    await page.getByRole('button', { name: say('title') }).click();
    await page.getByRole('radio', { name: say('start.kind.versions') }).click();
    await page.getByLabel(say('start.before')).setInputFiles(made('old.txt', DRAFT));
    await page.getByLabel(say('start.after')).setInputFiles(made('new.txt', DRAFT.replace('48 hours', '7 days')));
    await page.getByRole('button', { name: say('start.compare'), exact: true }).click();
    await page.getByRole('article').filter({ hasText: '7 days' }).first().waitFor();
  });

  test('a whole review without a mouse', async () => {
    const opened = await open();
    const { page, say } = opened;
    const chosen = page
      .waitForEvent('filechooser')
      .then((chooser) => chooser.setFiles(fixture('en-general-api', 'docx')));
    await tabTo(page, () => page.getByLabel(say('start.file')));
    await page.keyboard.press('Enter');
    await chosen;
    const check = page.getByRole('button', { name: say('start.check'), exact: true });
    await tabTo(page, () => check);
    await page.keyboard.press('Enter');
    await decisionsMenu(opened).waitFor();
    await page.keyboard.press('j');
    const first = page.getByRole('button', { expanded: true, name: /^(IN|OUT)-/ });
    const name = await first.innerText();
    await page.keyboard.press('f');
    await pressed(opened, 'decision.to-be-fixed').waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: say('decision.to-be-fixed') })
      .first()
      .waitFor({ state: 'attached' });
    await tabTo(page, () => page.getByRole('textbox', { name: say('decide.note') }));
    await page.keyboard.type('fan a jury');
    await tabTo(page, () => decisionsMenu(opened));
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.getByRole('button', { name: /: 2 of \d+ decided/ }).waitFor();
    await page.keyboard.press('u');
    await page.getByRole('button', { name: /: 1 of \d+ decided/ }).waitFor();
    await page.keyboard.press('k');
    expect(await first.innerText()).toBe(name);
    expect(await page.getByRole('textbox', { name: say('decide.note') }).inputValue()).toBe('fan a jury');
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: say('keys.title') });
    await dialog.waitFor();
    await tabTo(page, () => dialog.getByRole('switch', { name: say('settings.shortcuts') }));
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('w');
    await page.getByRole('button', { name: /: 1 of \d+ decided/ }).waitFor();
    await pressed(opened, 'decision.to-be-fixed').waitFor();
  });

  test('nothing is left in the browser of what was removed or is not to be kept', async () => {
    const opened = await open();
    const { page, say } = opened;
    await review(opened, made('draft.txt', DRAFT));
    await page.getByRole('button', { name: say('title') }).click();
    await page.getByRole('button', { name: say('recent.remove-all') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('recent.remove-all') })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: say('settings') }).click();
    await page.getByRole('switch', { name: say('settings.keep') }).press('Space');
    await page.keyboard.press('Escape');
    await review(opened, made('draft.txt', DRAFT));
    await page.reload();
    await page.getByRole('heading', { name: say('start.title') }).waitFor();
    expect(await page.getByText('draft.txt').count()).toBe(0);
  });
});

async function decideOn({ page, say }: Opened, item: string, kind: string): Promise<void> {
  const group = page.getByRole('group', { name: say('decide.title', { item }) });
  await group.getByRole('button', { name: say(kind) }).click();
  await group.getByRole('button', { name: say(kind), pressed: true }).waitFor();
}

function pressed({ page, say }: Opened, kind: string) {
  return page.getByRole('button', { name: say(kind), pressed: true });
}

async function importFile(opened: Opened, name: string, content: string): Promise<void> {
  const [chooser] = await Promise.all([
    opened.page.waitForEvent('filechooser'),
    choose(opened, opened.say('decide.import')),
  ]);
  await chooser.setFiles(made(name, content));
}

/** By the Tab key alone; back where that is nearer. */
async function tabTo(page: Page, target: () => ReturnType<Page['getByRole']>): Promise<void> {
  for (let step = 0; step < 150; step += 1) {
    await page.keyboard.press('Tab');
    const there = await target().evaluateAll((found) => found.includes(document.activeElement as never));
    if (there) return;
  }
  throw new Error('not reached by the Tab key');
}

function asPattern(text: string): RegExp {
  return new RegExp(`^${text}$`);
}
