import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { root } from '../server/config.js';

/** What each part of `server/` may import of the others; its own folder and npm packages are not listed. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  messages: [],
  expressions: [],
  phrases: ['model', 'expressions'],
  config: [],
  languages: ['model'],
  readers: ['model'],
  reporters: ['model', 'messages'],
  signals: ['model', 'languages'],
  segment: ['model'],
  bilingual: ['model', 'segment'],
  names: ['model'],
  observe: ['model', 'names', 'phrases'],
  nearest: ['model'],
  drafts: ['model'],
  judge: ['model'],
  confidence: ['model', 'judge'],
  likelihood: ['model', 'judge'],
  settle: ['model', 'confidence', 'judge', 'likelihood'],
  detect: ['model'],
  summarise: ['model', 'bilingual', 'drafts', 'judge', 'likelihood', 'nearest', 'settle'],
  read: ['model'],
  align: ['model'],
  difference: ['model'],
  changes: ['model', 'align', 'difference'],
  effects: ['model', 'judge'],
  marked: ['model', 'changes'],
  variant: ['model'],
  compare: ['model', 'align', 'changes', 'drafts', 'effects', 'judge', 'marked', 'summarise', 'variant'],
  decisions: ['model'],
  check: [
    'model',
    'confidence',
    'drafts',
    'read',
    'segment',
    'bilingual',
    'observe',
    'judge',
    'likelihood',
    'settle',
    'detect',
    'summarise',
  ],
  discover: ['config'],
  items: ['model', 'config', 'judge', 'likelihood'],
  engine: [
    'model',
    'check',
    'compare',
    'confidence',
    'config',
    'discover',
    'items',
    'judge',
    'likelihood',
    'messages',
    'observe',
    'phrases',
    'read',
  ],
  guard: ['model', 'check', 'config', 'engine'],
  worker: ['model', 'check', 'engine', 'guard'],
  evaluate: ['model', 'check'],
  'evaluation-text': ['model', 'evaluate'],
  'evaluation-run': ['model', 'evaluate'],
  http: ['model', 'engine', 'check', 'config', 'messages'],
  cli: ['model', 'decisions', 'engine', 'guard', 'config', 'messages', 'evaluate', 'evaluation-run', 'evaluation-text'],
  main: ['engine', 'guard', 'config', 'http'],
};

/** npm packages that a part may use; parts that are not listed may use none. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  model: ['zod'],
  languages: ['natural'],
  readers: [
    'saxes',
    'yauzl',
    'pdf-parse',
    'pdfjs-dist',
    'parse5',
    'mdast-util-from-markdown',
    'mdast-util-gfm',
    'micromark-extension-gfm',
    'micromark-extension-cjk-friendly',
    'mdast',
  ],
  difference: ['diff'],
  reporters: ['string-width'],
  signals: ['zod'],
  items: ['yaml', 'zod'],
  decisions: ['zod'],
  evaluate: ['zod'],
  'evaluation-run': ['zod'],
  http: ['express', 'express-rate-limit', 'helmet', 'multer', 'pino', 'zod', 'zod-openapi'],
  guard: ['piscina'],
  cli: ['commander'],
  main: ['pino'],
};

test('parts import only what the table allows', async () => {
  const { output } = await cruise(['server'], {
    baseDir: root,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  });
  const broken = (output as ICruiseResult).modules
    .filter(({ source }) => source.startsWith('server/'))
    .flatMap(({ source, dependencies }) =>
      dependencies.flatMap(({ resolved, module, coreModule }) => {
        const from = partOf(source);
        if (resolved.startsWith('server/')) {
          const to = partOf(resolved);
          return to === from || MAY_IMPORT[from]?.includes(to) ? [] : [`${source} → ${resolved}`];
        }
        if (coreModule) return [];
        const name = module.startsWith('@') ? module.split('/', 2).join('/') : module.split('/')[0]!;
        return MAY_USE[from]?.includes(name) ? [] : [`${source} → ${module}`];
      }),
    );
  expect(broken).toEqual([]);
});

test('the page takes types and plain logic of the server, and nothing that runs on it', async () => {
  const { output } = await cruise(['client'], {
    baseDir: root,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(root, 'client', 'tsconfig.json') },
    doNotFollow: { path: 'node_modules' },
  });
  const { modules } = output as ICruiseResult;
  const taken = modules
    .filter(({ source }) => source.startsWith('client/'))
    .flatMap(({ dependencies }) => dependencies.map(({ resolved }) => resolved))
    .filter((file) => !file.startsWith('client/') && !file.includes('node_modules/'));
  expect(taken).toContain('server/messages/message.ts');
  expect([...new Set(taken)].filter((file) => !/^server\/(?:model\/|messages\/|decisions\.ts)/.test(file))).toEqual([]);
});

test('no kana or kanji in server/ outside languages/ and messages/', async () => {
  const files = (await readdir(join(root, 'server'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/^server\/(?:languages|messages)[/.]/.test(file));
  const guilty: string[] = [];
  for (const file of files) {
    if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(await readFile(join(root, file), 'utf8')))
      guilty.push(file);
  }
  expect(guilty).toEqual([]);
});

test('natural is imported by sub-path only', async () => {
  const files = await readdir(join(root, 'server'), { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const text = await readFile(join(root, 'server', file), 'utf8');
    expect([file, /from 'natural'/.test(text)]).toEqual([file, false]);
  }
});

function partOf(file: string): string {
  return file
    .replace(/^server\//, '')
    .replace(/\/.*$/, '')
    .replace(/\.[jt]s$/, '');
}
