/** Several processes of Rekan over one PostgreSQL and one strict Telegram, and people who write to them. */
import { randomBytes } from 'node:crypto'
import { DELIVER } from '../../src/features/organisation/notify/api.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { type Queue, startQueue } from '../../src/platform/jobs/queue.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { type Person, telegramServer } from '../servers/telegram/index.ts'
import { balancer } from '../support/balancer.ts'
import { freshDatabase } from '../support/database.ts'
import { hire } from '../support/office.ts'
import { killAll, type RekanProcess, startRekan } from '../support/rekan-process.ts'
import { type Cable, databaseCable } from '../support/tcp-proxy.ts'

export const NEEDS_POSTGRES = 'needs TEST_DATABASE_URL: PGlite is open to one process only'
const SECRET = 'rahasia_webhook_0123456789'

/** Where this database is, for a process of its own. */
export async function urlOf(db: Database): Promise<string> {
  const [row] = await db.client.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`
  const url = new URL(process.env.TEST_DATABASE_URL ?? '')
  url.pathname = `/${row?.name}`
  return url.href
}

export type Fleet = Awaited<ReturnType<typeof fleet>>

/** One process that polls, whose connections to PostgreSQL run through a cable. */
export async function fleetBehindCable(people: number): Promise<{ place: Fleet; cable: Cable }> {
  const place = await fleet({ mode: 'polling', people })
  const { cable, address } = await databaseCable(place.url)
  await place.start({ DATABASE_URL: address })
  await place.telegram.idle({ within: 30_000 })
  return { place, cable }
}

export async function fleet({ mode, people: count }: { mode: 'polling' | 'webhook'; people: number }) {
  const db = await freshDatabase()
  const telegram = await telegramServer({ webhookRetryMs: 200 })
  const ids = Array.from({ length: count }, (_, index) => `p${index}`)
  const nameOf = (id: string) => `Contoh${id.slice(1).padStart(3, '0')}`
  const hired = Object.fromEntries(ids.map(id => [id, { name: nameOf(id), unit: 'Dinas (contoh)' }]))
  const now = new Date()
  await hire(db, hired, now)
  const people = new Map<string, Person>()
  for (const id of ids) {
    const person = telegram.person({ firstName: nameOf(id) })
    people.set(id, person)
    await db.client.account.create({
      data: { channel: 'telegram', address: String(person.id), personId: id, linkedAt: now },
    })
    await person.starts()
  }
  const processes: RekanProcess[] = []
  const door = await balancer(() => processes.map(({ port }) => port))
  const url = await urlOf(db)

  async function start(more: Record<string, string> = {}): Promise<RekanProcess> {
    const started = await startRekan({
      DATABASE_URL: url,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      PUBLIC_URL: door.url,
      ...(mode === 'webhook' && { TELEGRAM_WEBHOOK_SECRET: SECRET }),
      ...more,
    })
    processes.push(started)
    return started
  }
  const forget = (gone: RekanProcess) => void processes.splice(processes.indexOf(gone), 1)

  const log = createLog('silent')
  let queue: Queue | undefined

  /**
   * One kudos, and everybody of these is owed a message of it, as a fan-out is.
   * @param wake without it only whoever keeps the clock finds out
   * @returns what the message says, and its delivery's id begins with: the name, and this run's own mark
   */
  async function owes(readers: readonly string[], name: string, { wake = true } = {}): Promise<string> {
    queue ??= await startQueue(db, {}, log)
    // A test that is run again in the same office thanks once more.
    const run = `${name}-${randomBytes(4).toString('hex')}`
    const at = new Date()
    const [giver = '', receiver = ''] = ids
    await db.client.kudos.create({
      data: {
        id: run,
        requestKey: run,
        giverId: giver,
        value: 'loyal',
        message: `Terima kasih ${run}`,
        createdAt: at,
        receivers: { create: [{ personId: receiver, unitId: 'unit0', ranked: true, createdAt: at }] },
      },
    })
    const rows = readers.map((personId, index) => ({
      id: `${run}${index}`,
      key: `${run}:${index}`,
      notice: 'kudos.received',
      args: [run],
      personId,
      timing: 'soon' as const,
      state: 'queued' as const,
      dueAt: at,
      attempts: 0,
      uncertain: 0,
      createdAt: at,
    }))
    await db.client.delivery.createMany({ data: rows })
    if (!wake) return run
    const due = rows.map(row => row.id)
    await db.transaction(async tx => queue?.send(tx, DELIVER, due))
    return run
  }

  return {
    db,
    telegram,
    people,
    ids,
    nameOf,
    processes,
    door,
    url,
    start,
    owes,
    person: (id: string): Person => {
      const found = people.get(id)
      if (!found) throw new Error(`no ${id}`)
      return found
    },
    end: async (one: RekanProcess) => {
      forget(one)
      return one.end()
    },
    kill: async (one: RekanProcess) => {
      await one.kill()
      forget(one)
    },
    /** Every message in the outbox is where it belongs. */
    settled: async (within: number) => {
      const end = Date.now() + within
      for (;;) {
        const left = await db.client.delivery.groupBy({
          by: ['state'],
          _count: { id: true },
          where: { state: { in: ['queued', 'claimed', 'sending'] } },
        })
        if (left.length === 0) return
        if (Date.now() > end) throw new Error(`not delivered in time: ${JSON.stringify(left)}`)
        await new Promise(resolve => setTimeout(resolve, 100))
      }
    },
    close: async () => {
      await killAll()
      await queue?.stop()
      await door.close()
      await telegram.close()
      await db.close()
    },
  }
}

/** One kudos in one line: its words are told apart by `mark`. */
export const praise = (name: string, mark: string) =>
  `/pujian ${name} terima kasih atas bantuan nomor ${mark} kemarin #kolaboratif`
