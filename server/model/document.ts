/** What a reader found in a file: plain text, its blocks, and what could not be carried. */

/** Half-open range of UTF-16 offsets into `Document.text`. */
export type Range = readonly [start: number, end: number];

export type View = 'original' | 'proposed' | 'markup';

/** Something that could not be carried or was left out; shown to the reader, never thrown. */
export interface Notice {
  /** Stable id, e.g. `image-not-read`, `page-without-text`; its wording is in `server/messages`. */
  code: string;
  /** Values for the message, e.g. `{ page: 3 }`. Never contract text. */
  values?: Record<string, string | number>;
  /** Where in the document, in words or as a page, e.g. `p. 3`. */
  where?: string;
}

/** One tracked change. */
export interface Revision {
  /** `r1`, `r2` … in reading order. */
  id: string;
  kind: 'insertion' | 'deletion' | 'move';
  /** As the file names them; empty if it does not. */
  author: string;
  /** ISO 8601 as in the file; empty if absent. */
  date: string;
  /** Of a move: on which side of it this piece stands. */
  side?: 'from' | 'to';
  /** Name that joins the two sides of one move, where the file gives one. */
  move?: string;
  /** Where it stands in `Document.text`; empty (start = end) where the view leaves its words out. */
  range: Range;
  /** The words inserted, deleted or moved, paragraphs parted by line breaks; a line break alone if only the end of a paragraph was. */
  text: string;
}

/** A remark in the margin. */
export interface Comment {
  /** As in the file. */
  id: string;
  author: string;
  /** ISO 8601 as in the file; empty if absent. */
  date: string;
  /** The words it stands beside. */
  range: Range;
  text: string;
}

export type BlockKind = 'heading' | 'paragraph' | 'cell' | 'note';

/** One paragraph-like unit of the text. Blocks are in reading order and do not overlap. */
export interface Block {
  kind: BlockKind;
  /** Range of the block in `Document.text`, its number included, the line break or tab that ends it not. */
  range: Range;
  /** Depth of a heading (1 = highest), or of the list level of a numbered paragraph (0 = highest). */
  level?: number;
  /** Range of the number that the reader resolved or copied (`Article 1`, `1.1`, `(a)`), when it knows it. */
  number?: Range;
  /** Page on which the block starts, from 1. */
  page?: number;
  /** True if its words were read from a picture of the page by optical character recognition: they may differ from the paper. */
  ocr?: true;
  /** Place in a table: index of the table in the document, row and column from 0. */
  table?: { index: number; row: number; column: number };
}

/** The one form that every reader gives. `text` holds every block in reading order. */
export interface Document {
  format: string;
  /** Which state of tracked changes the text shows; `markup` holds what was inserted and what was deleted. */
  view: View;
  /** True if the file holds tracked changes that `view` decided on. */
  revised: boolean;
  /** Plain text without markup; one block a line, the cells of a table's row on one line with tabs between; no hard wraps inside a block. */
  text: string;
  blocks: readonly Block[];
  /** In reading order. */
  revisions: readonly Revision[];
  comments: readonly Comment[];
  /** Text that stands outside the flow: headers and footers, one entry each, not in `text`. */
  running: readonly string[];
  pages?: number;
  /** Pages (from 1) that carry no text layer: what stands there is unread. */
  unreadPages: readonly number[];
  notices: readonly Notice[];
}

/** A file to check. */
export interface Source {
  bytes: Uint8Array;
  /** File name as given; only its extension is used, and only to break ties between text formats. */
  name: string;
}
