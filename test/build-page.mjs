/** Builds the page once before the tests. */
import { build } from 'vite';

export default async function buildPage() {
  await build({ configFile: new URL('../vite.config.ts', import.meta.url).pathname, logLevel: 'error' });
}
