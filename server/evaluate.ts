/** Compares reports with lawyers' labels: how often status, elements, tilt and quoted clause agree, per language and per item. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CheckOptions, Examination } from './check.js';
import type { Source } from './model/document.js';
import { CheckError } from './model/errors.js';
import { Model, type Report, Status, Tilt } from './model/report.js';
import type { Statement } from './model/statement.js';

const Label = z.object({
  core: z.array(z.boolean()),
  status: Status,
  tilt: Tilt,
  where: z.array(z.string()),
  quote: z.string().optional(),
  note: z.string().optional(),
});
const Gold = z.object({ contract: z.string(), lang: z.string(), model: Model, items: z.record(z.string(), Label) });
export type Label = z.infer<typeof Label>;
export type Gold = z.infer<typeof Gold>;

/** One point of one contract: what the lawyer labelled, and what was found. */
export interface Pair {
  contract: string;
  language: string;
  /** Procurement model under which the contract was labelled and judged. */
  model: Model;
  item: string;
  gold: Label;
  found: Report['items'][number];
  /** A quoted clause is among the label's places; null where there is no evidence to compare. */
  hit: boolean | null;
  /** What was observed in the sentences that the label quotes. */
  observed: readonly Statement[];
}

export interface Scores {
  points: number;
  statusAccuracy: number;
  /** Cohen's kappa of the status. */
  kappa: number;
  /** F1 of "addressed" (met or weak), of elements found, of tilts other than none. */
  addressedF1: number;
  elementPrecision: number;
  elementRecall: number;
  elementF1: number;
  tiltF1: number;
  evidenceHitRate: number;
}

/** How often the label (first key) met which status found (second key). */
export type Confusion = Record<string, Record<string, number>>;

/** What the confidence is worth. */
export interface Reliability {
  /** Share of all verdicts that a person must look at, and of the wrong ones that are among them. */
  low: number;
  caught: number;
  /** Share of wrong verdicts among the others. */
  wrongAmongConfident: number;
  bands: { from: number; verdicts: number; wrong: number }[];
}

export interface Evaluation {
  contracts: number;
  /** By language, and `total`. */
  scores: Record<string, Scores>;
  /** By procurement model. */
  models: Record<string, Scores>;
  /** By language, and `total`. */
  confusion: Record<string, Confusion>;
  reliability: Reliability;
  items: {
    item: string;
    scores: Record<string, Scores>;
    models: Record<string, Scores>;
    confusion: Record<string, Confusion>;
  }[];
  pairs: Pair[];
  /** The procurement model that each contract was labelled under, and the one that its wording speaks for. */
  detections: { contract: string; labelled: Model; detected: Model }[];
  failures: { contract: string; error: string }[];
}

type Examine = (source: Source, options: CheckOptions) => Promise<Examination>;

/** Checks every labelled contract under its labelled model and scores the reports. */
export async function evaluate(
  examine: Examine,
  goldFolder: string,
  contractsFolder: string,
  wanted: { items: readonly string[]; contracts: readonly string[] } = { items: [], contracts: [] },
): Promise<Evaluation> {
  const files = await readdir(contractsFolder).catch((cause: unknown) => {
    throw new CheckError('file-not-found', { name: contractsFolder }, { cause });
  });
  const pairs: Pair[] = [];
  const detections: Evaluation['detections'] = [];
  const failures: Evaluation['failures'] = [];
  const golds = (await loadGold(goldFolder)).filter(
    ({ contract }) => wanted.contracts.length === 0 || wanted.contracts.includes(contract),
  );
  for (const gold of golds) {
    const name = files.find((file) => file.replace(/\.[^.]+$/, '') === gold.contract);
    if (!name) {
      failures.push({ contract: gold.contract, error: 'file-not-found' });
      continue;
    }
    try {
      const bytes = await readFile(join(contractsFolder, name));
      const examination = await examine(
        { bytes, name },
        { model: gold.model, side: 'user', language: gold.lang, view: 'proposed' },
      );
      pairs.push(...pair(gold, examination));
      detections.push({ contract: gold.contract, labelled: gold.model, detected: examination.detected.model });
    } catch (error) {
      if (!(error instanceof CheckError)) throw error;
      failures.push({ contract: gold.contract, error: error.code });
    }
  }
  const kept = pairs.filter(({ item }) => wanted.items.length === 0 || wanted.items.includes(item));
  const ids = [...new Set(kept.map(({ item }) => item))];
  return {
    contracts: golds.length,
    ...figures(kept),
    reliability: reliability(kept),
    items: ids.map((item) => ({ item, ...figures(kept.filter((pair) => pair.item === item)) })),
    pairs: kept,
    detections,
    failures,
  };
}

