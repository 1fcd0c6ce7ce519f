/** What a person set, kept in this browser; where the browser keeps nothing, until the page is closed. */
const unkept = new Map<string, string>();

export type Setting = 'language' | 'name' | 'shortcuts' | 'keep';

export function setting(name: Setting): string | null {
  try {
    return localStorage.getItem(name) ?? unkept.get(name) ?? null;
  } catch {
    return unkept.get(name) ?? null;
  }
}

export function keepSetting(name: Setting, value: string): void {
  unkept.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // Storage is forbidden or full: the page works on without.
  }
}
