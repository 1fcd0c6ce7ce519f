/** The whole at a glance: the way of the input data, audit rights, and how each aspect stands. */
import { UnstyledButton } from '@mantine/core';
import { useText } from '../language.js';
import { AspectChart } from './aspect-chart.js';
import { focus } from './focus.js';
import { InputPath } from './input-path.js';
import { Marks } from './marks.js';
import classes from './overview.module.css';
import { useReview } from './state.js';

export function Overview() {
  const text = useText();
  const { report, byId } = useReview();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.overview} tabIndex={0} aria-label={text('review.overview')}>
      <section aria-labelledby="path-title">
        <h3 id="path-title">{text('report.path')}</h3>
        <InputPath />
      </section>
      <section aria-labelledby="audit-title">
        <h3 id="audit-title">{text('review.focus.audit')}</h3>
        <ul className={classes.audit}>
          {report.auditRights
            .flatMap((id) => byId.get(id) ?? [])
            .map((finding) => (
              <li key={finding.id}>
                <UnstyledButton className={classes.entry} onClick={() => focus(finding.id, 'overview')}>
                  <span>
                    <b>{finding.id}</b> {finding.title}
                  </span>
                  <span className={classes.marks}>
                    <Marks finding={finding} />
                  </span>
                  <span className={classes.reason}>{finding.reason}</span>
                </UnstyledButton>
              </li>
            ))}
        </ul>
      </section>
      <section aria-labelledby="chart-title">
        <h3 id="chart-title">{text('review.chart')}</h3>
        <AspectChart />
      </section>
    </section>
  );
}
