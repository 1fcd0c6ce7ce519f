/** Single keys that go through the findings and decide on them; they can be switched off. */
import { Kbd, Modal, Switch, Table, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { DecisionKind } from '../../server/model/decisions.js';
import { useText } from '../language.js';
import { next, previous, useFocused } from '../review/focus.js';
import { useDecisions } from './context.js';
import { preferences, usePreferences } from './preferences.js';

const DECIDES: Readonly<Record<string, Exclude<DecisionKind, 'open'>>> = {
  a: 'accepted-risk',
  f: 'to-be-fixed',
  n: 'not-applicable',
  w: 'tool-is-wrong',
};

export function useDecisionKeys(onHelp: () => void): void {
  const item = useFocused((focus) => focus.item);
  const { shortcuts } = usePreferences();
  const { decide, undo, canUndo } = useDecisions();
  const act = useRef<(key: string) => boolean>(() => false);
  act.current = (key) => {
    const kind = DECIDES[key];
    if (kind && item) decide(item, kind);
    else if (key === 'j') next();
    else if (key === 'k') previous();
    else if (key === 'u' && canUndo) undo();
    else if (key === '/') search();
    else if (key === '?') onHelp();
    else return false;
    return true;
  };
  useEffect(() => {
    if (!shortcuts) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
      if (busyElsewhere(event.target)) return;
      if (act.current(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [shortcuts]);
}

/** Someone types, or a dialog or menu is open and has the keys. */
function busyElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]',
    ) !== null
  );
}

function search(): void {
  document.querySelector<HTMLInputElement>('#main input[type=search]')?.focus();
}

export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const text = useText();
  const { shortcuts } = usePreferences();
  const rows = [
    ['j', text('keys.next')],
    ['k', text('keys.previous')],
    ...Object.entries(DECIDES).map(([key, kind]) => [key, text(`decision.${kind}`)] as const),
    ['u', text('decide.undo')],
    ['/', text('keys.search')],
    ['?', text('keys.title')],
  ] as const;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text('keys.title')}
      closeButtonProps={{ 'aria-label': text('close') }}
      centered
      withinPortal={false}
    >
      <Text size="sm" mb="xs">
        {text('keys.about')}
      </Text>
      <Table>
        <Table.Tbody>
          {rows.map(([key, does]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">
                <Kbd>{key}</Kbd>
              </Table.Th>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        mt="md"
        label={text('settings.shortcuts')}
        checked={shortcuts}
        onChange={({ currentTarget }) => preferences.setShortcuts(currentTarget.checked)}
      />
    </Modal>
  );
}