export async function loadGold(folder: string): Promise<Gold[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new CheckError('file-not-found', { name: folder }, { cause });
  });
  return Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map(async (name) => {
        const parsed = Gold.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8')));
        if (!parsed.success) throw new CheckError('invalid-data', { where: name, what: z.prettifyError(parsed.error) });
        return parsed.data;
      }),
  );
}

function pair(gold: Gold, { report, contract, observation }: Examination): Pair[] {
  return report.items.flatMap((found) => {
    const label = gold.items[found.id];
    if (!label) return [];
    const hit =
      found.evidence.length === 0 || label.where.length === 0
        ? null
        : label.where.some((where) => found.evidence.some((quote) => samePlace(where, quote.clause, report)));
    return [
      {
        contract: gold.contract,
        language: gold.lang,
        model: gold.model,
        item: found.id,
        gold: label,
        found,
        hit,
        observed: quoted(label.quote ?? '', contract.document.text, observation.statements),
      },
    ];
  });
}

/** The statements that stand where the label's quote does; white space may differ from one reader to another. */
export function quoted(quote: string, text: string, statements: readonly Statement[]): readonly Statement[] {
  const words = quote.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('\\s*');
  const match = new RegExp(pattern).exec(text);
  if (!match) return [];
  const end = match.index + match[0].length;
  return statements.filter(({ range }) => range[0] < end && match.index < range[1]);
}

/** The place named is the clause, one that holds it, or one within it; headings count as names. */
function samePlace(where: string, clause: string, report: Report): boolean {
  const wanted = plain(where);
  const byId = new Map(report.clauses.map((entry) => [entry.id, entry]));
  for (let at = byId.get(clause); at; at = at.parent === null ? undefined : byId.get(at.parent)) {
    const label = plain(at.label);
    const heading = plain(at.heading);
    if (label === wanted || (heading !== '' && wanted.endsWith(heading)) || startsAs(wanted, label)) return true;
  }
  return startsAs(plain(byId.get(clause)?.label ?? ''), wanted);
}

function startsAs(longer: string, shorter: string): boolean {
  return shorter !== '' && longer.startsWith(shorter) && !/^\d/.test(longer.slice(shorter.length));
}

