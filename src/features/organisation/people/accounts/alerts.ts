/** What people are told for their safety: that they may do more or less than before, and that an account became theirs. */

import { z } from 'zod'
import { defineNotification } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Address, Label } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import type { Message } from '../../../../platform/unit-of-work.ts'
import { rolesText } from '../officer-cards.ts'
import { personById } from '../repository.ts'

const ROLES = 'people.roles-alert'
const LINKED = 'people.linked-alert'

export const rolesAlert = (personId: string, now: Date): Message => ({
  key: `people:roles:${personId}:${now.getTime()}`,
  to: { person: personId },
  notification: ROLES,
  args: [],
  timing: 'soon',
})

/** The accounts they have, but for this one. */
export async function accountsBesides(tx: Tx, personId: string, account: Address): Promise<Address[]> {
  const rows = await tx.account.findMany({ where: { personId }, select: { channel: true, address: true } })
  return rows
    .map(({ channel, address }) => ({ channel, id: address }))
    .filter(({ channel, id }) => channel !== account.channel || id !== account.id)
}

/** Told at the accounts they had before: a new one in wrong hands tells nobody of itself. */
export const linkedAlerts = (
  personId: string,
  before: readonly Address[],
  account: Address,
  now: Date,
): Message[] =>
  before.map(at => ({
    key: `people:linked:${account.channel}:${account.id}:${now.getTime()}:${at.channel}:${at.id}`,
    to: { person: personId, at },
    notification: LINKED,
    args: [account.channel, String(now.getTime())],
    timing: 'soon',
  }))

export const alertNotifications = (db: Database) => [
  defineNotification({
    name: ROLES,
    args: z.tuple([]),
    card: async ({ reader }) => {
      const person = reader.kind === 'person' ? await personById(db.client, reader.personId) : null
      if (!person || person.left) return null
      const roles = rolesText(person.roles)
      return plain(text('people:alert.roles.title'), text('people:alert.roles.body', { roles }))
    },
  }),
  defineNotification({
    name: LINKED,
    args: z.tuple([z.string(), z.coerce.number()]),
    card: async ({ reader }, channel, at) =>
      reader.kind === 'person'
        ? plain(
            text('people:alert.linked.title'),
            text('people:alert.linked.body', { channel: nameOf(channel), at: new Date(at) }),
          )
        : null,
  }),
]

const NAMES = new Map<string, Label>([
  ['telegram', 'Telegram'],
  ['slack', 'Slack'],
  ['web', text('people:alert.linked.browser')],
])
const nameOf = (channel: string): Label => NAMES.get(channel) ?? channel
