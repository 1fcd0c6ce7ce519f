/** The points of the checklist that stand otherwise than before. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import type { ComparedItem, Comparison } from '../../server/model/comparison.js';
import { useText } from '../language.js';
import { movedItems } from './filter.js';
import styles from './points.module.css';
import { VirtualList } from './virtual-list.js';

export function Points({ comparison, onSelect }: { comparison: Comparison; onSelect: (change: string) => void }) {
  const text = useText();
  const moved = movedItems(comparison);
  if (moved.length === 0) return <Text>{text('comparison.points.none')}</Text>;
  return (
    <VirtualList
      label={text('comparison.points')}
      items={moved}
      keyOf={({ id }) => id}
      estimate={() => 150}
      target={null}
      render={(item) => <Point item={item} onSelect={onSelect} />}
    />
  );
}

function Point({ item, onSelect }: { item: ComparedItem; onSelect: (change: string) => void }) {
  const text = useText();
  const heading = useId();
  const { id, title, verdict, before, after, reason, changes } = item;
  return (
    <Paper withBorder p="sm" component="article" aria-labelledby={heading}>
      <Stack gap={6}>
        <Title order={3} size="sm" id={heading}>
          {id} {title}
        </Title>
        <Group gap="xs">
          <VerdictMark verdict={verdict} />
          <Text size="sm">
            <State state={before} /> → <State state={after} />
          </Text>
        </Group>
        <Text size="sm">{reason}</Text>
        {changes.length > 0 && (
          <Group gap={6}>
            <Text size="xs" c="dimmed">
              {text('comparison.by')}
            </Text>
            {changes.map((change) => (
              <Button
                key={change}
                size="compact-xs"
                variant="default"
                aria-label={text('compare.change', { id: change })}
                onClick={() => onSelect(change)}
              >
                {change}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

export function VerdictMark({ verdict, count }: { verdict: ComparedItem['verdict']; count?: number }) {
  const text = useText();
  return (
    <span className={styles.mark} data-verdict={verdict}>
      <span aria-hidden>{text(`verdict.symbol.${verdict}`)}</span> {text(`verdict.${verdict}`)}
      {count !== undefined && <b> {count}</b>}
    </span>
  );
}

function State({ state: { status, tilt } }: { state: ComparedItem['before'] }) {
  const text = useText();
  return (
    <>
      <span aria-hidden>{text(`symbol.${status}`)}</span> {text(`status.${status}`)}
      {tilt !== 'none' && text('compare.tilt', { tilt: text(`tilt.${tilt}`) })}
    </>
  );
}
