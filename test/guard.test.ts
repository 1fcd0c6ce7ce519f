import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentXml, partsAround } from '../fixtures/hostile/word.js';
import { packedRepeat, zip } from '../fixtures/hostile/zip.js';
import { guard as defaults, root } from '../server/config.js';
import { createGuard, type Guard, type GuardLimits } from '../server/guard.js';

const options = { model: 'auto', side: 'user', language: 'en', view: 'proposed' } as const;
const word = await readFile(join(root, 'fixtures', 'contracts', 'ja-general-chat', 'input.docx'));
const text = await readFile(join(root, 'fixtures', 'contracts', 'ja-general-chat', 'input.txt'), 'utf8');
const long = (characters: number) => ({ bytes: Buffer.from(text.repeat(characters / text.length)), name: 'long.txt' });

const faults: Error[] = [];
const guards: Guard[] = [];
function guarded(limits: Partial<GuardLimits>): Guard {
  const guard = createGuard({ ...defaults, workers: 1, ...limits }, (fault) => faults.push(fault));
  guards.push(guard);
  return guard;
}

afterEach(async () => {
  await Promise.all(guards.splice(0).map((guard) => guard.close()));
  expect(faults).toEqual([]);
});

async function outcome(check: Promise<unknown>): Promise<unknown> {
  return check.then(
    () => 'report',
    (error: { code?: string }) => error.code ?? error,
  );
}

test('a check in a worker gives what the engine gives, and errors keep their code and values', async () => {
  const guard = guarded({});
  const { report, contract } = await guard.examine({ bytes: word, name: 'input.docx' }, options);
  expect(report.items).toHaveLength(73);
  expect(report.text).toBe(contract.document.text);
  expect(await guard.check({ bytes: word, name: 'input.docx' }, options)).toEqual(report);
  const rendered = Buffer.from(await guard.render({ bytes: word, name: 'input.docx' }, options, 'json'));
  expect(JSON.parse(rendered.toString())).toEqual(JSON.parse(JSON.stringify(report)));
  await expect(guard.check({ bytes: Buffer.from([0, 1, 2]), name: 'a.bin' }, options)).rejects.toMatchObject({
    code: 'unsupported-format',
    status: 415,
    values: { formats: expect.stringContaining('docx') },
  });
});

test('a file that takes too long, in reading or in judging, costs its worker and not the next file', async () => {
  const guard = guarded({ seconds: 3 });
  await guard.start();
  let longest = 0;
  let last = performance.now();
  const pulse = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 20);
  expect(await outcome(guard.check(long(2_000_000), options))).toBe('took-too-long');
  clearInterval(pulse);
  expect(longest).toBeLessThan(1_000);
  expect(await outcome(guard.check({ bytes: Buffer.from('x'), name: 'x.txt' }, options))).toBe('not-a-contract');
});

test('a file that needs too much memory is refused, by the heap or by the growth of the process', async () => {
  const [head] = documentXml('').split('</w:body>');
  const { packed, size } = packedRepeat(head!, '<w:r/>'.repeat(10_000), 390);
  const bytes = zip([...partsAround(), { name: 'word/document.xml', packed, size }]);
  const heap = guarded({ heapMegabytes: 400 });
  expect(await outcome(heap.check({ bytes, name: 'a.docx' }, options))).toBe('needs-too-much-memory');
  expect(await outcome(heap.check({ bytes: word, name: 'input.docx' }, options))).toBe('report');
  const growth = guarded({ growthMegabytes: 100 });
  expect(await outcome(growth.check({ bytes, name: 'a.docx' }, options))).toBe('needs-too-much-memory');
}, 300_000);

test('files beyond those that may wait are turned away, the others are checked', async () => {
  const guard = guarded({ waiting: 1 });
  await guard.start();
  const checks = Array.from({ length: 4 }, () => outcome(guard.check({ bytes: word, name: 'input.docx' }, options)));
  expect((await Promise.all(checks)).sort()).toEqual(['report', 'report', 'too-busy', 'too-busy']);
});
