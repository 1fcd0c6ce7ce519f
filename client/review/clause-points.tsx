/** The points of the checklist that a clause concerns: what needs a look one by one, what is met together. */
import { Popover, UnstyledButton } from '@mantine/core';
import type { Finding, ReportClause } from '../../server/model/report.js';
import { useText } from '../language.js';
import classes from './clause-points.module.css';
import { bySeverity } from './filter.js';
import { focus, useFocused } from './focus.js';
import { Marks } from './marks.js';
import marks from './marks.module.css';
import { useReview } from './state.js';

/** Chips shown one by one. */
const MOST = 3;

export function ClausePoints({ clause }: { clause: ReportClause }) {
  const text = useText();
  const { byId } = useReview();
  const findings = clause.items.flatMap((id) => byId.get(id) ?? []).sort(bySeverity);
  if (findings.length === 0) return null;
  const wanting = findings.filter(({ status, tilt }) => status !== 'met' || tilt !== 'none').slice(0, MOST);
  return (
    <ul className={classes.points} aria-label={text('review.points-of', { label: clause.label })}>
      {wanting.map((finding) => (
        <li key={finding.id}>
          <Chip finding={finding} />
        </li>
      ))}
      <li>
        <All clause={clause} findings={findings} rest={findings.length - wanting.length} />
      </li>
    </ul>
  );
}

function Chip({ finding: { id, title, status, tilt } }: { finding: Finding }) {
  const text = useText();
  const chosen = useFocused(({ item }) => item === id);
  const words = text(`status.${status}`) + (tilt === 'none' ? '' : text('sentence.separator') + text(`tilt.${tilt}`));
  return (
    <UnstyledButton
      className={`${classes.chip} ${marks[status]}`}
      title={`${title}: ${words}`}
      aria-label={`${id} ${title}: ${words}`}
      aria-current={chosen || undefined}
      onClick={() => focus(id, 'contract')}
    >
      <span aria-hidden>
        {text(`symbol.${status}`)} {id}
        {tilt === 'none' ? '' : ' ⚖'}
      </span>
    </UnstyledButton>
  );
}

function All({ clause, findings, rest }: { clause: ReportClause; findings: readonly Finding[]; rest: number }) {
  const text = useText();
  const { change } = useReview();
  const met = rest > 0 && rest === findings.filter(({ status, tilt }) => status === 'met' && tilt === 'none').length;
  return (
    <Popover width={340} position="bottom-start" withinPortal trapFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          className={`${classes.chip} ${classes.all}`}
          aria-label={text('review.points-list', { label: clause.label, count: findings.length })}
        >
          <span aria-hidden>{rest === 0 ? '…' : met ? `${text('symbol.met')} ${rest}` : `+${rest}`}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="xs" className={classes.list}>
        <ul>
          {findings.map((finding) => (
            <li key={finding.id}>
              <UnstyledButton className={classes.entry} onClick={() => focus(finding.id, 'contract')}>
                <span>
                  <b>{finding.id}</b> {finding.title}
                </span>
                <span className={classes.marks}>
                  <Marks finding={finding} />
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
        <UnstyledButton className={classes.entry} onClick={() => change({ clause: clause.id })}>
          {text('review.points-only')}
        </UnstyledButton>
      </Popover.Dropdown>
    </Popover>
  );
}
