import { defineConfig } from 'vitest/config'

const SHUFFLED = Boolean(process.env.CI || process.env.SHUFFLE)

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/template.ts'],
    // Most files start a PGlite of their own: two at a time is what a two-core machine carries.
    maxWorkers: 2,
    // Importing a file has no effects, and no test changes what all share: one process runs many files, and what
    // takes long to start (PGlite, Prisma) is started once.
    isolate: false,
    // An order of files and tests that is not the written one: always in CI, elsewhere with `SHUFFLE=1`;
    // `--sequence.seed=…` takes another order. The seed is fixed until all folders were seen in many orders.
    sequence: { shuffle: { files: SHUFFLED, tests: SHUFFLED }, seed: 20261201 },
    // Until then what fails once in CI is tried once more, and told.
    retry: process.env.CI ? 1 : 0,
    // A test is done in a second or two; what takes longer names its own limit where it stands, and says why.
    testTimeout: 30_000,
    // The first office of a process starts PGlite and Prisma.
    hookTimeout: 60_000,
  },
})
