/** A contract beside the findings on it. */
import { Container, Stack, Text, Title } from '@mantine/core';
import { useText } from '../language.js';
import type { Screen, Work } from '../work.js';

export function ReviewScreen({ work: { report } }: { work: Work; open: (screen: Screen) => void }) {
  const text = useText();
  return (
    <Container py="md">
      <Stack>
        <Title order={2}>{report.document.name}</Title>
        {report.items.map(({ id, title, status }) => (
          <Text key={id}>{`${id} ${title}: ${text(`status.${status}`)}`}</Text>
        ))}
      </Stack>
    </Container>
  );
}
