/** Where a contract is handed in. */
import { Alert, Button, Container, FileInput, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { type CheckOptions, check, Problem } from '../api.js';
import { useLanguage } from '../language.js';
import { type Screen, workOf } from '../work.js';

export function StartScreen({ open }: { open: (screen: Screen) => void }) {
  const { language, text } = useLanguage();
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    const options: CheckOptions = { model: 'auto', side: 'user', lang: language, view: 'markup' };
    setBusy(true);
    try {
      open({ name: 'review', work: workOf(file!, options, await check(file!, options)) });
    } catch (error) {
      setProblem((error instanceof Problem && error.message) || text('unreachable'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Container size="sm" py="xl">
      <Stack>
        <Title order={2}>{text('start.title')}</Title>
        <FileInput label={text('start.file')} value={file} onChange={setFile} />
        <Button onClick={send} disabled={!file} loading={busy}>
          {text('start.check')}
        </Button>
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
      </Stack>
    </Container>
  );
}
