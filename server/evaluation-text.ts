/** Writes an evaluation as plain tables for the terminal. */
import type { Evaluation, Pair, Scores } from './evaluate.js';
import type { Item } from './model/item.js';
import type { Statement } from './model/statement.js';

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

/** Every pair that differs, with the words on both sides and what was read in those that the label quotes. */
export function missesText({ pairs }: Evaluation, items: readonly Item[]): string {
  const lines = pairs.filter(differs).flatMap(({ contract, item, gold, found, observed }) => [
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

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(12) + cells.map((cell) => cell.padStart(14)).join('');
}

function figure(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3);
}
