/** The clauses of the two versions, with what was inserted and deleted by whom, and the remarks beside them. */
import {
  Badge,
  Group,
  Paper,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ComparedChange, ComparedClause, Comparison } from '../../server/model/comparison.js';
import { useText } from '../language.js';
import styles from './clauses.module.css';
import { authorsOf, clauseOf, type Piece, type Show, shownClauses, wordsOf } from './filter.js';
import { VirtualList } from './virtual-list.js';

/** Kinds of line that authors are told apart by; further ones share. */
const LOOKS = 4;
const SHOWS = ['markup', 'original', 'proposed'] as const;

export interface Jump {
  /** Id of a change. */
  id: string;
  /** Where it was chosen: the other side comes along. */
  from: 'text' | 'list' | 'keys';
}

export function Clauses({
  comparison,
  jump,
  onSelect,
}: {
  comparison: Comparison;
  jump: Jump | null;
  onSelect: (change: string) => void;
}) {
  const text = useText();
  const [show, setShow] = useState<Show>('markup');
  const [changed, setChanged] = useState(false);
  const clauses = useMemo(() => shownClauses(comparison, show, changed), [comparison, show, changed]);
  const authors = useMemo(() => authorsOf(comparison), [comparison]);
  const changes = useMemo(() => new Map(comparison.changes.map((change) => [change.id, change])), [comparison]);
  const target = useMemo(
    () => (jump && jump.from !== 'text' ? { index: clauseOf(jump.id, clauses) } : null),
    [jump, clauses],
  );
  return (
    <Stack gap="xs" h="100%">
      <Group gap="xs" justify="space-between" className="no-print">
        <SegmentedControl
          size="xs"
          aria-label={text('comparison.show')}
          value={show}
          onChange={(value) => setShow(value as Show)}
          data={SHOWS.map((value) => ({ value, label: text(`comparison.show.${value}`) }))}
        />
        <Switch
          size="sm"
          label={text('compare.only-changed')}
          checked={changed}
          onChange={({ currentTarget }) => setChanged(currentTarget.checked)}
        />
      </Group>
      {authors.length > 0 && show === 'markup' && (
        <Text size="xs">
          {text('comparison.authors')}
          {authors.map((author) => (
            <bdi key={author} className={styles.author}>
              <ins data-look={lookOf(author, authors)}>{author}</ins>
            </bdi>
          ))}
        </Text>
      )}
      <div className={styles.clauses}>
        <VirtualList
          label={text('comparison.text')}
          items={clauses}
          keyOf={({ before, after }) => `${before} ${after}`}
          estimate={heightOf}
          target={target}
          render={(clause) => (
            <Clause
              clause={clause}
              sought={target !== null && clauses[target.index] === clause}
              pieces={wordsOf(clause, comparison, show)}
              comparison={comparison}
              changes={changes}
              authors={authors}
              jump={jump}
              onSelect={onSelect}
            />
          )}
        />
      </div>
    </Stack>
  );
}

function lookOf(author: string, authors: readonly string[]): number {
  return Math.max(authors.indexOf(author), 0) % LOOKS;
}

function heightOf({ marked, ranges }: ComparedClause): number {
  const [start, end] = ranges.after ?? ranges.before ?? [0, 0];
  const characters = marked?.reduce((sum, { text }) => sum + text.length, 0) ?? end - start;
  return 70 + Math.ceil(characters / 40) * 24;
}

function Clause({
  clause,
  sought,
  pieces,
  comparison,
  changes,
  authors,
  jump,
  onSelect,
}: {
  clause: ComparedClause;
  /** It was jumped to. */
  sought: boolean;
  pieces: readonly Piece[];
  comparison: Comparison;
  changes: ReadonlyMap<string, ComparedChange>;
  authors: readonly string[];
  jump: Jump | null;
  onSelect: (change: string) => void;
}) {
  const text = useText();
  const { labels, status, comments } = clause;
  const names = [...new Set([labels.before, labels.after].filter(Boolean))].join(' → ');
  const moves = clause.changes.filter((id) => changes.get(id)?.kind === 'move');
  const beside = comparison.comments.filter(({ id }) => comments.includes(id));
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!sought || !jump) return;
    const link = card.current?.querySelector<HTMLElement>('[aria-pressed=true]');
    const mark = card.current?.querySelector('[data-selected]') ?? link;
    mark?.scrollIntoView({ block: 'center' });
    if (jump.from === 'list') link?.focus({ preventScroll: true });
  }, [sought, jump]);
  return (
    <Paper
      ref={card}
      withBorder
      p="sm"
      component="article"
      aria-label={names}
      data-status={status}
      className={styles.clause}
    >
      <Group gap="xs" mb={4}>
        <Text fw={700} size="sm" component="bdi" lang={comparison.documents.after.language}>
          {names || text('report.outside')}
        </Text>
        {status !== 'same' && (
          <Badge variant="default" tt="none">
            {text(`clause.${status}`)}
          </Badge>
        )}
        {moves.map((id) => (
          <ChangeLink key={id} change={changes.get(id)!} selected={jump?.id === id} onSelect={onSelect} />
        ))}
      </Group>
      <div className={styles.words} lang={comparison.documents.after.language}>
        {pieces.map((piece, index) => (
          <Words
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces never change their place
            key={index}
            piece={piece}
            change={changes.get(piece.change)}
            look={lookOf(changes.get(piece.change)?.author ?? '', authors)}
            jump={jump}
            last={pieces[index + 1]?.change !== piece.change}
            onSelect={onSelect}
          />
        ))}
      </div>
      {beside.map(({ id, author, date, text: remark }) => (
        <aside key={id} className={styles.remark} aria-label={text('compare.comment', { author })}>
          <IconMessage size={14} aria-hidden /> <b>{[author, date.slice(0, 10)].filter(Boolean).join(' ')}</b>{' '}
          <bdi>{remark}</bdi>
        </aside>
      ))}
    </Paper>
  );
}

function Words({
  piece: { kind, text: words, change: id },
  change,
  look,
  jump,
  last,
  onSelect,
}: {
  piece: Piece;
  change: ComparedChange | undefined;
  look: number;
  jump: Jump | null;
  /** The next piece belongs to another change. */
  last: boolean;
  onSelect: (change: string) => void;
}) {
  const text = useText();
  const selected = id !== '' && jump?.id === id;
  if (kind === 'same') return <span>{words}</span>;
  const Tag = kind === 'inserted' ? 'ins' : 'del';
  return (
    <>
      <Tag data-look={look} data-selected={selected || undefined}>
        <VisuallyHidden component="span">{text(`comparison.${kind}`)} </VisuallyHidden>
        {words}
      </Tag>
      {last && change && <ChangeLink change={change} selected={selected} onSelect={onSelect} />}
    </>
  );
}

function ChangeLink({
  change: { id, kind, author },
  selected,
  onSelect,
}: {
  change: ComparedChange;
  selected: boolean;
  onSelect: (change: string) => void;
}) {
  const text = useText();
  return (
    <UnstyledButton
      className={styles.link}
      aria-pressed={selected}
      aria-label={text('compare.to-change', { id, kind: text(`change.${kind}`), author })}
      title={[text(`change.${kind}`), author].filter(Boolean).join(' ')}
      onClick={() => onSelect(id)}
    >
      {kind === 'move' ? `⇅ ${id}` : id}
    </UnstyledButton>
  );
}
