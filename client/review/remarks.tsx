/** Remarks in the margin of the file, beneath the words that they stand beside; and who changed these words. */
import { useMemo } from 'react';
import { useText } from '../language.js';
import classes from './contract.module.css';
import { inert } from './inert.js';
import { within } from './spans.js';
import { useReview } from './state.js';
import type { OffsetRange } from './text-range.js';

export function Remarks({ range }: { range: OffsetRange }) {
  const text = useText();
  const { report, reading } = useReview();
  const comments = useMemo(
    () => report.comments.map((comment) => ({ ...comment, at: reading.alignment.at(comment.range[0]) })),
    [report, reading],
  );
  const here = comments.filter(({ at }) => at >= range[0] && at < range[1]);
  const authors = [...new Set(within(reading.changes, range).map(({ author }) => author))].filter(Boolean);
  return (
    <>
      {authors.length > 0 && (
        <p className={classes.authors}>
          {text('review.changes-by', { authors: authors.join(text('list.separator')) })}
        </p>
      )}
      {here.map(({ id, author, text: words }) => (
        <p key={id} className={classes.remark}>
          <strong>{text('review.remark', { author })}</strong> <bdi>{inert(words)}</bdi>
        </p>
      ))}
    </>
  );
}
