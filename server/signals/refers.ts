/** A statement that points, by a cross-reference in its sentence, to an article in which another statement stands. */
import { z } from 'zod';
import type { Signal } from '../model/plugin.js';
import says, { Args as Says } from './says.js';

const Args = z.strictObject({
  /** The statement that points, e.g. "Section 9 survives". */
  from: Says,
  /** What has to be said in the clause, or the article, that it points to. */
  to: Says,
});
type Args = z.infer<typeof Args>;

const refers: Signal<Args> = {
  args: Args,
  concepts: (args) => [...says.concepts(args.from), ...says.concepts(args.to)],
  bind: (args) => {
    const from = says.bind(args.from);
    const to = says.bind(args.to);
    return (world) => {
      const said = to(world);
      if (said.length === 0) return [];
      const parents = new Map(world.contract.clauses.map(({ id, parent }) => [id, parent]));
      const targets = new Set<string>();
      for (const { statement } of said)
        for (
          let at: string | null = statement.clause;
          at;
          at = at === statement.article ? null : (parents.get(at) ?? null)
        )
          targets.add(at);
      const pointing = world.contract.references.filter(({ clause }) => clause !== null && targets.has(clause));
      return from(world).filter(({ statement: { range } }) =>
        pointing.some((reference) => reference.range[0] >= range[0] && reference.range[1] <= range[1]),
      );
    };
  },
};
export default refers;
