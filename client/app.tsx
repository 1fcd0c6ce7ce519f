/** The page: its header, and the screen that is open. */
import {
  ActionIcon,
  Anchor,
  AppShell,
  Group,
  SegmentedControl,
  Title,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { CompareScreen } from './compare/screen.js';
import { DecisionsProvider } from './decide/context.js';
import { type Language, useLanguage, useText } from './language.js';
import { ReviewScreen } from './review/screen.js';
import { StartScreen } from './start/screen.js';
import { useWorks, WorksProvider } from './store/works.js';

export function App() {
  return (
    <WorksProvider>
      <Page />
    </WorksProvider>
  );
}

function Page() {
  const { screen, open } = useWorks();
  const text = useText();
  return (
    <AppShell header={{ height: 56 }} padding={0}>
      <AppShell.Header className="no-print">
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Anchor href="#main" className="skip">
            {text('skip-to-main')}
          </Anchor>
          <Title order={1} size="h4" textWrap="nowrap">
            <Anchor component="button" type="button" inherit c="inherit" onClick={() => open({ name: 'start' })}>
              {text('title')}
            </Anchor>
          </Title>
          <Group gap="xs" wrap="nowrap">
            <LanguageSwitch />
            <ColourSwitch />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main id="main">
        {screen.name === 'start' && <StartScreen open={open} />}
        {screen.name === 'review' && (
          <DecisionsProvider key={screen.work.id} work={screen.work}>
            <ReviewScreen work={screen.work} open={open} />
          </DecisionsProvider>
        )}
        {screen.name === 'compare' && <CompareScreen {...screen} open={open} />}
      </AppShell.Main>
    </AppShell>
  );
}

function LanguageSwitch() {
  const { language, choose, text } = useLanguage();
  return (
    <SegmentedControl
      size="xs"
      aria-label={text('language')}
      value={language}
      onChange={(chosen) => choose(chosen as Language)}
      data={[
        { value: 'ja', label: <span lang="ja">日本語</span> },
        { value: 'en', label: <span lang="en">English</span> },
      ]}
    />
  );
}

function ColourSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const text = useText();
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={text(dark ? 'light-mode' : 'dark-mode')}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <IconSun size={18} /> : <IconMoon size={18} />}
    </ActionIcon>
  );
}
