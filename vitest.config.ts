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
    // Any order of files and of tests: always in CI, elsewhere with `SHUFFLE=1`. The seed is printed, and
    // `--sequence.seed=…` runs that order again. Nothing is tried twice: what fails is told.
    sequence: { shuffle: { files: SHUFFLED, tests: SHUFFLED } },
    // A test is done in a second or two; what takes longer names its own limit where it stands, and says why.
    testTimeout: 15_000,
    // The first office of a process starts PGlite and Prisma.
    hookTimeout: 60_000,
  },
})
