/** Two questions that tell which procurement model a contract is. */
import { Button, Collapse, Group, Paper, Radio, Stack, Text } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Model } from '../../server/model/report.js';
import { useText } from '../language.js';
import { BUILT, type Built, modelFor, TRAINED, type Trained } from './model.js';

export function ModelHelper({ onChoose }: { onChoose: (model: Model | 'auto') => void }) {
  const text = useText();
  const region = useId();
  const [shown, setShown] = useState(false);
  const [built, setBuilt] = useState<Built | null>(null);
  const [trained, setTrained] = useState<Trained | null>(null);
  const model = built && trained ? modelFor(built, trained) : null;
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconHelp size={16} aria-hidden />}
        aria-expanded={shown}
        aria-controls={region}
        onClick={() => setShown(!shown)}
      >
        {text('start.helper')}
      </Button>
      <Collapse expanded={shown} id={region}>
        <Paper withBorder p="sm" mt={6}>
          <Stack gap="sm">
            <Radio.Group
              label={text('start.helper.built')}
              value={built}
              onChange={(value) => setBuilt(value as Built)}
            >
              <Stack gap={4} mt={4}>
                {BUILT.map((answer) => (
                  <Radio key={answer} size="xs" value={answer} label={text(`start.helper.built.${answer}`)} />
                ))}
              </Stack>
            </Radio.Group>
            <Radio.Group
              label={text('start.helper.trained')}
              value={trained}
              onChange={(value) => setTrained(value as Trained)}
            >
              <Stack gap={4} mt={4}>
                {TRAINED.map((answer) => (
                  <Radio key={answer} size="xs" value={answer} label={text(`start.helper.trained.${answer}`)} />
                ))}
              </Stack>
            </Radio.Group>
            <Group justify="space-between" role="status">
              {model && (
                <>
                  <Text size="sm">
                    {model === 'auto'
                      ? text('start.helper.unclear')
                      : text('start.helper.result', { model: `${model}: ${text(`model.${model}`)}` })}
                  </Text>
                  <Button
                    size="compact-sm"
                    onClick={() => {
                      onChoose(model);
                      setShown(false);
                    }}
                  >
                    {text('start.helper.take')}
                  </Button>
                </>
              )}
            </Group>
          </Stack>
        </Paper>
      </Collapse>
    </div>
  );
}
