import { createHash, randomBytes } from 'node:crypto'
import type { LinkedContent, SecureLinks } from '../../chat/secure-link.ts'
import type { Database } from '../database/database.ts'
import { revived } from '../database/json.ts'

/** Path of a secure link on the office's own server. */
export const LINK_PATH = '/l/'
/** So many characters of the hash tell one person's links apart and fit a button. */
const ID_LENGTH = 24
/** Validity of a link (hours). */
const HOURS = 24
/** Used and expired links are kept so long (days), so that the table shows what was opened. */
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
    keep: async (personId, linked, now) => {
      const token = randomBytes(24).toString('base64url')
      const until = new Date(now.getTime() + HOURS * HOUR)
      const content = JSON.parse(JSON.stringify(linked))
      const hash = hashOf(token)
      await table.create({ data: { hash, personId, content, createdAt: now, expiresAt: until } })
      return { id: hash.slice(0, ID_LENGTH), url: `${origin}${LINK_PATH}${token}`, until }
    },
    redeem: async (token, now) => {
      const where = { hash: hashOf(token), usedAt: null, expiresAt: { gt: now }, person: { leftOn: null } }
      // Of two simultaneous requests only one updates the row.
      const { count } = await table.updateMany({ where, data: { usedAt: now } })
      const row = count === 1 ? await table.findUnique({ where: { hash: where.hash } }) : null
      return row && { personId: row.personId, linked: revived(row.content) as LinkedContent }
    },
    ownerOf: async (token, now) => {
      const where = { hash: hashOf(token), usedAt: null, expiresAt: { gt: now }, person: { leftOn: null } }
      return (await table.findFirst({ where, select: { personId: true } }))?.personId ?? null
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
