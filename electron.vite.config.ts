import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// One build runs on Electron 45 (what people get) and on the older trial runtime (Node 18.15, Chromium 114),
// so the targets are fixed here instead of being derived from the installed Electron.
const alias = {
  '@shared': resolve(import.meta.dirname, 'src/shared'),
  '@renderer': resolve(import.meta.dirname, 'src/renderer/src'),
}

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      target: 'node18.15',
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: resolve(import.meta.dirname, 'src/main/index.ts'),
          'engine-worker': resolve(import.meta.dirname, 'src/main/engine/engine-worker.ts'),
          'demo-worker': resolve(import.meta.dirname, 'src/main/demo/demo-worker.ts'),
          headless: resolve(import.meta.dirname, 'src/main/headless.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].js' },
        // Optional parts of dbus-next and ws that nothing of ours needs.
        external: ['x11', 'usocket', 'bufferutil', 'utf-8-validate'],
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: 'node18.15',
      externalizeDeps: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].js' } },
    },
  },
  renderer: {
    resolve: { alias },
    plugins: [react()],
    // Inlined files would be data: URLs, which the page's policy forbids for fonts. The whole panel is one file on disk.
    build: { target: 'chrome114', minify: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  },
})
