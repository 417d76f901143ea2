/** Reads the configuration, builds Rekan, starts it, and ends it on SIGTERM. */
import { seed } from '../prisma/seed.ts'
import { type App, buildApp } from './app.ts'
import { configuredChannels } from './channels/index.ts'
import { type Config, ConfigProblems, readConfig, readDemoConfig } from './config.ts'
import { createDemo, resumeClock } from './demo.ts'
import { DemoFolder, NotADemoFolder, refuseDemoFolder, takeDemoFolder } from './demo-folder.ts'
import { listenForBackups } from './platform/backup/socket.ts'
import { movableClock } from './platform/clock.ts'
import { DataFolderInUse } from './platform/database/data-lock.ts'
import { openDatabase } from './platform/database/database.ts'
import { migrate } from './platform/database/migrate.ts'
import { listen } from './platform/http/server.ts'
import { randomIds } from './platform/ids.ts'
import { createLog } from './platform/observability/log.ts'

/** The console is the operator's: plain lines beside the log's JSON. */
const tell = (line: string) => process.stderr.write(`${line}\n`)

/** What Rekan writes is for its own user. */
process.umask(0o077)

async function run(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  if (config.demo) takeDemoFolder(config.dataDir)
  else refuseDemoFolder(config.dataDir)
  const db = await openDatabase(config.database)
  await migrate(db)
  const clock = movableClock()
  const platform = { config, db, clock, ids: randomIds, log }
  if (config.demo) {
    await seed(platform, clock.now())
    await resumeClock(db, clock)
  }
  let app: App | undefined
  const demo = config.demo ? () => createDemo(db, clock, async () => app?.beat()) : null
  app = await buildApp(platform, await configuredChannels(config, demo))
  const http = await listen(app.pages, config)
  await app.start()
  const { backUp } = app
  const socket =
    config.database.kind === 'folder' ? await listenForBackups(config.dataDir, { log, backUp }) : null
  const code = config.demo ? null : await app.linking.bootstrapCode(clock.now())
  tell(banner(config, http.address, code).join('\n'))

  let ending = false
  const end = async (signal: string) => {
    if (ending) return
    ending = true
    log.info({ signal }, 'ending')
    await socket?.()
    await app.stop()
    await http.stop()
    await db.close()
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

// A flag rather than a variable before the command, which Windows does not know.
const isDemo = process.argv.includes('--demo')

try {
  await run(isDemo ? readDemoConfig() : readConfig())
} catch (error) {
  if (error instanceof ConfigProblems) {
    tell('Rekan cannot start: please mend these lines of the environment (see .env.example).')
    for (const problem of error.problems) tell(`  - ${problem}`)
  } else if (error instanceof NotADemoFolder) {
    tell(`Rekan cannot start: ${error.message}.`)
    tell(
      '  A demonstration never touches other data. Delete the folder if an older demonstration made it, or set REKAN_DEMO_DIR to a new one.',
    )
  } else if (error instanceof DemoFolder) {
    tell(`Rekan cannot start: the folder ${error.folder} holds a demonstration.`)
    tell('  Set DATA_DIR to another folder, or start it with `npm run demo`.')
  } else if (error instanceof DataFolderInUse) {
    tell(`Rekan cannot start: the folder ${error.folder} is in use by another Rekan (process ${error.pid}).`)
    tell('  Stop that one first, or set DATA_DIR to another folder, or use PostgreSQL through DATABASE_URL.')
  } else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    tell(`Rekan cannot start: ${error.message}.`)
    tell('  Another program listens there: stop it, or set PORT to another number.')
  } else tell(`Rekan cannot start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
