/** What was checked, against what, and what came out: counts that narrow the findings. */
import { Button, Collapse, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useDecisions } from '../decide/context.js';
import { useText } from '../language.js';
import { Facts } from './facts.js';
import { toggled } from './filter.js';
import { choosePane } from './focus.js';
import { SeverityBars } from './marks.js';
import marks from './marks.module.css';
import { SEVERITIES, STATUSES } from './scales.js';
import { useReview } from './state.js';
import classes from './strip.module.css';
import { WIDE } from './width.js';

export function Strip() {
  const text = useText();
  const { report } = useReview();
  const wide = useMediaQuery(WIDE, false, { getInitialValueInEffect: false });
  const [open, setOpen] = useState(false);
  const facts = useId();
  return (
    <header className={classes.strip}>
      <div className={classes.top}>
        <h2 className={classes.name}>
          <bdi>{report.document.name}</bdi>
        </h2>
        {wide && <Facts brief />}
        <Button
          className={classes.more}
          variant="default"
          size="compact-sm"
          aria-expanded={open}
          aria-controls={facts}
          rightSection={open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {report.notices.length > 0
            ? text('review.details-notices', { count: report.notices.length })
            : text('review.details')}
        </Button>
      </div>
      <Collapse id={facts} expanded={open}>
        <Facts />
      </Collapse>
      <Counts />
      <p className={classes.disclaimer}>
        {[`${report.checklist.id} ${report.checklist.version}`, text('review.not-advice')].join(text('review.between'))}
      </p>
    </header>
  );
}

function Counts() {
  const text = useText();
  const { report, filter, change } = useReview();
  const severities = SEVERITIES.filter((severity) => severity !== 'none');
  const count = (severity: string) => report.items.filter((finding) => finding.severity === severity).length;
  const { decided, total } = useDecisions();
  return (
    <div className={classes.counts}>
      <fieldset>
        <legend>{text('report.status')}</legend>
        {STATUSES.filter((status) => report.summary[status] > 0).map((status) => (
          <UnstyledButton
            key={status}
            className={`${classes.count} ${marks[status]}`}
            aria-pressed={filter.statuses.includes(status)}
            onClick={() => {
              choosePane('findings');
              change({ statuses: toggled(filter.statuses, status) });
            }}
          >
            <span aria-hidden>{text(`symbol.${status}`)}</span> {text(`status.${status}`)}{' '}
            <b>{report.summary[status]}</b>
          </UnstyledButton>
        ))}
      </fieldset>
      <fieldset>
        <legend>{text('report.severity')}</legend>
        {severities.map((severity) => (
          <UnstyledButton
            key={severity}
            className={`${classes.count} ${marks.severity}`}
            aria-pressed={filter.severities.includes(severity)}
            onClick={() => {
              choosePane('findings');
              change({ severities: toggled(filter.severities, severity) });
            }}
          >
            <SeverityBars severity={severity} /> {text(`severity.${severity}`)} <b>{count(severity)}</b>
          </UnstyledButton>
        ))}
      </fieldset>
      {total > 0 && (
        <UnstyledButton
          className={`${classes.count} ${marks.severity}`}
          aria-pressed={filter.undecided}
          onClick={() => {
            choosePane('findings');
            change({ undecided: !filter.undecided });
          }}
        >
          {text('review.filter.undecided')} <b>{total - decided}</b>
        </UnstyledButton>
      )}
    </div>
  );
}
