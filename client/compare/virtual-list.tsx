/** A list of which only what is seen stands in the page; printed, all of it does. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import styles from './virtual-list.module.css';

export function VirtualList<T>({
  label,
  items,
  keyOf,
  estimate,
  target,
  render,
}: {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** Height in pixels that an item is taken to have until it is seen. */
  estimate: (item: T) => number;
  /** The item to bring into view; another object brings it there again. */
  target: { index: number } | null;
  render: (item: T) => ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(items[index]!),
    getItemKey: (index) => keyOf(items[index]!),
    overscan: 4,
  });
  useEffect(() => {
    if (target && target.index >= 0) virtualizer.scrollToIndex(target.index, { align: 'start' });
  }, [target, virtualizer]);
  if (printing)
    return (
      <ul className={styles.list} aria-label={label}>
        {items.map((item) => (
          <li key={keyOf(item)} className={styles.printed}>
            {render(item)}
          </li>
        ))}
      </ul>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a section is one of the page, this one scrolls
    <div className={styles.scroller} ref={scroller} role="region" aria-label={label} tabIndex={0}>
      <ul className={styles.list} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => (
          <li
            key={key}
            data-index={index}
            ref={virtualizer.measureElement}
            className={styles.item}
            style={{ transform: `translateY(${start}px)` }}
            aria-setsize={items.length}
            aria-posinset={index + 1}
          >
            {render(items[index]!)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
