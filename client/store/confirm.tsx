/** Asks before something is lost. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useText } from '../language.js';

interface Asked {
  question: string;
  yes: string;
  onYes: () => void;
  onClose: () => void;
}

export function Confirm({ asked }: { asked: Asked | null }) {
  const text = useText();
  return (
    <Modal
      opened={asked !== null}
      onClose={() => asked?.onClose()}
      title={asked?.yes}
      closeButtonProps={{ 'aria-label': text('close') }}
      centered
      withinPortal={false}
    >
      <Text size="sm">
        <bdi>{asked?.question}</bdi>
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => asked?.onClose()} data-autofocus>
          {text('cancel')}
        </Button>
        <Button
          color="red"
          onClick={() => {
            asked?.onYes();
            asked?.onClose();
          }}
        >
          {asked?.yes}
        </Button>
      </Group>
    </Modal>
  );
}
