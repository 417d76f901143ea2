/** Linking codes: made once, kept as a hash, used once, and not to be guessed. */
import type { Address } from '../../../../chat/model.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import { literal } from '../../../../platform/database/like.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Audit } from '../../audit/api.ts'
import { noPost, type Post } from '../post.ts'
import { keptHandle } from '../repository.ts'
import { afterWrongCode, isLocked, MAX_TRIES, readCode } from '../rules.ts'
import { accountsBesides, linkedAlerts } from './alerts.ts'
import { createIssuing } from './issuing.ts'

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
  /** Links by an address the platform has confirmed. @returns whose it is; null: a code is needed */
  linkByEmail(from: Address, handle: string | undefined, email: string, now: Date): Promise<string | null>
  unlink(address: Address, now: Date): Promise<void>
  /** The person's own address in the browser, made when there is none; null for whoever has left. */
  door(personId: string, now: Date): Promise<Address | null>
}

interface Attached {
  from: Address
  handle: string | undefined
  personId: string
}
const UNLINKED = ['people.unlinked', 'people.unlinked-all']

/** The channel on the office's own server, which pointers lead to. */
const DOOR = 'web'

export interface LinkingDeps {
  db: Database
  ids: Ids
  audit: Audit
  post?: Post
}

export function createLinking({ db, ids, audit, post = noPost }: LinkingDeps): Linking {
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
    const before = await accountsBesides(tx, personId, from)
    // The old account's open page and half-filled forms end with it.
    const browsers = { channel: 'web', personId, address: { not: from.id } }
    const old = from.channel === 'web' ? await tx.account.findMany({ where: browsers }) : []
    await tx.webSession.deleteMany({ where: { address: { in: old.map(({ address }) => address) } } })
    // One account a platform: whoever links a new phone leaves the old one.
    await tx.account.deleteMany({ where: { personId, channel: from.channel } })
    await attach(tx, { from, handle, personId, by: 'code', before }, now)
    return personId
  }

  async function attach(
    tx: Tx,
    { from, handle, personId, by, before }: Attached & { by: 'code' | 'email'; before: Address[] },
    now: Date,
  ): Promise<void> {
    const account = {
      personId,
      handle: handle ? keptHandle(handle) : null,
      linkedAt: now,
      unreachableAt: null,
    }
    const key = { channel: from.channel, address: from.id }
    await tx.account.upsert({
      where: { channel_address: key },
      create: { ...key, ...account },
      update: account,
    })
    const detail = { channel: from.channel, by }
    const note = { at: now, actorId: personId, action: 'people.linked', subject: personId, detail }
    await audit.note(tx, note)
    await post.tell(tx, linkedAlerts(personId, before, from, now), now)
    await post.returned(tx, personId, now)
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
    linkByEmail: async (from, handle, email, now) =>
      db.transaction(async tx => {
        await db.lock(tx, `link:${from.channel}:${email.toLowerCase()}`)
        const personId = await ownerOf(tx, email, from.channel)
        if (!personId) return null
        const before = await accountsBesides(tx, personId, from)
        await attach(tx, { from, handle, personId, by: 'email', before }, now)
        return personId
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
