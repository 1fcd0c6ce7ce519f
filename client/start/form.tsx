/** What is handed in: contracts as files or as text, or two versions of one. */
import { ActionIcon, Group, Radio, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useText } from '../language.js';
import { DropPlace } from './drop.js';
import styles from './form.module.css';
import type { Form } from './orders.js';

const KINDS = ['check', 'changes', 'versions'] as const;

export function StartForm({ form, onChange }: { form: Form; onChange: (form: Form) => void }) {
  const text = useText();
  const { kind, files, pasted } = form;
  return (
    <Stack gap="md">
      <Radio.Group
        label={text('start.kind')}
        value={kind}
        onChange={(value) => onChange({ ...form, kind: value as Form['kind'] })}
      >
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs" mt={6}>
          {KINDS.map((one) => (
            <Radio.Card key={one} value={one} p="sm" className={styles.kind} aria-label={text(`start.kind.${one}`)}>
              <Group wrap="nowrap" align="flex-start" gap="xs">
                <Radio.Indicator />
                <div>
                  <Text fw={600} size="sm">
                    {text(`start.kind.${one}`)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {text(`start.kind.${one}.hint`)}
                  </Text>
                </div>
              </Group>
            </Radio.Card>
          ))}
        </SimpleGrid>
      </Radio.Group>
      {kind === 'versions' ? (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {(['before', 'after'] as const).map((slot) => (
            <Stack gap={6} key={slot}>
              <DropPlace
                small
                slot={slot}
                label={text(`start.${slot}`)}
                hint={text('start.drop')}
                onFiles={([file]) => onChange({ ...form, [slot]: file! })}
              />
              {form[slot] && <Chosen file={form[slot]} onRemove={() => onChange({ ...form, [slot]: null })} />}
            </Stack>
          ))}
        </SimpleGrid>
      ) : (
        <div>
          <DropPlace
            multiple
            slot="files"
            label={text(kind === 'check' ? 'start.file' : 'start.redline')}
            hint={text('start.drop')}
            onFiles={(added) => onChange({ ...form, files: [...files, ...added] })}
          />
          <Stack gap={4} mt={6} component="ul" className={styles.files} aria-label={text('start.chosen')}>
            {files.map((file, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same file may stand twice
              <li key={index}>
                <Chosen
                  file={file}
                  onRemove={() => onChange({ ...form, files: files.filter((_, at) => at !== index) })}
                />
              </li>
            ))}
          </Stack>
        </div>
      )}
      {kind === 'check' && (
        <Textarea
          label={text('start.paste')}
          placeholder={text('start.paste.hint')}
          autosize
          minRows={2}
          maxRows={12}
          value={pasted}
          onChange={({ currentTarget }) => onChange({ ...form, pasted: currentTarget.value })}
        />
      )}
    </Stack>
  );
}

function Chosen({ file, onRemove }: { file: File; onRemove: () => void }) {
  const text = useText();
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between" className={styles.chosen}>
      <Text size="sm" component="bdi" className={styles.name}>
        {file.name}
      </Text>
      <ActionIcon variant="subtle" color="gray" aria-label={`${text('start.remove')}: ${file.name}`} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </Group>
  );
}
