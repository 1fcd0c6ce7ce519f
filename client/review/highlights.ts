/** What is highlighted in the contract for the finding that is looked at. */
import type { Finding } from '../../server/model/report.js';
import type { Alignment } from './alignment.js';
import type { Place } from './focus.js';
import { placesOf } from './places.js';
import type { Layer } from './spans.js';

/** `current`: the place that was jumped to; `quote`: others that the verdict rests on; `concern`: wording against it. */
export type Highlight = 'current' | 'quote' | 'concern';

export function highlightsOf(
  finding: Finding | undefined,
  place: Place | null,
  { over }: Alignment,
): Layer<Highlight>[] {
  const quoted = finding
    ? placesOf(finding).map(
        ({ quote, concerns }): Layer<Highlight> => ({
          range: over(quote.range),
          mark: concerns.length > 0 ? 'concern' : 'quote',
        }),
      )
    : [];
  if (!place || place.kind === 'insertion') return quoted;
  return [...quoted, { range: place.kind === 'hit' ? place.range : over(place.range), mark: 'current' }];
}
