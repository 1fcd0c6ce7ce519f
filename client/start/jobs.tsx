/** The files of this session, each with how far it is and what came of it. */
import { Badge, Button, Group, Paper, Progress, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconGitCompare, IconX } from '@tabler/icons-react';
import { useId, useSyncExternalStore } from 'react';
import { STAGES, type Stage } from '../../server/model/progress.js';
import type { Problem } from '../api.js';
import { type Text as Say, useText } from '../language.js';
import styles from './jobs.module.css';
import { type Job, type Opened, type Order, session } from './session.js';

export function useJobs(): readonly Job[] {
  return useSyncExternalStore(session.subscribe, session.snapshot);
}

export function Jobs({ jobs, open }: { jobs: readonly Job[]; open: (screen: Opened) => void }) {
  const text = useText();
  const heading = useId();
  const ended = jobs.filter(({ state }) => state.name === 'done' || state.name === 'failed');
  return (
    <section aria-labelledby={heading} hidden={jobs.length === 0}>
      <Title order={3} size="h5" mb="xs" id={heading}>
        {text('start.files')}
      </Title>
      <VisuallyHidden role="log">
        {ended.map((job) => (
          <p key={job.id}>{`${nameOf(job.order)}: ${text(`start.state.${job.state.name}`)}`}</p>
        ))}
      </VisuallyHidden>
      <Stack component="ul" gap="xs" className={styles.list}>
        {jobs.toReversed().map((job) => (
          <Paper component="li" withBorder p="sm" key={job.id} aria-label={nameOf(job.order)}>
            <Row job={job} open={open} />
          </Paper>
        ))}
      </Stack>
    </section>
  );
}

export function nameOf(order: Order): string {
  if (order.kind === 'check') return order.file.name;
  return order.after ? `${order.before.name} → ${order.after.name}` : order.before.name;
}

/** A problem in the page's language, whichever it was told in. */
export function problemText({ code, message, values }: Problem, text: Say): string {
  if (code === 'unreachable') return text('unreachable');
  return values ? text(`error.${code}` as 'error.internal', values) : message;
}

function Row({ job, open }: { job: Job; open: (screen: Opened) => void }) {
  const { id, order, state } = job;
  const text = useText();
  const name = nameOf(order);
  const named = (action: string) => `${action}: ${name}`;
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={600} component="bdi" className={styles.name}>
          {name}
        </Text>
        <Badge variant="default" tt="none" className={styles.badge}>
          {text(`start.kind.${order.kind}`)}
        </Badge>
      </Group>
      {state.name === 'running' && <Following stage={state.stage} name={name} />}
      {state.name === 'done' && <Outcome result={state.result} />}
      {state.name === 'failed' && (
        <Text c="var(--mantine-color-error)" size="sm" role="alert" className={styles.problem}>
          <IconAlertTriangle size={16} aria-hidden /> {problemText(state.problem, text)}
        </Text>
      )}
      {state.name === 'cancelled' && (
        <Text size="sm" c="dimmed">
          {text('start.state.cancelled')}
        </Text>
      )}
      <Group gap="xs">
        {state.name === 'running' && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconX size={14} aria-hidden />}
            aria-label={named(text('start.cancel'))}
            onClick={() => session.cancel(id)}
          >
            {text('start.cancel')}
          </Button>
        )}
        {state.name === 'done' && (
          <Button
            size="compact-sm"
            aria-label={named(text(`start.open.${order.kind}`))}
            onClick={() => open(state.result)}
          >
            {text(`start.open.${order.kind}`)}
          </Button>
        )}
        {state.name === 'done' && order.kind === 'check' && revisionsOf(state.result) > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconGitCompare size={14} aria-hidden />}
            aria-label={named(text('start.see-changes', { count: revisionsOf(state.result) }))}
            onClick={() => session.add([{ kind: 'compare', before: order.file, after: null, options: order.options }])}
          >
            {text('start.see-changes', { count: revisionsOf(state.result) })}
          </Button>
        )}
        {(state.name === 'failed' || state.name === 'cancelled') && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={named(text('start.retry'))}
            onClick={() => session.again(id)}
          >
            {text('start.retry')}
          </Button>
        )}
        {state.name !== 'running' && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            c="var(--mantine-color-text)"
            aria-label={named(text('start.remove'))}
            onClick={() => session.remove(id)}
          >
            {text('start.remove')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Following({ stage, name }: { stage: Stage; name: string }) {
  const text = useText();
  const at = STAGES.indexOf(stage);
  return (
    <div>
      <Progress.Root size="sm" transitionDuration={200}>
        <Progress.Section
          value={[4, 25, 50, 75][at]!}
          aria-label={name}
          aria-valuetext={text(`start.stage.${stage}`)}
        />
      </Progress.Root>
      <Group gap="md" mt={6} aria-hidden>
        {STAGES.slice(1).map((one, index) => (
          <Text size="sm" key={one} fw={index + 1 === at ? 700 : 400} c={index + 1 > at ? 'dimmed' : 'inherit'}>
            {index + 1 < at ? '✓ ' : ''}
            {text(`start.stage.${one}`)}
            {index + 1 === at ? '…' : ''}
          </Text>
        ))}
        {at === 0 && <Text size="sm">{text('start.stage.waiting')}</Text>}
      </Group>
    </div>
  );
}

function Outcome({ result }: { result: Opened }) {
  const text = useText();
  const parts =
    result.name === 'review'
      ? (['met', 'weak', 'missing', 'unread'] as const)
          .filter((status) => result.work.report.summary[status] > 0)
          .map((status) => ({
            id: status,
            words: `${text(`symbol.${status}`)} ${text(`status.${status}`)}`,
            count: result.work.report.summary[status],
          }))
      : (['improved', 'newly-met', 'worsened', 'newly-missing'] as const).map((verdict) => ({
          id: verdict,
          words: `${text(`verdict.symbol.${verdict}`)} ${text(`verdict.${verdict}`)}`,
          count: result.comparison.summary[verdict],
        }));
  return (
    <Group className={styles.outcome}>
      {parts.map(({ id, words, count }) => (
        <Text size="sm" key={id}>
          {words} <b>{count}</b>
        </Text>
      ))}
    </Group>
  );
}

function revisionsOf(result: Opened): number {
  return result.name === 'review' ? result.work.report.document.revisions : 0;
}
