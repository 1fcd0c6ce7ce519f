/** The works of this browser, and the screen that is open. */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { Screen, Work } from '../work.js';

interface Works {
  screen: Screen;
  open: (screen: Screen) => void;
  /** Puts another state of a work in the place of what it was. */
  change: (id: string, next: (work: Work) => Work) => void;
}

const Context = createContext<Works | null>(null);

export function WorksProvider({ children }: { children: ReactNode }) {
  const [screen, open] = useState<Screen>({ name: 'start' });
  const change = useCallback<Works['change']>((id, next) => {
    open((shown) =>
      shown.name === 'review' && shown.work.id === id ? { name: 'review', work: next(shown.work) } : shown,
    );
  }, []);
  const value = useMemo(() => ({ screen, open, change }), [screen, change]);
  return <Context value={value}>{children}</Context>;
}

export function useWorks(): Works {
  return useContext(Context)!;
}
