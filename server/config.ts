/** Where the package's own data lies, and what the environment may set. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package root: data is resolved from it, since the compiled code lies elsewhere than its source. */
export const root = packageRoot(dirname(fileURLToPath(import.meta.url)));
/** Folder of this module's siblings (`readers/`, `signals/` …), as source or compiled. */
export const here = dirname(fileURLToPath(import.meta.url));

export const limits = {
  /** Largest file accepted, in bytes. */
  fileBytes: 25 * 1024 * 1024,
  /** Longest text judged, in UTF-16 units: about 3,000 pages. */
  characters: 5_000_000,
  /** Longest text pasted instead of a file, in bytes. */
  pastedBytes: 5 * 1024 * 1024,
  /** Files in one upload. */
  files: 1,
} as const;

/** What one check may take of the machine; a check that takes more is stopped and refused. */
export const guard = {
  /** Checks at the same time, each in a worker that holds an engine of its own (about 300 MB). */
  workers: Number(process.env.WORKERS ?? Math.min(4, Math.max(2, availableParallelism()))),
  /** Checks that may wait for a worker. */
  waiting: Number(process.env.WAITING ?? 32),
  /** Seconds to read a file, and to read and judge it. */
  readingSeconds: Number(process.env.READING_SECONDS ?? 60),
  seconds: Number(process.env.CHECK_SECONDS ?? 240),
  /** Megabytes of a worker's heap, and by how much the whole process may grow while a check runs: the heap's limit does not see buffers. */
  heapMegabytes: Number(process.env.HEAP_MEGABYTES ?? 3_072),
  /** Megabytes for objects that live shortly: judging makes many, and with more room they are swept less often. */
  youngMegabytes: 192,
  growthMegabytes: Number(process.env.GROWTH_MEGABYTES ?? 4_096),
} as const;

export const server = {
  host: process.env.HOST ?? '127.0.0.1',
  port: Number(process.env.PORT ?? 3000),
  /** Checks that one address may ask for in a minute. */
  checksPerMinute: Number(process.env.CHECKS_PER_MINUTE ?? 60),
} as const;

function packageRoot(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from));
}
