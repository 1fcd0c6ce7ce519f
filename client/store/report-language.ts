/** Asks for the report again in the page's language, beside the work on it. */
import { useEffect, useState } from 'react';
import { check, compare } from '../api.js';
import { useLanguage } from '../language.js';
import type { Screen } from '../work.js';
import { desk } from './works.js';

/** Whether the report is being asked for, or could not be had. */
export type Renewal = 'none' | 'running' | 'failed';

export function useReportLanguage(screen: Screen): Renewal {
  const { language } = useLanguage();
  const [renewal, setRenewal] = useState<Renewal>('none');
  const spoken = languageOf(screen);
  const id = 'work' in screen ? screen.work.id : screen.name;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was decided meanwhile is no reason to ask again
  useEffect(() => {
    setRenewal('none');
    if (spoken === null || spoken === language) return;
    const abort = new AbortController();
    setRenewal('running');
    renewed(screen, language, abort.signal).then(
      (show) => {
        if (abort.signal.aborted) return;
        show();
        setRenewal('none');
      },
      () => {
        if (!abort.signal.aborted) setRenewal('failed');
      },
    );
    return () => abort.abort();
  }, [language, spoken, id]);
  return renewal;
}

/** Null: it stays in its own. */
function languageOf(screen: Screen): string | null {
  if (screen.name === 'start') return null;
  const options = 'work' in screen ? screen.work.options : screen.options;
  if (!options.follows) return null;
  return 'work' in screen ? screen.work.report.language : screen.comparison.language;
}

async function renewed(screen: Screen, lang: 'ja' | 'en', signal: AbortSignal): Promise<() => void> {
  if (screen.name === 'start') return () => {};
  if (screen.name === 'compare') {
    const options = { ...screen.options, lang };
    const comparison = await compare(screen.before, screen.after, options, signal);
    return () => desk.renew({ ...screen, options, comparison });
  }
  const { id, file } = screen.work;
  const options = { ...screen.work.options, lang };
  const report = await check(file, options, signal);
  return () => desk.change(id, (work) => ({ ...work, options, report }));
}
