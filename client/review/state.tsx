/** One review: the report, the contract as it is read, and which findings are listed. */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import type { Finding, Report } from '../../server/model/report.js';
import { useDecisions } from '../decide/context.js';
import { asksForDecision } from '../decide/deciding.js';
import type { Work } from '../work.js';
import { type Filter, listed, NO_FILTER, type Order, type Undecided } from './filter.js';
import { begin, list, type Place, useFocused } from './focus.js';
import { placesOf } from './places.js';
import { type Reading, readingOf } from './reading.js';
import type { OffsetRange } from './text-range.js';
import { folded, hitsOf } from './words.js';

interface Review {
  report: Report;
  byId: ReadonlyMap<string, Finding>;
  reading: Reading;
  /** Whether the contract is shown with its changes; null where it has none to show. */
  marked: boolean | null;
  setMarked: (marked: boolean) => void;
  filter: Filter;
  change: (changed: Partial<Filter>) => void;
  clear: () => void;
  order: Order;
  setOrder: (order: Order) => void;
  /** The findings as filtered and ordered. */
  shown: readonly Finding[];
  /** Where the words that are searched stand in the contract as it is shown. */
  hits: readonly { range: OffsetRange }[];
}

const Context = createContext<Review | null>(null);

export function useReview(): Review {
  return useContext(Context)!;
}

export function ReviewProvider({ work, children }: { work: Work; children: ReactNode }) {
  const { report } = work;
  const undecided = useUndecided();
  const hasChanges = report.markup !== undefined && report.markup.revisions.length > 0;
  const [markedChosen, setMarked] = useState(true);
  const marked = hasChanges ? markedChosen : null;
  const [filter, setFilter] = useState(NO_FILTER);
  const [order, setOrder] = useState<Order>('severity');
  const asked = useDeferredValue(filter);
  const byId = useMemo(() => new Map(report.items.map((finding) => [finding.id, finding])), [report]);
  const reading = useMemo(() => readingOf(report, marked === true), [report, marked]);
  const searched = useMemo(() => folded(reading.text), [reading]);
  const shown = useMemo(() => listed(report, asked, order, undecided), [report, asked, order, undecided]);
  const hits = useMemo(() => hitsOf(searched, asked.words).map((range) => ({ range })), [searched, asked.words]);
  useLayoutEffect(() => begin(work.id, (item) => firstPlace(byId.get(item))), [work.id, byId]);
  useLayoutEffect(() => list(shown.map(({ id }) => id)), [shown]);
  useReveal(shown, () => setFilter(NO_FILTER));
  const value: Review = {
    report,
    byId,
    reading,
    marked,
    setMarked,
    filter,
    change: (changed) => setFilter((before) => ({ ...before, ...changed })),
    clear: () => setFilter(NO_FILTER),
    order,
    setOrder,
    shown,
    hits,
  };
  return <Context value={value}>{children}</Context>;
}

/** A finding chosen elsewhere is shown, whatever the list was narrowed to. */
function useReveal(shown: readonly Finding[], clear: () => void) {
  const turn = useFocused(({ itemTurn }) => itemTurn);
  const item = useFocused((focus) => focus.item);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only choosing a finding reveals it, narrowing the list does not.
  useEffect(() => {
    if (item !== null && !shown.some(({ id }) => id === item)) clear();
  }, [turn]);
}

function firstPlace(finding: Finding | undefined): Place | null {
  if (!finding) return null;
  const [first] = placesOf(finding);
  if (first) return { kind: 'quote', range: first.quote.range };
  const [near] = finding.nearest;
  return near ? { kind: 'insertion', range: near.range } : null;
}

/** Which findings still wait for a decision; the one that is looked at stays until another is chosen. */
function useUndecided(): Undecided {
  const { of } = useDecisions();
  const item = useFocused((focus) => focus.item);
  return useCallback(
    (finding) => finding.id === item || (asksForDecision(finding) && (of(finding.id)?.decision ?? 'open') === 'open'),
    [of, item],
  );
}
