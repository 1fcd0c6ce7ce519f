import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import request from 'supertest';
import { root } from '../../server/config.js';
import { createEngine } from '../../server/engine.js';
import { createApp } from '../../server/http/app.js';
import { Report } from '../../server/model/report.js';
import { deleted, inserted, p, r, wordFile } from '../readers/docx-file.js';

const CONTRACT = wordFile({
  body:
    p(r('Services Agreement between Maple Foods Ltd ("Customer") and Harbour Logic Ltd ("Provider").')) +
    p(
      `${r('1. Audit. ')}<w:commentRangeStart w:id="4"/>${deleted('Provider shall permit audits')}${inserted('Provider shall answer questions')}<w:commentRangeEnd w:id="4"/>${r('.')}`,
    ) +
    p(r('2. Fees. Customer shall pay the fees within 30 days.')),
  comments: `<w:comment w:id="4" w:author="Mori" w:date="2026-01-06T09:00:00Z">${p(r('Not acceptable.'))}</w:comment>`,
});

const app = createApp(await createEngine(), pino({ level: 'silent' }));
const check = async (view: string) => {
  const { status, body } = await request(app)
    .post('/api/checks')
    .attach('file', CONTRACT, 'a.docx')
    .field('view', view);
  return { status, body };
};
const quotesHold = (report: Report) =>
  report.items.flatMap(({ evidence }) => evidence).every(({ quote, range }) => report.text!.slice(...range) === quote);

test.each([
  ['original', 'permit audits', ['Provider shall permit audits', '']],
  ['proposed', 'answer questions', ['', 'Provider shall answer questions']],
])('%s: the report shows its text and where each change stands in it', async (view, words, shown) => {
  const report = Report.parse((await check(view)).body);
  expect(report.document).toMatchObject({ view, revisions: 2 });
  expect(report.text).toContain(words);
  expect(report.revisions.map(({ range }) => report.text!.slice(...range))).toEqual(shown);
  expect(report.revisions.map(({ kind, author, text }) => [kind, author, text])).toEqual([
    ['deletion', 'Sato', 'Provider shall permit audits'],
    ['insertion', 'Sato', 'Provider shall answer questions'],
  ]);
  expect(report.comments).toMatchObject([{ id: '4', author: 'Mori', text: 'Not acceptable.' }]);
  expect(report.text!.slice(...report.comments[0]!.range)).toBe(shown.join(''));
  expect(report.markup).toBeUndefined();
  expect(quotesHold(report)).toBe(true);
});

test('markup: verdicts on the proposal, both sides beside it', async () => {
  const [marked, proposed] = [Report.parse((await check('markup')).body), Report.parse((await check('proposed')).body)];
  expect(marked.document.view).toBe('proposed');
  expect(marked.items).toEqual(proposed.items);
  expect(marked.text).toBe(proposed.text);
  const { text, revisions } = marked.markup!;
  expect(revisions.map(({ id, range }) => [id, text.slice(...range)])).toEqual([
    ['r1', 'Provider shall permit audits'],
    ['r2', 'Provider shall answer questions'],
  ]);
  expect(marked.notices.map(({ code }) => code)).toContain('markup-judged-as-proposed');
  expect(quotesHold(marked)).toBe(true);
});

test('the command line takes the view, and leaves the marked-up text out with --no-text', async () => {
  const file = join(tmpdir(), `revisions-${process.pid}.docx`);
  await writeFile(file, CONTRACT);
  const out = await new Promise<string>((resolve, reject) => {
    const args = [
      '--import',
      'tsx',
      'server/cli.ts',
      'check',
      file,
      '--view',
      'markup',
      '--format',
      'json',
      '--no-text',
    ];
    execFile(process.execPath, args, { cwd: root, env: { ...process.env, NODE_OPTIONS: '' } }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
  const report = Report.parse(JSON.parse(out));
  expect(report.revisions).toHaveLength(2);
  expect(report.markup).toBeUndefined();
  expect(report.text).toBeUndefined();
}, 60_000);

test('a view that is not known is refused', async () => {
  expect(await check('final')).toMatchObject({ status: 400, body: { code: 'invalid-option' } });
});
