/** Norms read from sentences, in LegalRuleML's terms, as concepts that hold in any language. */
import type { ConceptSet } from './concepts.js';
import type { Role } from './contract.js';
import type { Range } from './document.js';

export type StatementKind = 'obligation' | 'permission' | 'prohibition' | 'definition' | 'disclaimer' | 'declaration';

/** Where in its sentence a concept stands. `lead`: in the sentence that introduces the list it belongs to. `heading`: in the heading of its clause. */
export type Part = 'subject' | 'main' | 'condition' | 'exception' | 'lead' | 'heading';

/** One concept of the lexicon seen in the text. */
export interface Mention {
  concept: string;
  /** The concept's number in a `ConceptSet`. */
  number: number;
  /** What the reading of sentences asks of a concept, as bits. */
  traits: number;
  range: Range;
  part: Part;
}

/** How far a norm is softened or put off. */
/** `unselected`: an option of a form whose box is not ticked. */
export type Hedge = 'effort' | 'discretion' | 'later-agreement' | 'other-document' | 'unselected';

/** One norm. Several statements may share one sentence (its range, mentions and hedges). */
export interface Statement {
  /** Clause it stands in, and the article (top clause) that clause belongs to; empty in the preamble. */
  clause: string;
  article: string;
  /** The sentence, exactly. */
  range: Range;
  kind: StatementKind;
  bearer: Role;
  /** Who holds or gets what the act is about (owner, assignee, licensee); `none` where the sentence does not say. */
  receiver: Role;
  /** Concept of the verb, or null for a sentence with no known action. */
  action: string | null;
  actionRange: Range | null;
  /** The concept mentions of the sentence, of its lead-in and of its clause's headings; shared by its statements. */
  mentions: readonly Mention[];
  /** Concepts mentioned, headings aside. */
  concepts: ConceptSet;
  /** Concepts of the headings above the sentence. */
  headings: ConceptSet;
  /** Concepts that the act may be about: those in the subject, the main part and the lead-in. */
  objects: ConceptSet;
  hedges: readonly Hedge[];
}

/** A term of the contract resolved to what it stands for, through its own definition. */
export interface ResolvedTerm {
  term: string;
  /** Concepts it stands for: `input`, `output`, `result`, `confidential` … */
  concepts: readonly string[];
  meaning: Range;
  /** How many kinds the definition lists. */
  kinds: number;
}

export interface Observation {
  statements: readonly Statement[];
  terms: readonly ResolvedTerm[];
  /** Concepts per clause id: what the clause speaks of, whoever holds the right. */
  topics: ReadonlyMap<string, ConceptSet>;
  /** Concepts of the title and preamble. */
  opening: ConceptSet;
}
