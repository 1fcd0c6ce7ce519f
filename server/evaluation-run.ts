/** Keeps an evaluation's verdicts, without any text, and says which of them a later one changed for the better or the worse. */
import { z } from 'zod';
import type { Evaluation, Pair } from './evaluate.js';
import { CheckError } from './model/errors.js';
import { Status, Tilt } from './model/report.js';

const Side = z.strictObject({ status: Status, tilt: Tilt, elements: z.array(z.boolean()) });
const Entry = z.strictObject({ contract: z.string(), item: z.string(), label: Side, found: Side });
const Run = z.strictObject({ schema: z.literal('1'), verdicts: z.array(Entry) });
type Side = z.infer<typeof Side>;
type Entry = z.infer<typeof Entry>;
export type Run = z.infer<typeof Run>;

export interface Change {
  contract: string;
  item: string;
  label: Side;
  before: Side;
  after: Side;
}

export interface Difference {
  /** Verdicts that both runs hold. */
  compared: number;
  better: Change[];
  worse: Change[];
  /** Wrong before and after, in another way. */
  other: Change[];
}

export function runOf({ pairs }: Pick<Evaluation, 'pairs'>): Run {
  return { schema: '1', verdicts: pairs.map(entryOf) };
}

export function parseRun(text: string, name: string): Run {
  try {
    return Run.parse(JSON.parse(text));
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof z.ZodError)) throw cause;
    const what = cause instanceof z.ZodError ? z.prettifyError(cause) : cause.message;
    throw new CheckError('invalid-data', { where: name, what }, { cause });
  }
}

/** Both verdicts are held against the label of the later run. */
export function difference(earlier: Run, later: Run): Difference {
  const key = ({ contract, item }: Entry) => `${contract} ${item}`;
  const known = new Map(earlier.verdicts.map((entry) => [key(entry), entry.found]));
  const both = later.verdicts.flatMap(({ found: after, ...rest }): Change[] => {
    const before = known.get(`${rest.contract} ${rest.item}`);
    return before ? [{ ...rest, before, after }] : [];
  });
  const changed = both.filter(({ before, after }) => !same(before, after));
  const gain = ({ label, before, after }: Change) => agreement(after, label) - agreement(before, label);
  return {
    compared: both.length,
    better: changed.filter((change) => gain(change) > 0),
    worse: changed.filter((change) => gain(change) < 0),
    other: changed.filter((change) => gain(change) === 0),
  };
}

export function differenceText({ compared, better, worse, other }: Difference): string {
  const lines = [
    `${compared} verdicts compared: ${better.length} better, ${worse.length} worse, ${other.length} other`,
  ];
  for (const [name, changes] of Object.entries({ better, worse, other })) {
    for (const { contract, item, label, before, after } of changes)
      lines.push(`  ${name.padEnd(7)}${item} ${contract}: ${told(before)} → ${told(after)}, label ${told(label)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A status outweighs the tilt, and the tilt all elements. */
function agreement(found: Side, label: Side): number {
  const elements = found.elements.filter((element, index) => element === label.elements[index]).length;
  return 1000 * Number(found.status === label.status) + 100 * Number(found.tilt === label.tilt) + elements;
}

function same(a: Side, b: Side): boolean {
  return told(a) === told(b);
}

function entryOf({ contract, item, gold, found }: Pair): Entry {
  return {
    contract,
    item,
    label: { status: gold.status, tilt: gold.tilt, elements: gold.core },
    found: { status: found.status, tilt: found.tilt, elements: found.elements.map((element) => element.found) },
  };
}

function told({ status, tilt, elements }: Side): string {
  const marks = elements.map((found) => (found ? '+' : '-')).join('');
  return `${status} ${marks}${tilt === 'none' ? '' : ` against ${tilt}`}`.trimEnd();
}
