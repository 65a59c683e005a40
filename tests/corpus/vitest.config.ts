import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = join(import.meta.dirname, '../..')

export default defineConfig({
  root,
  test: {
    include: ['tests/corpus/**/*.test.ts'],
    globalSetup: ['tests/global-setup.ts'],
    // Whole files and outside programs: they take their time, one after the other.
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
