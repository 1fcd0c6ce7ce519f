/** Works on short drafts, judged by the engine itself. */
import { type Work, workOf } from '../../client/work.js';
import { createEngine } from '../../server/engine.js';

export const DRAFT = [
  'Made between Hollin Ltd ("Customer") and Parse Oy ("Provider").',
  '1. Incidents',
  '1.1 Provider shall notify Customer within 48 hours after it becomes aware of unauthorised access to Customer Data.',
];

const engine = await createEngine();

export async function workOn(lines: readonly string[] = DRAFT, model: 'G' | 'C' = 'G'): Promise<Work> {
  const options = { model, side: 'user', view: 'proposed' } as const;
  const source = { bytes: Buffer.from(lines.join('\n')), name: 'draft.txt' };
  const report = await engine.check(source, { ...options, language: 'en' });
  return workOf(new File([lines.join('\n')], 'draft.txt'), { ...options, lang: 'en' }, report);
}
