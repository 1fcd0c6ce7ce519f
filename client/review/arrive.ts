/** Goes to something in a long list whose rows are measured only when they are shown. */
import type { Virtualizer } from '@tanstack/react-virtual';

/** Frames after which it must have appeared. */
const PATIENCE = 40;
/** Frames that it must stand still for. */
const STILL = 3;

interface Aim {
  scroll: HTMLElement;
  virtualizer: Virtualizer<HTMLElement, Element>;
  index: number;
  /** Finds the thing itself once its row is shown. */
  find: () => HTMLElement | null;
  /** Where in the height of the list its top is to be, from 0 to 1. */
  at: number;
  /** True where it may stay where it is if all of its first lines are to be seen. */
  lazy?: boolean;
  arrived?: (element: HTMLElement) => void;
}

/** Gives what stops it. */
export function arrive({ scroll, virtualizer, index, find, at, lazy, arrived }: Aim): () => void {
  const near = find();
  if (!near) virtualizer.scrollToIndex(index, { align: 'start' });
  else if (lazy && seen(scroll, near)) {
    arrived?.(near);
    return () => {};
  }
  let frame = 0;
  let left = PATIENCE;
  let still = 0;
  const step = () => {
    const element = find();
    if (element) {
      const wanted = scroll.getBoundingClientRect().top + scroll.clientHeight * at;
      const off = element.getBoundingClientRect().top - wanted;
      const before = scroll.scrollTop;
      if (Math.abs(off) > 2) scroll.scrollTop = before + off;
      still = Math.abs(scroll.scrollTop - before) < 2 ? still + 1 : 0;
      if (still >= STILL) {
        arrived?.(element);
        return;
      }
    }
    if (left-- > 0) frame = requestAnimationFrame(step);
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}

function seen(scroll: HTMLElement, element: HTMLElement): boolean {
  const pane = scroll.getBoundingClientRect();
  const { top, bottom } = element.getBoundingClientRect();
  return top >= pane.top && Math.min(bottom, top + 120) <= pane.bottom;
}
