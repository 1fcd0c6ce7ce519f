/** Has files checked by workers under limits of time and memory: a file that is too much costs its worker, never the process. */
import { join } from 'node:path';
import { Piscina } from 'piscina';
import type { CheckOptions, Examination } from './check.js';
import { here, root } from './config.js';
import type { Checker, CompareOptions } from './engine.js';
import type { Comparison } from './model/comparison.js';
import type { Source } from './model/document.js';
import { CheckError, type ErrorCode } from './model/errors.js';
import { type Following, STAGES } from './model/progress.js';
import type { Report } from './model/report.js';

export interface GuardLimits {
  workers: number;
  waiting: number;
  readingSeconds: number;
  seconds: number;
  heapMegabytes: number;
  youngMegabytes: number;
  growthMegabytes: number;
}

export interface Guard extends Checker {
  /** Starts a worker and waits until it can check; without it the first check does. Throws what keeps an engine from starting. */
  start(): Promise<void>;
  /** Ends the workers; checks that run are given up. */
  close(): Promise<void>;
}

/** What a worker is asked, and how far it has come: `progress[0]` is the place of its stage in `STAGES`, shared so that a busy worker can still say it. */
export interface Task {
  ask: 'start' | 'check' | 'examine' | 'render' | 'compare' | 'render-comparison';
  source?: Source;
  /** The version to compare with; null compares the two sides of tracked changes. */
  other?: Source | null;
  options?: CheckOptions | CompareOptions;
  format?: string;
  progress: Int32Array;
}

/** Errors cross the border of a thread as plain data: only so they keep their code. */
export type Outcome = { value: unknown } | { code: ErrorCode; values: Record<string, string | number> };

interface Running {
  progress: Int32Array;
  abort: AbortController;
  /** When the watch first saw it at work, and the size of the process then. */
  started?: { at: number; rss: number };
  refusal?: CheckError;
  following: Following;
  /** Stages that were told. */
  told: number;
}

/** Milliseconds between two looks at what the workers take. */
const WATCH = 100;
const MEGABYTE = 1024 * 1024;

/** `onFault` is told of faults in workers that belong to no check. */
export function createGuard(limits: GuardLimits, onFault: (fault: Error) => void): Guard {
  const running = new Set<Running>();
  let pool: Piscina<Task, Outcome> | null = null;
  let watch: NodeJS.Timeout | undefined;

  const ask = async (
    what: Task['ask'],
    asked: Omit<Task, 'ask' | 'progress'> = {},
    following: Following = {},
  ): Promise<unknown> => {
    following.signal?.throwIfAborted();
    pool ??= createPool(limits, onFault);
    if (pool.queueSize >= limits.waiting) throw new CheckError('too-busy');
    const task: Running = {
      progress: new Int32Array(new SharedArrayBuffer(4)),
      abort: new AbortController(),
      following,
      told: 0,
    };
    const giveUp = () => task.abort.abort();
    following.signal?.addEventListener('abort', giveUp);
    running.add(task);
    tell(task);
    watch ??= setInterval(() => look(running, limits), WATCH).unref();
    try {
      const { progress } = task;
      const outcome = await pool.run({ ...asked, ask: what, progress }, { signal: task.abort.signal });
      tell(task);
      if ('code' in outcome) throw new CheckError(outcome.code, outcome.values);
      return outcome.value;
    } catch (error) {
      following.signal?.throwIfAborted();
      throw (
        task.refusal ?? (ranOutOfMemory(error) ? new CheckError('needs-too-much-memory', {}, { cause: error }) : error)
      );
    } finally {
      following.signal?.removeEventListener('abort', giveUp);
      running.delete(task);
      if (running.size === 0) {
        clearInterval(watch);
        watch = undefined;
      }
    }
  };

  return {
    start: async () => {
      await ask('start');
    },
    check: async (source, options) => (await ask('check', { source, options })) as Report,
    examine: async (source, options, following) =>
      (await ask('examine', { source, options }, following)) as Examination,
    render: async (source, options, format, following) =>
      (await ask('render', { source, options, format }, following)) as Uint8Array,
    compare: async (source, other, options, following) =>
      (await ask('compare', { source, other, options }, following)) as Comparison,
    renderComparison: async (source, other, options, format, following) =>
      (await ask('render-comparison', { source, other, options, format }, following)) as Uint8Array,
    close: async () => {
      const closing = pool;
      pool = null;
      await closing?.destroy();
    },
  };
}

function createPool(
  { workers, heapMegabytes, youngMegabytes }: GuardLimits,
  onFault: (fault: Error) => void,
): Piscina<Task, Outcome> {
  const fromSource = import.meta.filename.endsWith('.ts');
  const pool = new Piscina<Task, Outcome>({
    filename: fromSource ? join(root, 'scripts', 'worker.mjs') : join(here, 'worker.js'),
    minThreads: 1,
    maxThreads: workers,
    idleTimeout: 300_000,
    // Between two files a worker tidies up; waiting by atomics it could not.
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
    execArgv: [],
  });
  // A worker that was stopped may still run out of memory on its way down; nobody waits for it any more.
  pool.on('error', (fault: Error) => {
    if (!ranOutOfMemory(fault)) onFault(fault);
  });
  return pool;
}

function look(running: ReadonlySet<Running>, limits: GuardLimits): void {
  const rss = process.memoryUsage.rss();
  const now = performance.now();
  const atWork: Running[] = [];
  for (const task of running) {
    tell(task);
    const stage = STAGES[Atomics.load(task.progress, 0)];
    if (stage === 'waiting' || task.refusal) continue;
    task.started ??= { at: now, rss };
    const allowed = stage === 'reading' ? Math.min(limits.readingSeconds, limits.seconds) : limits.seconds;
    if (now - task.started.at > allowed * 1000) refuse(task, new CheckError('took-too-long', { seconds: allowed }));
    else atWork.push(task);
  }
  const grown = atWork.filter(({ started }) => rss - started!.rss > limits.growthMegabytes * MEGABYTE);
  // Which of several checks grows is not to be seen; buffers grow while files are read, and most under way longest.
  const [first] = grown.sort(
    (a, b) => Atomics.load(a.progress, 0) - Atomics.load(b.progress, 0) || a.started!.at - b.started!.at,
  );
  if (first) refuse(first, new CheckError('needs-too-much-memory'));
}

/** A stage may be over between two looks: it is told all the same. */
function tell(task: Running): void {
  const reached = Atomics.load(task.progress, 0);
  for (; task.told <= reached; task.told++) task.following.onStage?.(STAGES[task.told]!);
}

function refuse(task: Running, refusal: CheckError): void {
  task.refusal = refusal;
  task.abort.abort();
}

function ranOutOfMemory(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
