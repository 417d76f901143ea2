/**
 * Prints the manifest of the Slack app (`npm run --silent slack:manifest`), with every command Rekan knows.
 * `PUBLIC_URL` set and `SLACK_APP_TOKEN` not: HTTP mode. Else Socket Mode.
 */
import { buildApp } from '../app.ts'
import { slackManifest } from '../channels/slack/manifest.ts'
import { createWords } from '../chat/i18n/words.ts'
import { readConfig } from '../config.ts'
import { systemClock } from '../platform/clock.ts'
import { openDatabase } from '../platform/database/database.ts'
import { migrate } from '../platform/database/migrate.ts'
import { randomIds } from '../platform/ids.ts'
import { createLog } from '../platform/observability/log.ts'

const config = readConfig()
// The list of commands is the app's own, so the app is built: over an empty database in memory.
const db = await openDatabase({ kind: 'memory' })
await migrate(db)
const app = await buildApp({ config, db, clock: systemClock, ids: randomIds, log: createLog('silent') }, [])
const address = config.slack?.mode === 'socket' ? null : config.publicUrl
const manifest = slackManifest(app.registry.listed, createWords(config.timeZone), {
  address,
  linkByEmail: config.slackLinkByEmail,
})
process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`)
await app.stop()
await db.close()
