/** From an update to a stored kudos, its receipt and its message to the receiver; against a bare echo. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../src/platform/database/migrate.ts'
import { type Bench, emptyOnServer, type Row, urlOf } from './bench.ts'
import { type Child, child, SECRET, TOKEN } from './child.ts'
import { command, flatOut, kudos, percentile, post, steady } from './drive.ts'
import { fill } from './office.ts'
import { type StandIn, standIn } from './stand-in.ts'

const PEOPLE = 2000
const COUNT = Number(process.env.BENCH_COUNT ?? 1000)
const WARM = 200
const STEADY_SECONDS = 8

/** Everybody thanks others in turn; nobody the same one twice. */
function kudosFrom(start: number, count: number): object[] {
  return Array.from({ length: count }, (_, offset) => {
    const nth = start + offset
    const giver = nth % PEOPLE
    return kudos(giver, (giver + 1 + Math.floor(nth / PEOPLE)) % PEOPLE)
  })
}

async function measure({ engine, rekan, echo, storing, server }: Measured): Promise<Row> {
  const begun = performance.now()
  await post(`${rekan.url}/telegram/webhook`, command(0, 'bantuan'))
  const firstAnswer = rekan.startedIn + performance.now() - begun
  const target = `${rekan.url}/telegram/webhook`
  await flatOut(echo.url, kudosFrom(0, WARM))
  await flatOut(target, kudosFrom(0, WARM))
  const bare = await flatOut(echo.url, kudosFrom(0, COUNT))
  if (storing) await flatOut(storing.url, kudosFrom(0, WARM))
  const stored = storing && (await flatOut(storing.url, kudosFrom(0, COUNT)))
  await quiet(server)
  const cpu = await rekan.cpu()
  const ours = await flatOut(target, kudosFrom(WARM, COUNT))
  await quiet(server)
  const each = ((await rekan.cpu()) - cpu) / COUNT
  const half = Math.round(ours / 2)
  const times = await steady(target, kudosFrom(WARM + COUNT, half * STEADY_SECONDS), half)
  await quiet(server)
  return {
    engine,
    'bare echo (updates/s)': Math.round(bare),
    'that stores one row': stored ? Math.round(stored) : '–',
    'kudos/s': Math.round(ours),
    ratio: (ours / bare).toFixed(2),
    'processor time a kudos (ms)': each.toFixed(2),
    'half load (kudos/s)': half,
    'p50 (ms)': percentile(times, 0.5).toFixed(1),
    'p99 (ms)': percentile(times, 0.99).toFixed(1),
    'start to first answer (ms)': Math.round(firstAnswer),
    'memory (MB)': await rekan.memory(),
  }
}

interface Measured {
  engine: string
  rekan: Child
  echo: Child
  /** The echo that stores; not on PGlite, which is one process's own. */
  storing: Child | null
  server: StandIn
}

/** Until nothing has been called for a second: the messages to the receivers are out. */
async function quiet({ calls }: StandIn): Promise<void> {
  for (let before = -1; before !== calls.length; ) {
    before = calls.length
    await new Promise(resolve => setTimeout(resolve, 1000))
  }
}

async function on(engine: string, database: Record<string, string>): Promise<Row> {
  const server = await standIn()
  const telegram = { TELEGRAM_API_ROOT: server.root, TELEGRAM_BOT_TOKEN: TOKEN }
  const echo = await child('program-echo.ts', telegram)
  const hook = { TELEGRAM_WEBHOOK_SECRET: SECRET, PUBLIC_URL: 'http://127.0.0.1', BENCH_FREE: '1' }
  const storing = database.DATABASE_URL ? await child('program-echo.ts', { ...telegram, ...database }) : null
  // The office is made by a first start; what is measured is a start as it is on any morning.
  const first = await child('program-rekan.ts', { ...telegram, ...hook, ...database })
  await first.stop()
  const { BENCH_FILL: _, ...made } = database
  const rekan = await child('program-rekan.ts', { ...telegram, ...hook, ...made })
  try {
    return await measure({ engine, rekan, echo, storing, server })
  } finally {
    await Promise.all([rekan, echo, storing].map(one => one?.stop()))
    server.close()
  }
}

export const inbound: Bench = {
  name: 'inbound',
  about: `${COUNT} kudos by webhook, limits off, against a bare grammY echo on the same stand-in for Telegram`,
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
