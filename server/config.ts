/** Where the package's own data lies, and what the environment may set. */
import { existsSync } from 'node:fs';
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
  /** Files in one upload. */
  files: 1,
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
