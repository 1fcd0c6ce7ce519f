import { decided } from '../../client/decide/deciding.js';
import type { Archive, Entry, Place } from '../../client/store/archive.js';
import { Desk } from '../../client/store/desk.js';
import type { Work } from '../../client/work.js';
import { DRAFT, workOn } from './reports.js';

const work = await workOn();
const given = { item: 'IN-15', decision: 'accepted-risk', note: '', by: '', at: '2026-02-03T10:00:00Z' } as const;
const settled = () => new Promise((resolve) => setTimeout(resolve, 60));
const idOf = (desk: Desk) => ('work' in desk.state.screen ? desk.state.screen.work.id : null);
const decisionsOf = (desk: Desk) => ('work' in desk.state.screen ? desk.state.screen.work.decisions.decisions : null);

test('what was decided, and where the page was, come back', async () => {
  const archive = memory();
  const desk = deskOver(archive);
  await desk.restore();
  desk.open({ name: 'review', work });
  desk.change(work.id, (now) => decided(now, given));
  await settled();
  const later = deskOver(archive);
  expect(later.state.restoring).toBe(true);
  await later.restore();
  expect(later.state.restoring).toBe(false);
  expect(idOf(later)).toBe(work.id);
  expect(decisionsOf(later)).toMatchObject([{ item: 'IN-15', decision: 'accepted-risk' }]);
  expect(later.state.entries).toMatchObject([{ name: 'draft.txt', decided: 1 }]);
});

test('the same file handed in again keeps its decisions, by another model too', async () => {
  const archive = memory();
  const desk = deskOver(archive);
  desk.open({ name: 'review', work });
  desk.change(work.id, (now) => decided(now, given));
  await settled();
  desk.open({ name: 'start' });
  desk.open({ name: 'review', work });
  expect(decisionsOf(desk)).toHaveLength(1);
  await settled();
  const later = deskOver(archive);
  await later.restore();
  later.open({ name: 'review', work: await workOn(DRAFT, 'C') });
  await settled();
  expect(decisionsOf(later)).toHaveLength(1);
});

test('a report of another version of the program is made anew from the file', async () => {
  const archive = memory();
  const desk = deskOver(archive);
  desk.open({ name: 'review', work });
  await settled();
  const kept = archive.work;
  archive.work = async (id) => ({ ...(await kept(id))!, report: null });
  const later = deskOver(archive);
  await later.restore();
  expect(idOf(later)).toBe(work.id);
});

test('where the browser keeps nothing, it is said and the work goes on', async () => {
  const archive = memory();
  const full = () => Promise.reject(new Error('quota'));
  Object.assign(archive, { entries: full, keepWork: full, keepDecided: full, keepPlace: full, decided: full });
  const desk = deskOver(archive);
  await desk.restore();
  expect(desk.state).toMatchObject({ restoring: false, failed: true });
  desk.open({ name: 'review', work });
  desk.change(work.id, (now) => decided(now, given));
  await settled();
  expect(decisionsOf(desk)).toHaveLength(1);
  desk.open({ name: 'start' });
  await desk.go({ name: 'review', id: work.id });
  expect(decisionsOf(desk)).toHaveLength(1);
});

test('what is removed is gone from the browser, and nothing is kept when that is not wanted', async () => {
  const archive = memory();
  const desk = deskOver(archive);
  desk.open({ name: 'review', work });
  await settled();
  desk.remove(work.id);
  await settled();
  expect([desk.state.screen.name, desk.state.entries, await archive.entries()]).toEqual(['start', [], []]);
  desk.open({ name: 'review', work });
  desk.setKeeping(false);
  await settled();
  expect(await archive.entries()).toEqual([]);
  desk.change(work.id, (now) => decided(now, given));
  await settled();
  expect(await archive.decided(work.id)).toBeNull();
  desk.setKeeping(true);
  await settled();
  expect(await archive.entries()).toMatchObject([{ decided: 1 }]);
});

function deskOver(archive: Archive): Desk {
  return new Desk(archive, async () => work.report, true);
}

function memory(): Archive {
  const works = new Map<string, Work>();
  const entries = new Map<string, Entry>();
  let place: Place | null = null;
  return {
    entries: async () => [...entries.values()],
    work: async (id) => works.get(id) ?? null,
    decided: async (id) => works.get(id) ?? null,
    keepWork: async (kept, entry) => {
      works.set(kept.id, structuredClone({ ...kept, file: null }) as unknown as Work);
      entries.set(kept.id, entry);
    },
    keepDecided: async ({ id, decisions, past }, entry) => {
      works.set(id, { ...works.get(id)!, decisions, past });
      entries.set(id, entry);
    },
    place: async () => place,
    keepPlace: async (kept) => {
      place = kept;
    },
    remove: async (id) => {
      works.delete(id);
      entries.delete(id);
    },
    clear: async () => {
      works.clear();
      entries.clear();
      place = null;
    },
    watch: () => {},
  };
}
