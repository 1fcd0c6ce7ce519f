import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../server/config.js';
import { en } from '../server/messages/en.js';
import { ja } from '../server/messages/ja.js';
import { message } from '../server/messages/message.js';
import { errorCodes } from '../server/model/errors.js';

const placeholders = (text: string) => [...text.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name).sort();

test('the same messages with the same values in every language', () => {
  expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort());
  for (const key of Object.keys(en) as (keyof typeof en)[])
    expect([key, placeholders(ja[key])]).toEqual([key, placeholders(en[key])]);
});

test('every error code has words', () => {
  for (const code of errorCodes) expect(message('ja', `error.${code}`)).not.toBe('');
});

test('every notice that a reader may give has words', async () => {
  const files = await readdir(join(root, 'server'), { recursive: true });
  const codes = new Set<string>();
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const text = await readFile(join(root, 'server', file), 'utf8');
    for (const [, code] of text.matchAll(/\{\s*code: '([a-z-]+)'/g)) codes.add(code!);
  }
  expect(codes.size).toBeGreaterThan(5);
  expect([...codes].filter((code) => !(`notice.${code}` in en))).toEqual([]);
});

test('a value stands in its place; an unknown key is a fault', () => {
  expect(message('en', 'error.file-too-large', { limit: 25 })).toContain('25 MB');
  expect(() => message('en', 'error.none')).toThrow('no message');
});
