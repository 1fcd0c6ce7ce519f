/**
 * Sends every hostile file to a server of its own and through the guard, and says what came out: `npm run hostile`, or with words that
 * the names of the files to send must hold; `--quick` leaves out those that take long. Exit code 1 where an outcome is none of those its recipe allows, or the server dies.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { recipes as wordXml } from '../fixtures/hostile/docx-xml.js';
import { recipes as wordZip } from '../fixtures/hostile/docx-zip.js';
import { recipes as markup } from '../fixtures/hostile/markup.js';
import { recipes as other } from '../fixtures/hostile/other.js';
import { recipes as pdf } from '../fixtures/hostile/pdf.js';
import type { Recipe } from '../fixtures/hostile/recipe.js';
import { recipes as text } from '../fixtures/hostile/text.js';
import { guard as limits, root } from '../server/config.js';
import { createGuard } from '../server/guard.js';
import { CheckError } from '../server/model/errors.js';
import type { Report } from '../server/model/report.js';

export const families: Readonly<Record<string, readonly Recipe[]>> = {
  'docx zip': wordZip,
  'docx xml': wordXml,
  pdf,
  markup,
  text,
  other,
};

/** `report` and its notices, or the code of the one error; anything else is `fault: …`. */
export async function outcomeOf(check: Promise<Pick<Report, 'notices'>>): Promise<string[]> {
  try {
    const { notices } = await check;
    return ['report', ...new Set(notices.map(({ code }) => `notice:${code}`))];
  } catch (error) {
    return [error instanceof CheckError ? error.code : `fault: ${error instanceof Error ? error.message : error}`];
  }
}

export function allows({ gives }: Recipe, outcome: readonly string[]): boolean {
  return gives.some((allowed) => outcome.includes(allowed));
}

if (process.argv[1] === import.meta.filename)
  process.exitCode = await run(
    process.argv.slice(2).filter((word) => word !== '--quick'),
    process.argv.includes('--quick'),
  );

async function run(words: readonly string[], quick: boolean): Promise<number> {
  const chosen = Object.entries(families).flatMap(([family, recipes]) =>
    recipes
      .map((recipe) => ({ family, recipe }))
      .filter(
        ({ recipe }) => !(quick && recipe.slow) && words.every((word) => `${family}: ${recipe.name}`.includes(word)),
      ),
  );
  const { child, address } = await startServer();
  const guard = createGuard({ ...limits, workers: 1 }, (fault) => console.error(fault));
  const pulse = pulseOf(address);
  let wrong = 0;
  try {
    await guard.start();
    console.log(
      '       server                                    engine                          seconds   peak MB  what was sent',
    );
    for (const { family, recipe } of chosen) {
      // To make a file takes seconds in which this process asks for nothing: no wait of the server's, but its connections end.
      await pulse.rest();
      const bytes = recipe.make();
      await pause(200);
      pulse.resume();
      const started = performance.now();
      const memory = memoryOf(child);
      const served = await send(address, recipe.file, bytes);
      const seconds = (performance.now() - started) / 1000;
      const peak = await memory.end();
      const options = { model: 'auto', side: 'user', language: 'en', view: 'proposed' } as const;
      const checked = await outcomeOf(guard.check({ bytes, name: recipe.file }, options));
      const right = allows(recipe, served) && allows(recipe, checked);
      if (!right) wrong++;
      const cells = [
        right ? 'ok   ' : 'WRONG',
        served.join(' ').padEnd(40),
        (String(checked) === String(served) ? 'the same' : checked.join(' ')).padEnd(30),
        seconds.toFixed(1).padStart(8),
        String(peak).padStart(8),
      ];
      console.log(
        `${cells.join('  ')}  ${family}: ${recipe.name}${right ? '' : ` (allowed: ${recipe.gives.join(', ')})`}`,
      );
      if (child.exitCode !== null) throw new Error('the server died');
    }
  } finally {
    await pulse.rest();
    await guard.close();
    child.kill('SIGKILL');
  }
  const { longest, unanswered } = pulse.end();
  console.log(
    `${chosen.length} files, ${wrong} wrong; /healthz: longest wait ${Math.round(longest)} ms, unanswered ${unanswered}`,
  );
  return wrong > 0 || unanswered > 0 ? 1 : 0;
}

async function startServer(): Promise<{ child: ChildProcess; address: string }> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const env = { ...process.env, PORT: String(port), CHECKS_PER_MINUTE: '1000000', LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], { cwd: root, env, stdio: 'inherit' });
  while (child.exitCode === null) {
    if (
      await fetch(`${address}/healthz`).then(
        () => true,
        () => false,
      )
    )
      return { child, address };
    await pause(100);
  }
  throw new Error('the server did not start');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function send(address: string, name: string, bytes: Uint8Array): Promise<string[]> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  try {
    const response = await fetch(`${address}/api/checks`, { method: 'POST', body: form });
    const body = (await response.json()) as { code?: string; notices?: { code: string }[] };
    if (!response.ok) return [response.status === 500 ? 'fault: 500' : body.code!];
    return ['report', ...new Set(body.notices!.map(({ code }) => `notice:${code}`))];
  } catch (error) {
    return [`fault: ${error instanceof Error ? error.message : error}`];
  }
}

interface Pulse {
  /** Waits for the answer under way and asks no more until `resume`. */
  rest(): Promise<void>;
  resume(): void;
  end(): { longest: number; unanswered: number };
}

/** Asks for /healthz all the time and keeps the longest wait for an answer, in milliseconds. */
function pulseOf(address: string): Pulse {
  let longest = 0;
  let unanswered = 0;
  let resting = false;
  let beating = Promise.resolve();
  const beat = async (): Promise<void> => {
    while (!resting) {
      const started = performance.now();
      const answered = await fetch(`${address}/healthz`).then(
        (response) => response.ok,
        () => false,
      );
      if (!answered) unanswered++;
      longest = Math.max(longest, performance.now() - started);
      await pause(50);
    }
  };
  return {
    rest: async () => {
      resting = true;
      await beating;
    },
    resume: () => {
      resting = false;
      beating = beat();
    },
    end: () => ({ longest, unanswered }),
  };
}

/** Largest size of a process in megabytes until `end`, looked at every 50 ms; 0 where there is no /proc. */
function memoryOf({ pid }: ChildProcess): { end(): Promise<number> } {
  let peak = 0;
  const look = async (): Promise<void> => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    peak = Math.max(peak, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  };
  const timer = setInterval(look, 50);
  return {
    end: async () => {
      clearInterval(timer);
      await look();
      return Math.round(peak);
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
