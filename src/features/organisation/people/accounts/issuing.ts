/** Makes linking codes: kept as a hash only, one good code a person. */
import { randomBytes, randomInt, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import { readSetting, writeSetting } from '../../../../platform/database/settings.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Audit } from '../../audit/api.ts'
import { CODE_ALPHABET, CODE_DAYS, CODE_LENGTH } from '../rules.ts'

const derive = promisify<string, string, number, { N: number }, Buffer>(scrypt)
/** Slow enough that a stolen table is no list of codes, quick enough to print a sheet for a large unit. */
const COST = { N: 2048 }
const DAY = 24 * 60 * 60 * 1000
const SALT = 'linking.salt'
/** Ids in one audit entry. */
const NOTED = 500

const freshCode = () =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('')

export interface IssuingDeps {
  db: Database
  ids: Ids
  audit: Audit
}

export function createIssuing({ db, ids, audit }: IssuingDeps) {
  const hashWith = async (salted: string, code: string) =>
    (await derive(code, salted, 32, COST)).toString('hex')
  const hashOf = async (tx: Tx, code: string) => hashWith(await salt(tx), code)

  /** Each installation has a salt of its own, made when the first code is. */
  async function salt(tx: Tx): Promise<string> {
    const known = await readSetting(tx, SALT, z.string())
    if (known) return known
    // Two first codes at once would each make a salt, and one of the codes would never work.
    await db.lock(tx, SALT)
    const meanwhile = await readSetting(tx, SALT, z.string())
    if (meanwhile) return meanwhile
    const fresh = randomBytes(32).toString('hex')
    await writeSetting(tx, SALT, fresh)
    return fresh
  }

  async function issueAll(people: readonly string[], by: string, now: Date): Promise<Map<string, string>> {
    const salted = await db.transaction(salt)
    const expiresAt = new Date(now.getTime() + CODE_DAYS * DAY)
    // Slow by design, so before the transaction and not in it.
    const made = await Promise.all(
      people.map(async personId => {
        const code = freshCode()
        return { personId, code, hash: await hashWith(salted, code) }
      }),
    )
    return db.transaction(async tx => {
      const here = await tx.person.findMany({
        where: { id: { in: [...people] }, leftOn: null },
        select: { id: true },
      })
      const inOffice = new Set(here.map(({ id }) => id))
      const kept = made.filter(({ personId }) => inOffice.has(personId))
      await tx.linkingCode.deleteMany({ where: { personId: { in: [...inOffice] }, usedAt: null } })
      await tx.linkingCode.createMany({
        data: kept.map(({ personId, hash }) => ({
          id: ids.next(),
          personId,
          hash,
          issuedAt: now,
          expiresAt,
        })),
      })
      for (let at = 0; at < kept.length; at += NOTED) {
        const noted = kept.slice(at, at + NOTED).map(({ personId }) => personId)
        const subject = noted.length === 1 ? (noted[0] ?? null) : null
        const detail = { people: noted }
        await audit.note(tx, { at: now, actorId: by, action: 'people.code-issued', subject, detail })
      }
      return new Map(kept.map(({ personId, code }) => [personId, code]))
    })
  }

  return {
    hashOf,
    issueAll,
    issue: async (tx: Tx, personId: string, by: string | null, now: Date): Promise<string> => {
      const code = freshCode()
      await tx.linkingCode.deleteMany({ where: { personId, usedAt: null } })
      const expiresAt = new Date(now.getTime() + CODE_DAYS * DAY)
      await tx.linkingCode.create({
        data: { id: ids.next(), personId, hash: await hashOf(tx, code), issuedAt: now, expiresAt },
      })
      await audit.note(tx, {
        at: now,
        actorId: by,
        action: 'people.code-issued',
        subject: personId,
        detail: {},
      })
      return code
    },
  }
}
