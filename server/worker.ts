/** What runs inside a worker of the guard: an engine of its own, which checks one file at a time. */
import { createEngine } from './engine.js';
import { type Outcome, Stage, type Task } from './guard.js';
import { CheckError } from './model/errors.js';

const engine = createEngine();
// Each task says it again; unheard until the first one it would end the worker.
engine.catch(() => {});

export default async function run({ ask, source, options, format, progress }: Task): Promise<Outcome> {
  try {
    const { examine, render } = await engine;
    if (ask === 'start') return { value: null };
    Atomics.store(progress, 0, Stage.reading);
    const onRead = () => {
      Atomics.store(progress, 0, Stage.judging);
    };
    if (ask === 'render') return { value: await render(source!, options!, format!, onRead) };
    const examination = await examine(source!, options!, onRead);
    return { value: ask === 'examine' ? examination : examination.report };
  } catch (error) {
    if (error instanceof CheckError) return { code: error.code, values: error.values };
    throw error;
  }
}
