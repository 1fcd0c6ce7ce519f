/** Starts the guard's worker from its source: hooks that load TypeScript do not pass on from thread to thread. */
import { register } from 'tsx/esm/api';

register();
export default (await import('../server/worker.ts')).default;
