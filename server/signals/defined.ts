/** A defined term that stands for given concepts through the contract's own definition. */
import { z } from 'zod';
import type { Range } from '../model/document.js';
import type { Signal } from '../model/plugin.js';
import { firstIndex } from '../model/sorted.js';
import type { Statement } from '../model/statement.js';

const Args = z.strictObject({
  /** Concepts of which the term must stand for one: `input|results`. */
  as: z.string().min(1),
  /** And for none of these. */
  not: z.string().optional(),
  /** The definition lists at least so many kinds. */
  kinds: z.int().min(1).default(1),
  /** Its definition mentions all of these. */
  with: z.array(z.string().min(1)).default([]),
});
type Args = z.infer<typeof Args>;

/** Heavier than a sentence that only mentions the thing: where a definition is asked for, it is shown first. */
const DEFINITION = 6;

const defined: Signal<Args> = {
  args: Args,
  concepts: (args) => [args.as, args.not ?? [], args.with].flat().flatMap((list) => list.split('|')),
  bind: (args) => {
    const wanted = args.as.split('|');
    const barred = args.not?.split('|') ?? [];
    const mentioned = args.with.map((list) => list.split('|'));
    return ({ observation }) => {
      const terms = observation.terms.filter(
        ({ concepts, kinds }) =>
          kinds >= args.kinds &&
          concepts.some((id) => wanted.includes(id)) &&
          !concepts.some((id) => barred.includes(id)),
      );
      return terms.flatMap(({ meaning, kinds }) => {
        const statement = statementIn(meaning, observation.statements);
        const holds = (concepts: readonly string[]) =>
          statement?.mentions.some(
            ({ concept, range }) => concepts.includes(concept) && range[0] >= meaning[0] && range[1] <= meaning[1] + 1,
          );
        if (!mentioned.every(holds)) return [];
        return statement ? [{ statement, weight: DEFINITION + Math.min(kinds, 5) / 2, hedged: false }] : [];
      });
    };
  },
};
export default defined;

/** The first statement of a range; they stand in reading order. */
function statementIn([start, end]: Range, statements: readonly Statement[]): Statement | undefined {
  const found = statements[firstIndex(statements.length, (index) => statements[index]!.range[1] > start)];
  return found && found.range[0] < end ? found : undefined;
}
