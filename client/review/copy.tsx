/** Copies words, and says whether it worked. */
import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../language.js';

/** In milliseconds: how long it says so. */
const SAID = 2_500;

export function Copy({ words, what }: { words: string; what: string }) {
  const text = useText();
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  const copy = async () => {
    const done = await navigator.clipboard?.writeText(words).then(
      () => true,
      () => false,
    );
    setState(done ? 'copied' : 'failed');
    setTimeout(() => setState('ready'), SAID);
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={state === 'copied' ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        aria-label={text('review.copy-what', { what })}
        onClick={() => void copy()}
      >
        {text(`review.copy.${state}`)}
      </Button>
      <span role="status" hidden={state === 'ready'}>
        {state === 'failed' && ` ${text('review.copy-by-hand')}`}
      </span>
    </>
  );
}
