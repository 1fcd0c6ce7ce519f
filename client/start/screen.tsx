/** Where contracts are handed in, and where the files of the session are followed. */
import { Button, Container, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconListCheck, IconShieldLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLanguage } from '../language.js';
import type { Screen } from '../work.js';
import { useDrop } from './drop.js';
import drop from './drop.module.css';
import { StartForm } from './form.js';
import { Jobs, useJobs } from './jobs.js';
import { type Chosen, Options } from './options.js';
import { dropped, EMPTY, ordersOf } from './orders.js';
import { Samples } from './samples.js';
import styles from './screen.module.css';
import { session } from './session.js';

/** Kept while other screens are open. */
let lastChosen: Chosen = { model: 'auto', side: 'user', lang: null, view: 'markup', ocr: false };

export function StartScreen({ open }: { open: (screen: Screen) => void }) {
  const { language, text } = useLanguage();
  const jobs = useJobs();
  const [form, setForm] = useState(EMPTY);
  const [chosen, setChosen] = useState(lastChosen);
  /** The job that is opened as soon as it is done: one that was asked for alone. */
  const [awaited, setAwaited] = useState<number | null>(null);
  const over = useDrop((files, slot) => setForm(dropped(form, files, slot)));
  const orders = ordersOf(
    form,
    { ...chosen, lang: chosen.lang ?? language, follows: chosen.lang === null },
    text('start.pasted'),
  );
  const done = jobs.find(({ id, state }) => id === awaited && state.name === 'done')?.state;
  useEffect(() => {
    if (done?.name === 'done') open(done.result);
  }, [done, open]);

  const send = () => {
    const ids = session.add(orders);
    setAwaited(ids.length === 1 ? ids[0]! : null);
    setForm({ ...EMPTY, kind: form.kind });
  };
  return (
    <Container size="lg" py="lg">
      {over && (
        <div className={drop.over} aria-hidden>
          <div>{text('start.drop-here')}</div>
        </div>
      )}
      <Title order={2}>{text('start.title')}</Title>
      <List size="sm" mt="xs" mb="lg" spacing={4} className={styles.about}>
        <List.Item icon={<IconListCheck size={18} aria-hidden />}>{text('start.about')}</List.Item>
        <List.Item icon={<IconShieldLock size={18} aria-hidden />}>{text('start.private')}</List.Item>
      </List>
      <div className={styles.grid}>
        <div className={styles.form}>
          <StartForm
            form={form}
            onChange={(changed) => {
              setForm(changed);
              setAwaited(null);
            }}
          />
        </div>
        <div className={styles.options}>
          <Options
            chosen={chosen}
            views={form.kind === 'check'}
            onChange={(changed) => {
              lastChosen = changed;
              setChosen(changed);
            }}
          />
        </div>
        <Stack className={styles.files} gap="lg">
          <Group>
            <Button size="md" disabled={orders.length === 0} onClick={send}>
              {text(form.kind === 'check' ? 'start.check' : 'start.compare')}
            </Button>
            {form.kind === 'check' && <Samples onFile={(file) => setForm({ ...form, files: [...form.files, file] })} />}
            {form.kind === 'versions' && orders.length === 0 && (
              <Text size="sm" c="dimmed">
                {text('start.both-wanted')}
              </Text>
            )}
          </Group>
          <Jobs jobs={jobs} open={open} />
        </Stack>
      </div>
    </Container>
  );
}
