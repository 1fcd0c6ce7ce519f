import { Problem } from '../../client/api.js';
import { type Order, Session } from '../../client/start/session.js';
import type { Report } from '../../server/model/report.js';

const options = { model: 'auto', side: 'user', lang: 'en', view: 'markup' } as const;
const order = (name: string): Order => ({ kind: 'check', file: new File([''], name), options });

/** A server whose checks end when the test says so. */
function slow() {
  const asked: { name: string; signal: AbortSignal; end: (report: Report) => void; fail: (error: unknown) => void }[] =
    [];
  const session = new Session({
    check: (file, _, signal, onStage) =>
      new Promise((end, fail) => {
        onStage('reading');
        signal.addEventListener('abort', () => fail(signal.reason));
        asked.push({ name: file.name, signal, end, fail });
      }),
    compare: () => Promise.reject(new Problem('no-tracked-changes', '')),
  });
  return { session, asked };
}

const report = { document: { sha256: 'x', name: 'a', view: 'markup' }, model: 'G', side: 'user' } as Report;
const turn = () => new Promise((resolve) => setTimeout(resolve));
const states = (session: Session) => session.jobs.map(({ state }) => state.name);

test('few files run at a time, the others wait; one that fails stops no other', async () => {
  const { session, asked } = slow();
  session.add(['a', 'b', 'c', 'd', 'e'].map(order));
  expect(asked.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(session.jobs.map(({ state }) => state)).toMatchObject([
    { stage: 'reading' },
    { stage: 'reading' },
    { stage: 'reading' },
    { stage: 'waiting' },
    { stage: 'waiting' },
  ]);
  asked[0]!.fail(new Problem('empty-file', 'Empty'));
  asked[1]!.end(report);
  await turn();
  expect(states(session)).toEqual(['failed', 'done', 'running', 'running', 'running']);
  expect(asked.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a file that is given up frees its place, stays given up, and may be tried again', async () => {
  const { session, asked } = slow();
  const [a, , , d] = session.add(['a', 'b', 'c', 'd', 'e'].map(order));
  session.cancel(d!);
  session.cancel(a!);
  expect(asked[0]!.signal.aborted).toBe(true);
  await turn();
  expect(states(session)).toEqual(['cancelled', 'running', 'running', 'cancelled', 'running']);
  expect(asked.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'e']);
  asked[1]!.end(report);
  session.again(a!);
  await turn();
  asked.at(-1)!.end(report);
  await turn();
  expect(asked.at(-1)!.name).toBe('a');
  expect(session.jobs[0]!.state).toMatchObject({ name: 'done', result: { name: 'review', work: { report } } });
});
