/** An invented office with a moving clock: what every test of a feature lives in. */
import { type App, buildApp, type MakeChannel } from '../../src/app.ts'
import { createWords } from '../../src/chat/i18n/words.ts'
import { readConfig } from '../../src/config.ts'
import { REFRESH, REFRESH_LATER } from '../../src/features/organisation/notify/api.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { createLog, type Logger } from '../../src/platform/observability/log.ts'
import { processTime } from '../servers/process-time.ts'
import { lentDatabase } from './lent-database.ts'
import { memoryChannel } from './memory-channel.ts'

/** Tuesday, 24 November 2026, 09.00 WIB. */
export const START = new Date('2026-11-24T02:00:00Z')
const DAY = 24 * 60 * 60 * 1000

export function fixedClock(start = START) {
  let now = start.getTime()
  return {
    now: () => new Date(now),
    forward: (milliseconds: number) => {
      now += milliseconds
    },
    to: (instant: string) => {
      now = new Date(instant).getTime()
    },
  }
}

export function countedIds() {
  let last = 0
  return { next: () => (++last).toString(36).padStart(12, '0') }
}

export interface Hired {
  name: string
  unit: string
  appraiser?: string
  roles?: string[]
}
/** Five people in two units; Budi appraises Siti and Rahmat. */
export const FIVE = {
  siti: { name: 'Siti Contohwati, S.Sos.', unit: 'Dinas Kominfo (contoh)', appraiser: 'budi' },
  budi: { name: 'Budi Misalnya', unit: 'Dinas Kominfo (contoh)' },
  rahmat: { name: 'Rahmat Umpama', unit: 'Dinas Kominfo (contoh)', appraiser: 'budi' },
  dewi: { name: 'Dewi Andaikata', unit: 'Dinas Kesehatan (contoh)' },
  olga: { name: 'Olga Pengelola', unit: 'BKPSDM (contoh)', roles: ['officer', 'administrator'] },
} satisfies Record<string, Hired>

export async function hire(db: Database, people: Record<string, Hired>, now: Date): Promise<void> {
  const units = [...new Set(Object.values(people).map(({ unit }) => unit))]
  const unitId = (unit: string) => `unit${units.indexOf(unit)}`
  await db.client.unit.createMany({ data: units.map(name => ({ id: unitId(name), name })) })
  const rows = Object.entries(people).map(([id, { name, unit, roles = [] }], index) => ({
    id,
    nip: `198001012005011${String(index + 1).padStart(3, '0')}`,
    name,
    position: 'Penelaah',
    unitId: unitId(unit),
    roles,
    noticeSeen: now,
    createdAt: now,
    updatedAt: now,
  }))
  await db.client.person.createMany({ data: rows })
  for (const [id, { appraiser }] of Object.entries<Hired>(people)) {
    if (appraiser) await db.client.person.update({ where: { id }, data: { appraiserId: appraiser } })
  }
}

/** Waits until no message is on its way. */
export async function settled(app: App, within = 10_000): Promise<void> {
  const end = processTime() + within
  while (!(await app.queue.idle([REFRESH, REFRESH_LATER]))) {
    if (processTime() > end) throw new Error('the queue does not come to rest')
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

export type Office = Awaited<ReturnType<typeof office<typeof FIVE>>>

/** Opens the office with these people, each with an account on the memory channel. */
export async function office<P extends Record<string, Hired> = typeof FIVE>({
  people = FIVE as unknown as P,
  start = START,
  channels = [] as MakeChannel[],
  env = {} as Record<string, string>,
  log = undefined as Logger | undefined,
} = {}) {
  const db = await lentDatabase()
  const clock = fixedClock(start)
  const config = readConfig({ LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent', ...env })
  const memory = memoryChannel(createWords(config.timeZone))
  await hire(db, people, start)
  const accounts = Object.keys(people).map(id => ({
    channel: 'memory',
    address: id,
    personId: id,
    linkedAt: start,
  }))
  await db.client.account.createMany({ data: accounts })
  const platform = { config, db, clock, ids: countedIds(), log: log ?? createLog(config.logLevel) }
  const app = await buildApp(platform, [() => memory.channel, ...channels])
  await app.start()
  await settled(app)
  const cast = Object.fromEntries(Object.keys(people).map(id => [id, memory.person(id)]))
  return {
    app,
    db,
    clock,
    memory,
    cast: cast as Record<keyof P, ReturnType<typeof memory.person>>,
    settled: () => settled(app),
    /** Moves the office's clock and lets everything that is due happen. */
    forward: async (days: number) => {
      // A beat that is still running would take the next one's place.
      await settled(app)
      clock.forward(days * DAY)
      await app.beat()
      await settled(app)
    },
    close: async () => {
      await app.stop()
      await db.close()
    },
  }
}
