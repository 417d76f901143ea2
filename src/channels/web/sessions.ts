import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/db.ts'
import type { Ids } from '../../platform/ids.ts'

/** A browser's own conversation: a random token in a cookie, only its hash in the database. */
export interface Sessions {
  /** The address of this browser; a new one for a browser that has none. */
  address(c: Context): Promise<string>
  end(c: Context): Promise<void>
}

const COOKIE = 'rekan'
const DAYS = 30
const DAY_SECONDS = 24 * 60 * 60
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

export function createSessions({
  db,
  clock,
  ids,
  secure,
}: {
  db: Database
  clock: Clock
  ids: Ids
  secure: boolean
}): Sessions {
  const { webSession: table } = db.client
  async function begin(c: Context): Promise<string> {
    const token = randomBytes(32).toString('base64url')
    const [address, now] = [ids.next(), clock.now()]
    const expiresAt = new Date(now.getTime() + DAYS * DAY_SECONDS * 1000)
    await table.create({ data: { hash: hashOf(token), address, createdAt: now, expiresAt } })
    setCookie(c, COOKIE, token, {
      httpOnly: true,
      sameSite: 'Lax',
      secure,
      path: '/',
      maxAge: DAYS * DAY_SECONDS,
    })
    return address
  }
  return {
    address: async c => {
      const token = getCookie(c, COOKIE)
      const known =
        token && (await table.findUnique({ where: { hash: hashOf(token), expiresAt: { gt: clock.now() } } }))
      return known ? known.address : begin(c)
    },
    end: async c => {
      const token = getCookie(c, COOKIE)
      if (token) await table.deleteMany({ where: { hash: hashOf(token) } })
      deleteCookie(c, COOKIE, { path: '/' })
    },
  }
}
