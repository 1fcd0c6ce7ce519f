/** Plain text: UTF-8, UTF-16, Shift_JIS, EUC-JP; lines broken at a fixed width, or not at all, are put back into paragraphs. */
import type { Notice } from '../model/document.js';
import { CheckError } from '../model/errors.js';
import type { Reader } from '../model/plugin.js';
import { BlockWriter, PLAIN } from './shared/blocks.js';
import { decode } from './shared/decode.js';
import { unquoted } from './shared/quoting.js';
import { unwrapped } from './shared/wrap.js';
import { inParagraphs, type Paged } from './text/pages.js';

const text: Reader = {
  extensions: ['txt', 'text'],
  mediaType: 'text/plain',
  recognises: (bytes, extension) => {
    if (decode(bytes) === null) return 0;
    return text.extensions.includes(extension) ? 0.6 : 0.3;
  },
  read: async (bytes, { view }) => {
    const decoded = decode(bytes);
    if (decoded === null) throw new CheckError('damaged-file');
    const { lines, removed } = unquoted(decoded.text.split(/\r\n|[\n\r\f\u2028\u2029]/));
    const writer = new BlockWriter();
    const paged = inParagraphs(unwrapped(lines));
    for (const { cells, table } of rows(paged.lines)) {
      if (!table) writer.add('paragraph', cells[0]!);
      else for (const [column, cell] of cells.entries()) writer.add('cell', cell, { table: { ...table, column } });
    }
    const { text: content, blocks } = writer.finish();
    if (blocks.length === 0) throw new CheckError('empty-file');
    const quoting: Notice[] = removed > 0 ? [{ code: 'quote-marks-removed', values: { count: removed } }] : [];
    return {
      ...PLAIN,
      format: 'text',
      view,
      text: content,
      blocks,
      running: paged.running,
      notices: [...decoded.notices, ...quoting, ...noticesOf(paged)],
    };
  },
};
export default text;

function noticesOf({ removed, apart }: Paged): Notice[] {
  return [
    ...(removed > 0 ? [{ code: 'header-footer-removed', values: { count: removed } }] : []),
    ...(apart > 0 ? [{ code: 'numbers-apart', values: { count: apart } }] : []),
  ];
}

interface Row {
  cells: readonly string[];
  table?: { index: number; row: number };
}

/** Lines below one another that tabs or bars divide into as many cells are the rows of a table. */
function rows(lines: readonly string[]): Row[] {
  const split = lines.map((line) =>
    line
      .trim()
      .split(/\t+|[\uff5c|\u2502]/)
      .map((cell) => cell.trim()),
  );
  const found: Row[] = [];
  let index = -1;
  for (const [at, cells] of split.entries()) {
    const like = (other: readonly string[] | undefined) => cells.length > 1 && other?.length === cells.length;
    const above = found.at(-1)?.table;
    if (like(split[at - 1]) && above) found.push({ cells, table: { index, row: above.row + 1 } });
    else if (like(split[at + 1])) found.push({ cells, table: { index: ++index, row: 0 } });
    else found.push({ cells: [lines[at]!] });
  }
  return found;
}
