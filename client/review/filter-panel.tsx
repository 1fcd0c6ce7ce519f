/** All that the findings can be narrowed by. */
import { Chip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../language.js';
import { toggled } from './filter.js';
import classes from './filter-bar.module.css';
import { ASPECTS, OBJECTS, SEVERITIES, STATUSES, TILTS } from './scales.js';
import { useReview } from './state.js';

export function FilterPanel() {
  const text = useText();
  const { filter, change, report } = useReview();
  return (
    <div className={classes.panel}>
      <Group label={text('report.status')}>
        {STATUSES.map((status) => (
          <One
            key={status}
            label={`${text(`symbol.${status}`)} ${text(`status.${status}`)}`}
            on={filter.statuses.includes(status)}
            flip={() => change({ statuses: toggled(filter.statuses, status) })}
          />
        ))}
      </Group>
      <Group label={text('report.severity')}>
        {SEVERITIES.map((severity) => (
          <One
            key={severity}
            label={text(`severity.${severity}`)}
            on={filter.severities.includes(severity)}
            flip={() => change({ severities: toggled(filter.severities, severity) })}
          />
        ))}
      </Group>
      <Group label={text('report.tilt')}>
        {TILTS.map((tilt) => (
          <One
            key={tilt}
            label={text(`tilt.${tilt}`)}
            on={filter.tilts.includes(tilt)}
            flip={() => change({ tilts: toggled(filter.tilts, tilt) })}
          />
        ))}
      </Group>
      <Group label={text('review.aspect')}>
        {OBJECTS.map((object) => (
          <One
            key={object}
            label={text(`object.${object}`)}
            on={filter.objects.includes(object)}
            flip={() => change({ objects: toggled(filter.objects, object) })}
          />
        ))}
        {ASPECTS.map((aspect) => (
          <One
            key={aspect}
            label={text(`aspect.${aspect}`)}
            on={filter.aspects.includes(aspect)}
            flip={() => change({ aspects: toggled(filter.aspects, aspect) })}
          />
        ))}
      </Group>
      <Group label={text('review.focus')}>
        {(['input-path', 'audit'] as const).map((focus) => (
          <One
            key={focus}
            label={text(`review.focus.${focus}`)}
            on={filter.focus === focus}
            flip={() => change({ focus: filter.focus === focus ? null : focus })}
          />
        ))}
        <One label={text('review.doubt')} on={filter.doubt} flip={() => change({ doubt: !filter.doubt })} />
        {report.revisions.length > 0 && (
          <One
            label={text('review.filter.touched')}
            on={filter.touched}
            flip={() => change({ touched: !filter.touched })}
          />
        )}
        <One
          label={text('review.filter.undecided')}
          on={filter.undecided}
          flip={() => change({ undecided: !filter.undecided })}
        />
      </Group>
    </div>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      {children}
    </fieldset>
  );
}

function One({ label, on, flip }: { label: string; on: boolean; flip: () => void }) {
  return (
    <Chip size="xs" radius="sm" checked={on} onChange={flip}>
      {label}
    </Chip>
  );
}
