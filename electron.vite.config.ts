import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { notices } from './scripts/notices-plugin.mjs';
import { NONCE_PLACEHOLDER } from './src/main/windows/content-security-policy.js';
import { BUNDLES } from './src/shared/bundles.js';

// Everything is bundled but what has a native binary, and libFLAC, which reads a file beside it. The bundle also runs on Electron 22 (Node 16,
// Chromium 108), which stands in for the pinned version where that cannot be fetched.
const nativeModules = ['electron', 'onnxruntime-node', /^naudiodon(\/.*)?$/, /^libflacjs(\/.*)?$/];

export default defineConfig({
  main: {
    plugins: [notices()],
    build: {
      target: 'node16',
      externalizeDeps: false,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(BUNDLES).map(([name, file]) => [name, resolve(file)])),
        external: nativeModules,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      target: 'node16',
      externalizeDeps: false,
      // A sandboxed preload can require nothing but electron, and is one file.
      rollupOptions: {
        input: { index: resolve('src/preload/index.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    html: { cspNonce: NONCE_PLACEHOLDER },
    plugins: [react(), notices()],
    build: {
      target: 'chrome108',
      minify: true,
      outDir: 'out/renderer',
      rollupOptions: { input: resolve('src/renderer/index.html') },
    },
  },
});
