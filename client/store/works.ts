/** The desk of this page, for its parts to look at. */
import { useSyncExternalStore } from 'react';
import { check } from '../api.js';
import { createArchive } from './archive.js';
import { Desk, type OnDesk } from './desk.js';
import { setting } from './settings.js';

/** It outlives the screens. */
export const desk = new Desk(createArchive(), ({ file, options }) => check(file, options), setting('keep') !== 'no');

export function useDesk(): OnDesk {
  return useSyncExternalStore(desk.subscribe, desk.snapshot);
}

/** Whether something is still to be kept in the browser. */
export function useSaving(): boolean {
  return useSyncExternalStore(desk.subscribe, () => desk.saving);
}

// What was decided a moment ago is not lost: the browser asks before it leaves.
window.addEventListener('beforeunload', (event) => {
  if (desk.saving) event.preventDefault();
});
