/** The report on paper: made when it is printed, all findings open, the contract left to its own file. */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Finding, Quote } from '../../server/model/report.js';
import { useDecisions } from '../decide/context.js';
import { useText } from '../language.js';
import { AspectChart } from './aspect-chart.js';
import { Asks, Basis, Concerns, Doubt, Elements, Part } from './card-parts.js';
import { Facts } from './facts.js';
import { inert } from './inert.js';
import { InputPath } from './input-path.js';
import { Marks } from './marks.js';
import { placesOf } from './places.js';
import classes from './print.module.css';
import { useReview } from './state.js';

export function PrintedReport() {
  return usePrinting() ? <Paper /> : null;
}

function Paper() {
  const text = useText();
  const { report, shown } = useReview();
  return (
    <div className={classes.paper}>
      <h2>
        <bdi>{report.document.name}</bdi>
      </h2>
      <Facts />
      <h3>{text('report.path')}</h3>
      <InputPath />
      <h3>{text('review.chart')}</h3>
      <AspectChart />
      <h3>{text('review.findings-count', { count: shown.length })}</h3>
      {shown.map((finding) => (
        <Printed key={finding.id} finding={finding} />
      ))}
    </div>
  );
}

function Printed({ finding }: { finding: Finding }) {
  const text = useText();
  const { report } = useReview();
  const decision = useDecisions().of(finding.id);
  const { id, title, reason, nearest, status, suggestion, fallback } = finding;
  const wanting = status !== 'met' && status !== 'na';
  return (
    <article className={classes.finding}>
      <h4>
        {id} {title}
      </h4>
      <p className={classes.marks}>
        <Marks finding={finding} />
      </p>
      <p>{reason}</p>
      <Doubt finding={finding} />
      <Quotes title={text('report.quotes')} quotes={placesOf(finding).map(({ quote }) => quote)} />
      <Quotes title={text('report.nearest')} quotes={wanting ? nearest.slice(0, 1) : []} />
      <Elements finding={finding} />
      <Concerns finding={finding} />
      {wanting && (
        <>
          <Asks finding={finding} />
          <Part title={text('report.suggestion')}>
            <p className={classes.wording} lang={report.language}>
              {suggestion.trim()}
            </p>
          </Part>
          <Part title={text('report.fallback')}>
            <p className={classes.wording} lang={report.language}>
              {fallback.trim()}
            </p>
          </Part>
        </>
      )}
      <Basis finding={finding} />
      {decision && (
        <Part title={text('review.decision')}>
          <p>
            {text(`decision.${decision.decision}`)} <bdi>{decision.note}</bdi>
          </p>
        </Part>
      )}
    </article>
  );
}

function Quotes({ title, quotes }: { title: string; quotes: readonly Quote[] }) {
  const text = useText();
  const { report } = useReview();
  if (quotes.length === 0) return null;
  return (
    <Part title={title}>
      {quotes.map(({ label, quote, range }) => (
        <blockquote key={range.join('-')} lang={report.document.language}>
          <cite>{label === '' ? text('report.outside') : label}</cite> <bdi>{inert(quote)}</bdi>
        </blockquote>
      ))}
    </Part>
  );
}

/** The paper is made before the page is laid out for it, and dropped after. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const print = window.matchMedia('print');
    const set = (now: boolean) => flushSync(() => setPrinting(now));
    const changed = () => set(print.matches);
    const before = () => set(true);
    const after = () => set(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    print.addEventListener('change', changed);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
      print.removeEventListener('change', changed);
    };
  }, []);
  return printing;
}
