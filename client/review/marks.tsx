/** The three axes of a finding, each with a symbol and a word: colour only repeats them. */
import type { Finding, Severity, Status, Tilt } from '../../server/model/report.js';
import { useText } from '../language.js';
import classes from './marks.module.css';

export function Marks({
  finding: { status, severity, tilt },
}: {
  finding: Pick<Finding, 'status' | 'severity' | 'tilt'>;
}) {
  return (
    <>
      <StatusMark status={status} />
      {severity !== 'none' && <SeverityMark severity={severity} />}
      {tilt !== 'none' && <TiltMark tilt={tilt} />}
    </>
  );
}

export function StatusMark({ status }: { status: Status }) {
  const text = useText();
  return (
    <span className={`${classes.mark} ${classes[status]}`}>
      <span className={classes.symbol} aria-hidden>
        {text(`symbol.${status}`)}
      </span>
      {text(`status.${status}`)}
    </span>
  );
}

export function SeverityMark({ severity }: { severity: Severity }) {
  const text = useText();
  return (
    <span className={`${classes.mark} ${classes.severity}`}>
      <SeverityBars severity={severity} />
      {text('text.labelled', { label: text('report.severity'), text: text(`severity.${severity}`) })}
    </span>
  );
}

const BARS: Readonly<Record<Severity, number>> = { high: 3, medium: 2, low: 1, none: 0 };

export function SeverityBars({ severity }: { severity: Severity }) {
  return (
    <span className={classes.bars} aria-hidden>
      {[1, 2, 3].map((bar) => (
        <span key={bar} className={bar <= BARS[severity] ? classes.full : classes.empty} />
      ))}
    </span>
  );
}

export function TiltMark({ tilt }: { tilt: Tilt }) {
  const text = useText();
  return (
    <span className={`${classes.mark} ${classes.tilt}`}>
      <span className={classes.symbol} aria-hidden>
        ⚖
      </span>
      {text(`tilt.${tilt}`)}
    </span>
  );
}
