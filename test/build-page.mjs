/** Builds the page once before the tests, as it is served: the tests' own environment would make it one for development. */
import { build } from 'vite';

export default async function buildPage() {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await build({ configFile: new URL('../vite.config.ts', import.meta.url).pathname, logLevel: 'error' });
  process.env.NODE_ENV = NODE_ENV;
}
