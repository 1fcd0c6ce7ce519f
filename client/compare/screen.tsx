/** Two versions of a contract: its clauses with both sides of each change, and beside them what the changes do. */
import { Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { Comparison } from '../../server/model/comparison.js';
import type { CheckOptions } from '../api.js';
import { usePreferences } from '../decide/preferences.js';
import { useText } from '../language.js';
import type { Screen } from '../work.js';
import { Changes } from './changes.js';
import { Clauses, type Jump } from './clauses.js';
import { ALL, movedItems, shownChanges, stepped } from './filter.js';
import { Heading } from './heading.js';
import { Points } from './points.js';
import styles from './screen.module.css';

type Pane = 'text' | 'changes' | 'points';

export function CompareScreen(props: {
  before: File;
  after: File | null;
  options: CheckOptions;
  comparison: Comparison;
  open: (screen: Screen) => void;
}) {
  const { comparison } = props;
  const text = useText();
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const [pane, setPane] = useState<Pane>('changes');
  const [filter, setFilter] = useState(ALL);
  const [jump, setJump] = useState<Jump | null>(null);
  const changes = useMemo(() => shownChanges(comparison, filter), [comparison, filter]);

  const toText = (id: string) => {
    setJump({ id, from: 'list' });
    if (!wide) setPane('text');
  };
  const toChange = (id: string) => {
    // What the filter hides could not be shown.
    if (!changes.some((change) => change.id === id)) setFilter(ALL);
    setJump({ id, from: 'text' });
    setPane('changes');
  };
  useKeys((by) => {
    const id = stepped(changes, jump?.id ?? null, by);
    if (id) setJump({ id, from: 'keys' });
    if (pane === 'points' || (pane === 'text' && wide)) setPane('changes');
  });

  const clauses = <Clauses comparison={comparison} jump={jump} onSelect={toChange} />;
  const shown = wide && pane === 'text' ? 'changes' : pane;
  return (
    <div className={styles.screen}>
      <Heading {...props} />
      <div className={styles.panes}>
        {wide && <div className={styles.pane}>{clauses}</div>}
        <Tabs
          className={styles.tabs}
          value={shown}
          onChange={(value) => setPane(value as Pane)}
          keepMounted={false}
          aria-label={text('comparison.changes')}
        >
          <Tabs.List mb="xs" className="no-print">
            {!wide && <Tabs.Tab value="text">{text('compare.text')}</Tabs.Tab>}
            <Tabs.Tab value="changes">{text('compare.changes', { count: comparison.changes.length })}</Tabs.Tab>
            <Tabs.Tab value="points">{text('compare.points', { count: movedItems(comparison).length })}</Tabs.Tab>
          </Tabs.List>
          {!wide && (
            <Tabs.Panel value="text" className={styles.panel}>
              {clauses}
            </Tabs.Panel>
          )}
          <Tabs.Panel value="changes" className={styles.panel}>
            <Changes
              comparison={comparison}
              changes={changes}
              filter={filter}
              jump={jump}
              onFilter={setFilter}
              onSelect={toText}
            />
          </Tabs.Panel>
          <Tabs.Panel value="points" className={styles.panel}>
            <Points comparison={comparison} onSelect={toChange} />
          </Tabs.Panel>
        </Tabs>
      </div>
    </div>
  );
}

/** j and k go through the changes, wherever nothing is typed, unless single keys are switched off. */
function useKeys(step: (by: 1 | -1) => void): void {
  const go = useEffectEvent(step);
  const { shortcuts } = usePreferences();
  useEffect(() => {
    if (!shortcuts) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        event.target instanceof Element &&
        event.target.closest('input:not([type=radio], [type=checkbox]), select, textarea, [role=menu], [role=dialog]')
      )
        return;
      if (event.key === 'j') go(1);
      if (event.key === 'k') go(-1);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [shortcuts]);
}
