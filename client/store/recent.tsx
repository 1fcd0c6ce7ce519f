/** The contracts that are kept in this browser. */
import { ActionIcon, Button, Container, Group, Progress, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconFileText, IconTrash } from '@tabler/icons-react';
import { type ComponentProps, useId, useState } from 'react';
import { useLanguage } from '../language.js';
import type { Entry } from './archive.js';
import { Confirm } from './confirm.js';
import styles from './recent.module.css';
import { desk, useDesk } from './works.js';

type Asked = Omit<NonNullable<ComponentProps<typeof Confirm>['asked']>, 'onClose'>;

export function RecentContracts() {
  const { text } = useLanguage();
  const { entries, keeping } = useDesk();
  const heading = useId();
  const [asked, ask] = useState<Asked | null>(null);
  return (
    <Container size="lg" pb="xl" component="section" aria-labelledby={heading} hidden={entries.length === 0}>
      <Group justify="space-between" mb={4}>
        <Title order={3} size="h5" id={heading}>
          {text('recent.title')}
        </Title>
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() =>
            ask({
              question: text('recent.remove-all.ask'),
              yes: text('recent.remove-all'),
              onYes: () => desk.removeAll(),
            })
          }
        >
          {text('recent.remove-all')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {text(keeping ? 'recent.kept' : 'recent.not-kept')}
      </Text>
      <Stack component="ul" gap={0} className={styles.list}>
        {entries.map((entry) => (
          <Row
            key={entry.id}
            entry={entry}
            onRemove={() =>
              ask({
                question: text('recent.remove.ask', { name: entry.name }),
                yes: text('recent.remove'),
                onYes: () => desk.remove(entry.id),
              })
            }
          />
        ))}
      </Stack>
      <Confirm asked={asked && { ...asked, onClose: () => ask(null) }} />
    </Container>
  );
}

function Row({ entry, onRemove }: { entry: Entry; onRemove: () => void }) {
  const { language, text } = useLanguage();
  const { id, name, used, model, side, decided, total } = entry;
  return (
    <Group component="li" wrap="nowrap" gap={0} className={styles.row}>
      <UnstyledButton className={styles.open} onClick={() => void desk.go({ name: 'review', id })}>
        <IconFileText size={20} aria-hidden className={styles.icon} />
        <span className={styles.words}>
          <Text component="bdi" fw={600} display="block">
            {name}
          </Text>
          <Text component="span" size="xs" c="dimmed" display="block">
            {text('text.aside', { main: text(`model.${model}`), aside: text(`side.${side}`) })}
            {' · '}
            <time dateTime={used}>
              {new Date(used).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })}
            </time>
          </Text>
        </span>
        <span className={styles.progress}>
          <Text component="span" size="xs">
            {text('decide.progress', { decided, total })}
          </Text>
          <Progress value={total === 0 ? 100 : (100 * decided) / total} size="xs" aria-hidden />
        </span>
      </UnstyledButton>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={text('text.labelled', { label: text('recent.remove'), text: name })}
        onClick={onRemove}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
