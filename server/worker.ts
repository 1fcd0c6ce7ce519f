/** What runs inside a worker of the guard: an engine of its own, which checks one file at a time. */
import type { CheckOptions } from './check.js';
import { createEngine } from './engine.js';
import type { Outcome, Task } from './guard.js';
import { CheckError } from './model/errors.js';
import { type OnStage, STAGES } from './model/progress.js';

const engine = createEngine();
// Each task says it again; unheard until the first one it would end the worker.
engine.catch(() => {});

export default async function run({ ask, source, other, options, format, progress }: Task): Promise<Outcome> {
  try {
    const { compare, examine, render, renderComparison } = await engine;
    if (ask === 'start') return { value: null };
    const onStage: OnStage = (stage) => {
      Atomics.store(progress, 0, STAGES.indexOf(stage));
    };
    if (ask === 'compare') return { value: await compare(source!, other!, options!, { onStage }) };
    if (ask === 'render-comparison')
      return { value: await renderComparison(source!, other!, options!, format!, { onStage }) };
    if (ask === 'render') return { value: await render(source!, options as CheckOptions, format!, { onStage }) };
    const examination = await examine(source!, options as CheckOptions, { onStage });
    return { value: ask === 'examine' ? examination : examination.report };
  } catch (error) {
    if (error instanceof CheckError) return { code: error.code, values: error.values };
    throw error;
  }
}
