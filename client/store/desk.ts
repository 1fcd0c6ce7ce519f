/** The desk: the contracts that were opened, which of them lies on top, and what of it stays in the browser. */
import { carriedDecisions, progressOf } from '../decide/deciding.js';
import type { Screen, Work } from '../work.js';
import type { Archive, Entry, Place } from './archive.js';
import { keepSetting } from './settings.js';

export interface OnDesk {
  screen: Screen;
  /** Last used first. */
  entries: readonly Entry[];
  /** Until what was kept has been looked for. */
  restoring: boolean;
  keeping: boolean;
  /** The browser would not keep something: said once. */
  failed: boolean;
}

export class Desk {
  state: OnDesk;
  /** Something is not kept yet. Apart from the state: no screen is drawn anew for it. */
  saving = false;
  private readonly works = new Map<string, Work>();
  private readonly listeners = new Set<() => void>();
  private kept = Promise.resolve();
  /** What is still to be kept. */
  private waiting = 0;

  /** `checkAgain` renews the report of a work that was kept by another version of the program. */
  constructor(
    private readonly archive: Archive,
    private readonly checkAgain: (work: Omit<Work, 'report'>) => Promise<Work['report']>,
    keeping: boolean,
  ) {
    this.state = { screen: { name: 'start' }, entries: [], restoring: true, keeping, failed: false };
    archive.watch((id) => void this.keep(() => this.reread(id)));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): OnDesk => this.state;

  /** Brings back what was kept, and the screen that was open. */
  async restore(): Promise<void> {
    await this.keep(async () => {
      this.set({ entries: sorted(await this.archive.entries()) });
      const place = await this.archive.place();
      if (place) await this.go(place);
    });
    this.set({ restoring: false });
  }

  /** Shows a screen; a contract that lies here already keeps what was decided on it. */
  open(screen: Screen): void {
    if (screen.name === 'start' || screen.name === 'compare') {
      this.show(screen);
      return;
    }
    const work = this.adopted(screen.work);
    const known = this.works.has(work.id);
    this.works.set(work.id, work);
    this.show({ ...screen, work });
    void this.keep(async () => {
      if (!known) await this.takeDecisions(work);
      if (this.works.has(work.id)) await this.archive.keepWork(this.works.get(work.id)!, this.entryOf(work.id));
    });
  }

  /** Shows the same comparison in other words. */
  renew(screen: Screen): void {
    if (this.state.screen.name === screen.name) this.show(screen);
  }

  /** Goes to a place that was open before. */
  async go(place: Place): Promise<void> {
    if (place.name === 'start' || place.name === 'compare') {
      this.show(place);
      return;
    }
    const work = this.works.get(place.id) ?? (await this.read(place.id));
    if (!work) {
      this.show({ name: 'start' });
      return;
    }
    this.works.set(work.id, work);
    this.show({ name: place.name, work });
  }

  /** Puts another state of a contract in the place of what it was. */
  change(id: string, next: (work: Work) => Work): void {
    const before = this.works.get(id);
    if (!before) return;
    const work = next(before);
    this.replace(work);
    const entry = this.entryOf(id);
    void this.keep(() =>
      work.report === before.report ? this.archive.keepDecided(work, entry) : this.archive.keepWork(work, entry),
    );
  }

  remove(id: string): void {
    this.works.delete(id);
    this.set({ entries: this.state.entries.filter((entry) => entry.id !== id) });
    if ('work' in this.state.screen && this.state.screen.work.id === id) this.show({ name: 'start' });
    void this.keep(() => this.archive.remove(id));
  }

  removeAll(): void {
    this.works.clear();
    this.set({ entries: [] });
    this.show({ name: 'start' });
    void this.keep(() => this.archive.clear());
  }

  /** What is not to be kept leaves the browser at once, and the page when it is closed. */
  setKeeping(keeping: boolean): void {
    keepSetting('keep', keeping ? 'yes' : 'no');
    if (!keeping) {
      void this.keep(() => this.archive.clear(), true);
      this.set({ keeping, entries: this.state.entries.filter(({ id }) => this.works.has(id)) });
      return;
    }
    this.set({ keeping });
    void this.keep(async () => {
      for (const work of this.works.values()) await this.archive.keepWork(work, this.entryOf(work.id));
      await this.archive.keepPlace(placeOf(this.state.screen));
    });
  }

  private show(screen: Screen): void {
    this.set({ screen });
    if ('work' in screen) this.list(screen.work);
    void this.keep(() => this.archive.keepPlace(placeOf(screen)));
  }

  private replace(work: Work): void {
    this.works.set(work.id, work);
    const { screen } = this.state;
    if ('work' in screen && screen.work.id === work.id) this.set({ screen: { ...screen, work } });
    this.list(work);
  }

  private adopted(work: Work): Work {
    const same = this.works.get(work.id);
    const known = same ?? [...this.works.values()].findLast(({ id }) => sameFile(id, work.id));
    if (!known || work.past.length > 0) return work;
    return { ...work, since: (same ?? work).since, decisions: known.decisions, past: known.past };
  }

  /** What was decided on the same file when it was here before. */
  private async takeDecisions(work: Work): Promise<void> {
    const same = this.state.entries.filter(({ id }) => id !== work.id && sameFile(id, work.id));
    for (const id of [work.id, ...same.map((entry) => entry.id)]) {
      const decided = await this.archive.decided(id);
      const now = this.works.get(work.id);
      if (!now || now.past.length > 0) return;
      if (decided && decided.decisions.decisions.length > 0) {
        this.replace({ ...now, ...decided });
        return;
      }
    }
  }

  private async read(id: string): Promise<Work | null> {
    const kept = await this.archive.work(id);
    if (!kept) return null;
    const report = kept.report ?? (await this.checkAgain(kept).catch(() => null));
    return report && { ...kept, report };
  }

  /** Another tab changed a contract, or removed all. */
  private async reread(id: string | null): Promise<void> {
    const work = id === null ? undefined : this.works.get(id);
    const decided = work && (await this.archive.decided(work.id));
    if (work && decided) this.replace({ ...work, ...decided });
    this.set({ entries: sorted(await this.archive.entries()) });
  }

  private list(work: Work): void {
    const entry = this.entryOf(work.id);
    this.set({ entries: [entry, ...this.state.entries.filter(({ id }) => id !== work.id)] });
  }

  private entryOf(id: string): Entry {
    const { since, report, decisions } = this.works.get(id)!;
    const { document, model, side } = report;
    const progress = progressOf(report, carriedDecisions({ report, decisions }));
    return { id, name: document.name, since, used: new Date().toISOString(), model, side, ...progress };
  }

  /** One after the other: what was removed must not come back by what was to be kept before. */
  private keep(act: () => Promise<void>, always = false): Promise<void> {
    this.waiting++;
    this.tellSaving();
    this.kept = this.kept.then(async () => {
      if (this.state.keeping || always) await act().catch(() => this.set({ failed: true }));
      this.waiting--;
      this.tellSaving();
    });
    return this.kept;
  }

  private tellSaving(): void {
    const saving = this.waiting > 0;
    if (saving === this.saving) return;
    this.saving = saving;
    this.tell();
  }

  private set(changed: Partial<OnDesk>): void {
    this.state = { ...this.state, ...changed };
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export function placeOf(screen: Screen): Place {
  return 'work' in screen ? { name: screen.name, id: screen.work.id } : screen;
}

function sameFile(one: string, other: string): boolean {
  return one.split(' ', 1)[0] === other.split(' ', 1)[0];
}

function sorted(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => (a.used < b.used ? 1 : -1));
}
