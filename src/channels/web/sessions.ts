import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Door } from '../../platform/http/door.ts'
import type { Ids } from '../../platform/ids.ts'

/** A browser's own conversation: a random token in a cookie, only its hash in the database. */
export interface Sessions {
  /** The address of this browser, if it has one. */
  find(c: Context): Promise<string | null>
  /** The address of this browser; a new one for a browser that has none. */
  open(c: Context): Promise<string>
  /** A new token for the same address: one that was known before signing in is good no longer. */
  renew(c: Context, address: string, lasts?: Lasts): Promise<void>
  /** A new address for a browser whose conversation belonged to somebody who is not linked there any more. */
  restart(c: Context): Promise<string>
  /** @returns the address that was left, and whether another browser still has it */
  end(c: Context): Promise<{ address: string; elsewhere: boolean } | null>
  /** There were sessions of this address, and none of them can be used any more. */
  isOver(address: string): Promise<boolean>
}

/** `kept`: a hundred days from the last use, so that whoever comes once a quarter is still known. `day`: a working day, and not prolonged, for whoever came by a link. */
export type Lasts = 'kept' | 'day'

const COOKIE = 'rekan'
const DAY = 24 * 60 * 60 * 1000
const DAYS = 100
const WORKING_DAY = 8 / 24
/** Whoever has entered no code is a visitor for a day: who knocks without end does not fill the database. */
const KNOCKS = 1
/** A session in use is prolonged at most once a day. */
const PROLONG_BELOW_DAYS = DAYS - 1
/** Sessions that ended are remembered this long, so that senders learn that nobody reads there (days). */
const REMEMBER_DAYS = 90

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const inDays = (now: Date, days: number) => new Date(now.getTime() + days * DAY)

export interface SessionsDeps {
  db: Database
  clock: Clock
  ids: Ids
  /** Cookies are marked Secure when people come by https. */
  door: Pick<Door, 'isHttps'>
}

export function createSessions({ db, clock, ids, door }: SessionsDeps): Sessions {
  const { webSession: table } = db.client
  const give = (c: Context, token: string, days = DAYS) =>
    setCookie(c, COOKIE, token, {
      httpOnly: true,
      sameSite: 'Lax',
      secure: door.isHttps(c),
      path: '/',
      maxAge: (days * DAY) / 1000,
    })

  async function current(c: Context) {
    const token = getCookie(c, COOKIE)
    if (!token) return null
    const row = await table.findUnique({ where: { hash: hashOf(token), expiresAt: { gt: clock.now() } } })
    return row && { token, ...row }
  }

  async function begin(c: Context, address: string, days = DAYS): Promise<string> {
    const [token, now] = [randomBytes(32).toString('base64url'), clock.now()]
    await forget(now)
    const row = { hash: hashOf(token), address, createdAt: now, expiresAt: inDays(now, days) }
    await table.create({ data: row })
    give(c, token, days)
    return address
  }

  /** What has long ended; and visitors who never entered a code, with how often they tried. */
  async function forget(now: Date): Promise<void> {
    await db.client.$executeRaw`
      WITH gone AS (
        DELETE FROM "WebSession" WHERE "expiresAt" < ${inDays(now, -REMEMBER_DAYS)}
          OR ("expiresAt" < ${now} AND "expiresAt" = "createdAt" + make_interval(days => ${KNOCKS}))
        RETURNING "address"
      )
      DELETE FROM "LinkAttempt" a USING gone WHERE a."channel" = 'web' AND a."address" = gone."address"`
  }

  async function open(c: Context): Promise<string> {
    const known = await current(c)
    if (!known) return begin(c, ids.next(), KNOCKS)
    const { hash, createdAt, expiresAt, address, token } = known
    const isKept = expiresAt > inDays(createdAt, 1)
    if (isKept && expiresAt < inDays(clock.now(), PROLONG_BELOW_DAYS)) {
      await table.update({ where: { hash }, data: { expiresAt: inDays(clock.now(), DAYS) } })
      give(c, token)
    }
    return address
  }

  return {
    find: async c => (await current(c))?.address ?? null,
    open,
    renew: async (c, address, lasts = 'kept') => {
      const old = getCookie(c, COOKIE)
      await begin(c, address, lasts === 'day' ? WORKING_DAY : DAYS)
      if (old) await table.deleteMany({ where: { hash: hashOf(old) } })
    },
    restart: async c => {
      const known = await current(c)
      if (known) await table.delete({ where: { hash: known.hash } })
      return begin(c, ids.next(), KNOCKS)
    },
    end: async c => {
      const known = await current(c)
      deleteCookie(c, COOKIE, { path: '/', secure: door.isHttps(c) })
      if (!known) return null
      const { address, hash } = known
      await table.update({ where: { hash }, data: { expiresAt: clock.now() } })
      const others = await table.count({ where: { address, expiresAt: { gt: clock.now() } } })
      return { address, elsewhere: others > 0 }
    },
    isOver: async address => {
      const rows = await table.findMany({ where: { address }, select: { expiresAt: true } })
      return rows.length > 0 && rows.every(({ expiresAt }) => expiresAt <= clock.now())
    },
  }
}
