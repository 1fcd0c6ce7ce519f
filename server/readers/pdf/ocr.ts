/** Reads pictures of pages by an installed tesseract: a child process without a shell, bytes in, a table of words out. */
import { spawn } from 'node:child_process';
import type { Piece } from './lines.js';

/** Debian's names of what has to be installed. */
export const PACKAGES = 'tesseract-ocr tesseract-ocr-jpn';
const LANGUAGES = ['jpn', 'eng'] as const;
const PAGE_MS = 90_000;
const MOST_OUTPUT = 20_000_000;

export interface Recogniser {
  /** Language data that the installation lacks. */
  missing: readonly string[];
  /**
   * Words of the picture of a page, `scale` pixels a point, in points with y growing upwards; null if it failed or took
   * longer than a minute and a half.
   */
  read(png: Uint8Array, scale: number): Promise<Piece[] | null>;
}

/** Null where tesseract is not installed. */
export async function recogniser(): Promise<Recogniser | null> {
  const listed = await run(['--list-langs'], new Uint8Array(), 10_000);
  if (listed === null) return null;
  const installed = new Set(listed.split('\n').map((line) => line.trim()));
  const languages = LANGUAGES.filter((language) => installed.has(language));
  if (languages.length === 0) return null;
  return {
    missing: LANGUAGES.filter((language) => !installed.has(language)),
    read: async (png, scale) => {
      const dpi = String(Math.round(scale * 72));
      const args = ['stdin', 'stdout', '-l', languages.join('+'), '--dpi', dpi, '--psm', '3', 'tsv'];
      const table = await alone(() => run(args, png, PAGE_MS));
      return table === null ? null : wordsOf(table, scale);
    },
  };
}

/** One at a time: each takes a whole processor. */
let queue: Promise<unknown> = Promise.resolve();
function alone<T>(task: () => Promise<T>): Promise<T> {
  const result = queue.then(task);
  queue = result.catch(() => {});
  return result;
}

/** Standard output, or null if the program is not there, fails, says too much or takes too long. */
function run(args: readonly string[], input: Uint8Array, ms: number): Promise<string | null> {
  const { PATH = '', TESSDATA_PREFIX } = process.env;
  const env = { PATH, LC_ALL: 'C', OMP_THREAD_LIMIT: '1', ...(TESSDATA_PREFIX ? { TESSDATA_PREFIX } : {}) };
  return new Promise((resolve) => {
    const child = spawn('tesseract', args, {
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: ms,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_OUTPUT) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.on('error', () => resolve(null));
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks).toString('utf8') : null));
    // A program that ends before it has read everything closes the pipe: its exit code tells.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/**
 * Rows of tesseract's table: level, page, block, paragraph, line, word, left, top, width, height (pixels), confidence,
 * text. A line (level 4) comes before its words (level 5), which take its height.
 */
function wordsOf(table: string, scale: number): Piece[] {
  const rows = table.split('\n').map((row) => row.split('\t'));
  const number = (row: readonly string[], at: number) => Number(row[at] ?? 0) / scale;
  let line = { bottom: 0, height: 0 };
  return rows.flatMap((row): Piece[] => {
    if (row[0] === '4') line = { bottom: number(row, 7) + number(row, 9), height: number(row, 9) };
    const text = row[11]?.trim() ?? '';
    if (row[0] !== '5' || text === '') return [];
    return [{ text, x: number(row, 6), y: -line.bottom, width: number(row, 8), height: line.height, ocr: true }];
  });
}
