/** One row of the contract: its words with their highlights and changes, and beneath them the points of its clause. */
import { UnstyledButton } from '@mantine/core';
import { Fragment } from 'react';
import type { ReportClause } from '../../server/model/report.js';
import { useLanguage, useText } from '../language.js';
import { ClausePoints } from './clause-points.js';
import classes from './contract.module.css';
import { show, useFocused } from './focus.js';
import type { Highlight } from './highlights.js';
import { headOf } from './places.js';
import { Remarks } from './remarks.js';
import { Words } from './row-words.js';
import type { Row } from './rows.js';
import type { Layer } from './spans.js';
import { useReview } from './state.js';
import type { OffsetRange } from './text-range.js';

/** By depth; above them stand the titles of the document and of its panes. */
const HEADINGS = ['h4', 'h5', 'h6'] as const;

export function ContractRow({
  row,
  highlights,
  insertion,
  first,
}: {
  row: Row;
  highlights: readonly Layer<Highlight>[];
  insertion: boolean;
  first: boolean;
}) {
  const { language } = useLanguage();
  const { report } = useReview();
  const { clause, kind, opens, title } = row;
  const depth = clause ? Math.min(clause.depth, 6) : 0;
  const foreign = clause && clause.language !== report.document.language ? clause.language : undefined;
  const look = [
    classes.row,
    opens.length > 0 ? classes.opening : '',
    title ? classes.title : '',
    first && !clause ? classes.document : '',
    clause?.heading === '' && opens.length === 0 ? classes.continued : '',
  ].join(' ');
  return (
    <div className={look} data-depth={depth} lang={foreign}>
      {kind === 'table' ? <Table row={row} highlights={highlights} /> : <Line row={row} highlights={highlights} />}
      <Remarks range={row.range} />
      <div lang={language}>
        {row.closes.map((closing) => (
          <Fragment key={closing.id}>
            <ClausePoints clause={closing} />
            {foreign && <Counterpart clause={closing} />}
          </Fragment>
        ))}
        {insertion && <Insertion />}
      </div>
    </div>
  );
}

function Line({
  row: { range, head, title, clause },
  highlights,
}: {
  row: Row;
  highlights: readonly Layer<Highlight>[];
}) {
  const { reading } = useReview();
  const end = range[0] + reading.text.slice(...range).trimEnd().length;
  const heading: OffsetRange = [range[0], Math.min(head, end)];
  const words = <Words range={[heading[1], end]} highlights={highlights} />;
  if (heading[0] === heading[1]) return <p className={classes.words}>{words}</p>;
  const opening = <Words range={heading} highlights={highlights} />;
  if (title) {
    const Heading = HEADINGS[Math.min(clause?.depth ?? 0, HEADINGS.length - 1)]!;
    return <Heading className={classes.words}>{opening}</Heading>;
  }
  return (
    <p className={classes.words}>
      <span className={classes.number}>{opening}</span>
      {words}
    </p>
  );
}

function Table({ row: { range }, highlights }: { row: Row; highlights: readonly Layer<Highlight>[] }) {
  const { reading } = useReview();
  return (
    <div className={classes.table}>
      <table>
        <tbody>
          {cellsOf(reading.text, range).map((cells) => (
            <tr key={cells[0]![0]}>
              {cells.map((cell) => (
                <td key={cell[0]}>
                  <Words range={cell} highlights={highlights} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** In the version that is not judged: leads to the same clause in the one that is. */
function Counterpart({ clause: { counterpart } }: { clause: ReportClause }) {
  const text = useText();
  const { report } = useReview();
  const judged = report.clauses.find(({ id }) => id === counterpart);
  if (!judged) return null;
  return (
    <UnstyledButton className={classes.counterpart} onClick={() => show({ kind: 'clause', range: headOf(judged) })}>
      {text('review.counterpart', { label: judged.label })}
    </UnstyledButton>
  );
}

function Insertion() {
  const text = useText();
  const item = useFocused((focus) => focus.item);
  return (
    <p className={classes.insertion} data-current tabIndex={-1}>
      {text('review.insert-here', { id: item ?? '' })}
    </p>
  );
}

function cellsOf(text: string, [start, end]: OffsetRange): OffsetRange[][] {
  const lines: OffsetRange[][] = [];
  let at = start;
  for (const line of text.slice(start, end).trimEnd().split('\n')) {
    const cells: OffsetRange[] = [];
    for (const cell of line.split('\t')) {
      cells.push([at, at + cell.length]);
      at += cell.length + 1;
    }
    lines.push(cells);
  }
  return lines;
}
