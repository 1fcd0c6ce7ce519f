/** The header: to the start, the open contracts, the decisions on this one, language and settings. */
import { Anchor, Button, Group, Menu, SegmentedControl, Text, Title } from '@mantine/core';
import { IconChevronDown, IconFileText, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './header.module.css';
import icon from './icon.svg';
import { type Language, useLanguage, useText } from './language.js';
import { Preferences } from './preferences.js';
import { desk, useDesk } from './store/works.js';

/** `children`: what belongs to the screen that is open. */
export function Header({ children }: { children: ReactNode }) {
  const text = useText();
  return (
    <Group h="100%" px="md" gap="xs" justify="space-between" wrap="nowrap">
      <Anchor href="#main" className="skip">
        {text('skip-to-main')}
      </Anchor>
      <Group gap="xs" wrap="nowrap" className={styles.left}>
        <Title order={1} size="h5" textWrap="nowrap">
          <Anchor
            component="button"
            type="button"
            inherit
            c="inherit"
            className={styles.home}
            onClick={() => desk.open({ name: 'start' })}
          >
            <img src={icon} alt="" width={26} height={26} />
            <span className={styles.title}>{text('title')}</span>
          </Anchor>
        </Title>
        <Contracts />
      </Group>
      <Group gap="xs" wrap="nowrap">
        {children}
        <LanguageSwitch />
        <Preferences />
      </Group>
    </Group>
  );
}

/** The contracts at hand: one is left for another without its work being lost. */
function Contracts() {
  const text = useText();
  const { entries, screen } = useDesk();
  if (entries.length === 0) return null;
  const shown = 'work' in screen ? screen.work : null;
  return (
    <Menu position="bottom-start" shadow="md" width={320} withinPortal={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-md"
          className={styles.contracts}
          leftSection={<IconFileText size={18} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={text('contracts.menu', { name: shown?.report.document.name ?? '' })}
        >
          <bdi className={styles.name}>{shown?.report.document.name ?? text('contracts')}</bdi>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.slice(0, 8).map(({ id, name, decided, total }) => (
          <Menu.Item
            key={id}
            aria-current={id === shown?.id}
            leftSection={<IconFileText size={16} aria-hidden />}
            rightSection={<Text size="xs">{`${decided}/${total}`}</Text>}
            onClick={() => void desk.go({ name: 'review', id })}
          >
            <bdi>{name}</bdi>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => desk.open({ name: 'start' })}>
          {text('start.again')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
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
        { value: 'ja', label: <Name lang="ja" long="日本語" short="日" /> },
        { value: 'en', label: <Name lang="en" long="English" short="EN" /> },
      ]}
    />
  );
}

/** Narrow pages show it short; it is read out in full. */
function Name({ lang, long, short }: { lang: Language; long: string; short: string }) {
  return (
    <span lang={lang}>
      <span className={styles.long}>{long}</span>
      <span className={styles.short} aria-hidden>
        {short}
      </span>
    </span>
  );
}
