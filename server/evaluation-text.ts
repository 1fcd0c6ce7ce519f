/** Writes an evaluation as plain tables for the terminal. */
import type { Evaluation, Pair, Scores } from './evaluate.js';

const COLUMNS: readonly [string, keyof Scores][] = [
  ['status acc', 'statusAccuracy'],
  ['kappa', 'kappa'],
  ['addressed F1', 'addressedF1'],
  ['element F1', 'elementF1'],
  ['tilt F1', 'tiltF1'],
  ['evidence hit', 'evidenceHitRate'],
];
const WORST = 15;

export function evaluationText(evaluation: Evaluation): string {
  const { contracts, failures, scores, items } = evaluation;
  const lines = [`${contracts} contracts, ${failures.length} not checked`];
  for (const { contract, error } of failures) lines.push(`  ${contract}: ${error}`);
  lines.push(
    '',
    row(
      '',
      COLUMNS.map(([name]) => name),
    ),
  );
  for (const [name, score] of Object.entries(scores))
    lines.push(
      row(
        name,
        COLUMNS.map(([, key]) => figure(score[key])),
      ),
    );
  const sorted = [...items].sort((a, b) => a.scores.total!.statusAccuracy - b.scores.total!.statusAccuracy);
  lines.push(
    '',
    items.length > WORST ? `worst ${WORST} points` : 'points',
    row(
      '',
      COLUMNS.map(([name]) => name),
    ),
  );
  for (const { item, scores: own } of sorted.slice(0, WORST)) {
    for (const [language, score] of Object.entries(own)) {
      if (language !== 'total')
        lines.push(
          row(
            `${item} ${language}`,
            COLUMNS.map(([, key]) => figure(score[key])),
          ),
        );
    }
  }
  return `${lines.join('\n')}\n`;
}

export function missesText({ pairs }: Evaluation): string {
  const lines = pairs.filter(differs).flatMap(({ contract, item, gold, found }) => [
    '',
    `${item} ${contract}: label ${told(gold.status, gold.tilt, gold.core)}, found ${told(
      found.status,
      found.tilt,
      found.elements.map((element) => element.found),
    )}`,
    `  label ${gold.where.join('; ')}: ${gold.quote ?? ''}${gold.note ? ` (${gold.note})` : ''}`,
    ...found.evidence.map(({ label, quote }) => `  found ${label}: ${quote.slice(0, 300)}`),
    ...found.concerns.map(({ kind, text }) => `  ${kind} wording: ${text}`),
  ]);
  return `${lines.join('\n')}\n`;
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

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(12) + cells.map((cell) => cell.padStart(14)).join('');
}

function figure(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3);
}
