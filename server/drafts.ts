/** Clauses to propose, with the parties called as the contract calls them. */
import type { Contract, Side } from './model/contract.js';
import type { Language } from './model/language.js';

export interface Drafter {
  language: string;
  /** What the drafts call the parties. */
  names: Readonly<Record<Side, string>>;
  /** These are names that the contract itself uses. */
  own: boolean;
  write(draft: string): string;
}

type Drafting = Pick<Language, 'id' | 'spaced' | 'drafting'>;

/** Of drafts in a contract's own language. Where it does not name both sides by names that fit, the usual ones stay. */
export function drafterFor({ parties }: Pick<Contract, 'parties'>, language: Drafting): Drafter {
  const { names: usual, takes } = language.drafting;
  const nameOf = (side: Side) => parties.find(({ name, role }) => role === side && takes(name))?.name;
  const [user, vendor] = [nameOf('user'), nameOf('vendor')];
  if (user === undefined || vendor === undefined) return plainDrafter(language);
  const edge = language.spaced ? '\\b' : '';
  const called = new RegExp(`${edge}(?:(${usual.user})|${usual.vendor})${edge}`, 'g');
  return {
    language: language.id,
    names: { user, vendor },
    own: true,
    write: (draft) => draft.replace(called, (_, asUser) => (asUser === undefined ? vendor : user)),
  };
}

/** In the report's language, and in the contract's where that is another. */
export interface Drafters {
  told: Drafter;
  own: Drafter | null;
}

export function draftersOf(contract: Pick<Contract, 'parties'>, language: Drafting, told: Drafting): Drafters {
  const own = drafterFor(contract, language);
  return told.id === language.id ? { told: own, own: null } : { told: plainDrafter(told), own };
}

/** Of drafts in another language than the contract's: its names would not fit into them. */
function plainDrafter({ id, drafting }: Drafting): Drafter {
  return { language: id, names: drafting.names, own: false, write: (draft) => draft };
}
