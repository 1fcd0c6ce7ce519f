/** Writes an evaluation as plain tables for the terminal. */
import type { Confusion, Evaluation, Pair, Reliability, Scores } from './evaluate.js';
import type { Item } from './model/item.js';
import { Status } from './model/report.js';
import type { Statement } from './model/statement.js';

const COLUMNS: readonly [string, keyof Scores][] = [
  ['status acc', 'statusAccuracy'],
  ['kappa', 'kappa'],
  ['addressed F1', 'addressedF1'],
  ['element P', 'elementPrecision'],
  ['element R', 'elementRecall'],
  ['element F1', 'elementF1'],
  ['tilt F1', 'tiltF1'],
  ['evidence hit', 'evidenceHitRate'],
];
const HEAD = row(
  '',
  COLUMNS.map(([name]) => name),
);
const WORST = 15;

/** `all`: every point, not only those that agree least. */
export function evaluationText(evaluation: Evaluation, { all = false } = {}): string {
  const { contracts, failures, scores, models, confusion, items } = evaluation;
  const sorted = [...items].sort((a, b) => a.scores.total!.statusAccuracy - b.scores.total!.statusAccuracy);
  const shown = all ? items : sorted.slice(0, WORST);
  const lines = [
    `${contracts} contracts, ${failures.length} not checked`,
    ...failures.map(({ contract, error }) => `  ${contract}: ${error}`),
    '',
    HEAD,
    ...Object.entries(scores).map(([name, score]) => scoreRow(name, score)),
    ...Object.entries(models).map(([name, score]) => scoreRow(`model ${name}`, score)),
    ...detectionLines(evaluation.detections),
    ...reliabilityLines(evaluation.reliability),
    ...Object.entries(confusion).flatMap(([name, table]) => confusionTable(name, table)),
    '',
    shown.length < items.length ? `worst ${WORST} points` : 'points',
    HEAD,
    ...shown.flatMap(pointRows),
  ];
  return `${lines.join('\n')}\n`;
}

/** Per language and model; what was found instead of the label stands at the end. */
function pointRows({ item, scores, models, confusion }: Evaluation['items'][number]): string[] {
  return [
    ...Object.entries(scores)
      .filter(([language]) => language !== 'total')
      .map(([language, score]) =>
        `${scoreRow(`${item} ${language}`, score)}   ${confused(confusion[language]!)}`.trimEnd(),
      ),
    ...Object.entries(models).map(([model, score]) => scoreRow(`${item} ${model}`, score)),
  ];
}

function detectionLines(detections: Evaluation['detections']): string[] {
  const wrong = detections.filter(({ labelled, detected }) => labelled !== detected);
  return [
    '',
    `procurement model detected as labelled: ${detections.length - wrong.length} of ${detections.length}`,
    ...wrong.map(({ contract, labelled, detected }) => `  ${contract}: ${labelled} as ${detected}`),
  ];
}

function reliabilityLines({ low, caught, wrongAmongConfident, bands }: Reliability): string[] {
  return [
    '',
    `a person must look at ${figure(low)} of the verdicts, which hold ${figure(caught)} of the wrong ones; wrong among the others ${figure(wrongAmongConfident)}`,
    row('confidence', ['verdicts', 'wrong']),
    ...bands.map(({ from, verdicts, wrong }) => row(`${from.toFixed(2)} up`, [String(verdicts), figure(wrong)])),
  ];
}

function confusionTable(name: string, table: Confusion): string[] {
  const seen = Status.options.filter(
    (status) => table[status] || Object.values(table).some((found) => status in found),
  );
  return [
    '',
    row(
      name,
      seen.map((status) => `found ${status}`),
    ),
    ...seen.map((status) =>
      row(
        status,
        seen.map((found) => String(table[status]?.[found] ?? 0)),
      ),
    ),
  ];
}

/** `weak as met 3`: the label, what was found, how often; most frequent first. */
function confused(table: Confusion): string {
  return Object.entries(table)
    .flatMap(([label, found]) => Object.entries(found).map(([status, count]) => ({ label, status, count })))
    .filter(({ label, status }) => label !== status)
    .sort((a, b) => b.count - a.count)
    .map(({ label, status, count }) => `${label} as ${status} ${count}`)
    .join(', ');
}

/** Every pair that differs, with the words on both sides and what was read in those that the label quotes. */
export function missesText({ pairs }: Evaluation, items: readonly Item[]): string {
  return pairsText(pairs.filter(differs), items);
}

/** The pairs whose status differs, of one point or of all. */
export function failuresText({ pairs }: Evaluation, items: readonly Item[], point: string | null): string {
  const failing = pairs.filter(
    ({ item, gold, found }) => gold.status !== found.status && (point === null || item === point),
  );
  return pairsText(failing, items);
}

function pairsText(pairs: readonly Pair[], items: readonly Item[]): string {
  const lines = pairs.flatMap(({ contract, item, gold, found, observed }) => [
    '',
    `${item} ${contract}: label ${told(gold.status, gold.tilt, gold.core)}, found ${told(
      found.status,
      found.tilt,
      found.elements.map((element) => element.found),
    )}`,
    `  label ${gold.where.join('; ')}: ${gold.quote ?? ''}${gold.note ? ` (${gold.note})` : ''}`,
    ...observed.map((statement) => `  read  ${statementText(statement, items, item)}`),
    ...found.evidence.map(({ label, quote }) => `  found ${label}: ${quote.slice(0, 300)}`),
    ...found.concerns.map(({ kind, text }) => `  ${kind} wording: ${text}`),
  ]);
  return `${lines.join('\n')}\n`;
}
/**
 * One statement in a line: kind, bearer, act, then the shared concepts by the part of the sentence they stand in; of the
 * items' own signals, those of the point named.
 */
export function statementText(
  { kind, bearer, receiver, action, mentions, hedges }: Statement,
  items: readonly Item[],
  point = '',
): string {
  const foreign = new Set(
    items.flatMap(({ logic, wording }) =>
      logic.id === point ? [] : Object.values(wording).flatMap(({ signals }) => Object.keys(signals)),
    ),
  );
  const parts = ['subject', 'main', 'condition', 'exception', 'lead', 'heading'] as const;
  const spoken = parts.flatMap((part) => {
    const here = mentions.filter((mention) => mention.part === part && !foreign.has(mention.concept));
    const concepts = [...new Set(here.map(({ concept }) => concept))];
    return concepts.length > 0 ? [`${part}: ${concepts.join(' ')}`] : [];
  });
  const act = `${kind} of ${bearer}${action === null ? '' : ` to ${action}`}${receiver === 'none' ? '' : `, ${receiver} has it`}`;
  return [act, ...(hedges.length > 0 ? [`hedged: ${hedges.join(' ')}`] : []), ...spoken].join('; ');
}

function differs({ gold, found }: Pair): boolean {
  return (
    gold.status !== found.status ||
    gold.tilt !== found.tilt ||
    found.elements.some((element, i) => element.found !== gold.core[i])
  );
}

function told(status: string, tilt: string, elements: readonly boolean[]): string {
  return `${status} ${elements.map((found) => (found ? '+' : '-')).join('')}${tilt === 'none' ? '' : ` against ${tilt}`}`;
}

function scoreRow(name: string, score: Scores): string {
  return row(
    name,
    COLUMNS.map(([, key]) => figure(score[key])),
  );
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(12) + cells.map((cell) => cell.padStart(14)).join('');
}

function figure(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3);
}
