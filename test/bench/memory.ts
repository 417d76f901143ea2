/** Resident memory over minutes of steady use: kudos, boards and help, on both databases one after the other. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { migrate } from '../../src/platform/database/migrate.ts'
import { type Bench, emptyOnServer, type Row, urlOf } from './bench.ts'
import { type Child, child, SECRET, TOKEN } from './child.ts'
import { command, kudos, steady } from './drive.ts'
import { fill } from './office.ts'
import { standIn } from './stand-in.ts'

const PEOPLE = 4000
const MINUTES = Number(process.env.BENCH_MINUTES ?? 10)
const A_SECOND = 10

/** A minute's updates: four of five are kudos; nobody thanks the same one twice. */
function updatesOf(minute: number): object[] {
  return Array.from({ length: A_SECOND * 60 }, (_, offset) => {
    const nth = minute * A_SECOND * 60 + offset
    const person = nth % PEOPLE
    if (nth % 10 === 0) return command(person, 'papan')
    if (nth % 10 === 1) return command(person, 'bantuan')
    return kudos(person, (person + 1 + Math.floor(nth / PEOPLE)) % PEOPLE)
  })
}

async function measure(engine: string, rekan: Child): Promise<Row> {
  const idle = await rekan.memory()
  const after: number[] = []
  for (let minute = 0; minute < MINUTES; minute++) {
    await steady(`${rekan.url}/telegram/webhook`, updatesOf(minute), A_SECOND)
    after.push(await rekan.memory())
  }
  await sleep(5000)
  return {
    engine,
    'updates/s': A_SECOND,
    'idle (MB)': idle,
    'after 1 minute': after[0] ?? '–',
    'half-way': after[Math.floor(after.length / 2)] ?? '–',
    [`after ${MINUTES} minutes`]: after.at(-1) ?? '–',
    'at rest again': await rekan.memory(),
  }
}

async function on(engine: string, database: Record<string, string>): Promise<Row> {
  const server = await standIn()
  const telegram = { TELEGRAM_API_ROOT: server.root, TELEGRAM_BOT_TOKEN: TOKEN }
  const hook = { TELEGRAM_WEBHOOK_SECRET: SECRET, PUBLIC_URL: 'http://127.0.0.1', BENCH_FREE: '1' }
  // The first start makes the office; memory is that of a start as on any morning.
  const first = await child('program-rekan.ts', { ...telegram, ...hook, ...database })
  await first.stop()
  const { BENCH_FILL: _, ...made } = database
  const rekan = await child('program-rekan.ts', { ...telegram, ...hook, ...made })
  try {
    return await measure(engine, rekan)
  } finally {
    await rekan.stop()
    server.close()
  }
}

export const memory: Bench = {
  name: 'memory',
  about: `resident memory over ${MINUTES} minutes of ${A_SECOND} updates a second`,
  run: async () => {
    const rows: Row[] = []
    const url = process.env.TEST_DATABASE_URL
    if (url) {
      const db = await emptyOnServer(url)
      await migrate(db)
      await fill(db, PEOPLE)
      rows.push(await on('PostgreSQL', { DATABASE_URL: await urlOf(db) }))
      await db.close()
    }
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'rekan-bench-'))
    rows.push(await on('PGlite', { DATA_DIR, BENCH_FILL: String(PEOPLE) }))
    return rows
  },
}
