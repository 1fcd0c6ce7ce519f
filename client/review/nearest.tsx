/** Of a finding that is missing: where was looked, what came nearest, and where words on it would go. */
import { Button } from '@mantine/core';
import { IconRowInsertBottom } from '@tabler/icons-react';
import type { Finding } from '../../server/model/report.js';
import { useText } from '../language.js';
import classes from './card.module.css';
import { Part } from './card-parts.js';
import { show } from './focus.js';
import { PlaceLink } from './place-link.js';
import { Quoted } from './quoted.js';

export function Nearest({ finding: { status, nearest, searched } }: { finding: Finding }) {
  const text = useText();
  const missing = status === 'missing' || status === 'unread';
  const [first] = nearest;
  if (!missing && !first) return null;
  return (
    <>
      {missing && (
        <Part title={text('review.insertion')}>
          <p>
            {text('review.searched', { ...searched })}
            {first && text('sentence.separator')}
            {first && text('review.insert-after', { place: first.label === '' ? text('report.outside') : first.label })}
          </p>
          {first && (
            <Button
              variant="light"
              size="xs"
              leftSection={<IconRowInsertBottom size={16} aria-hidden />}
              onClick={() => show({ kind: 'insertion', range: first.range })}
            >
              {text('review.insert-show')}
            </Button>
          )}
        </Part>
      )}
      {first && (
        <Part title={text('report.nearest')}>
          {nearest.slice(0, missing ? 3 : 1).map((near) => (
            <div key={near.range[0]} className={classes.near}>
              <PlaceLink quote={near} /> <span className={classes.quiet}>{near.why}</span>
              <Quoted quote={near} />
            </div>
          ))}
        </Part>
      )}
    </>
  );
}
