/** Keeps how far a long list was scrolled while another tab is shown. */
import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef } from 'react';

interface Kept {
  top: number;
  sizes: VirtualItem[];
  /** The last jump that was followed. */
  turn: number;
}

const keptOf = new WeakMap<object, Kept>();

/** `of`: the thing that the list shows. What is kept is what it began with. */
export function useKept(of: object): Kept {
  const kept = keptOf.get(of) ?? { top: 0, sizes: [], turn: 0 };
  keptOf.set(of, kept);
  return kept;
}

export function useKeepScroll(kept: Kept, virtualizer: Virtualizer<HTMLElement, Element>): void {
  const now = useRef(virtualizer);
  now.current = virtualizer;
  useLayoutEffect(
    () => () => {
      kept.top = now.current.scrollOffset ?? 0;
      kept.sizes = now.current.measurementsCache;
    },
    [kept],
  );
}
