import { eventsOf } from '../../client/events.js';
import { modelFor } from '../../client/start/model.js';
import { dropped, EMPTY, ordersOf } from '../../client/start/orders.js';

const options = { model: 'auto', side: 'user', lang: 'en', view: 'markup' } as const;
const file = (name: string) => new File(['x'], name);

test.each([
  ['no', 'no', 'G'],
  ['no', 'unknown', 'G'],
  ['no', 'tuned', 'C'],
  ['yes', 'no', 'C'],
  ['yes', 'tuned', 'C'],
  ['yes', 'unknown', 'C'],
  ['no', 'new', 'N'],
  ['unknown', 'new', 'N'],
  ['unknown', 'no', 'auto'],
  ['unknown', 'unknown', 'auto'],
] as const)('built for you: %s, trained for you: %s: %s', (built, trained, model) => {
  expect(modelFor(built, trained)).toBe(model);
});

test('a form asks for one check a file and one for pasted text, for a comparison of two versions once both are there', () => {
  const form = { ...EMPTY, files: [file('a'), file('b')], pasted: 'Article 1' };
  const names = ordersOf(form, options, 'pasted.txt').map((order) => order.kind === 'check' && order.file.name);
  expect(names).toEqual(['a', 'b', 'pasted.txt']);
  expect(ordersOf({ ...form, pasted: ' \n' }, options, 'pasted.txt')).toHaveLength(2);
  expect(ordersOf({ ...form, kind: 'changes' }, options, '')).toMatchObject([
    { kind: 'compare', after: null },
    { kind: 'compare', after: null },
  ]);
  expect(ordersOf({ ...form, kind: 'versions', before: file('a') }, options, '')).toEqual([]);
  expect(ordersOf({ ...form, kind: 'versions', before: file('a'), after: file('b') }, options, '')).toHaveLength(1);
});

test('a file dropped goes to the place it was dropped on, else to the first that is free', () => {
  const [a, b, c] = [file('a'), file('b'), file('c')];
  expect(dropped(EMPTY, [a, b], undefined).files).toEqual([a, b]);
  const versions = { ...EMPTY, kind: 'versions' as const };
  expect(dropped(versions, [a], undefined)).toMatchObject({ before: a, after: null });
  expect(dropped({ ...versions, before: a }, [b], undefined)).toMatchObject({ before: a, after: b });
  expect(dropped({ ...versions, before: a }, [c], 'before')).toMatchObject({ before: c, after: null });
  expect(dropped(versions, [a, b], 'after')).toMatchObject({ before: a, after: b });
});

test('events are read however the stream is cut', async () => {
  const bytes = new TextEncoder().encode(
    'event: stage\ndata: reading\n\nevent: report\ndata: {"a":\ndata: "契約"}\n\n',
  );
  for (const size of [1, 2, 7, 1000]) {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const found = [];
    for await (const event of eventsOf(stream)) found.push(event);
    expect(found).toEqual([
      { event: 'stage', data: 'reading' },
      { event: 'report', data: '{"a":\n"契約"}' },
    ]);
  }
});
