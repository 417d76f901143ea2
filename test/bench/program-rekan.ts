/** Rekan as main.ts starts it, with Telegram by webhook only; BENCH_FREE=1: without Telegram's limits. */
import { buildApp } from '../../src/app.ts'
import { telegramChannel } from '../../src/channels/telegram/index.ts'
import { readConfig } from '../../src/config.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openDatabase } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { listen } from '../../src/platform/http/server.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { freeSlots } from '../support/slots.ts'
import { fill } from './office.ts'

const config = readConfig()
const { telegram, publicUrl } = config
if (!telegram) throw new Error('no token')
const db = await openDatabase(config.database)
await migrate(db)
// PGlite belongs to one process, so its office is filled here.
if (process.env.BENCH_FILL) await fill(db, Number(process.env.BENCH_FILL))
const free = process.env.BENCH_FREE === '1'
const platform = { config, db, clock: systemClock, ids: randomIds, log: createLog(config.logLevel) }
const app = await buildApp(platform, [
  parts => telegramChannel({ ...parts, telegram, publicUrl, ...(free && { limiter: freeSlots }) }),
])
const http = await listen(app.pages, config)
await app.start()
process.stdout.write('ready\n')
process.once('SIGTERM', async () => {
  await app.stop()
  await http.stop()
  await db.close()
  process.exit(0)
})