function plain(label: string): string {
  return (
    label
      .normalize('NFKC')
      .toLowerCase()
      .replace(/^(?:section|article|clause) /, '')
      // A label may cite 10.1 a) as the tenth article's 10.1, letter a, with the words that its language puts around them.
      .replace(/^\p{L}(\d+(?:\.\d+)+)\p{L}?/u, '$1')
      .replace(/([a-z])\)$/, (whole, letter: string, _at: number, all: string) => (all.includes('(') ? whole : letter))
      .replace(/[\s"'“”‘’]/g, '')
  );
}

function figures(pairs: readonly Pair[]): Pick<Evaluation, 'scores' | 'models' | 'confusion'> {
  const languages = groups(pairs, ({ language }) => language);
  return {
    scores: { ...mapped(languages, score), total: score(pairs) },
    models: mapped(
      groups(pairs, ({ model }) => model),
      score,
    ),
    confusion: { ...mapped(languages, confusion), total: confusion(pairs) },
  };
}

function groups(pairs: readonly Pair[], key: (pair: Pair) => string): [string, Pair[]][] {
  const keys = [...new Set(pairs.map(key))].sort();
  return keys.map((id) => [id, pairs.filter((pair) => key(pair) === id)]);
}

function mapped<T>(entries: readonly [string, Pair[]][], value: (pairs: readonly Pair[]) => T): Record<string, T> {
  return Object.fromEntries(entries.map(([key, pairs]) => [key, value(pairs)]));
}

function confusion(pairs: readonly Pair[]): Confusion {
  const table: Confusion = {};
  for (const { gold, found } of pairs) {
    const row = table[gold.status] ?? {};
    table[gold.status] = { ...row, [found.status]: (row[found.status] ?? 0) + 1 };
  }
  return table;
}

export function score(pairs: readonly Pair[]): Scores {
  const addressed = (status: string) => status === 'met' || status === 'weak';
  const hits = pairs.flatMap(({ hit }) => hit ?? []);
  const elements = pairs
    .filter(({ gold, found }) => gold.status !== 'na' && found.status !== 'na')
    .flatMap(({ gold, found }) =>
      found.elements.map((element, index) => ({ labelled: gold.core[index] ?? false, found: element.found })),
    );
  const right = elements.filter((element) => element.labelled && element.found).length;
  return {
    points: pairs.length,
    statusAccuracy: share(pairs.filter(({ gold, found }) => gold.status === found.status).length, pairs.length),
    kappa: kappa(pairs.map(({ gold, found }) => [gold.status, found.status])),
    addressedF1: f1(pairs.map(({ gold, found }) => [addressed(gold.status), addressed(found.status)])),
    elementPrecision: share(right, elements.filter((element) => element.found).length),
    elementRecall: share(right, elements.filter((element) => element.labelled).length),
    elementF1: f1(elements.map((element) => [element.labelled, element.found])),
    tiltF1: f1Of(pairs.map(({ gold, found }) => [gold.tilt, found.tilt])),
    evidenceHitRate: share(hits.filter(Boolean).length, hits.length),
  };
}

const BANDS = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

function reliability(pairs: readonly Pair[]): Reliability {
  const wrong = (list: readonly Pair[]) => list.filter(({ gold, found }) => gold.status !== found.status).length;
  const low = pairs.filter(({ found }) => found.doubt !== null);
  const confident = pairs.filter(({ found }) => found.doubt === null);
  return {
    low: share(low.length, pairs.length),
    caught: share(wrong(low), wrong(pairs)),
    wrongAmongConfident: share(wrong(confident), confident.length),
    bands: BANDS.map((from, index) => {
      const until = BANDS[index + 1] ?? Number.POSITIVE_INFINITY;
      const own = pairs.filter(({ found }) => found.confidence >= from && found.confidence < until);
      return { from, verdicts: own.length, wrong: share(wrong(own), own.length) };
    }),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? Number.NaN : part / whole;
}

/** Agreement beyond chance (Cohen, 1960). */
export function kappa(pairs: readonly (readonly [string, string])[]): number {
  const labels = [...new Set(pairs.flat())];
  const observed = share(pairs.filter(([a, b]) => a === b).length, pairs.length);
  const expected = labels.reduce((sum, label) => {
    const [first, second] = [0, 1].map((side) =>
      share(pairs.filter((pair) => pair[side] === label).length, pairs.length),
    );
    return sum + first! * second!;
  }, 0);
  return expected === 1 ? 1 : (observed - expected) / (1 - expected);
}

function f1(pairs: readonly (readonly [gold: boolean, found: boolean])[]): number {
  const both = pairs.filter(([gold, found]) => gold && found).length;
  const either = pairs.filter(([gold]) => gold).length + pairs.filter(([, found]) => found).length;
  return share(2 * both, either);
}

/** Of labels other than `none`: right side named, over all that either names. */
function f1Of(pairs: readonly (readonly [gold: string, found: string])[]): number {
  const right = pairs.filter(([gold, found]) => gold !== 'none' && gold === found).length;
  const either =
    pairs.filter(([gold]) => gold !== 'none').length + pairs.filter(([, found]) => found !== 'none').length;
  return share(2 * right, either);
}
