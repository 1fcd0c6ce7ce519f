/** How far the decisions are, and all that is done with them together: undo, file, the other side's view, keys. */
import { Button, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconArrowBackUp,
  IconChevronDown,
  IconDownload,
  IconKeyboard,
  IconListCheck,
  IconUpload,
  IconUsers,
} from '@tabler/icons-react';
import { useRef } from 'react';
import { parseDecisions } from '../../server/decisions.js';
import { useText } from '../language.js';
import { desk, useSaving } from '../store/works.js';
import type { Screen, Work } from '../work.js';
import { useDecisions } from './context.js';
import { carriedDecisions, takenOver } from './deciding.js';
import { download } from './download.js';

export function DecisionsMenu({
  work,
  open,
  onHelp,
}: {
  work: Work;
  open: (screen: Screen) => void;
  onHelp: () => void;
}) {
  const text = useText();
  const { decided, total, undo, canUndo } = useDecisions();
  const saving = useSaving();
  const input = useRef<HTMLInputElement>(null);
  const progress = text('decide.progress', { decided, total });
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal={false}>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconListCheck size={18} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={text('decide.menu', { progress })}
            aria-busy={saving}
          >
            <Text component="span" size="sm" visibleFrom="sm">
              {progress}
            </Text>
            <Text component="span" size="sm" hiddenFrom="sm">{`${decided}/${total}`}</Text>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconUsers size={16} aria-hidden />}
            onClick={() => open({ name: 'counterparty', work })}
          >
            {text('counterparty.open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} disabled={!canUndo} onClick={undo}>
            {text('decide.undo')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => exportDecisions(work, text('decide.file'))}
          >
            {text('decide.export')}
          </Menu.Item>
          <Menu.Item leftSection={<IconUpload size={16} aria-hidden />} onClick={() => input.current?.click()}>
            {text('decide.import')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
            {text('keys.title')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={text('decide.import')}
        onChange={async ({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = '';
          if (file) notifications.show(await imported(work, file, text));
        }}
      />
    </>
  );
}

/** As the command line writes it. */
function exportDecisions({ decisions }: Work, name: string): void {
  download(`${name}.json`, 'application/json', `${JSON.stringify(decisions, null, 2)}\n`);
}

async function imported(work: Work, file: File, text: ReturnType<typeof useText>) {
  try {
    const taken = parseDecisions(await file.text(), file.name);
    desk.change(work.id, (now) => takenOver(now, taken));
    const carried = [...carriedDecisions({ report: work.report, decisions: taken }).values()];
    const again = carried.filter(({ reopened }) => reopened !== null).length;
    return { message: text('decide.imported', { count: carried.length, again }) };
  } catch {
    return { color: 'red', role: 'alert', message: text('decide.import.failed', { name: file.name }) } as const;
  }
}
