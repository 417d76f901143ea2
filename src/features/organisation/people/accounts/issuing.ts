/** Makes linking codes: kept as a hash, printed once. */
import { randomBytes, randomInt, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { text } from '../../../../chat/i18n/words.ts'
import { Refusal } from '../../../../chat/model.ts'
import type { Database } from '../../../../platform/database/database.ts'
import { readSetting, writeSetting } from '../../../../platform/database/settings.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Transact, Work, WorkContext } from '../../../../platform/unit-of-work.ts'
import { CODE_ALPHABET, CODE_DAYS, CODE_LENGTH } from '../rules.ts'

const derive = promisify<string, string, number, { N: number }, Buffer>(scrypt)
/** Slow enough that a stolen table is no list of codes, quick enough to print a sheet for a large unit. */
const COST = { N: 2048 }
const DAY = 24 * 60 * 60 * 1000
const SALT = 'linking.salt'
/** Whoever deletes codes of many people holds this lock: two such statements may take the rows in either order. */
export const CODES_LOCK = 'people.codes'
/** Ids in one audit entry. */
const RECORDED = 500

interface Made {
  personId: string
  code: string
  hash: string
}

export interface IssuingDeps {
  db: Database
  ids: Ids
  transact: Transact
}

export function createIssuing({ db, ids, transact }: IssuingDeps) {
  /** Each installation has a salt of its own, made when the first code is. */
  async function salt(now: Date): Promise<string> {
    const known = await readSetting(db.client, SALT, z.string())
    if (known) return known
    return transact({ now }, async work => {
      // Two first codes at once would each make a salt, and one of the codes would never work.
      await work.lock(SALT)
      const meanwhile = await readSetting(work.tx, SALT, z.string())
      if (meanwhile) return meanwhile
      const fresh = randomBytes(32).toString('hex')
      await writeSetting(work.tx, SALT, fresh)
      return fresh
    })
  }

  /** What a code is found by. Slow by design: not to be called while a transaction is open. */
  const hashOf = async (code: string, now: Date): Promise<string> => hashWith(await salt(now), code)

  /**
   * A new code for each of these people who is in office; older ones are good no longer.
   * @returns the codes by person
   */
  async function issueAll(context: WorkContext, people: readonly string[]): Promise<Map<string, string>> {
    const salted = await salt(context.now)
    const made = await Promise.all(
      people.map(async (personId): Promise<Made> => {
        const code = freshCode()
        return { personId, code, hash: await hashWith(salted, code) }
      }),
    )
    return transact(context, async work => {
      await work.lock(CODES_LOCK)
      const kept = await write(work, made)
      for (let at = 0; at < kept.length; at += RECORDED) {
        const some = kept.slice(at, at + RECORDED).map(({ personId }) => personId)
        const subject = some.length === 1 ? (some[0] ?? null) : null
        work.record({ action: 'people.code-issued', subject, detail: { people: some } })
      }
      return new Map(kept.map(({ personId, code }) => [personId, code]))
    })
  }

  async function write({ tx, now }: Work, made: readonly Made[]): Promise<Made[]> {
    const here = await tx.person.findMany({
      where: { id: { in: made.map(({ personId }) => personId) }, leftOn: null },
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
        expiresAt: new Date(now.getTime() + CODE_DAYS * DAY),
      })),
    })
    return kept
  }

  /** The same for one. @throws Refusal for somebody who is not in office */
  async function issue(context: WorkContext, personId: string): Promise<string> {
    const code = (await issueAll(context, [personId])).get(personId)
    if (!code) throw new Refusal(text('people:notHere'))
    return code
  }

  return { hashOf, issue, issueAll }
}

const freshCode = () =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('')

const hashWith = async (salted: string, code: string) =>
  (await derive(code, salted, 32, COST)).toString('hex')
