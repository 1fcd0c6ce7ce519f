import { Writable } from 'node:stream';
import pino from 'pino';
import request from 'supertest';
import { createEngine } from '../../server/engine.js';
import { createApp } from '../../server/http/app.js';
import { Comparison } from '../../server/model/comparison.js';
import { Report } from '../../server/model/report.js';

const CONTRACT = `株式会社青葉商事（以下「甲」という。）と株式会社白波システム（以下「乙」という。）は、次のとおり契約する。
第1条（秘密保持）
1. 乙は、甲から預かった顧客名簿を、甲の書面による承諾なく第三者に開示してはならない。
2. 乙は、本契約が終了したときは、前項の顧客名簿を直ちに甲に返還する。
第2条（委託料）
甲は、乙に対し、毎月末日限り委託料を支払う。
`;

const engine = await createEngine();
const lines: string[] = [];
const log = pino(
  { level: 'trace' },
  new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);
const app = createApp(engine, log);
const send = (name = '契約書.txt', body: string | Buffer = CONTRACT) =>
  request(app).post('/api/checks').attach('file', Buffer.from(body), name);

beforeEach(() => {
  lines.length = 0;
});

describe('POST /api/comparisons', () => {
  const versions = (before: string, after?: string) => {
    const asked = request(app)
      .post('/api/comparisons')
      .field('lang', 'ja')
      .attach('before', Buffer.from(before), '旧.txt');
    return after === undefined ? asked : asked.attach('after', Buffer.from(after), '新.txt');
  };

  test('gives the comparison that its schema promises, and keeps its text out of the log', async () => {
    const { status, body, headers } = await versions(CONTRACT, CONTRACT.replace('書面による承諾', '承諾'));
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const { changes, documents } = Comparison.parse(body);
    expect(changes.map(({ label, before }) => [label, before])).toEqual([['第1条第1項', '書面による']]);
    expect([documents.before.name, documents.after.name]).toEqual(['旧.txt', '新.txt']);
    expect(lines.join('')).not.toContain('顧客名簿');
  });

  test('one file without tracked changes, a format that shows none, and no file are refused', async () => {
    expect((await versions(CONTRACT)).body).toMatchObject({ status: 422, code: 'no-tracked-changes' });
    expect((await versions(CONTRACT, CONTRACT).field('format', 'markdown')).body).toMatchObject({
      status: 400,
      code: 'invalid-option',
    });
    const none = await request(app).post('/api/comparisons').field('lang', 'ja');
    expect(none.body).toMatchObject({ status: 400, code: 'missing-upload' });
  });
});

