/** What a plugin file exports by default. Its file name is its id; nothing lists plugins. */
import type { z } from 'zod';
import type { Comparison } from './comparison.js';
import type { Contract } from './contract.js';
import type { Document, View } from './document.js';
import type { Report } from './report.js';
import type { Observation, Statement } from './statement.js';

export interface ReadOptions {
  view: View;
  /** Read the pages without a text layer by an installed optical character recognition, where there is one. */
  ocr?: boolean;
}

export interface Reader {
  /** File extensions without the dot, lower case. */
  extensions: readonly string[];
  /** IANA media type. */
  mediaType: string;
  /**
   * How sure the reader is, from 0 (not mine) to 1, that `bytes` is its format: by content; `extension`
   * (from the file's name or `--as`, may be empty) only breaks ties between text formats.
   */
  recognises(bytes: Uint8Array, extension: string): number | Promise<number>;
  /** Throws `CheckError` for what cannot be read; reports the rest as notices. */
  read(bytes: Uint8Array, options: ReadOptions): Promise<Document>;
}

export interface RenderOptions {
  /** Language of the report's own words: `ja` or `en`. */
  language: string;
  /** Terminal only: ANSI colours allowed. */
  color: boolean;
}

export interface Reporter {
  mediaType: string;
  /** File extension without the dot. */
  extension: string;
  render(report: Report, options: RenderOptions): string | Uint8Array;
  /** Not every format shows comparisons. */
  renderComparison?(comparison: Comparison, options: RenderOptions): string | Uint8Array;
}

/** What signals look at. */
export interface World {
  contract: Contract;
  observation: Observation;
}

/** A place that satisfies a signal. */
export interface Match {
  statement: Statement;
  /** Higher is better evidence. */
  weight: number;
  /** Said with effort only, or left to a later agreement or another document: no duty to rely on. */
  hedged: boolean;
}

/** An operator that an item's data may use. `args` has been parsed by `args`. */
export interface Signal<A = unknown> {
  args: z.ZodType<A>;
  /** Concepts that the arguments name, so that unknown ones are refused at load. */
  concepts(args: A): readonly string[];
  /** What a condition becomes when its item is loaded; called once, the result for each contract. */
  bind(args: A): (world: World) => readonly Match[];
}
