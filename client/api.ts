/** Asks the server, follows how far it is, and tells what went wrong in its words. */
import type { Comparison } from '../server/model/comparison.js';
import type { OnStage, Stage } from '../server/model/progress.js';
import type { Model, Report, ReportSide } from '../server/model/report.js';
import { eventsOf } from './events.js';
import type { Language, Values } from './language.js';

export interface CheckOptions {
  model: Model | 'auto';
  side: ReportSide;
  lang: Language;
  view: Report['document']['view'];
  /** Read pages that are pictures, where the server can. */
  ocr?: boolean;
  /** `lang` is the page's language, and is to change with it. */
  follows?: boolean;
}

/** `code` as in the API's problem details, `unreachable` where no answer came; `message` is for people, `values` say it in another language. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly values: Values | null = null,
  ) {
    super(message);
  }
}

export async function check(
  file: File,
  options: CheckOptions,
  signal?: AbortSignal,
  onStage?: OnStage,
): Promise<Report> {
  return JSON.parse(await ask('api/checks', { file, ...fieldsOf(options) }, signal, onStage));
}

export async function compare(
  before: File,
  after: File | null,
  options: CheckOptions,
  signal?: AbortSignal,
  onStage?: OnStage,
): Promise<Comparison> {
  return JSON.parse(await ask('api/comparisons', versions(before, after, options), signal, onStage));
}

/** The comparison as the server writes it in a format (`html`, `json`). */
export async function writtenComparison(
  before: File,
  after: File | null,
  options: CheckOptions,
  format: string,
): Promise<string> {
  return ask('api/comparisons', { ...versions(before, after, options), format });
}

type Fields = Readonly<Record<string, string | File>>;

function versions(before: File, after: File | null, options: CheckOptions): Fields {
  const { view: _, ...fields } = fieldsOf(options);
  return { before, ...(after ? { after } : {}), ...fields };
}

function fieldsOf({ ocr, follows: _, ...options }: CheckOptions) {
  return { ...options, ocr: String(ocr === true) };
}

async function ask(path: string, fields: Fields, signal?: AbortSignal, onStage?: OnStage): Promise<string> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  try {
    const response = await fetch(path, {
      method: 'POST',
      body,
      // Errors are said in the page's language, whatever that of the report.
      headers: { 'Accept-Language': document.documentElement.lang, Accept: onStage ? 'text/event-stream' : '*/*' },
      signal: signal ?? null,
    });
    if (!response.ok) throw problemOf(await response.text());
    if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) return await response.text();
    for await (const { event, data } of eventsOf(response.body!)) {
      if (event === 'stage') onStage?.(data as Stage);
      if (event === 'problem') throw problemOf(data);
      if (event === 'report') return data;
    }
  } catch (error) {
    if (error instanceof Problem || signal?.aborted) throw error;
  }
  throw new Problem('unreachable', '');
}

function problemOf(body: string): Problem {
  const { code, detail, values } = JSON.parse(body);
  return new Problem(code, detail, values);
}
