/** A document cut into a tree of clauses, with the contract's own vocabulary. */
import type { Document, Range } from './document.js';

export type Side = 'user' | 'vendor';
/** Who a statement binds or empowers. `both`: mutual. `none`: nobody named and nothing to infer. */
export type Role = Side | 'both' | 'third' | 'none';

export type ClauseKind = 'article' | 'paragraph' | 'item' | 'schedule' | 'chapter' | 'section';

/** A numbered unit, or an unnumbered heading with its text. */
export interface Clause {
  /** `c1`, `c2` … in reading order. */
  id: string;
  kind: ClauseKind;
  /** As a lawyer cites it, with its ancestors: `4.2(a)`, `Exhibit A 2.1`, article with paragraph and item in Japanese, or the heading where unnumbered. */
  label: string;
  /** Heading without its number and brackets; empty if none. */
  heading: string;
  /** From its number to the end of its heading; empty for a clause that has neither. */
  opening: Range;
  /** The clause with all its children. */
  range: Range;
  /** Its own text only: from its number to the first child (or its end). */
  own: Range;
  parent: string | null;
  /** Depth from 0. */
  depth: number;
}

export interface Party {
  /** As the contract calls it: `Customer`, `we`. */
  name: string;
  /** Other names for the same party: `Acme`, `us`, `our`. */
  aliases: readonly string[];
  role: Side | 'third' | 'none';
  /** Verbatim words the role was read from. */
  quote: string;
  range: Range;
}

export interface DefinedTerm {
  /** Without quotation marks: `Customer Data`. */
  term: string;
  /** The words that define it. */
  meaning: Range;
  /** Where it is introduced, the term itself. */
  range: Range;
  /** The sentence that introduces it in passing, where what is done with the thing may be told behind its name. */
  told?: Range;
}

export interface CrossReference {
  range: Range;
  /** As written: `Section 4.2`. */
  target: string;
  /** Clause it resolves to, or null (another document, or not found). */
  clause: string | null;
}

export interface Contract {
  document: Document;
  language: string;
  clauses: readonly Clause[];
  parties: readonly Party[];
  terms: readonly DefinedTerm[];
  references: readonly CrossReference[];
  /** Title, preamble, signature block, table of contents: read, but not clauses. */
  preamble: Range;
  signature: Range | null;
}
