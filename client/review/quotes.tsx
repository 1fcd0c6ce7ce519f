/** The words of the contract that a finding rests on, one place after the other. */
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { Finding } from '../../server/model/report.js';
import { useText } from '../language.js';
import { Part } from './card-parts.js';
import { look, useFocused } from './focus.js';
import { PlaceLink } from './place-link.js';
import { placesOf } from './places.js';
import { Quoted } from './quoted.js';
import classes from './quotes.module.css';

export function Quotes({ finding }: { finding: Finding }) {
  const text = useText();
  const places = placesOf(finding);
  const [chosen, setChosen] = useState(0);
  const place = useFocused((focus) => focus.place);
  const there = places.findIndex(({ quote }) => place?.kind === 'quote' && quote.range[0] === place.range[0]);
  const at = there === -1 ? Math.min(chosen, places.length - 1) : there;
  const shown = places[at];
  if (!shown) return null;
  const go = (by: number) => {
    const to = (at + by + places.length) % places.length;
    setChosen(to);
    look({ kind: 'quote', range: places[to]!.quote.range });
  };
  const { quote, elements, concerns } = shown;
  return (
    <Part title={text('report.quotes')}>
      <div className={classes.head}>
        <PlaceLink quote={quote} />
        {places.length > 1 && (
          <div className={classes.pager}>
            <ActionIcon variant="default" size="sm" aria-label={text('review.place-previous')} onClick={() => go(-1)}>
              <IconChevronLeft size={14} />
            </ActionIcon>
            <span aria-live="polite">{text('review.place', { at: at + 1, count: places.length })}</span>
            <ActionIcon variant="default" size="sm" aria-label={text('review.place-next')} onClick={() => go(1)}>
              <IconChevronRight size={14} />
            </ActionIcon>
          </div>
        )}
      </div>
      <Quoted quote={quote} />
      <ul className={classes.stands}>
        {elements.map((element) => (
          <li key={element}>{text('review.shows', { element })}</li>
        ))}
        {concerns.map((concern) => (
          <li key={`${concern.kind} ${concern.text}`}>
            {text('text.labelled', { label: text(`concern.${concern.kind}`), text: concern.text })}
          </li>
        ))}
      </ul>
    </Part>
  );
}
