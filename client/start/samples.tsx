/** The sample contracts that the checker brings along. */
import { Anchor, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../language.js';

export function Samples({ onFile }: { onFile: (file: File) => void }) {
  const text = useText();
  const [failed, setFailed] = useState(false);
  const take = async (language: 'ja' | 'en') => {
    try {
      const response = await fetch(`samples/${language}`);
      if (!response.ok) throw new Error(String(response.status));
      const type = response.headers.get('Content-Type') ?? '';
      onFile(new File([await response.blob()], text(`start.sample.${language}.file`), { type }));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <Group gap="sm">
      <Text size="sm">{text('start.sample')}</Text>
      {(['ja', 'en'] as const).map((language) => (
        <Anchor key={language} component="button" type="button" size="sm" onClick={() => void take(language)}>
          {text(`start.sample.${language}`)}
        </Anchor>
      ))}
      {failed && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {text('unreachable')}
        </Text>
      )}
    </Group>
  );
}
