/** The stations of the input data from hand-over to deletion, drawn as a line. */
import { UnstyledButton } from '@mantine/core';
import type { PathStation } from '../../server/model/report.js';
import { useText } from '../language.js';
import { NO_FILTER } from './filter.js';
import { choosePane, focus } from './focus.js';
import classes from './input-path.module.css';
import { StatusMark, TiltMark } from './marks.js';
import { useReview } from './state.js';

export function InputPath() {
  const { report } = useReview();
  return (
    <ol className={classes.path}>
      {report.inputPath.map((station, index) => (
        <Station key={station.id} station={station} number={index + 1} />
      ))}
    </ol>
  );
}

function Station({ station, number }: { station: PathStation; number: number }) {
  const text = useText();
  const { byId, change } = useReview();
  const { id, title, status, tilt, weakest, items } = station;
  const weak = weakest === null ? undefined : byId.get(weakest);
  const filter = () => {
    change({ ...NO_FILTER, station: id });
    choosePane('findings');
  };
  return (
    <li className={classes.station} data-status={status}>
      <span className={classes.dot} aria-hidden>
        {number}
      </span>
      <UnstyledButton className={classes.open} onClick={weak ? () => focus(weak.id, 'overview') : filter}>
        <span className={classes.title}>{title}</span>
        <span className={classes.marks}>
          <StatusMark status={status} />
          {tilt !== 'none' && <TiltMark tilt={tilt} />}
        </span>
        {weak && (
          <span className={classes.weakest}>
            <b>{weak.id}</b> {weak.title}
          </span>
        )}
      </UnstyledButton>
      {items.length > 1 && (
        <UnstyledButton className={classes.all} onClick={filter}>
          {text('review.station-points', { count: items.length, station: title })}
        </UnstyledButton>
      )}
    </li>
  );
}
