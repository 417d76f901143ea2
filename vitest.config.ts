import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/template.ts'],
    // Most files start a PGlite of their own: two at a time is what a two-core machine carries.
    maxWorkers: 2,
    // Importing a file does nothing, and no test changes what all share: one process runs many files, and what
    // takes long to begin (PGlite, Prisma) is begun once.
    isolate: false,
    // Processes, browsers and platforms of a busy machine: what fails once in CI is tried once more, and told.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 40_000,
    hookTimeout: 120_000,
  },
})
