/** Decides on one finding: what is to become of it, a note, and what was decided before. */
import { Alert, Blockquote, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBan,
  IconMessageReport,
  IconPencil,
  IconRefreshAlert,
  IconShieldCheck,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { CarriedDecision, DecisionKind } from '../../server/model/decisions.js';
import type { Finding } from '../../server/model/report.js';
import { useLanguage, useText } from '../language.js';
import { useDecisions } from './context.js';

const KINDS = [
  ['accepted-risk', IconShieldCheck],
  ['to-be-fixed', IconPencil],
  ['not-applicable', IconBan],
  ['tool-is-wrong', IconMessageReport],
] as const;

export function DecisionControls({ item: { id } }: { item: Finding }) {
  const text = useText();
  const { of, decide, undo, canUndo } = useDecisions();
  const decision = of(id);
  const kind = decision?.decision ?? 'open';
  return (
    <Stack gap="xs" component="section" aria-label={text('decide.title', { item: id })} className="no-print">
      {decision?.reopened && <Reopened {...decision.reopened} />}
      <Group gap={6} role="group" aria-label={text('decide.title', { item: id })}>
        {KINDS.map(([name, Icon]) => (
          <Button
            key={name}
            size="compact-sm"
            variant={kind === name ? 'filled' : 'default'}
            leftSection={<Icon size={16} aria-hidden />}
            aria-pressed={kind === name}
            onClick={() => decide(id, kind === name ? 'open' : name)}
          >
            {text(`decision.${name}`)}
          </Button>
        ))}
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          disabled={!canUndo}
          onClick={undo}
        >
          {text('decide.undo')}
        </Button>
      </Group>
      <Note key={id} item={id} kind={kind} note={decision?.note ?? ''} />
      {decision && <Told {...decision} />}
      <Earlier item={id} />
    </Stack>
  );
}

/** Kept a moment after the last key, and at once when the field is left. */
function Note({ item, kind, note }: { item: string; kind: DecisionKind; note: string }) {
  const text = useText();
  const { decide } = useDecisions();
  const [draft, setDraft] = useState<string | null>(null);
  const keep = useRef(() => {});
  keep.current = () => {
    if (draft !== null && draft !== note) decide(item, kind, draft);
    setDraft(null);
  };
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => keep.current(), 600);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => () => keep.current(), []);
  return (
    <Textarea
      size="xs"
      autosize
      minRows={1}
      maxRows={6}
      maxLength={4_000}
      label={text('decide.note')}
      value={draft ?? note}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={() => keep.current()}
    />
  );
}

function Reopened({ was, status, gone, come }: NonNullable<CarriedDecision['reopened']>) {
  const text = useText();
  return (
    <Alert
      color="orange"
      icon={<IconRefreshAlert aria-hidden />}
      title={text('text.labelled', { label: text('decision.reopened'), text: text(`decision.${was}`) })}
    >
      <Stack gap={4}>
        {status && (
          <Text size="sm">
            {text('decide.status-changed', {
              before: text(`status.${status.before}`),
              after: text(`status.${status.after}`),
            })}
          </Text>
        )}
        <Words label={text('decision.gone')} quotes={gone} />
        <Words label={text('decision.come')} quotes={come} />
      </Stack>
    </Alert>
  );
}

function Words({ label, quotes }: { label: string; quotes: readonly string[] }) {
  if (quotes.length === 0) return null;
  return (
    <>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      {quotes.map((quote) => (
        <Blockquote key={quote} p="xs" radius="sm" fz="sm">
          <bdi>{quote}</bdi>
        </Blockquote>
      ))}
    </>
  );
}

function Told({ decision, by, at }: Pick<CarriedDecision, 'decision' | 'by' | 'at'>) {
  const { language, text } = useLanguage();
  const when = new Date(at);
  return (
    <Text size="xs" c="dimmed">
      {text(`decision.${decision}`)}
      {' · '}
      {by && (
        <>
          <bdi>{by}</bdi>
          {' · '}
        </>
      )}
      <time dateTime={at}>
        {Number.isNaN(when.getTime()) ? at : when.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })}
      </time>
    </Text>
  );
}

function Earlier({ item }: { item: string }) {
  const text = useText();
  const before = useDecisions().earlier(item);
  if (before.length === 0) return null;
  return (
    <details>
      <summary>{text('decide.earlier', { count: before.length })}</summary>
      <Stack gap={4} component="ol" m={0}>
        {before.map((decision) => (
          <li key={`${decision.at} ${decision.decision}`}>
            <Told {...decision} />
            {decision.note && (
              <Text size="xs">
                <bdi>{decision.note}</bdi>
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </details>
  );
}