describe('POST /api/checks', () => {
  test('gives the report that its schema promises, with exact quotes', async () => {
    const { status, body, headers } = await send().field('model', 'C').field('lang', 'ja');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const report = Report.parse(body);
    expect(report.model).toBe('C');
    expect(report.language).toBe('ja');
    expect(report.document.name).toBe('契約書.txt');
    const quotes = report.items.flatMap(({ evidence, nearest }) => [...evidence, ...nearest]);
    expect(quotes.length).toBeGreaterThan(0);
    for (const { quote, range } of quotes) expect(report.text!.slice(...range)).toBe(quote);
  });

  test.each([
    ['html', 'text/html'],
    ['markdown', 'text/markdown'],
    ['terminal', 'text/plain'],
  ])('gives %s when asked for it', async (format, type) => {
    const { status, headers, text } = await send().field('format', format).field('lang', 'en');
    expect(status).toBe(200);
    expect(headers['content-type']).toContain(type);
    expect(text).toContain('AI contract check');
  });

  test('character recognition is asked for by true or false', async () => {
    expect((await send().field('ocr', 'true')).status).toBe(200);
    const { status, body } = await send().field('ocr', 'maybe');
    expect([status, body.code]).toEqual([400, 'invalid-option']);
  });

  test('same file, same report', async () => {
    const [a, b] = [await send(), await send()];
    expect(a.body).toEqual(b.body);
  });

  test('pasted text is read like a file; quoted mail too, and a file goes before it', async () => {
    const paste = (text: string) => request(app).post('/api/checks').field('lang', 'en').field('text', text);
    const quoted = CONTRACT.trimEnd().replace(/^/gm, '> ');
    const [plain, mail, both] = [await paste(CONTRACT), await paste(quoted), await send().field('text', 'x')];
    expect(plain.status).toBe(200);
    expect(plain.body.document).toMatchObject({ name: 'pasted.txt', format: 'text', language: 'ja' });
    expect(mail.body.text).toBe(plain.body.text);
    expect(mail.body.notices.map(({ code }: { code: string }) => code)).toContain('quote-marks-removed');
    expect(both.body.document.name).toBe('契約書.txt');
    const form = (field: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name=${field}\r\n\r\n${value}\r\n`;
    const browser = await request(app)
      .post('/api/checks')
      .type('multipart/form-data; boundary=b')
      .send(`${form('"file"; filename=""', '')}${form('"text"', CONTRACT)}--b--\r\n`);
    expect([browser.status, browser.body.text]).toEqual([200, plain.body.text]);
    expect(await paste(' \n').then(({ body }) => body.code)).toBe('missing-upload');
    const long = await paste('a'.repeat(6 * 1024 * 1024));
    expect([long.status, long.body.code]).toEqual([413, 'file-too-large']);
  });

  test.each([
    ['no file', () => request(app).post('/api/checks').field('model', 'C'), 400, 'missing-upload'],
    ['no form', () => request(app).post('/api/checks').send({ a: 1 }), 400, 'missing-upload'],
    ['an empty file', () => send('a.txt', ''), 422, 'empty-file'],
    ['bytes of nothing', () => send('a.docx', Buffer.from([0, 1, 2, 3, 0, 0, 9])), 415, 'unsupported-format'],
    ['a file that is too large', () => send('a.txt', Buffer.alloc(26 * 1024 * 1024, 'a')), 413, 'file-too-large'],
    ['an unknown model', () => send().field('model', 'Z'), 400, 'invalid-option'],
    ['an unknown format', () => send().field('format', 'toString'), 400, 'invalid-option'],
    ['an unknown language', () => send().field('lang', 'xx'), 400, 'invalid-option'],
  ])('answers %s with one problem, in the caller’s language', async (_, ask, status, code) => {
    const response = await ask().set('Accept-Language', 'ja');
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.body).toMatchObject({ status, code, type: `urn:contract-check:${code}` });
    expect(response.body.detail).toMatch(/[ぁ-ん]/);
    expect((await request(app).get('/healthz')).status).toBe(200);
  });

  test('names and texts of contracts stay out of the log', async () => {
    await send();
    await send('極秘.txt', `${CONTRACT}\n`.repeat(2));
    await send('極秘.docx', Buffer.from('PK\u0003\u0004秘密'));
    const logged = lines.join('');
    expect(logged).toContain('/api/checks');
    for (const secret of ['青葉', '顧客名簿', '契約書', '極秘']) expect(logged).not.toContain(secret);
  });
});

test('the checklist in the language asked for', async () => {
  const { body } = await request(app).get('/api/items?lang=ja');
  expect(body).toHaveLength(engine.items.length);
  expect(body[0].id).toBe(engine.items[0]!.logic.id);
  expect(body[0].title).toBe(engine.items[0]!.wording.ja!.title);
});

test('the description of the API names every route, status and format', async () => {
  const { body } = await request(app).get('/api/openapi.json');
  expect(body.openapi).toBe('3.1.0');
  expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/api/checks', '/api/items', '/healthz']));
  const { responses } = body.paths['/api/checks'].post;
  expect(Object.keys(responses)).toEqual(['200', '400', '413', '415', '422', '429', '503']);
  expect(Object.keys(responses['200'].content).length).toBe(engine.reporters.size + 1);
});

test('an address with nothing behind it is a problem too', async () => {
  const { status, body } = await request(app).get('/nothing');
  expect(status).toBe(404);
  expect(body.code).toBe('not-found');
});

test('the page and its headers', async () => {
  const { status, headers, text } = await request(app).get('/');
  expect(status).toBe(200);
  const nonce = /<meta name="csp-nonce" content="([^"]+)"/.exec(text)?.[1];
  const policy = headers['content-security-policy'];
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`'nonce-${nonce}'`);
  expect(policy).not.toContain('unsafe');
  const script = /<script[^>]+src="\.([^"]+)"/.exec(text)?.[1];
  expect((await request(app).get(script!)).headers['content-type']).toContain('javascript');
  expect(headers['x-content-type-options']).toBe('nosniff');
});
