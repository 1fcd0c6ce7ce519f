/** Asks the server, and tells what went wrong in its words. */
import type { Comparison } from '../server/model/comparison.js';
import type { Model, Report, ReportSide } from '../server/model/report.js';
import type { Language } from './language.js';

export interface CheckOptions {
  model: Model | 'auto';
  side: ReportSide;
  lang: Language;
  view: Report['document']['view'];
}

/** `code` as in the API's problem details, `unreachable` where no answer came; `message` is for people. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export async function check(file: File, options: CheckOptions, signal?: AbortSignal): Promise<Report> {
  return ask('api/checks', { file, ...options }, options.lang, signal);
}

export async function compare(
  before: File,
  after: File | null,
  { view: _, ...options }: CheckOptions,
  signal?: AbortSignal,
): Promise<Comparison> {
  return ask('api/comparisons', { before, ...(after ? { after } : {}), ...options }, options.lang, signal);
}

async function ask<T>(
  path: string,
  fields: Readonly<Record<string, string | File>>,
  language: Language,
  signal?: AbortSignal,
): Promise<T> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const response = await fetch(path, {
    method: 'POST',
    body,
    headers: { 'Accept-Language': language },
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Problem('unreachable', '');
  });
  if (response.ok) return response.json();
  const { code = 'unreachable', detail = '' } = await response.json().catch(() => ({}));
  throw new Problem(code, detail);
}
