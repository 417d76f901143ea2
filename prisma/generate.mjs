/**
 * Makes the Prisma client after `npm ci`, on any system. The client needs no native schema engine: naming this very
 * program in its place keeps Prisma from fetching one.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const prisma = join(dirname(require.resolve('prisma/package.json')), 'build/index.js')
const { status } = spawnSync(process.execPath, [prisma, 'generate'], {
  stdio: 'inherit',
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
})
process.exit(status ?? 1)
