import { join } from 'node:path'
import { defineConfig } from 'vite'

// Islands are plain modules beside the pages, never inside them: their own build, whose manifest the server reads.
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  publicDir: false,
  build: {
    outDir: 'build/client',
    // The pages were built into the same folder before.
    emptyOutDir: false,
    assetsDir: 'assets/islands',
    manifest: 'assets/islands/manifest.json',
    assetsInlineLimit: 0,
    // The map alone is larger, and is only loaded when asked for.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: [
        'web/islands/map.ts',
        'web/islands/passkey.ts',
        'web/islands/draft.ts',
        'web/islands/field-news.ts',
        'web/islands/copy.ts',
      ],
    },
  },
  worker: { format: 'es' },
})
