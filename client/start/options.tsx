/** By what a contract is checked: model, side, language, view, character recognition. */
import { Input, Paper, Radio, SegmentedControl, Stack, Switch, Title } from '@mantine/core';
import { useId } from 'react';
import type { CheckOptions } from '../api.js';
import { type Language, useLanguage } from '../language.js';
import { ModelHelper } from './model-helper.js';

/** `lang` null: that of the page, whichever it is. */
export type Chosen = Omit<CheckOptions, 'lang' | 'ocr'> & { lang: Language | null; ocr: boolean };

const MODELS = ['auto', 'G', 'C', 'N'] as const;
const SIDES = ['user', 'vendor', 'neutral'] as const;
const VIEWS = ['markup', 'proposed', 'original'] as const;
const LANGUAGES = ['ja', 'en'] as const;

export function Options({
  chosen,
  views,
  onChange,
}: {
  chosen: Chosen;
  /** False: both sides of the changes are read anyhow. */
  views: boolean;
  onChange: (chosen: Chosen) => void;
}) {
  const { language, text } = useLanguage();
  const heading = useId();
  const choose = (part: Partial<Chosen>) => onChange({ ...chosen, ...part });
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={heading}>
      <Stack gap="md">
        <Title order={3} size="h5" id={heading}>
          {text('start.options')}
        </Title>
        <Choice
          label={text('start.side')}
          hint={text('start.side.hint')}
          value={chosen.side}
          values={SIDES}
          name={(side) => text(`side.${side}`)}
          onChange={(side) => choose({ side })}
        />
        <Radio.Group
          label={text('start.model')}
          value={chosen.model}
          onChange={(model) => choose({ model: model as Chosen['model'] })}
        >
          <Stack gap={6} mt={6}>
            {MODELS.map((model) => (
              <Radio
                key={model}
                value={model}
                label={model === 'auto' ? text('start.model.auto') : `${model}: ${text(`model.${model}`)}`}
                description={text(`start.model.${model}.hint`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <ModelHelper onChoose={(model) => choose({ model })} />
        <Choice
          label={text('start.report-language')}
          value={chosen.lang ?? language}
          values={LANGUAGES}
          name={(lang) => text(`language.${lang}`)}
          onChange={(lang) => choose({ lang })}
        />
        {views && (
          <Choice
            label={text('start.view')}
            hint={text(`start.view.${chosen.view}.hint`)}
            value={chosen.view}
            values={VIEWS}
            name={(view) => text(`report.view.${view}`)}
            onChange={(view) => choose({ view })}
          />
        )}
        <Switch
          label={text('start.ocr')}
          description={text('start.ocr.hint')}
          checked={chosen.ocr}
          onChange={({ currentTarget }) => choose({ ocr: currentTarget.checked })}
        />
      </Stack>
    </Paper>
  );
}

function Choice<T extends string>({
  label,
  hint,
  value,
  values,
  name,
  onChange,
}: {
  label: string;
  hint?: string;
  value: T;
  values: readonly T[];
  name: (value: T) => string;
  onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <div>
      <Input.Label component="div" id={id}>
        {label}
      </Input.Label>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        value={value}
        onChange={(chosen) => onChange(chosen as T)}
        data={values.map((one) => ({ value: one, label: name(one) }))}
      />
      {hint && (
        <Input.Description mt={4} aria-live="polite">
          {hint}
        </Input.Description>
      )}
    </div>
  );
}
