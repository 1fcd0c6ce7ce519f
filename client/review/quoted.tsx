/** Words of the contract as a quotation; long ones can be unfolded. */
import { Spoiler } from '@mantine/core';
import type { Quote } from '../../server/model/report.js';
import { useText } from '../language.js';
import { inert } from './inert.js';
import classes from './quotes.module.css';
import { useReview } from './state.js';

export function Quoted({ quote: { quote } }: { quote: Quote }) {
  const text = useText();
  const { report } = useReview();
  const words = (
    <blockquote className={classes.quote} lang={report.document.language} translate="no">
      <bdi>{inert(quote)}</bdi>
    </blockquote>
  );
  if (quote.length < 260) return words;
  return (
    <Spoiler maxHeight={150} showLabel={text('review.more')} hideLabel={text('review.less')}>
      {words}
    </Spoiler>
  );
}
