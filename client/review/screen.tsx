/** A contract beside the findings on it. */
import { Splitter, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useText } from '../language.js';
import type { Screen, Work } from '../work.js';
import { ContractPane } from './contract.js';
import { FindingsPane } from './findings.js';
import { choosePane, type Pane, useFocused } from './focus.js';
import { Overview } from './overview.js';
import { PrintedReport } from './print.js';
import classes from './screen.module.css';
import { ReviewProvider, useReview } from './state.js';
import { Strip } from './strip.js';
import { WIDE } from './width.js';

export function ReviewScreen({ work }: { work: Work; open: (screen: Screen) => void }) {
  return (
    <ReviewProvider work={work}>
      <div className={`${classes.screen} no-print`}>
        <Strip />
        <Panes />
      </div>
      <PrintedReport />
    </ReviewProvider>
  );
}

function Panes() {
  const text = useText();
  const { shown } = useReview();
  const wide = useMediaQuery(WIDE, false, { getInitialValueInEffect: false });
  const pane = useFocused((focus) => focus.pane);
  const side: Pane = wide && pane === 'contract' ? 'findings' : pane;
  return (
    <Tabs value={side} onChange={(value) => choosePane(value as Pane)} keepMounted={false} className={classes.tabs}>
      <Tabs.List className={classes.list}>
        {!wide && <Tabs.Tab value="contract">{text('review.contract')}</Tabs.Tab>}
        <Tabs.Tab value="findings">
          {wide ? text('review.both') : text('review.findings-count', { count: shown.length })}
        </Tabs.Tab>
        <Tabs.Tab value="overview">{text('review.overview')}</Tabs.Tab>
      </Tabs.List>
      {!wide && (
        <Tabs.Panel value="contract" className={classes.panel}>
          <ContractPane />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="findings" className={classes.panel}>
        {wide ? (
          <Splitter className={classes.split} withHandle={false} step={2} aria-label={text('review.split')}>
            <Splitter.Pane defaultSize={53} min={28}>
              <ContractPane />
            </Splitter.Pane>
            <Splitter.Pane defaultSize={47} min={28}>
              <FindingsPane />
            </Splitter.Pane>
          </Splitter>
        ) : (
          <FindingsPane />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="overview" className={classes.panel}>
        <Overview />
      </Tabs.Panel>
    </Tabs>
  );
}
