/** What was decided on the points of the open contract. */
import { VisuallyHidden } from '@mantine/core';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { CarriedDecision, Decision, DecisionKind } from '../../server/model/decisions.js';
import { useText } from '../language.js';
import { desk } from '../store/works.js';
import type { Work } from '../work.js';
import { carriedDecisions, decided, earlier, progressOf, undone } from './deciding.js';
import { usePreferences } from './preferences.js';

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
}

const Context = createContext<DecisionsOfWork | null>(null);

export function DecisionsProvider({ work, children }: { work: Work; children: ReactNode }) {
  const text = useText();
  const { name } = usePreferences();
  const [said, say] = useState('');
  const carried = useMemo(
    () => carriedDecisions({ report: work.report, decisions: work.decisions }),
    [work.report, work.decisions],
  );
  const progress = useMemo(() => progressOf(work.report, carried), [work.report, carried]);
  const value = useMemo<DecisionsOfWork>(
    () => ({
      ...progress,
      canUndo: work.past.length > 0,
      of: (item) => carried.get(item),
      earlier: (item) => earlier(work, item),
      decide: (item, kind, note = carried.get(item)?.note ?? '') => {
        desk.change(work.id, (now) =>
          decided(now, { item, decision: kind, note, by: name, at: new Date().toISOString() }),
        );
        if (kind !== carried.get(item)?.decision)
          say(text('text.labelled', { label: item, text: text(`decision.${kind}`) }));
      },
      undo: () => {
        desk.change(work.id, undone);
        say(text('decide.undone'));
      },
    }),
    [work, carried, progress, name, text],
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
