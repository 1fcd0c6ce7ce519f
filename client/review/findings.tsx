/** The findings as filtered, one of them open. */
import { Button, Text } from '@mantine/core';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useText } from '../language.js';
import { arrive } from './arrive.js';
import { FindingCard } from './card.js';
import { FilterBar } from './filter-bar.js';
import classes from './findings.module.css';
import { useFocused } from './focus.js';
import { useKeepScroll, useKept } from './kept-scroll.js';
import { useReview } from './state.js';

/** In pixels: a closed card, before it is measured. */
const CLOSED = 92;

export function FindingsPane() {
  const text = useText();
  const { report, shown, clear } = useReview();
  const kept = useKept(report);
  const scroll = useRef<HTMLDivElement>(null);
  const item = useFocused((focus) => focus.item);
  const from = useFocused((focus) => focus.from);
  const turn = useFocused((focus) => focus.itemTurn);
  const chosen = shown.findIndex(({ id }) => id === item);
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count: shown.length,
    getScrollElement: () => scroll.current,
    getItemKey: (index) => shown[index]!.id,
    estimateSize: () => CLOSED,
    overscan: 4,
    initialOffset: kept.top,
    initialMeasurementsCache: kept.sizes,
    // What is being written in the open card must not be lost when it is scrolled away.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return chosen === -1 || indexes.includes(chosen) ? indexes : [...indexes, chosen].sort((a, b) => a - b);
    },
  });
  useKeepScroll(kept, virtualizer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn is a jump of its own; the list may be narrowed without one.
  useEffect(() => {
    if (turn === kept.turn || chosen === -1 || !scroll.current) return;
    kept.turn = turn;
    return arrive({
      scroll: scroll.current,
      virtualizer,
      index: chosen,
      find: () => scroll.current?.querySelector<HTMLElement>(`[data-finding="${item}"]`) ?? null,
      at: 0.02,
      lazy: from === 'list',
      arrived: (card) => from !== 'list' && card.querySelector('button')?.focus({ preventScroll: true }),
    });
  }, [turn, chosen === -1]);
  return (
    <section className={classes.pane} aria-labelledby="findings-title">
      <h3 id="findings-title" className={classes.hidden}>
        {text('review.findings')}
      </h3>
      <FilterBar />
      <div ref={scroll} className={classes.scroll}>
        {shown.length === 0 && (
          <div className={classes.none}>
            <Text>{text('review.none')}</Text>
            <Button variant="default" onClick={clear}>
              {text('review.clear')}
            </Button>
          </div>
        )}
        {/* biome-ignore lint/a11y/noRedundantRoles: without bullets some screen readers take it for no list. */}
        <ol className={classes.list} role="list" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={classes.slot}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={shown.length}
              aria-posinset={index + 1}
            >
              <FindingCard finding={shown[index]!} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
