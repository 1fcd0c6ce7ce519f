/** Bundles the page: all that it needs lies beside it, nothing is fetched from elsewhere. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('client'),
  base: './',
  // From these on browsers know light-dark(); its stand-in for older ones does not hear of the scheme that the page chooses.
  build: {
    outDir: here('dist/client'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/samples': 'http://127.0.0.1:3000' } },
});
