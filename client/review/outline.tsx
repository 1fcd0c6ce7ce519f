/** The contract's clauses as a tree, to go to one. */
import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReportClause } from '../../server/model/report.js';
import { useText } from '../language.js';
import { show } from './focus.js';
import { inert } from './inert.js';
import classes from './outline.module.css';
import { headOf } from './places.js';
import { useReview } from './state.js';

type Children = ReadonlyMap<string | null, readonly ReportClause[]>;

export function Outline({ close }: { close: () => void }) {
  const text = useText();
  const { report } = useReview();
  const children = useMemo(() => Map.groupBy(report.clauses, ({ parent }) => parent), [report]);
  if (report.clauses.length === 0) return <p className={classes.none}>{text('review.outline.none')}</p>;
  return (
    <nav aria-label={text('review.outline')} className={classes.outline}>
      <Branch parent={null} of={children} close={close} />
    </nav>
  );
}

function Branch({ parent, of, close }: { parent: string | null; of: Children; close: () => void }) {
  return (
    <ul>
      {of.get(parent)?.map((clause) => (
        <Twig key={clause.id} clause={clause} of={of} close={close} />
      ))}
    </ul>
  );
}

function Twig({ clause, of, close }: { clause: ReportClause; of: Children; close: () => void }) {
  const text = useText();
  const { reading } = useReview();
  const [open, setOpen] = useState(false);
  const parts = of.has(clause.id);
  const { label, heading, range, language } = clause;
  const shown = reading.alignment.over(range);
  const words = heading || reading.text.slice(shown[0], Math.min(shown[1], shown[0] + 40)).replace(/\s+/g, ' ');
  const go = () => {
    close();
    show({ kind: 'clause', range: headOf(clause) });
  };
  return (
    <li>
      <div className={classes.twig}>
        {parts ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-expanded={open}
            aria-label={text('review.outline.parts', { label })}
            onClick={() => setOpen(!open)}
          >
            {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
          </ActionIcon>
        ) : (
          <span className={classes.gap} />
        )}
        <UnstyledButton className={classes.entry} onClick={go}>
          <b>{label}</b>{' '}
          <bdi lang={language}>{inert(label.endsWith(words) ? '' : heading || words.replace(label, ''))}</bdi>
        </UnstyledButton>
      </div>
      {open && <Branch parent={clause.id} of={of} close={close} />}
    </li>
  );
}
