/** An account becomes somebody's, in the transaction of whoever found out whose it is. */
import type { Address } from '../../../../chat/model.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import { keptHandle } from '../repository.ts'
import { accountsBesides, linkedAlerts } from './alerts.ts'

export interface NewAccount {
  from: Address
  handle: string | undefined
  personId: string
}

/** Takes away what they had on this platform: one account a platform, whoever links a new phone leaves the old one. */
async function detachOthers(tx: Tx, { from, personId }: NewAccount): Promise<void> {
  if (from.channel === 'web') {
    // The old account's open page and half-filled forms end with it.
    const browsers = { channel: 'web', personId, address: { not: from.id } }
    const old = await tx.account.findMany({ where: browsers, select: { address: true } })
    await tx.webSession.deleteMany({ where: { address: { in: old.map(({ address }) => address) } } })
  }
  await tx.account.deleteMany({ where: { personId, channel: from.channel } })
}

/** The accounts they had are told, and what could not be delivered is sent again. */
export async function attach(work: Work, account: NewAccount, by: 'code' | 'email'): Promise<void> {
  const { tx, now } = work
  const { from, handle, personId } = account
  const before = await accountsBesides(tx, personId, from)
  if (by === 'code') await detachOthers(tx, account)
  const row = {
    personId,
    handle: handle ? keptHandle(handle) : null,
    linkedAt: now,
    unreachableAt: null,
  }
  const key = { channel: from.channel, address: from.id }
  await tx.account.upsert({
    where: { channel_address: key },
    create: { ...key, ...row },
    update: row,
  })
  work.notify(...linkedAlerts(personId, before, from, now))
  work.redeliver(personId)
  work.record({
    action: 'people.linked',
    subject: personId,
    detail: { channel: from.channel, by },
    actorId: personId,
  })
}
