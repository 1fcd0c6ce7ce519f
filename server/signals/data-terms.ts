/** The contract is nothing but terms on handling data (an addendum, an agreement for processing on behalf): no price is owed under it. */
import { z } from 'zod';
import type { Signal } from '../model/plugin.js';
import says, { Args as Says } from './says.js';

const Args = z.strictObject({});

/** What such terms say of themselves, in passing or not … */
const TERMS = Says.parse({ with: ['data-terms-only'], hedged: true, passing: true });
/** … and what no mere annex to another contract says: prices other than those of audits, of help and of what is paid back. */
const PRICE = Says.parse({ with: ['price-owed'], without: ['audit', 'cooperate', 'refund-word'], hedged: true });

const dataTerms: Signal<z.infer<typeof Args>> = {
  args: Args,
  concepts: () => [TERMS, PRICE].flatMap((args) => says.concepts(args)),
  bind: () => {
    const terms = says.bind(TERMS);
    const price = says.bind(PRICE);
    return (world) => {
      const found = terms(world).filter(({ hedged }) => !hedged);
      return found.length === 0 || price(world).length > 0 ? [] : found;
    };
  },
};
export default dataTerms;
