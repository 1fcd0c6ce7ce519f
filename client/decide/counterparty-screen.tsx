/** What may be shown to the other side: the points to be fixed, their quotes and wording to put in. */
import { Alert, Blockquote, Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconInfoCircle, IconPrinter } from '@tabler/icons-react';
import { useMemo } from 'react';
import { textIn, useText } from '../language.js';
import type { Screen, Work } from '../work.js';
import { type CounterpartyPoint, type CounterpartyReport, counterpartyView } from './counterparty.js';
import styles from './counterparty.module.css';
import { counterpartyHtml, counterpartyMarkdown, placeName } from './counterparty-file.js';
import { download } from './download.js';

export function CounterpartyScreen({ work, open }: { work: Work; open: (screen: Screen) => void }) {
  const text = useText();
  const { report, decisions } = work;
  const view = useMemo(() => counterpartyView(report, decisions), [report, decisions]);
  return (
    <Container size="md" py="lg">
      <Group justify="space-between" className="no-print" mb="lg">
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          onClick={() => open({ name: 'review', work })}
        >
          {text('counterparty.back')}
        </Button>
        {view.points.length > 0 && <Exports view={view} />}
      </Group>
      <Title order={2}>{text('counterparty.title')}</Title>
      <Text mb="md">
        <bdi>{view.document}</bdi>
      </Text>
      <Alert
        icon={<IconInfoCircle aria-hidden />}
        className="no-print"
        mb="lg"
        title={text(view.points.length > 0 ? 'counterparty.about' : 'counterparty.none')}
      >
        {text(view.points.length > 0 ? 'counterparty.safe' : 'counterparty.none.hint')}
      </Alert>
      <Stack component="ol" gap="xl" className={styles.points}>
        {view.points.map((point, index) => (
          <Point key={point.title} number={index + 1} point={point} language={view.contractLanguage} />
        ))}
      </Stack>
    </Container>
  );
}

function Exports({ view }: { view: CounterpartyReport }) {
  const text = useText();
  const name = text('counterparty.file');
  const icon = <IconDownload size={16} aria-hidden />;
  const say = textIn(view.language === 'ja' ? 'ja' : 'en');
  return (
    <Group gap="xs">
      <Button leftSection={icon} onClick={() => download(`${name}.html`, 'text/html', counterpartyHtml(view, say))}>
        {text('counterparty.html')}
      </Button>
      <Button
        variant="default"
        leftSection={icon}
        onClick={() => download(`${name}.md`, 'text/markdown', counterpartyMarkdown(view, say))}
      >
        {text('counterparty.markdown')}
      </Button>
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
        {text('counterparty.print')}
      </Button>
    </Group>
  );
}

function Point({ point, number, language }: { point: CounterpartyPoint; number: number; language: string }) {
  const text = useText();
  return (
    <li className={styles.point}>
      <Title order={3} size="h4">
        {`${number}. ${point.title}`}
      </Title>
      <Text mb="sm">
        <b>{text(`counterparty.${point.kind}`)}</b> {point.question}
      </Text>
      {point.quotes.map((place) => (
        <figure key={`${place.label} ${place.quote}`} className={styles.quote}>
          <Text component="figcaption" size="sm" fw={600}>
            <bdi>{placeName(place, text)}</bdi>
          </Text>
          <Blockquote p="sm" lang={language}>
            <bdi>{place.quote}</bdi>
          </Blockquote>
        </figure>
      ))}
      <Text size="sm" fw={600}>
        {text('counterparty.wording')}
      </Text>
      <Blockquote p="sm" color="green" lang={language}>
        {point.wording}
      </Blockquote>
    </li>
  );
}
