/** Where what is decided on a finding is shown and changed. */
import { IconGavel } from '@tabler/icons-react';
import type { Finding } from '../../server/model/report.js';
import { useDecisions } from '../decide/context.js';
import { DecisionControls } from '../decide/controls.js';
import { useText } from '../language.js';
import classes from './card.module.css';
import { Part } from './card-parts.js';

export function DecisionSlot({ finding }: { finding: Finding }) {
  const text = useText();
  return (
    <div className={classes.decision}>
      <Part title={text('review.decision')}>
        <DecisionControls item={finding} />
      </Part>
    </div>
  );
}

/** What was decided, on the closed card. */
export function DecisionTag({ finding }: { finding: Finding }) {
  const text = useText();
  const decision = useDecisions().of(finding.id);
  if (!decision || (decision.decision === 'open' && !decision.reopened)) return null;
  return (
    <span className={classes.decided}>
      <IconGavel size={14} aria-hidden />
      {text('text.labelled', { label: text('decision'), text: text(`decision.${decision.decision}`) })}
    </span>
  );
}
