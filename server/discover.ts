/** Finds plugins: every file of a folder is one, its default export is the plugin, its name the id. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { here } from './config.js';

export async function discover<T>(folder: string): Promise<Map<string, T>> {
  const files = (await readdir(join(here, folder), { withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => entry.name)
    .sort();
  const plugins = new Map<string, T>();
  for (const file of files) {
    const module = (await import(pathToFileURL(join(here, folder, file)).href)) as { default?: T };
    if (module.default === undefined) throw new Error(`${folder}/${file} has no default export`);
    plugins.set(file.replace(/\.[jt]s$/, ''), module.default);
  }
  return plugins;
}
