/** What is worked on: a contract as it was sent, its report, and what was decided on it. */
import type { Comparison } from '../server/model/comparison.js';
import type { Decisions } from '../server/model/decisions.js';
import type { Report } from '../server/model/report.js';
import type { CheckOptions } from './api.js';

export interface Work {
  /** `sha256` of the file, model, side and view: what makes a report another one. */
  id: string;
  /** When it was first checked here: ISO 8601. */
  since: string;
  /** Kept to check again in another language or by another model. */
  file: File;
  options: CheckOptions;
  report: Report;
  decisions: Decisions;
  /** What the decisions were before each change to them, oldest first. */
  past: readonly Decisions[];
}

export interface Compared {
  before: File;
  after: File | null;
  options: CheckOptions;
  comparison: Comparison;
}

export type Screen =
  | { name: 'start' }
  | { name: 'review'; work: Work }
  /** What may be shown to the other side. */
  | { name: 'counterparty'; work: Work }
  | ({ name: 'compare' } & Compared);

export function workOf(file: File, options: CheckOptions, report: Report): Work {
  const { document, model, side } = report;
  return {
    id: [document.sha256, model, side, document.view].join(' '),
    since: new Date().toISOString(),
    file,
    options,
    report,
    decisions: { schema: '1', document: document.name, decisions: [] },
    past: [],
  };
}
