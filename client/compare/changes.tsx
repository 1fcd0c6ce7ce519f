/** The changes as cards: who, where, what it does to which points for whom, and what to answer. */
import {
  Badge,
  Button,
  CopyButton,
  Group,
  NativeSelect,
  Paper,
  Stack,
  Text,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { IconCheck, IconCopy, IconTextScan2 } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ComparedChange, Comparison } from '../../server/model/comparison.js';
import { useText } from '../language.js';
import styles from './changes.module.css';
import type { Jump } from './clauses.js';
import { authorsOf, type Filter, type Piece, wordsOfChange } from './filter.js';
import { VirtualList } from './virtual-list.js';

const DIRECTIONS = ['worse', 'better', 'neutral'] as const;
const ANSWERS = ['reject', 'accept-with-change', 'accept', 'unrelated'] as const;
/** Characters from which on the words of a change are cut short until asked for. */
const LONG = 500;
const DIRECTION_SYMBOL = { better: '▲', worse: '▼', neutral: '・' } as const;
const ANSWER_SYMBOL = { accept: '✓', reject: '✕', 'accept-with-change': '△', unrelated: '–' } as const;

export function Changes({
  comparison,
  changes,
  filter,
  jump,
  onFilter,
  onSelect,
}: {
  comparison: Comparison;
  /** Those that the filter leaves. */
  changes: readonly ComparedChange[];
  filter: Filter;
  jump: Jump | null;
  onFilter: (filter: Filter) => void;
  onSelect: (change: string) => void;
}) {
  const text = useText();
  const titles = useMemo(() => new Map(comparison.items.map(({ id, title }) => [id, title])), [comparison]);
  const target = useMemo(
    () => (jump && jump.from !== 'list' ? { index: changes.findIndex(({ id }) => id === jump.id) } : null),
    [jump, changes],
  );
  return (
    <Stack gap="xs" h="100%">
      <Filters comparison={comparison} filter={filter} onFilter={onFilter} />
      <Text size="sm" role="status">
        {comparison.changes.length === 0
          ? text('comparison.changes.none')
          : text('compare.count', { shown: changes.length, all: comparison.changes.length })}
      </Text>
      <div className={styles.list}>
        <VirtualList
          label={text('comparison.changes')}
          items={changes}
          keyOf={({ id }) => id}
          estimate={() => 260}
          target={target}
          render={(change) => (
            <ChangeCard change={change} comparison={comparison} titles={titles} jump={jump} onSelect={onSelect} />
          )}
        />
      </div>
    </Stack>
  );
}

function Filters({
  comparison,
  filter,
  onFilter,
}: {
  comparison: Comparison;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}) {
  const text = useText();
  const authors = authorsOf(comparison);
  const every = { value: '', label: text('compare.all') };
  return (
    <Group gap="xs" grow className="no-print">
      {authors.length > 1 && (
        <NativeSelect
          size="xs"
          label={text('compare.author')}
          value={filter.author}
          onChange={({ currentTarget }) => onFilter({ ...filter, author: currentTarget.value })}
          data={[every, ...authors.map((author) => ({ value: author, label: author }))]}
        />
      )}
      <NativeSelect
        size="xs"
        label={text('compare.direction')}
        value={filter.direction}
        onChange={({ currentTarget }) => onFilter({ ...filter, direction: currentTarget.value as Filter['direction'] })}
        data={[every, ...DIRECTIONS.map((value) => ({ value, label: text(`direction.${value}`) }))]}
      />
      <NativeSelect
        size="xs"
        label={text('compare.answer')}
        value={filter.answer}
        onChange={({ currentTarget }) => onFilter({ ...filter, answer: currentTarget.value as Filter['answer'] })}
        data={[every, ...ANSWERS.map((value) => ({ value, label: text(`answer.name.${value}`) }))]}
      />
    </Group>
  );
}

