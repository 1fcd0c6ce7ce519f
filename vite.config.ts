/** Bundles the page: all that it needs lies beside it, nothing is fetched from elsewhere. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('client'),
  base: './',
  build: { outDir: here('dist/client'), emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/samples': 'http://127.0.0.1:3000' } },
});
