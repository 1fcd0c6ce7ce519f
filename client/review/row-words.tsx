/** Words of the contract between two offsets: plain, highlighted, found by the search, inserted or struck out. */
import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../language.js';
import classes from './contract.module.css';
import type { Highlight } from './highlights.js';
import { inert } from './inert.js';
import type { Change } from './reading.js';
import { type Layer, spansOf, within } from './spans.js';
import { useReview } from './state.js';
import type { OffsetRange } from './text-range.js';

type Mark = { what: Highlight | 'hit' } | { what: 'change'; change: Change };

export function Words({ range, highlights }: { range: OffsetRange; highlights: readonly Layer<Highlight>[] }) {
  const { reading, hits } = useReview();
  const layers: Layer<Mark>[] = [
    ...within(reading.changes, range).map((change) => ({
      range: change.range,
      mark: { what: 'change' as const, change },
    })),
    ...highlights.map(({ range: place, mark }) => ({ range: place, mark: { what: mark } })),
    ...within(hits, range).map((hit) => ({ range: hit.range, mark: { what: 'hit' as const } })),
  ];
  if (range[0] >= range[1]) return null;
  return (
    <bdi>
      {spansOf(range, layers).map((span) => (
        <Piece key={span.range[0]} marks={span.marks} begins={(change) => change.range[0] === span.range[0]}>
          {inert(reading.text.slice(...span.range))}
        </Piece>
      ))}
    </bdi>
  );
}

function Piece({
  marks,
  begins,
  children,
}: {
  marks: readonly Mark[];
  begins: (change: Change) => boolean;
  children: string;
}) {
  let shown: ReactNode = children;
  const has = (what: Mark['what']) => marks.some((mark) => mark.what === what);
  if (has('hit')) shown = <mark className={classes.hit}>{shown}</mark>;
  if (has('current')) {
    shown = (
      <mark className={classes.current} data-current tabIndex={-1}>
        {shown}
      </mark>
    );
  } else if (has('concern')) shown = <mark className={classes.concern}>{shown}</mark>;
  else if (has('quote')) shown = <mark className={classes.quote}>{shown}</mark>;
  const changed = marks.find((mark) => mark.what === 'change');
  return changed ? (
    <Changed change={changed.change} first={begins(changed.change)}>
      {shown}
    </Changed>
  ) : (
    shown
  );
}

function Changed({ change, first, children }: { change: Change; first: boolean; children: ReactNode }) {
  const text = useText();
  const { kind, author, moved } = change;
  const Element = kind === 'inserted' ? 'ins' : 'del';
  const what = text(moved ? `review.moved.${kind}` : `review.${kind}`);
  return (
    <Element className={classes[kind]} title={author === '' ? what : text('review.changed-by', { what, author })}>
      {first && (
        <VisuallyHidden>
          {author === '' ? `[${what}]` : `[${text('review.changed-by', { what, author })}]`}
        </VisuallyHidden>
      )}
      {children}
    </Element>
  );
}
