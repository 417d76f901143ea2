/** A fan-out: without limits against a bare loop of sendMessage, and under Telegram's limits with people tapping. */

import type { Database } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { startQueue } from '../../src/platform/jobs/queue.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { type Bench, emptyOnServer, type Row, urlOf } from './bench.ts'
import { child, SECRET, TOKEN } from './child.ts'
import { command, percentile, post } from './drive.ts'
import { fill } from './office.ts'
import { type StandIn, standIn } from './stand-in.ts'

const PEOPLE = 4000
const FREE = 2000
const LIMITED = Number(process.env.BENCH_COUNT ?? 600)
const TAPS_EVERY_MS = 250

/** So many kudos that have been given, their messages waiting in the outbox. */
async function enqueue(db: Database, count: number, run: string): Promise<void> {
  await db.script(`
    INSERT INTO "Kudos" ("id", "requestKey", "giverId", "value", "message", "createdAt")
      SELECT '${run}' || n, '${run}' || n, 'p00000000', 'loyal', 'Terima kasih banyak', now()
      FROM generate_series(1, ${count}) n;
    INSERT INTO "KudosReceiver" ("kudosId", "personId", "unitId", "ranked", "createdAt")
      SELECT '${run}' || n, 'p' || lpad(n::text, 8, '0'), 'u0', true, now() FROM generate_series(1, ${count}) n;
    INSERT INTO "Delivery" ("id", "key", "personId", "notice", "args", "timing", "state", "dueAt", "attempts",
      "uncertain", "createdAt")
      SELECT '${run}' || n, '${run}' || n, 'p' || lpad(n::text, 8, '0'), 'kudos.received', ARRAY['${run}' || n],
        'soon', 'queued', now(), 0, 0, now() FROM generate_series(1, ${count}) n;`)
  const queue = await startQueue(db, {}, createLog('silent'))
  const ids = Array.from({ length: count }, (_, index) => `${run}${index + 1}`)
  await db.transaction(tx => queue.send(tx, 'deliver', ids))
  await queue.stop()
}

const sentIn = (server: StandIn, from: number) =>
  server.calls.slice(from).filter(({ method, chat }) => method === 'sendMessage' && chat !== '1000000')

async function sentAll(server: StandIn, from: number, count: number): Promise<number[]> {
  for (;;) {
    const sent = sentIn(server, from)
    if (sent.length >= count) return sent.map(({ at }) => at)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
const span = (times: readonly number[]) => ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000

/** The most that came within any second. */
function mostInASecond(times: readonly number[]): number {
  let first = 0
  return times.reduce((most, at, index) => {
    while (at - (times[first] ?? 0) >= 1000) first++
    return Math.max(most, index - first + 1)
  }, 0)
}

async function measure(db: Database, server: StandIn): Promise<Row[]> {
  const telegram = { TELEGRAM_API_ROOT: server.root, TELEGRAM_BOT_TOKEN: TOKEN }
  const hook = {
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    PUBLIC_URL: 'http://127.0.0.1',
    DATABASE_URL: await urlOf(db),
  }
  const echo = await child('program-echo.ts', telegram)
  await fetch(`${echo.url}/loop/200`)
  const bare = FREE / (Number(await (await fetch(`${echo.url}/loop/${FREE}`)).text()) / 1000)
  await echo.stop()

  const free = await child('program-rekan.ts', { ...telegram, ...hook, BENCH_FREE: '1' })
  let from = server.calls.length
  await enqueue(db, FREE, 'f')
  const ours = (FREE - 1) / span(await sentAll(server, from, FREE))
  await free.stop()

  const rekan = await child('program-rekan.ts', { ...telegram, ...hook })
  for (let tap = 0; tap < 5; tap++) await post(`${rekan.url}/telegram/webhook`, command(0, 'bantuan'))
  from = server.calls.length
  let over = false
  const tapped: number[] = []
  const tapping = (async () => {
    while (!over) {
      await new Promise(resolve => setTimeout(resolve, TAPS_EVERY_MS))
      tapped.push(await post(`${rekan.url}/telegram/webhook`, command(0, 'bantuan')))
    }
  })()
  await enqueue(db, LIMITED, 'l')
  await sentAll(server, from, LIMITED)
  over = true
  await tapping
  await rekan.stop()
  const all = server.calls.slice(from).filter(({ method }) => method === 'sendMessage')
  const last = sentIn(server, from).at(-1)?.at ?? 0
  const times = all.map(({ at }) => at).filter(at => at <= last)
  const rate = (times.length - 1) / span(times)
  return [
    { what: 'bare sendMessage loop', 'messages/s': bare.toFixed(0), ratio: '1' },
    {
      what: `fan-out of ${FREE}, limits off`,
      'messages/s': ours.toFixed(0),
      ratio: (ours / bare).toFixed(2),
    },
    {
      what: `fan-out of ${LIMITED} and ${tapped.length} answers, limits on`,
      'messages/s': rate.toFixed(2),
      ratio: (rate / 30).toFixed(3),
      'most in 1 s': mostInASecond(times),
      'taps p50 (ms)': percentile(tapped, 0.5).toFixed(0),
      'taps p99 (ms)': percentile(tapped, 0.99).toFixed(0),
    },
  ]
}

export const fanOut: Bench = {
  name: 'fan-out',
  about: 'messages from the outbox against a bare loop, and under the limits (30/s) while somebody taps',
  run: async () => {
    const url = process.env.TEST_DATABASE_URL
    if (!url) throw new Error('TEST_DATABASE_URL is needed: the outbox is filled from another process')
    const [db, server] = [await emptyOnServer(url), await standIn()]
    try {
      await migrate(db)
      await fill(db, PEOPLE)
      return await measure(db, server)
    } finally {
      server.close()
      await db.close()
    }
  },
}
