/** Linking codes: made once, kept as a hash, used once, and not to be guessed. */
import type { Address } from '../../chat/model.ts'
import type { Database, Tx } from '../../platform/db.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Audit } from '../audit/index.ts'
import { createIssuing } from './issuing.ts'
import { afterWrongCode, isLocked, MAX_TRIES, readCode } from './rules.ts'

export type Linked =
  | { kind: 'linked'; personId: string }
  | { kind: 'wrong'; triesLeft: number }
  | { kind: 'locked'; until: Date }

export interface Linking {
  /** Makes a new code; an older one of the same person is good no longer. */
  issue(tx: Tx, personId: string, by: string | null, now: Date): Promise<string>
  /** The same for many at once, as for a printed sheet. Nobody who has left. @returns the code of each */
  issueAll(people: readonly string[], by: string, now: Date): Promise<Map<string, string>>
  link(from: Address, handle: string | undefined, typed: string, now: Date): Promise<Linked>
  unlink(address: Address, now: Date): Promise<void>
  /** The person's own address in the browser, made when there is none; null for whoever has left. */
  door(personId: string, now: Date): Promise<Address | null>
}

/** The channel on the office's own server, which pointers lead to. */
const DOOR = 'web'

export function createLinking({ db, ids, audit }: { db: Database; ids: Ids; audit: Audit }): Linking {
  const { issue, issueAll, hashOf } = createIssuing({ db, ids, audit })

  async function redeem(
    tx: Tx,
    from: Address,
    handle: string | undefined,
    hash: string,
    now: Date,
  ): Promise<string | null> {
    const open = { hash, usedAt: null, expiresAt: { gt: now } }
    const found = await tx.linkingCode.findFirst({ where: open })
    if (!found) return null
    // Two accounts at once: the row is the lock, and only the first finds it unused.
    const { count } = await tx.linkingCode.updateMany({
      where: { id: found.id, ...open },
      data: { usedAt: now },
    })
    if (count === 0) return null
    const { personId } = found
    // The old account's open page and half-filled forms end with it.
    const browsers = { channel: 'web', personId, address: { not: from.id } }
    const old = from.channel === 'web' ? await tx.account.findMany({ where: browsers }) : []
    await tx.webSession.deleteMany({ where: { address: { in: old.map(({ address }) => address) } } })
    // One account a platform: whoever links a new phone leaves the old one.
    await tx.account.deleteMany({ where: { personId, channel: from.channel } })
    const account = { personId, handle: handle ?? null, linkedAt: now, unreachableAt: null }
    const key = { channel: from.channel, address: from.id }
    await tx.account.upsert({
      where: { channel_address: key },
      create: { ...key, ...account },
      update: account,
    })
    await audit.note(tx, {
      at: now,
      actorId: personId,
      action: 'people.linked',
      subject: personId,
      detail: { channel: from.channel },
    })
    return personId
  }

  return {
    issue,
    issueAll,
    link: async (from, handle, typed, now) =>
      db.transaction(async tx => {
        await db.lock(tx, `link:${from.channel}:${from.id}`)
        const key = { channel: from.channel, address: from.id }
        const tries = (await tx.linkAttempt.findUnique({ where: { channel_address: key } })) ?? {
          failed: 0,
          lockedUntil: null,
        }
        if (isLocked(tries, now) && tries.lockedUntil) return { kind: 'locked', until: tries.lockedUntil }
        const code = readCode(typed)
        const personId = code && (await redeem(tx, from, handle, await hashOf(tx, code), now))
        if (personId) {
          await tx.linkAttempt.deleteMany({ where: key })
          return { kind: 'linked', personId }
        }
        const next = afterWrongCode(tries, now)
        await tx.linkAttempt.upsert({
          where: { channel_address: key },
          create: { ...key, ...next },
          update: next,
        })
        return next.lockedUntil
          ? { kind: 'locked', until: next.lockedUntil }
          : { kind: 'wrong', triesLeft: MAX_TRIES - next.failed }
      }),
    door: async (personId, now) =>
      db.transaction(async tx => {
        await db.lock(tx, `door:${personId}`)
        const where = { id: personId, leftOn: null }
        const person = await tx.person.findFirst({
          where,
          include: { accounts: { where: { channel: DOOR } } },
        })
        const known = person?.accounts.find(({ address }) => !address.startsWith('demo-'))
        if (!person || known) return known ? { channel: DOOR, id: known.address } : null
        const id = ids.next()
        await tx.account.create({ data: { channel: DOOR, address: id, personId, linkedAt: now } })
        const detail = { channel: DOOR, by: 'pointer' }
        await audit.note(tx, {
          at: now,
          actorId: personId,
          action: 'people.linked',
          subject: personId,
          detail,
        })
        return { channel: DOOR, id }
      }),
    unlink: async ({ channel, id }, now) =>
      db.transaction(async tx => {
        const account = await tx.account.findUnique({ where: { channel_address: { channel, address: id } } })
        if (!account) return
        await tx.account.delete({ where: { channel_address: { channel, address: id } } })
        const { personId } = account
        await audit.note(tx, {
          at: now,
          actorId: personId,
          action: 'people.unlinked',
          subject: personId,
          detail: { channel },
        })
      }),
  }
}
