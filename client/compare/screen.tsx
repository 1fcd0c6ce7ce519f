/** Two versions of a contract, change by change. */
import { Container, Stack, Text } from '@mantine/core';
import type { Comparison } from '../../server/model/comparison.js';
import type { Screen } from '../work.js';

export function CompareScreen({ comparison }: { comparison: Comparison; open: (screen: Screen) => void }) {
  return (
    <Container py="md">
      <Stack>
        {comparison.changes.map(({ id, label, before, after }) => (
          <Text key={id}>{`${label}: ${before} → ${after}`}</Text>
        ))}
      </Stack>
    </Container>
  );
}
