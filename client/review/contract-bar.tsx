/** Above the contract: its outline, its changes, and the places that the search found. */
import { ActionIcon, Button, Popover, Switch, Text } from '@mantine/core';
import { IconArrowRight, IconChevronDown, IconChevronUp, IconListTree } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../language.js';
import classes from './contract.module.css';
import { focus, show, useFocused } from './focus.js';
import { Outline } from './outline.js';
import { useReview } from './state.js';
import { lastIndex } from './text-range.js';
import { MOST_HITS } from './words.js';

export function ContractBar() {
  const text = useText();
  const { marked, setMarked } = useReview();
  const [open, setOpen] = useState(false);
  return (
    <div className={classes.bar}>
      <Popover opened={open} onChange={setOpen} width={340} position="bottom-start" trapFocus shadow="md">
        <Popover.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconListTree size={16} aria-hidden />}
            onClick={() => setOpen(!open)}
          >
            {text('review.outline')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={0}>
          <Outline close={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
      <Back />
      {marked !== null && (
        <Switch
          size="sm"
          label={text('review.show-changes')}
          checked={marked}
          onChange={(event) => setMarked(event.currentTarget.checked)}
        />
      )}
      <span className={classes.push} />
      <Hits />
    </div>
  );
}

/** Leads back to the finding from which the reader came. */
function Back() {
  const text = useText();
  const item = useFocused((at) => at.item);
  if (item === null) return null;
  return (
    <Button
      variant="default"
      size="xs"
      rightSection={<IconArrowRight size={14} aria-hidden />}
      aria-label={text('review.back', { id: item })}
      onClick={() => focus(item, 'contract')}
    >
      {item}
    </Button>
  );
}

function Hits() {
  const text = useText();
  const { hits, filter } = useReview();
  const place = useFocused((focus) => focus.place);
  if (filter.words.trim() === '') return null;
  const from = place?.kind === 'hit' ? place.range[0] : -1;
  const at = lastIndex(hits.length, (index) => hits[index]!.range[0] <= from);
  const to = (index: number) => show({ kind: 'hit', range: hits[(index + hits.length) % hits.length]!.range });
  const count = hits.length >= MOST_HITS ? `${MOST_HITS}+` : hits.length;
  return (
    <>
      <Text size="xs" component="span">
        {at >= 0 ? text('review.hit', { at: at + 1, count }) : text('review.hits', { count })}
      </Text>
      <ActionIcon
        variant="default"
        aria-label={text('review.hit-previous')}
        disabled={hits.length === 0}
        onClick={() => to(at <= 0 ? -1 : at - 1)}
      >
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={text('review.hit-next')}
        disabled={hits.length === 0}
        onClick={() => to(at + 1)}
      >
        <IconChevronDown size={16} />
      </ActionIcon>
    </>
  );
}
