import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contracts as fixtures } from '../scripts/fixtures.js';
import { createEngine } from '../server/engine.js';
import type { Finding, Report } from '../server/model/report.js';
import { type Contract, loadContracts, written } from './metamorphic/contract.js';
import { hedgings, withoutEvidence } from './metamorphic/mutations.js';
import { transformations } from './metamorphic/transformations.js';

const engine = await createEngine();
const contracts = await loadContracts();

/**
 * Where an element does not rest on the duty that is turned into an effort, and why. Any other element must be lost with it; one
 * that is listed here and lost in every contract is a stale entry.
 */
const STANDS_THOUGH_HEDGED: Readonly<Record<string, string>> = {
  'IN-01 described': 'says what the data are; the effort is about handing them over',
  'IN-09 party-named': 'asks which party has to get the consents, not how firmly',
  'IN-30 regulated': 'asks whether compelled disclosure is dealt with, not how firmly',
  'OUT-02 metric-or-target': 'a target that is only pursued is a target',
  'OUT-02 specification-named': 'the specification is named, however firmly conformity to it is promised',
  'OUT-05 nature-stated': 'the standard of care is stated, whatever else in its sentence is only tried',
  'OUT-06 form-or-method': 'the form is stated, however firmly the delivery is promised',
  'OUT-08 stated': 'the warranty in the same sentence stays firm',
  'OUT-08 undertaking-or-cure': 'the warranty in the same sentence stays firm',
  'OUT-09 dealt-with': 'asks whether infringement is dealt with, not how firmly',
  'OUT-15 fee-stated': 'the fee is stated, however firmly it is to be paid',
  'OUT-15 payment-or-change': 'when and how is stated, however firmly it is to be paid',
  'OUT-17 listed': 'asks which uses are restricted, not how firmly',
  'OUT-18 dealt-with': 'asks whether copying and modification are dealt with, not how firmly',
};

/** Of the 73 verdicts: other words weigh a little more or less, so that some that stand on the edge between two statuses tip over. */
const MOST_TIPPED = 3;

describe.each(contracts.map((contract) => [contract.name, contract] as const))('%s', (_, contract) => {
  test('its parts, written down again, are the fixture', async () => {
    const bytes = await readFile(join(fixtures, contract.name, 'input.txt'));
    const encoding = contract.name === 'ja-new-inspection' ? 'shift_jis' : 'utf-8';
    expect(written(contract)).toBe(new TextDecoder(encoding).decode(bytes));
  });

  test.each(transformations)('$name: same status and tilt of all points', async ({ texts }) => {
    const [rules, settled] = await byBoth(written(contract), contract);
    const changed = texts(contract);
    expect(changed.filter(({ text }) => text === written(contract))).toEqual([]);
    for (const { what, text } of changed) {
      const [now, weighed] = await byBoth(text, contract);
      expect({ what, ...now }).toEqual({ what, ...rules });
      const tipped = Object.keys(settled).filter((id) => weighed[id] !== settled[id]);
      expect({ what, tipped: tipped.slice(MOST_TIPPED) }).toEqual({ what, tipped: [] });
    }
  });

  test('a point that is met is weak or missing once the clauses that it rests on are gone', async () => {
    const report = await examined(written(contract), contract);
    const kept: string[] = [];
    for (const finding of report.items.filter(({ status }) => status === 'met'))
      if ((await stripped(report, finding, contract)) === 'met') kept.push(finding.id);
    expect(kept).toEqual([]);
  });
});

test('a duty that a point rests on alone is worth less as an effort', async () => {
  const stood = new Set<string>();
  const lost = new Set<string>();
  for (const contract of contracts) {
    const source = { bytes: Buffer.from(written(contract)), name: 'contract.txt' };
    for (const { item, element, text } of hedgings(
      await engine.examine(source, options(contract)),
      contract.language,
    )) {
      const { status, elements } = found(await examined(text, contract), item);
      const stands = status === 'met' || elements.find(({ id }) => id === element)!.found;
      (stands ? stood : lost).add(`${item} ${element}`);
    }
  }
  expect(lost.size).toBeGreaterThan(50);
  expect([...stood].sort()).toEqual(Object.keys(STANDS_THOUGH_HEDGED).sort());
});

/** A report shows four quotes of a place at most; what comes forward when those are gone is taken away too. */
async function stripped(report: Report, finding: Finding, contract: Contract): Promise<string> {
  let [left, at] = [report, finding];
  for (let round = 0; round < 3 && at.status === 'met'; round++) {
    left = await examined(withoutEvidence(left, at), contract);
    at = found(left, finding.id);
  }
  return at.status;
}

const reports = new Map<string, Report>();

/** Several points may rest on the same clause: each text is checked once. */
async function examined(text: string, contract: Contract): Promise<Report> {
  const known = reports.get(text);
  const report = known ?? (await engine.check({ bytes: Buffer.from(text), name: 'contract.txt' }, options(contract)));
  reports.set(text, report);
  return report;
}

/** The verdicts of the rules alone, and those that are settled. */
async function byBoth(text: string, contract: Contract): Promise<[Record<string, string>, Record<string, string>]> {
  const source = { bytes: Buffer.from(text), name: 'contract.txt' };
  const rules = await engine.check(source, { ...options(contract), rulesOnly: true });
  return [verdicts(rules), verdicts(await examined(text, contract))];
}

function options({ model, language }: Contract) {
  return { model, language, side: 'user', view: 'proposed' } as const;
}

function verdicts({ items }: Report): Record<string, string> {
  return Object.fromEntries(items.map(({ id, status, tilt }) => [id, `${status} ${tilt}`]));
}

function found({ items }: Report, id: string): Finding {
  return items.find((finding) => finding.id === id)!;
}
