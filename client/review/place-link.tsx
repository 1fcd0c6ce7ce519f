/** The name of a clause, which leads to the exact words in the contract. */
import { UnstyledButton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { Quote } from '../../server/model/report.js';
import { useText } from '../language.js';
import { type Place, show } from './focus.js';
import classes from './quotes.module.css';
import { useReview } from './state.js';

export function PlaceLink({ quote, kind = 'quote' }: { quote: Quote; kind?: Place['kind'] }) {
  const text = useText();
  const { report } = useReview();
  const { label, page, ocr, range } = quote;
  const name = label === '' ? text('report.outside') : label;
  return (
    <UnstyledButton
      className={classes.link}
      aria-label={text('review.go-to', { place: name })}
      onClick={() => show({ kind, range })}
    >
      <IconArrowLeft size={13} aria-hidden className={classes.arrow} />
      <bdi lang={label === '' ? undefined : report.document.language}>{name}</bdi>
      {page !== undefined && <span className={classes.page}>{text('report.page', { page })}</span>}
      {ocr && <span className={classes.page}>{text('report.ocr')}</span>}
    </UnstyledButton>
  );
}
