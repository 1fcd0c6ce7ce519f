/** What runs inside a worker of the guard: an engine of its own, which checks one file at a time. */
import type { CheckOptions } from './check.js';
import { createEngine } from './engine.js';
import { type Outcome, Stage, type Task } from './guard.js';
import { CheckError } from './model/errors.js';

const engine = createEngine();
// Each task says it again; unheard until the first one it would end the worker.
engine.catch(() => {});

export default async function run({ ask, source, other, options, format, progress }: Task): Promise<Outcome> {
  try {
    const { compare, examine, render, renderComparison } = await engine;
    if (ask === 'start') return { value: null };
    Atomics.store(progress, 0, Stage.reading);
    const onRead = () => {
      Atomics.store(progress, 0, Stage.judging);
    };
    if (ask === 'compare') return { value: await compare(source!, other!, options!, onRead) };
    if (ask === 'render-comparison')
      return { value: await renderComparison(source!, other!, options!, format!, onRead) };
    if (ask === 'render') return { value: await render(source!, options as CheckOptions, format!, onRead) };
    const examination = await examine(source!, options as CheckOptions, onRead);
    return { value: ask === 'examine' ? examination : examination.report };
  } catch (error) {
    if (error instanceof CheckError) return { code: error.code, values: error.values };
    throw error;
  }
}