function ChangeCard({
  change,
  comparison,
  titles,
  jump,
  onSelect,
}: {
  change: ComparedChange;
  comparison: Comparison;
  titles: ReadonlyMap<string, string>;
  jump: Jump | null;
  onSelect: (change: string) => void;
}) {
  const text = useText();
  const heading = useId();
  const card = useRef<HTMLDivElement>(null);
  const { id, kind, label, to, author, date, answer, reason, wording, alone } = change;
  const selected = jump?.id === id;
  useEffect(() => {
    if (selected && jump.from !== 'list') card.current?.focus({ preventScroll: true });
  }, [selected, jump]);
  const place = label || text('report.outside');
  const language = comparison.documents.after.language;
  const pieces = useMemo(() => wordsOfChange(change, comparison.clauses), [change, comparison]);
  return (
    <Paper
      withBorder
      p="sm"
      component="article"
      aria-labelledby={heading}
      ref={card}
      tabIndex={-1}
      className={styles.card}
      data-selected={selected || undefined}
    >
      <Stack gap={6}>
        <Group gap="xs" justify="space-between" align="flex-start" wrap="nowrap">
          <Title order={3} size="sm" id={heading} className={styles.title}>
            {id} <bdi>{to === undefined ? place : `${place} → ${to}`}</bdi>
          </Title>
          <Badge variant="default" tt="none" className={styles.fixed}>
            {text(`change.${kind}`)}
          </Badge>
        </Group>
        {(author || date) && (
          <Text size="xs" c="dimmed">
            <bdi>{author}</bdi> {date.slice(0, 10)}
          </Text>
        )}
        {pieces ? <Marked pieces={pieces} language={language} /> : <Sides change={change} language={language} />}
        <Points change={change} comparison={comparison} titles={titles} />
        <div className={styles.answer} data-answer={answer}>
          <Text size="sm" fw={700}>
            <span aria-hidden>{ANSWER_SYMBOL[answer]}</span> {text(`answer.name.${answer}`)}
          </Text>
          <Text size="sm">{reason}</Text>
          {wording && <Wording wording={wording} language={language} />}
        </div>
        {alone && (
          <Text size="xs">
            <b>{text('comparison.alone')}</b>{' '}
            {alone.length === 0
              ? text('compare.alone.none')
              : alone
                  .map(
                    (point) =>
                      `${point.id} ${titles.get(point.id) ?? ''}: ${text(`status.${point.before}`)} → ${text(`status.${point.after}`)}`,
                  )
                  .join(text('list.separator'))}
          </Text>
        )}
        <Group className="no-print">
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconTextScan2 size={14} aria-hidden />}
            aria-label={`${text('compare.to-text')}: ${id}`}
            onClick={() => onSelect(id)}
          >
            {text('compare.to-text')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

/** The words with both sides, as they stand in the clause. */
function Marked({ pieces, language }: { pieces: readonly Piece[]; language: string }) {
  const text = useText();
  return (
    <Cut length={pieces.reduce((sum, piece) => sum + piece.text.length, 0)}>
      <p lang={language} className={styles.words}>
        {pieces.map(({ kind, text: words }, index) => {
          if (kind === 'same') return words;
          const Tag = kind === 'inserted' ? 'ins' : 'del';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces never change their place
            <Tag key={index}>
              <VisuallyHidden component="span">{text(`comparison.${kind}`)} </VisuallyHidden>
              {words}
            </Tag>
          );
        })}
      </p>
    </Cut>
  );
}

/** What is long is cut short until asked for. */
function Cut({ length, children }: { length: number; children: ReactNode }) {
  const text = useText();
  const [whole, setWhole] = useState(false);
  const long = length > LONG;
  return (
    <div>
      <div className={styles.cut} data-short={(long && !whole) || undefined}>
        {children}
      </div>
      {long && (
        <Button size="compact-xs" variant="subtle" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {text(whole ? 'compare.less' : 'compare.more')}
        </Button>
      )}
    </div>
  );
}

function Sides({ change: { kind, before, after }, language }: { change: ComparedChange; language: string }) {
  const text = useText();
  const sides = [
    ...(before ? [{ side: 'before' as const, words: before }] : []),
    ...(after && kind !== 'move' ? [{ side: 'after' as const, words: after }] : []),
  ];
  return (
    <Cut length={before.length + after.length}>
      <dl className={styles.sides}>
        {sides.map(({ side, words }) => (
          <div key={side}>
            <dt>{text(`comparison.${side}`)}</dt>
            <dd lang={language} className={styles.words}>
              {kind === 'move' ? words : side === 'before' ? <del>{words}</del> : <ins>{words}</ins>}
            </dd>
          </div>
        ))}
      </dl>
    </Cut>
  );
}

function Points({
  change: { items },
  comparison: { side },
  titles,
}: {
  change: ComparedChange;
  comparison: Comparison;
  titles: ReadonlyMap<string, string>;
}) {
  const text = useText();
  if (items.length === 0) return null;
  // Of a neutral reader the directions are the user's.
  const whom = text(`side.${side === 'neutral' ? 'user' : side}`);
  return (
    <ul className={styles.points}>
      {DIRECTIONS.flatMap((direction) =>
        items
          .filter((item) => item.direction === direction)
          .map(({ id }) => (
            <li key={id} data-direction={direction}>
              <b>
                <span aria-hidden>{DIRECTION_SYMBOL[direction]}</span>{' '}
                {direction === 'neutral'
                  ? text('direction.neutral')
                  : text('compare.for', { direction: text(`direction.${direction}`), side: whom })}
              </b>{' '}
              {id} {titles.get(id)}
            </li>
          )),
      )}
    </ul>
  );
}

function Wording({ wording, language }: { wording: string; language: string }) {
  const text = useText();
  return (
    <div className={styles.wording}>
      <Group justify="space-between" gap="xs">
        <Text size="xs" fw={700}>
          {text('comparison.wording')}
        </Text>
        <CopyButton value={wording}>
          {({ copied, copy }) => (
            <Button
              className="no-print"
              size="compact-xs"
              variant="default"
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              onClick={copy}
            >
              <span aria-live="polite">{text(copied ? 'compare.copied' : 'compare.copy')}</span>
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="sm" lang={language} className={styles.words}>
        {wording}
      </Text>
    </div>
  );
}
