/** What stays in this browser when the page is closed. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { Comparison } from '../../server/model/comparison.js';
import { Report } from '../../server/model/report.js';
import type { Compared, Work } from '../work.js';

/** A work as lists tell it. */
export interface Entry {
  id: string;
  name: string;
  since: string;
  /** When it was last looked at or decided on: ISO 8601. */
  used: string;
  model: Report['model'];
  side: Report['side'];
  decided: number;
  total: number;
}

/** Where the page was. */
export type Place =
  | { name: 'start' }
  | { name: 'review' | 'counterparty'; id: string }
  | ({ name: 'compare' } & Compared);

type Decided = Pick<Work, 'decisions' | 'past'>;
type Checked = Omit<Work, 'decisions' | 'past'>;

/** Each promise is rejected where the browser keeps nothing, or nothing more. */
export interface Archive {
  entries(): Promise<Entry[]>;
  /** Null for one that is not there; a report of another version of the program is `report: null`. */
  work(id: string): Promise<(Omit<Work, 'report'> & { report: Report | null }) | null>;
  decided(id: string): Promise<Decided | null>;
  keepWork(work: Work, entry: Entry): Promise<void>;
  keepDecided(work: Work, entry: Entry): Promise<void>;
  place(): Promise<Place | null>;
  keepPlace(place: Place): Promise<void>;
  remove(id: string): Promise<void>;
  clear(): Promise<void>;
  /** Calls back when another tab kept or removed something. */
  watch(changed: (id: string | null) => void): void;
}

interface Schema extends DBSchema {
  entries: { key: string; value: Entry };
  checked: { key: string; value: Checked };
  decided: { key: string; value: Decided };
  place: { key: 'place'; value: Place };
}

const STORES = ['entries', 'checked', 'decided', 'place'] as const;

export function createArchive(): Archive {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const database = () => {
    opening ??= openDB<Schema>('contracts', 1, {
      upgrade: (db) => {
        for (const name of STORES) db.createObjectStore(name);
      },
    });
    return opening;
  };
  const tabs = new BroadcastChannel('contracts');
  const tell = (id: string | null) => tabs.postMessage(id);
  return {
    entries: async () => (await database()).getAll('entries'),
    work: async (id) => {
      const db = await database();
      const [checked, decided] = await Promise.all([db.get('checked', id), db.get('decided', id)]);
      if (!checked || !decided) return null;
      return { ...checked, ...decided, report: Report.safeParse(checked.report).data ?? null };
    },
    decided: async (id) => (await (await database()).get('decided', id)) ?? null,
    keepWork: async (work, entry) => {
      const { decisions, past, ...checked } = work;
      const transaction = (await database()).transaction(['entries', 'checked', 'decided'], 'readwrite');
      await Promise.all([
        transaction.objectStore('entries').put(entry, work.id),
        transaction.objectStore('checked').put(checked, work.id),
        transaction.objectStore('decided').put({ decisions, past }, work.id),
        transaction.done,
      ]);
      tell(work.id);
    },
    keepDecided: async ({ id, decisions, past }, entry) => {
      const transaction = (await database()).transaction(['entries', 'decided'], 'readwrite');
      await Promise.all([
        transaction.objectStore('entries').put(entry, id),
        transaction.objectStore('decided').put({ decisions, past }, id),
        transaction.done,
      ]);
      tell(id);
    },
    place: async () => {
      const place = await (await database()).get('place', 'place');
      return place?.name === 'compare' && !Comparison.safeParse(place.comparison).success ? null : (place ?? null);
    },
    keepPlace: async (place) => {
      await (await database()).put('place', place, 'place');
    },
    remove: async (id) => {
      const transaction = (await database()).transaction(['entries', 'checked', 'decided'], 'readwrite');
      await Promise.all([
        ...(['entries', 'checked', 'decided'] as const).map((name) => transaction.objectStore(name).delete(id)),
        transaction.done,
      ]);
      tell(id);
    },
    clear: async () => {
      const transaction = (await database()).transaction(STORES, 'readwrite');
      await Promise.all([...STORES.map((name) => transaction.objectStore(name).clear()), transaction.done]);
      tell(null);
    },
    watch: (changed) => {
      tabs.onmessage = ({ data }) => changed(data);
    },
  };
}
