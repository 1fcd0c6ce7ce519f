/** Who decides, and whether single keys do: kept in this browser. */
import { useSyncExternalStore } from 'react';
import { keepSetting, setting } from '../store/settings.js';

interface Kept {
  name: string;
  shortcuts: boolean;
}

let now: Kept = { name: setting('name') ?? '', shortcuts: setting('shortcuts') !== 'off' };
const listeners = new Set<() => void>();

export const preferences = {
  rename: (name: string) => {
    keepSetting('name', name);
    set({ name });
  },
  setShortcuts: (shortcuts: boolean) => {
    keepSetting('shortcuts', shortcuts ? 'on' : 'off');
    set({ shortcuts });
  },
};

export function usePreferences(): Kept {
  return useSyncExternalStore(subscribe, () => now);
}

function set(changed: Partial<Kept>): void {
  now = { ...now, ...changed };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
