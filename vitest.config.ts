import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What a browser shows comes when it comes: tests wait for it, not for a time.
    expect: { poll: { timeout: 10_000 } },
    // Two cores, and much of the time is spent waiting for what comes.
    maxWorkers: 3,
    // A file's modules are loaded once a worker, not once a file: two fifths of the time. Nothing here mocks a module or
    // leaves a global changed.
    isolate: false,
  },
})
