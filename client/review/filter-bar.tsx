/** Narrows the findings: words, what they are about, and their order; says how many are left. */
import { Button, CloseButton, Collapse, NativeSelect, Pill, TextInput } from '@mantine/core';
import { IconFilter, IconSearch } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { type Text, useText } from '../language.js';
import { type Filter, isFiltered, NO_FILTER, type Order } from './filter.js';
import classes from './filter-bar.module.css';
import { FilterPanel } from './filter-panel.js';
import { useReview } from './state.js';

export function FilterBar() {
  const text = useText();
  const { filter, change, clear, order, setOrder, shown, hits, report } = useReview();
  const [open, setOpen] = useState(false);
  const panel = useId();
  const asked = askedFor(filter, text);
  const found = text('review.shown', { shown: shown.length, all: report.items.length });
  const inContract = filter.words.trim() === '' ? '' : text('review.hits', { count: hits.length });
  return (
    <search className={classes.bar} aria-label={text('review.filter')}>
      <div className={classes.line}>
        <TextInput
          className={classes.words}
          size="sm"
          type="search"
          aria-label={text('review.search')}
          placeholder={text('review.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filter.words}
          onChange={(event) => change({ words: event.currentTarget.value })}
          rightSection={
            filter.words === '' ? null : (
              <CloseButton size="sm" aria-label={text('review.search-clear')} onClick={() => change({ words: '' })} />
            )
          }
        />
        <Button
          variant={asked.length > 0 ? 'light' : 'default'}
          size="sm"
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
        >
          {text('review.filters')}
        </Button>
      </div>
      <Collapse id={panel} expanded={open}>
        <FilterPanel />
      </Collapse>
      <div className={classes.line}>
        <span role="status" className={classes.count}>
          {[found, inContract].filter(Boolean).join(text('review.also'))}
        </span>
        {asked.map(({ key, word, without }) => (
          <Pill
            key={key}
            size="sm"
            withRemoveButton
            removeButtonProps={{
              'aria-label': text('review.filter-remove', { filter: word }),
              tabIndex: 0,
              'aria-hidden': false,
            }}
            onRemove={() => change(without)}
          >
            {word}
          </Pill>
        ))}
        {isFiltered(filter) && (
          <Button variant="subtle" size="compact-xs" onClick={clear}>
            {text('review.clear')}
          </Button>
        )}
        <NativeSelect
          className={classes.order}
          size="xs"
          aria-label={text('review.order')}
          value={order}
          onChange={(event) => setOrder(event.currentTarget.value as Order)}
          data={[
            { value: 'severity', label: text('review.order.severity') },
            { value: 'checklist', label: text('review.order.checklist') },
          ]}
        />
      </div>
    </search>
  );
}

interface Asked {
  key: string;
  word: string;
  without: Partial<Filter>;
}

/** What the list is narrowed to, one by one, each with what takes it away. */
function askedFor(filter: Filter, text: Text): Asked[] {
  const severity = (word: string) => text('text.labelled', { label: text('report.severity'), text: word });
  const one = (key: keyof Filter, word: string): Asked => ({ key, word, without: { [key]: NO_FILTER[key] } });
  return [
    ...each(filter, 'statuses', (value) => text(`status.${value}`)),
    ...each(filter, 'severities', (value) => severity(text(`severity.${value}`))),
    ...each(filter, 'tilts', (value) => text(`tilt.${value}`)),
    ...each(filter, 'objects', (value) => text(`object.${value}`)),
    ...each(filter, 'aspects', (value) => text(`aspect.${value}`)),
    ...(filter.focus ? [one('focus', text(`review.focus.${filter.focus}`))] : []),
    ...(filter.station ? [one('station', text(`station.${filter.station}`))] : []),
    ...(filter.clause ? [one('clause', text('review.filter.clause'))] : []),
    ...(filter.doubt ? [one('doubt', text('review.doubt'))] : []),
    ...(filter.touched ? [one('touched', text('review.filter.touched'))] : []),
    ...(filter.undecided ? [one('undecided', text('review.filter.undecided'))] : []),
  ];
}

type Lists = 'statuses' | 'severities' | 'tilts' | 'objects' | 'aspects';

function each<K extends Lists>(filter: Filter, key: K, word: (value: Filter[K][number]) => string): Asked[] {
  const values: readonly Filter[K][number][] = filter[key];
  return values.map((value) => ({
    key: `${key} ${value}`,
    word: word(value),
    without: { [key]: values.filter((other) => other !== value) },
  }));
}
