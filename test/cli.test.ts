import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../server/config.js';

const CONTRACT = `Services Agreement
This Agreement is made between Maple Foods Ltd ("Customer") and Harbour Logic Ltd ("Provider").
1. Confidentiality. Provider shall not disclose Customer Data to any third party without Customer's prior written consent.
2. Fees. Customer shall pay the fees within 30 days of the invoice.
`;

const folder = await mkdtemp(join(tmpdir(), 'contract-check-'));
const file = join(folder, 'agreement.txt');
await writeFile(file, CONTRACT);

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function run(args: readonly string[], input?: string, env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'server/cli.ts', ...args],
      { cwd: root, env: { ...process.env, NODE_OPTIONS: '', LANG: 'C', LC_ALL: '', ...env }, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin!.end(input ?? '');
  });
}

test('one JSON object a line, nothing else on standard output', async () => {
  const { code, stdout } = await run(['check', file, file, '--format', 'json', '--model', 'custom']);
  const reports = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(reports).toHaveLength(2);
  expect(reports[0]).toEqual(reports[1]);
  expect(reports[0]).toMatchObject({ schema: '1', model: 'C', modelSource: 'given', document: { format: 'text' } });
}, 60_000);

test('standard input, --no-text, and a report in the other language', async () => {
  const asked = ['check', '-', '--as', 'txt', '--format', 'json', '--no-text', '--lang', 'ja'];
  const { code, stdout } = await run(asked, CONTRACT.replace(/^/gm, '> '));
  const report = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(report.language).toBe('ja');
  expect(report.document.language).toBe('en');
  expect(report.clauses.map(({ label }: { label: string }) => label)).toEqual(['1', '2']);
  expect(report.notices[0].code).toBe('quote-marks-removed');
  expect('text' in report).toBe(false);
}, 60_000);

test('--fail-on gives exit code 1, --out writes the file', async () => {
  const out = join(folder, 'report.md');
  const { code, stdout } = await run(['check', file, '--format', 'markdown', '--out', out, '--fail-on', 'high']);
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(await readFile(out, 'utf8')).toContain('# AI contract check');
}, 60_000);

test('a reader that has seen enough is no fault', async () => {
  const options = { cwd: root, env: { ...process.env, NODE_OPTIONS: '', LANG: 'C', LC_ALL: '' } };
  const args = ['check', file, '--model', 'custom', '--format', 'json', '--fail-on', 'high'];
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/cli.ts', ...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (piece) => {
    stderr += piece;
  });
  const [code] = await once(child, 'close');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
}, 60_000);

test('wrong usage is exit code 2', async () => {
  expect((await run(['check', file, '--model', 'X'])).code).toBe(2);
  expect((await run(['check'])).code).toBe(2);
}, 60_000);

test('a file that cannot be read is exit code 3, said in words; the others are still checked', async () => {
  const huge = join(folder, 'huge.docx');
  await writeFile(huge, '');
  await truncate(huge, 100 * 1024 * 1024);
  const { code, stdout, stderr } = await run(['check', huge, join(folder, 'none.txt'), file, '--format', 'json']);
  expect(code).toBe(3);
  expect(stderr).toContain('[file-too-large]');
  expect(stderr).toContain('[file-not-found]');
  expect(JSON.parse(stdout).document.name).toBe('agreement.txt');
}, 60_000);
