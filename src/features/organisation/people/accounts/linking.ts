/** How chat accounts become people: by a code that is used once and cannot be guessed, or by a confirmed e-mail address. */
import type { Address } from '../../../../chat/model.ts'
import { afterWrongTry, lockedUntil, type Tries, triesLeft } from '../../../../domain/lockout.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import { literal } from '../../../../platform/database/like.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Transact, Work, WorkContext } from '../../../../platform/unit-of-work.ts'
import { CODE_LOCKOUT, readCode } from '../rules.ts'
import { attach } from './attaching.ts'
import { bootstrapCode } from './bootstrap.ts'
import { createIssuing } from './issuing.ts'
import { createWebAccounts } from './web-accounts.ts'

export type Linked =
  | { kind: 'linked'; personId: string }
  | { kind: 'wrong'; triesLeft: number }
  | { kind: 'locked'; until: Date }

export interface Linking {
  /** Makes a new code; an older one of the same person is good no longer. @throws Refusal for nobody in office */
  issue(context: WorkContext, personId: string): Promise<string>
  /** The same for many at once, as for a printed sheet. Nobody who has left. @returns the code of each */
  issueAll(context: WorkContext, people: readonly string[]): Promise<Map<string, string>>
  /**
   * A one-time code for the first administrator, as it is printed, made anew at each start until it has been used.
   * @returns null once somebody holds an account as administrator
   */
  bootstrapCode(now: Date): Promise<string | null>
  /** Links by a code that was typed. Wrong ones are counted, and lock the account for a day. */
  link(from: Address, handle: string | undefined, typed: string, now: Date): Promise<Linked>
  /** Links by an address the platform has confirmed. @returns whose it is; null: a code is needed */
  linkByEmail(from: Address, handle: string | undefined, email: string, now: Date): Promise<string | null>
  unlink(address: Address, now: Date): Promise<void>
  /** The person's address in the browser, made when there is none; null for whoever has left. */
  webAddress(personId: string, now: Date): Promise<Address | null>
}

export interface LinkingDeps {
  db: Database
  ids: Ids
  transact: Transact
}

export function createLinking({ db, ids, transact }: LinkingDeps): Linking {
  const { issue, issueAll, hashOf } = createIssuing({ db, ids, transact })
  return {
    issue,
    issueAll,
    bootstrapCode: now => bootstrapCode({ ids, transact, issue }, now),
    link: createLinkByCode({ db, transact, hashOf }),
    linkByEmail: async (from, handle, email, now) =>
      transact({ now }, async work => {
        await work.lock(`link:${from.channel}:${email.toLowerCase()}`)
        const personId = await ownerOf(work.tx, email, from.channel)
        if (personId) await attach(work, { from, handle, personId }, 'email')
        return personId
      }),
    unlink: async ({ channel, id }, now) =>
      transact({ now }, async work => {
        const where = { channel_address: { channel, address: id } }
        const account = await work.tx.account.findUnique({ where })
        if (!account) return
        await work.tx.account.delete({ where })
        const { personId } = account
        work.record({
          action: 'people.unlinked',
          subject: personId,
          detail: { channel },
          actorId: personId,
        })
      }),
    webAddress: createWebAccounts({ ids, transact }),
  }
}

interface LinkByCodeDeps extends Pick<LinkingDeps, 'db' | 'transact'> {
  hashOf(code: string, now: Date): Promise<string>
}

function createLinkByCode({ db, transact, hashOf }: LinkByCodeDeps): Linking['link'] {
  return async (from, handle, typed, now) => {
    // Asked before the slow hash is made, so that whoever is locked costs nothing; asked again under the lock.
    const locked = lockedUntil(await triesAt(db.client, from), now)
    if (locked) return { kind: 'locked', until: locked }
    const code = readCode(typed)
    const hash = code && (await hashOf(code, now))
    return transact({ now }, async (work): Promise<Linked> => {
      await work.lock(`link:${from.channel}:${from.id}`)
      const tries = await triesAt(work.tx, from)
      const until = lockedUntil(tries, now)
      if (until) return { kind: 'locked', until }
      const personId = hash && (await redeem(work, hash))
      if (!personId) return wrong(work, from, tries)
      await attach(work, { from, handle, personId }, 'code')
      await work.tx.linkAttempt.deleteMany({ where: { channel: from.channel, address: from.id } })
      return { kind: 'linked', personId }
    })
  }
}

async function triesAt(tx: Tx, { channel, id }: Address): Promise<Tries> {
  const row = await tx.linkAttempt.findUnique({ where: { channel_address: { channel, address: id } } })
  return row ?? { failed: 0, lockedUntil: null }
}

/** @returns whose code it was; null: it is not one, or was used */
async function redeem({ tx, now }: Work, hash: string): Promise<string | null> {
  const open = { hash, usedAt: null, expiresAt: { gt: now } }
  const found = await tx.linkingCode.findFirst({ where: open })
  if (!found) return null
  // Two accounts at once: the row is the lock, and only the first finds it unused.
  const { count } = await tx.linkingCode.updateMany({
    where: { id: found.id, ...open },
    data: { usedAt: now },
  })
  return count === 0 ? null : found.personId
}

async function wrong({ tx, now }: Work, { channel, id }: Address, tries: Tries): Promise<Linked> {
  const key = { channel, address: id }
  const next = afterWrongTry(tries, CODE_LOCKOUT, now)
  await tx.linkAttempt.upsert({
    where: { channel_address: key },
    create: { ...key, ...next },
    update: next,
  })
  return next.lockedUntil
    ? { kind: 'locked', until: next.lockedUntil }
    : { kind: 'wrong', triesLeft: triesLeft(next, CODE_LOCKOUT) }
}

const UNLINKED = ['people.unlinked', 'people.unlinked-all']

/**
 * Somebody in office, with no account on this platform yet: an account that is linked is replaced by a code only.
 * Nor does e-mail undo what somebody did: whose account was ever taken off needs a code.
 */
async function ownerOf(tx: Tx, email: string, channel: string): Promise<string | null> {
  const same = { equals: literal(email), mode: 'insensitive' as const }
  const found = await tx.person.findMany({
    where: { email: same, leftOn: null, accounts: { none: { channel } } },
    select: { id: true },
    take: 2,
  })
  const [person] = found
  if (!person || found.length > 1) return null
  const taken = await tx.auditEntry.count({ where: { subject: person.id, action: { in: UNLINKED } } })
  return taken === 0 ? person.id : null
}
