/** What was decided on the points of the open contract. */
import { VisuallyHidden } from '@mantine/core';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { CarriedDecision, Decision, DecisionKind } from '../../server/model/decisions.js';
import { useText } from '../language.js';
import { keepSetting, setting } from '../store/settings.js';
import { useWorks } from '../store/works.js';
import type { Work } from '../work.js';
import { carriedDecisions, decided, earlier, progressOf, undone } from './deciding.js';

interface DecisionsOfWork {
  /** As this draft's report tells it: `reopened` says what changed since it was decided. */
  of: (item: string) => CarriedDecision | undefined;
  decided: number;
  total: number;
  /** Without a note, the note stays what it was. */
  decide: (item: string, kind: DecisionKind, note?: string) => void;
  undo: () => void;
  canUndo: boolean;
  /** What was decided on a point before, newest first. */
  earlier: (item: string) => Decision[];
  /** Who decides: kept in this browser. */
  name: string;
  rename: (name: string) => void;
}

const Context = createContext<DecisionsOfWork | null>(null);

export function DecisionsProvider({ work, children }: { work: Work; children: ReactNode }) {
  const { change } = useWorks();
  const text = useText();
  const [name, setName] = useState(() => setting('name') ?? '');
  const [said, say] = useState('');
  const carried = useMemo(
    () => carriedDecisions({ report: work.report, decisions: work.decisions }),
    [work.report, work.decisions],
  );
  const progress = useMemo(() => progressOf(work.report, carried), [work.report, carried]);
  const value = useMemo<DecisionsOfWork>(
    () => ({
      ...progress,
      name,
      canUndo: work.past.length > 0,
      of: (item) => carried.get(item),
      earlier: (item) => earlier(work, item),
      decide: (item, kind, note = carried.get(item)?.note ?? '') => {
        change(work.id, (now) => decided(now, { item, decision: kind, note, by: name, at: new Date().toISOString() }));
        if (kind !== carried.get(item)?.decision)
          say(text('text.labelled', { label: item, text: text(`decision.${kind}`) }));
      },
      undo: () => {
        change(work.id, undone);
        say(text('decide.undone'));
      },
      rename: (given) => {
        setName(given);
        keepSetting('name', given);
      },
    }),
    [work, carried, progress, name, change, text],
  );
  return (
    <Context value={value}>
      {children}
      <VisuallyHidden role="status">
        {said && text('decide.said', { said, decided: progress.decided, total: progress.total })}
      </VisuallyHidden>
    </Context>
  );
}

export function useDecisions(): DecisionsOfWork {
  return useContext(Context)!;
}
