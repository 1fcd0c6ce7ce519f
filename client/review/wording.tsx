/** Wording to offer, and what to fall back on, each to be copied. */
import type { Finding } from '../../server/model/report.js';
import { useText } from '../language.js';
import classes from './card.module.css';
import { Part } from './card-parts.js';
import { Copy } from './copy.js';
import { useReview } from './state.js';

export function Wording({ finding: { suggestion, fallback } }: { finding: Finding }) {
  const text = useText();
  return (
    <>
      <Offered title={text('report.suggestion')} words={suggestion} />
      <Offered title={text('report.fallback')} words={fallback} />
    </>
  );
}

function Offered({ title, words }: { title: string; words: string }) {
  const { report } = useReview();
  if (words.trim() === '') return null;
  return (
    <Part title={title}>
      <div className={classes.offered} lang={report.language}>
        {words.trim()}
      </div>
      <Copy words={words.trim()} what={title} />
    </Part>
  );
}
