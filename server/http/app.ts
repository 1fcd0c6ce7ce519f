/** The HTTP door: upload a contract, get its report; the checklist, the API's description and the page. */
import { join } from 'node:path';
import express, { type Express as App, type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import multer from 'multer';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { CheckOptions } from '../check.js';
import { limits, root, server } from '../config.js';
import type { CompareOptions, Engine } from '../engine.js';
import type { Source } from '../model/document.js';
import { CheckError } from '../model/errors.js';
import { answer } from './answer.js';
import { openApi } from './openapi.js';
import { page } from './page.js';
import { problemOf } from './problem.js';
import { CheckFields, CompareFields, type ItemList } from './schemas.js';

/** Contracts of the project's own that the page offers to try. */
const SAMPLES: Readonly<Record<string, string>> = { ja: 'ja-general-chat', en: 'en-general-api' };

export function createApp(engine: Engine, log: Logger): App {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(protect, logged(log));
  app.get('/healthz', (_, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/api/openapi.json', (_, response) => {
    response.json(openApi(engine));
  });
  app.get('/api/items', (request, response) => {
    response.json(itemList(engine, languageOf(request, engine)));
  });
  app.post('/api/checks', limited(), upload, async (request, response) => {
    const { format, ...options } = optionsOf(
      { ...request.query, ...request.body },
      languageOf(request, engine),
      engine,
    );
    const source = sourceOf(request);
    await answer(request, response, {
      write: (following) => engine.render(source, options, format, following),
      send: (written) => send(response, engine, format, written),
      problem: (error) => problemOf(error, languageOf(request, engine), log),
    });
  });
  app.post('/api/comparisons', limited(), uploads, async (request, response) => {
    const { format, ...options } = compareOptionsOf(
      { ...request.query, ...request.body },
      languageOf(request, engine),
      engine,
    );
    const [before, after] = versionsOf(request);
    await answer(request, response, {
      write: (following) => engine.renderComparison(before, after, options, format, following),
      send: (written) => send(response, engine, format, written),
      problem: (error) => problemOf(error, languageOf(request, engine), log),
    });
  });
  app.get('/samples/:language', (request, response) => {
    const name = Object.hasOwn(SAMPLES, request.params.language) ? SAMPLES[request.params.language] : undefined;
    if (!name) throw new CheckError('not-found');
    response.download(join(root, 'fixtures', 'contracts', name, 'input.docx'), `${name}.docx`);
  });
  app.use(page());
  app.use((_request, _response) => {
    throw new CheckError('not-found');
  });
  app.use(problem(engine, log));
  return app;
}

/** What an answer may load is nothing; the page says for itself what it needs. */
const protect = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { 'default-src': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'"] },
  },
  strictTransportSecurity: false,
});

const upload = receive(limits.files).single('file');
const uploads = receive(2 * limits.files).fields([
  { name: 'before', maxCount: 1 },
  { name: 'after', maxCount: 1 },
]);

function receive(files: number): multer.Multer {
  const { fileBytes: fileSize, pastedBytes: fieldSize } = limits;
  return multer({
    storage: multer.memoryStorage(),
    limits: { fileSize, files, fields: 10, fieldSize, parts: 12 },
    defParamCharset: 'utf8',
  });
}

/** A report or comparison, as the reporter of that format wrote it. */
function send(response: Response, engine: Engine, format: string, written: Uint8Array): void {
  response.setHeader('Cache-Control', 'no-store');
  if (format === 'html')
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    );
  response.type(engine.reporters.get(format)!.mediaType).send(Buffer.from(written));
}

function limited(): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: server.checksPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: () => {
      throw new CheckError('too-many-requests');
    },
  });
}

/** Method, path, status and time only, or that nobody waited for the answer: names and texts of contracts never reach the log. */
function logged(log: Logger): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const line = (end: { status: number } | { gone: true }) =>
      log.info({
        method: request.method,
        route: `${request.baseUrl}${request.path}`.split('/', 3).join('/'),
        ...end,
        ms: Math.round(performance.now() - started),
      });
    response.on('finish', () => line({ status: response.statusCode }));
    response.on('close', () => {
      if (!response.writableFinished) line({ gone: true });
    });
    next();
  };
}

function optionsOf(fields: unknown, language: string, engine: Engine): CheckOptions & { format: string } {
  const { lang = language, ocr, ...rest } = parsed(CheckFields, fields);
  known(lang, rest.format, engine);
  return { ...rest, language: lang, ocr: ocr === 'true' };
}

function compareOptionsOf(fields: unknown, language: string, engine: Engine): CompareOptions & { format: string } {
  const { lang = language, ocr, ...rest } = parsed(CompareFields, fields);
  known(lang, rest.format, engine);
  return { ...rest, language: lang, ocr: ocr === 'true' };
}

function parsed<T>(schema: z.ZodType<T>, fields: unknown): T {
  const result = schema.safeParse(fields);
  if (result.success) return result.data;
  throw new CheckError('invalid-option', { option: result.error.issues[0]!.path.join('.'), value: '' });
}

function known(language: string, format: string, engine: Engine): void {
  if (!engine.languages.includes(language)) throw new CheckError('invalid-option', { option: 'lang', value: language });
  if (!engine.reporters.has(format)) throw new CheckError('invalid-option', { option: 'format', value: format });
}

function languageOf(request: Parameters<RequestHandler>[0], engine: Engine): string {
  const asked =
    typeof request.query.lang === 'string' ? request.query.lang : request.acceptsLanguages([...engine.languages]);
  return typeof asked === 'string' && engine.languages.includes(asked) ? asked : 'en';
}

/** The file, or where none is sent the text pasted into the form; its format is still told by what it holds. */
function sourceOf({ file, body }: Parameters<RequestHandler>[0]): Source {
  if (file) return { bytes: file.buffer, name: plainName(file.originalname) };
  const pasted: unknown = body?.text;
  if (typeof pasted !== 'string' || pasted.trim() === '') throw new CheckError('missing-upload');
  return { bytes: Buffer.from(pasted), name: 'pasted.txt' };
}

function versionsOf({ files }: Parameters<RequestHandler>[0]): [Source, Source | null] {
  const { before = [], after = [] } = (files ?? {}) as Record<string, Express.Multer.File[]>;
  const [one, other] = [...before, ...after].map((file) => ({
    bytes: file.buffer,
    name: plainName(file.originalname),
  }));
  if (!one || before.length === 0) throw new CheckError('missing-upload');
  return [one, other ?? null];
}

/** The last part of the name without control characters: it is shown in the report. */
function plainName(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{C}/gu, '').slice(0, 120) || 'contract';
}

function itemList(engine: Engine, language: string): z.infer<typeof ItemList> {
  return engine.items.map(({ slug, logic, wording }) => {
    const { title, question, why, elements, model, fallback } = wording[language]!;
    return {
      id: logic.id,
      slug,
      object: logic.object,
      aspect: logic.aspect,
      models: logic.models,
      minor: logic.minor,
      weight: logic.weight,
      basis: logic.basis,
      metiRef: logic.metiRef,
      title,
      question,
      why,
      elements: logic.elements.map(({ id }) => ({ id, text: elements[id]! })),
      suggestion: model,
      fallback,
    };
  });
}

function problem(engine: Engine, log: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    // Who hung up while sending waits for no answer; the log says that they are gone.
    if (request.destroyed && !request.complete) return;
    const body = problemOf(error, languageOf(request, engine), log);
    response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
  };
}
