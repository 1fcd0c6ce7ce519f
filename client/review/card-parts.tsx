/** Parts of a finding: doubt, elements, concerns, what the checklist asks, and what the point is based on. */
import type { ReactNode } from 'react';
import type { Finding } from '../../server/model/report.js';
import { useText } from '../language.js';
import classes from './card.module.css';
import { PlaceLink } from './place-link.js';

type Props = { finding: Finding };

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h5>{title}</h5>
      {children}
    </section>
  );
}

export function Doubt({ finding: { doubt } }: Props) {
  return doubt === null ? null : <p className={classes.doubt}>{doubt}</p>;
}

export function Elements({ finding: { elements } }: Props) {
  const text = useText();
  if (elements.length === 0) return null;
  return (
    <Part title={text('review.elements')}>
      <ul className={classes.elements}>
        {elements.map(({ id, text: words, found, evidence }) => (
          <li key={id} data-found={found}>
            <span className={classes.symbol} aria-hidden>
              {text(found ? 'symbol.met' : 'symbol.missing')}
            </span>
            <span>
              {words}{' '}
              <span className={classes.quiet}>
                {text('review.element', { word: text(found ? 'report.element.found' : 'report.element.absent') })}
              </span>{' '}
              {evidence.slice(0, 2).map((quote) => (
                <PlaceLink key={quote.range[0]} quote={quote} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Concerns({ finding: { concerns } }: Props) {
  const text = useText();
  if (concerns.length === 0) return null;
  return (
    <Part title={text('review.concerns')}>
      <ul className={classes.concerns}>
        {concerns.map(({ kind, text: words, evidence }) => (
          <li key={`${kind} ${words}`}>
            {text('text.labelled', { label: text(`concern.${kind}`), text: words })}{' '}
            {evidence.slice(0, 3).map((quote) => (
              <PlaceLink key={quote.range[0]} quote={quote} />
            ))}
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Asks({ finding: { question, why } }: Props) {
  const text = useText();
  return (
    <>
      <Part title={text('report.asks')}>
        <p>{question}</p>
      </Part>
      <Part title={text('report.matters')}>
        <p>{why}</p>
      </Part>
    </>
  );
}

export function Basis({ finding: { basis, metiRef } }: Props) {
  const text = useText();
  const origin = text('text.labelled', { label: text('review.basis'), text: text(`basis.${basis}`) });
  return (
    <p className={classes.basis}>
      {origin}
      {text('review.stop')}
      {metiRef === null ? text('review.meti-none') : text('review.meti', { ref: metiRef })}
    </p>
  );
}
