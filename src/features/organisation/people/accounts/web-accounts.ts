/** The account in the browser that secure links lead to: the office's own server, where no code was asked for yet. */
import type { Ids } from '../../../../platform/ids.ts'
import type { Transact } from '../../../../platform/unit-of-work.ts'
import type { Linking } from './linking.ts'

const WEB = 'web'

export function createWebAccounts({
  ids,
  transact,
}: {
  ids: Ids
  transact: Transact
}): Linking['webAddress'] {
  return async (personId, now) =>
    transact({ now }, async work => {
      await work.lock(`web-account:${personId}`)
      const person = await work.tx.person.findFirst({
        where: { id: personId, leftOn: null },
        include: { accounts: { where: { channel: WEB } } },
      })
      const known = person?.accounts.find(({ address }) => !address.startsWith('demo-'))
      if (!person || known) return known ? { channel: WEB, id: known.address } : null
      const id = ids.next()
      await work.tx.account.create({ data: { channel: WEB, address: id, personId, linkedAt: now } })
      work.record({
        action: 'people.linked',
        subject: personId,
        detail: { channel: WEB, by: 'pointer' },
        actorId: personId,
      })
      return { channel: WEB, id }
    })
}
