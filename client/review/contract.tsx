/** The contract: its whole text, clause by clause, with what is looked at highlighted. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useText } from '../language.js';
import { arrive } from './arrive.js';
import classes from './contract.module.css';
import { ContractBar } from './contract-bar.js';
import { ContractRow } from './contract-row.js';
import { type Place, useFocused } from './focus.js';
import { highlightsOf } from './highlights.js';
import { useKeepScroll, useKept } from './kept-scroll.js';
import type { Reading } from './reading.js';
import { lastRowOf, type Row, rowAt } from './rows.js';
import { useReview } from './state.js';
import type { OffsetRange } from './text-range.js';

export function ContractPane() {
  const text = useText();
  const { report, reading, byId } = useReview();
  const scroll = useRef<HTMLElement>(null);
  const { rows } = reading;
  const kept = useKept(reading);
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => estimated(rows[index]!),
    overscan: 6,
    initialOffset: kept.top,
    initialMeasurementsCache: kept.sizes,
  });
  useKeepScroll(kept, virtualizer);
  const item = useFocused((focus) => focus.item);
  const place = useFocused((focus) => focus.place);
  const turn = useFocused((focus) => focus.placeTurn);
  const go = useFocused((focus) => focus.go);
  const current = useMemo(() => shownRange(reading, place), [reading, place]);
  const highlights = useMemo(
    () => highlightsOf(item === null ? undefined : byId.get(item), place, reading.alignment),
    [byId, item, place, reading],
  );
  const inserted = place?.kind === 'insertion' && current ? lastRowOf(rows, current) : -1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn is a jump of its own, to the place of that time.
  useEffect(() => {
    if (!current || !scroll.current || turn === kept.turn) return;
    kept.turn = turn;
    const index = place!.kind === 'insertion' ? lastRowOf(rows, current) : rowAt(rows, current[0]);
    return arrive({
      scroll: scroll.current,
      virtualizer,
      index,
      find: () => scroll.current?.querySelector<HTMLElement>('[data-current]') ?? null,
      at: 0.22,
      lazy: !go,
      arrived: (element) => go && element.focus({ preventScroll: true }),
    });
  }, [turn, reading]);
  return (
    <div className={classes.pane}>
      <h3 id="contract-title" className={classes.hidden}>
        {text('review.contract')}
      </h3>
      <ContractBar />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section ref={scroll} className={classes.scroll} tabIndex={0} aria-labelledby="contract-title">
        <div
          className={classes.sheet}
          style={{ height: virtualizer.getTotalSize() }}
          lang={report.document.language}
          translate="no"
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => (
            <div
              key={index}
              ref={virtualizer.measureElement}
              data-index={index}
              className={classes.slot}
              style={{ transform: `translateY(${start}px)` }}
            >
              <ContractRow
                row={rows[index]!}
                highlights={highlights}
                insertion={index === inserted}
                first={index === 0}
              />
            </div>
          ))}
        </div>
      </section>
    </div>
  );
}

function shownRange({ alignment }: Reading, place: Place | null): OffsetRange | null {
  if (!place) return null;
  return place.kind === 'hit' ? place.range : alignment.over(place.range);
}

/** In pixels, for rows not yet measured: so that the scroll bar tells how long the contract is. */
function estimated({ range, closes, title }: Row): number {
  const lines = Math.ceil((range[1] - range[0]) / 36);
  return lines * 27 + (title ? 24 : 8) + (closes.some(({ items }) => items.length > 0) ? 32 : 0);
}
