/** How each aspect of the grid stands: a bar of its statuses, over the table of the same numbers. */
import { UnstyledButton } from '@mantine/core';
import { Fragment } from 'react';
import type { Finding, Status } from '../../server/model/report.js';
import { useText } from '../language.js';
import classes from './aspect-chart.module.css';
import { type Filter, NO_FILTER } from './filter.js';
import { choosePane } from './focus.js';
import { ASPECTS, OBJECTS, STATUSES } from './scales.js';
import { useReview } from './state.js';

export function AspectChart() {
  const text = useText();
  const { report } = useReview();
  const statuses = STATUSES.filter((status) => report.summary[status] > 0);
  const rows = OBJECTS.map((object) => ({
    object,
    aspects: ASPECTS.flatMap((aspect) => {
      const items = report.items.filter((item) => item.object === object && item.aspect === aspect);
      return items.length > 0 ? [{ aspect, items }] : [];
    }),
  }));
  const most = Math.max(...rows.flatMap(({ aspects }) => aspects.map(({ items }) => items.length)), 1);
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text('review.aspect')}</th>
            <td className={classes.wide} />
            {statuses.map((status) => (
              <th key={status} scope="col">
                <span aria-hidden>{text(`symbol.${status}`)} </span>
                {text(`status.${status}`)}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map(({ object, aspects }) => (
          <tbody key={object}>
            <tr className={classes.object}>
              <th scope="rowgroup" colSpan={statuses.length + 2}>
                {text(`object.${object}`)}
              </th>
            </tr>
            {aspects.map(({ aspect, items }) => (
              <tr key={aspect}>
                <th scope="row">
                  <Narrow to={{ objects: [object], aspects: [aspect] }} label={text(`aspect.${aspect}`)}>
                    {text(`aspect.${aspect}`)}
                  </Narrow>
                </th>
                <td className={classes.wide} aria-hidden>
                  <Bar items={items} statuses={statuses} most={most} />
                </td>
                {statuses.map((status) => {
                  const count = items.filter((item) => item.status === status).length;
                  const label = [text(`object.${object}`), text(`aspect.${aspect}`), text(`status.${status}`), count];
                  return (
                    <td key={status} className={classes.number}>
                      {count === 0 ? (
                        <span className={classes.none}>0</span>
                      ) : (
                        <Narrow
                          to={{ objects: [object], aspects: [aspect], statuses: [status] }}
                          label={label.join(text('review.between'))}
                        >
                          {count}
                        </Narrow>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Bar({ items, statuses, most }: { items: readonly Finding[]; statuses: readonly Status[]; most: number }) {
  const text = useText();
  return (
    <div className={classes.bar} style={{ width: `${(items.length / most) * 100}%` }}>
      {statuses.map((status) => {
        const count = items.filter((item) => item.status === status).length;
        if (count === 0) return <Fragment key={status} />;
        return (
          <span key={status} className={`${classes.piece} ${classes[status]}`} style={{ flexGrow: count }}>
            {text(`symbol.${status}`)}
          </span>
        );
      })}
    </div>
  );
}

function Narrow({ to, label, children }: { to: Partial<Filter>; label: string; children: string | number }) {
  const text = useText();
  const { change } = useReview();
  return (
    <UnstyledButton
      className={classes.narrow}
      aria-label={text('review.narrow', { label })}
      onClick={() => {
        change({ ...NO_FILTER, ...to });
        choosePane('findings');
      }}
    >
      {children}
    </UnstyledButton>
  );
}
