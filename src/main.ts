/** Reads the configuration, builds Rekan, starts it, and ends it on SIGTERM. */
import { seed } from '../prisma/seed.ts'
import { type App, buildApp } from './app.ts'
import { cannotStart } from './cannot-start.ts'
import { configuredChannels } from './channels/index.ts'
import { type Config, readConfig, readDemoConfig } from './config.ts'
import { createDemo, resumeClock } from './demo.ts'
import { refuseDemoFolder, takeDemoFolder } from './demo-folder.ts'
import { listenForBackups } from './platform/backup/socket.ts'
import { movableClock } from './platform/clock.ts'
import { type Database, openDatabase } from './platform/database/database.ts'
import { migrate } from './platform/database/migrate.ts'
import { listen } from './platform/http/server.ts'
import { randomIds } from './platform/ids.ts'
import { createLog, type Logger } from './platform/observability/log.ts'

/** The console is the operator's: plain lines beside the log's JSON. */
const tell = (line: string) => process.stderr.write(`${line}\n`)
/** However much still hangs, this long after it was asked to end (milliseconds) the process ends. */
const END_WITHIN = 13_000

/** What was begun, in the order in which it has to end. */
const begun: (() => Promise<unknown>)[] = []

/** What Rekan writes is for its own user. */
process.umask(0o077)

async function run(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  endOnSignal(log)
  if (config.demo) takeDemoFolder(config.dataDir)
  else refuseDemoFolder(config.dataDir)
  const db = await open(config)
  begun.push(() => db.close())
  const clock = movableClock()
  const platform = { config, db, clock, ids: randomIds, log }
  if (config.demo) {
    await seed(platform, clock.now())
    await resumeClock(db, clock)
  }
  let app: App | undefined
  const demo = config.demo ? () => createDemo(db, clock, async () => app?.beat()) : null
  const built = await buildApp(platform, await configuredChannels(config, demo))
  app = built
  const http = await listen(built.pages, config)
  begun.push(() => http.stop())
  begun.push(() => built.stop())
  await built.start()
  const { backUp } = built
  if (config.database.kind === 'folder') begun.push(await listenForBackups(config.dataDir, { log, backUp }))
  const code = config.demo ? null : await built.linking.bootstrapCode(clock.now())
  tell(banner(config, http.address, code).join('\n'))
}

/** Migrations take as long as they take; what people wait for does not. */
async function open({ database }: Config): Promise<Database> {
  const first = await openDatabase(database, undefined, { patient: true })
  try {
    await migrate(first)
  } catch (error) {
    await first.close().catch(() => {})
    throw error
  }
  if (database.kind !== 'server') return first
  await first.close()
  return openDatabase(database)
}

/** Heard from the first moment on: what was begun by then ends, the last first. */
function endOnSignal(log: Logger): void {
  let ending = false
  const end = async (signal: string) => {
    if (ending) return
    ending = true
    log.info({ signal }, 'ending')
    setTimeout(() => {
      log.warn('the end took too long: what hangs is left, and begins anew with the next start')
      process.exit(0)
    }, END_WITHIN)
    for (const stop of begun.toReversed())
      await stop().catch(err => log.warn({ err }, 'something did not end in order'))
    process.exit(0)
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
}

function banner(
  { database, telegram, slack, publicUrl }: Config,
  address: string,
  code: string | null,
): string[] {
  const place =
    database.kind === 'server'
      ? 'PostgreSQL'
      : `PGlite, ${database.kind === 'folder' ? database.folder : 'memory'}`
  const channels = [
    'browser',
    telegram && `Telegram (${telegram.mode})`,
    slack && `Slack (${slack.mode})`,
  ].filter(Boolean)
  const first = code
    ? [`  First administrator: open the address and enter the code ${code} (once, 7 days)`]
    : []
  return [
    '',
    `  Rekan is running at ${publicUrl ?? address}`,
    `  Database: ${place}. Channels: ${channels.join(', ')}.`,
    ...first,
    '',
  ]
}

// What nobody caught is a fault of ours: its kind and place go to the log, never its words to the console.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, err => {
    createLog('info').fatal({ err }, event)
    if (event === 'uncaughtException') process.exit(1)
  })

// A flag rather than a variable before the command, which Windows does not know.
const isDemo = process.argv.includes('--demo')

try {
  await run(isDemo ? readDemoConfig() : readConfig())
} catch (error) {
  for (const line of cannotStart(error)) tell(line)
  process.exit(1)
}
