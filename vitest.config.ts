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
    // `SHUFFLE=1` runs files and tests in any order; a few files still depend on theirs (migrate, awards/access).
    sequence: { shuffle: process.env.SHUFFLE ? { files: true, tests: true } : false },
    // Processes, browsers and platforms of a busy machine: what fails once in CI is tried once more, and told.
    retry: process.env.CI ? 1 : 0,
    // An office in memory takes up to seconds on a busy machine. What takes longer has its own limit where it stands.
    testTimeout: 40_000,
    hookTimeout: 120_000,
  },
})
