/** What a person sets for this browser: name, shortcuts, whether contracts are kept. */
import {
  ActionIcon,
  Popover,
  Stack,
  Switch,
  TextInput,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { preferences, usePreferences } from './decide/preferences.js';
import { useText } from './language.js';
import { desk, useDesk } from './store/works.js';

export function Preferences() {
  const text = useText();
  const { keeping } = useDesk();
  const { name, shortcuts } = usePreferences();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <Popover position="bottom-end" width={320} trapFocus withinPortal={false} shadow="md">
      <Popover.Target>
        <ActionIcon variant="default" size="lg" aria-label={text('settings')}>
          <IconSettings size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={text('settings')}>
        <Stack>
          <TextInput
            label={text('settings.name')}
            description={text('settings.name.hint')}
            maxLength={200}
            autoComplete="name"
            value={name}
            onChange={({ currentTarget }) => preferences.rename(currentTarget.value)}
          />
          <Switch
            label={text('dark-mode')}
            checked={dark}
            onChange={({ currentTarget }) => setColorScheme(currentTarget.checked ? 'dark' : 'light')}
          />
          <Switch
            label={text('settings.shortcuts')}
            description={text('settings.shortcuts.hint')}
            checked={shortcuts}
            onChange={({ currentTarget }) => preferences.setShortcuts(currentTarget.checked)}
          />
          <Switch
            label={text('settings.keep')}
            description={text('settings.keep.hint')}
            checked={keeping}
            onChange={({ currentTarget }) => desk.setKeeping(currentTarget.checked)}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
