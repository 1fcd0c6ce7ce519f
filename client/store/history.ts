/** The browser's own way back: from a contract to the start, and forth again. Addresses hold nothing of it. */
import { useEffect } from 'react';
import type { Compared } from '../work.js';
import type { Place } from './archive.js';
import { placeOf } from './desk.js';
import { desk, useDesk } from './works.js';

/** Comparisons of this session; the history keeps their number. */
const compared: Compared[] = [];

type Step = { name: 'start' } | { name: 'review' | 'counterparty'; id: string } | { name: 'compare'; number: number };

export function useHistory(): void {
  const { screen, restoring } = useDesk();
  useEffect(() => {
    if (restoring) return;
    const step = stepOf(placeOf(screen));
    const before: Step | null = history.state;
    if (JSON.stringify(before) === JSON.stringify(step)) return;
    if (before === null) history.replaceState(step, '');
    else history.pushState(step, '');
  }, [screen, restoring]);
  useEffect(() => {
    const back = ({ state }: PopStateEvent) => {
      if (state) void desk.go(placeAt(state));
    };
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
}

function stepOf(place: Place): Step {
  if (place.name !== 'compare') return place;
  const known = compared.findIndex(({ before, after }) => before === place.before && after === place.after);
  if (known >= 0) compared[known] = place;
  return { name: 'compare', number: known >= 0 ? known : compared.push(place) - 1 };
}

function placeAt(step: Step): Place {
  if (step.name !== 'compare') return step;
  const place = compared[step.number];
  return place ? { name: 'compare', ...place } : { name: 'start' };
}
