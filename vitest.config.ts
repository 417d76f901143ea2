import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/template.ts'],
    // Most files start a PGlite of their own: two at a time is what a two-core machine carries.
    maxWorkers: 2,
    // Importing a file has no effects, and no test changes what all share: one process runs many files, and what
    // takes long to start (PGlite, Prisma) is started once.
    isolate: false,
    // No test may depend on another. Vitest prints the seed; `--sequence.seed=<seed>` repeats the order.
    sequence: { shuffle: process.env.CI ? { files: true, tests: true } : false },
    // An office in memory takes up to seconds on a busy machine. What takes longer has its own limit where it stands.
    testTimeout: 15_000,
    hookTimeout: 60_000,
  },
})
