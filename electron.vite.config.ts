import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

/** The shell as CommonJS for the older runtime too (Node 18, Chrome 114; docs/adr/0036-fall-back-to-an-older-electron.md); the core needs no build, it runs as it is. */
export default defineConfig({
  main: {
    build: {
      target: 'node18',
      outDir: 'out/main',
      externalizeDeps: false,
      lib: { entry: 'src/main/shell/index.ts', formats: ['cjs'], fileName: () => 'index.cjs' },
    },
  },
  preload: {
    build: {
      target: 'node18',
      outDir: 'out/preload',
      externalizeDeps: false,
      lib: { entry: 'src/main/shell/preload.ts', formats: ['cjs'], fileName: () => 'index.cjs' },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [svelte()],
    build: {
      target: 'chrome114',
      outDir: 'out/renderer',
      // The policy of the page allows no data: addresses.
      assetsInlineLimit: 0,
      license: { fileName: 'licenses.md' },
      rollupOptions: { input: 'src/renderer/index.html' },
    },
  },
});
