import { createHash, randomBytes } from 'node:crypto'
import type { LinkedContent, SecureLinks } from '../../chat/secure-link.ts'
import type { Database } from '../database/database.ts'
import { revived } from '../database/json.ts'

/** Where a pointer's link leads. */
export const POINTER_PATH = '/l/'
/** Of the hash, as much as tells pointers of one person apart and fits a button. */
const ID_LENGTH = 24
/** A link is good for a day (hours). */
const HOURS = 24
/** Used and old ones are forgotten after a month: until then a look at the table tells what was opened (days). */
const KEEP_DAYS = 30
const HOUR = 60 * 60 * 1000

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** @param origin the address people reach this server by, such as https://rekan.example.go.id */
export function storedSecureLinks(
  db: Database,
  origin: string,
): SecureLinks & { sweep(now: Date): Promise<void> } {
  const { pointer: table } = db.client
  return {
    keep: async (personId, pointed, now) => {
      const token = randomBytes(24).toString('base64url')
      const until = new Date(now.getTime() + HOURS * HOUR)
      const content = JSON.parse(JSON.stringify(pointed))
      const hash = hashOf(token)
      await table.create({ data: { hash, personId, content, createdAt: now, expiresAt: until } })
      return { id: hash.slice(0, ID_LENGTH), url: `${origin}${POINTER_PATH}${token}`, until }
    },
    redeem: async (token, now) => {
      const where = { hash: hashOf(token), usedAt: null, expiresAt: { gt: now }, person: { leftOn: null } }
      // Two taps at once: one of them changes the row.
      const { count } = await table.updateMany({ where, data: { usedAt: now } })
      const row = count === 1 ? await table.findUnique({ where: { hash: where.hash } }) : null
      return row && { personId: row.personId, pointed: revived(row.content) as LinkedContent }
    },
    again: async (personId, id) => {
      if (id.length !== ID_LENGTH) return null
      const row = await table.findFirst({ where: { personId, hash: { startsWith: id } } })
      return row && (revived(row.content) as LinkedContent)
    },
    sweep: async now => {
      await table.deleteMany({
        where: { expiresAt: { lt: new Date(now.getTime() - KEEP_DAYS * 24 * HOUR) } },
      })
    },
  }
}
