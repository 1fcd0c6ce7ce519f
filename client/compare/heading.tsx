/** What was compared and what came of it, in one strip; and how it is taken along. */
import { Alert, Button, Group, Menu, Stack, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Comparison } from '../../server/model/comparison.js';
import { type CheckOptions, compare, Problem, writtenComparison } from '../api.js';
import { download } from '../decide/download.js';
import { useLanguage } from '../language.js';
import { problemText } from '../start/jobs.js';
import type { Screen } from '../work.js';
import styles from './heading.module.css';
import { VerdictMark } from './points.js';

const VERDICTS = ['newly-missing', 'worsened', 'newly-met', 'improved', 'unchanged'] as const;
const FORMATS = ['html', 'json'] as const;

interface Compared {
  before: File;
  after: File | null;
  options: CheckOptions;
  comparison: Comparison;
}

export function Heading({ before, after, options, comparison, open }: Compared & { open: (screen: Screen) => void }) {
  const { language, text } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { documents, tracked, checklist, model, side, summary } = comparison;
  const during = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem('unreachable', ''));
    } finally {
      setBusy(false);
    }
  };
  const again = () =>
    during(async () => {
      const asked = { ...options, lang: language };
      open({ name: 'compare', before, after, options: asked, comparison: await compare(before, after, asked) });
    });
  const save = (format: (typeof FORMATS)[number]) =>
    during(async () => {
      const written = await writtenComparison(before, after, options, format);
      download(`comparison-${withoutEnding(documents.after.name)}.${format}`, MEDIA[format], written);
    });
  return (
    <Stack gap={6}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Title order={2} size="h3">
          <bdi>{tracked ? documents.before.name : `${documents.before.name} → ${documents.after.name}`}</bdi>
        </Title>
        <Group gap="xs" className="no-print">
          {/* One that follows the page is asked for again by itself. */}
          {!options.follows && comparison.language !== language && (
            <Button size="compact-sm" variant="default" loading={busy} onClick={again}>
              {text('compare.in-language', { language: text(`language.${language}`) })}
            </Button>
          )}
          <Menu>
            <Menu.Target>
              <Button
                size="compact-sm"
                variant="default"
                loading={busy}
                leftSection={<IconDownload size={16} aria-hidden />}
              >
                {text('compare.export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {FORMATS.map((format) => (
                <Menu.Item key={format} onClick={() => void save(format)}>
                  {text(`compare.export.${format}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      <Group gap="xs" component="section" aria-label={text('report.summary')}>
        {VERDICTS.map((verdict) => (
          <VerdictMark key={verdict} verdict={verdict} count={summary[verdict]} />
        ))}
      </Group>
      <details className={styles.facts}>
        <summary>
          {[
            `${text('report.model')}: ${model} ${text(`model.${model}`)}`,
            `${text('report.side')}: ${text(`side.${side}`)}`,
            `${text('report.checklist')}: ${checklist.id} ${checklist.version}`,
            text('compare.not-advice'),
          ].join(' · ')}
        </summary>
        {checklist.title} {checklist.disclaimer}
      </details>
      {problem && (
        <Alert
          color="red"
          role="alert"
          withCloseButton
          closeButtonLabel={text('compare.close')}
          onClose={() => setProblem(null)}
        >
          {problemText(problem, text)}
        </Alert>
      )}
    </Stack>
  );
}

const MEDIA = { html: 'text/html', json: 'application/json' } as const;

function withoutEnding(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}
