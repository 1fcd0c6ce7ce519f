/** One finding: a row when closed; open, everything on it, always in the same order. */
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconUserSearch } from '@tabler/icons-react';
import type { Finding } from '../../server/model/report.js';
import { useText } from '../language.js';
import classes from './card.module.css';
import { Asks, Basis, Concerns, Doubt, Elements } from './card-parts.js';
import { DecisionSlot, DecisionTag } from './decision-slot.js';
import { toggle, useFocused } from './focus.js';
import { Marks } from './marks.js';
import { Nearest } from './nearest.js';
import { Quotes } from './quotes.js';
import { Wording } from './wording.js';

export function FindingCard({ finding }: { finding: Finding }) {
  const text = useText();
  const { id, title, reason, doubt } = finding;
  const chosen = useFocused(({ item }) => item === id);
  const open = useFocused((focus) => focus.item === id && focus.open);
  return (
    <article
      className={classes.card}
      data-finding={id}
      data-chosen={chosen || undefined}
      data-open={open || undefined}
      aria-labelledby={`finding-${id}`}
    >
      <div className={classes.header}>
        <span className={classes.chevron} aria-hidden>
          {open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        </span>
        <h4 className={classes.name} id={`finding-${id}`}>
          <UnstyledButton
            className={classes.toggle}
            aria-expanded={open}
            aria-describedby={`finding-${id}-marks finding-${id}-reason`}
            onClick={() => toggle(id)}
          >
            <span className={classes.id}>{id}</span> {title}
          </UnstyledButton>
        </h4>
        <div className={classes.marks} id={`finding-${id}-marks`}>
          <Marks finding={finding} />
          {doubt !== null && (
            <span className={classes.doubtful}>
              <IconUserSearch size={14} aria-hidden /> {text('review.doubt')}
            </span>
          )}
          <DecisionTag finding={finding} />
        </div>
        <p className={classes.reason} id={`finding-${id}-reason`}>
          {reason}
        </p>
      </div>
      {open && <FindingBody finding={finding} />}
    </article>
  );
}

/** All of a finding, in the fixed order. */
function FindingBody({ finding }: { finding: Finding }) {
  // Where nothing was found, what came nearest takes the place of the quotes.
  const empty = finding.status === 'missing' || finding.status === 'unread';
  return (
    <div className={classes.body}>
      <Doubt finding={finding} />
      <Quotes finding={finding} />
      {empty && <Nearest finding={finding} />}
      <Elements finding={finding} />
      <Concerns finding={finding} />
      {!empty && <Nearest finding={finding} />}
      <Asks finding={finding} />
      <Wording finding={finding} />
      <Basis finding={finding} />
      <DecisionSlot finding={finding} />
    </div>
  );
}
