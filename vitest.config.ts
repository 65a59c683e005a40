import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, 'build/**', 'data/**', '.node/**', 'tests/e2e/**', 'tests/corpus/**'],
    globalSetup: ['tests/global-setup.ts'],
    // Files share the machine with the one PostgreSQL they all use.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
