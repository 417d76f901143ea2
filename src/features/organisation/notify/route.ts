/** Where messages may go, and who reads them. */
import type { Reader } from '../../../chat/contributions.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { PeopleService } from '../people/api.ts'
import { DEFAULT_PREFERENCE, type Delivery, groupsById, preferencesOf } from './repository.ts'
import { addressesInOrder, type QuietHours } from './rules.ts'
import { calendarsOf } from './unit-calendars.ts'

/** Where one message may go, in order. */
export interface Route {
  reader: Reader
  addresses: { channel: string; id: string }[]
  quiet: QuietHours | null
  /** That of the reader's unit; null: the office's. */
  calendar: WorkCalendar | null
}
export type Routed = Pick<Delivery, 'personId' | 'groupId' | 'channel' | 'address'>

export interface RouteDeps {
  db: Database
  people: Pick<PeopleService, 'accountsOf'>
  office: Pick<Office, 'units'>
}

/** @returns a look-up, for all of them read at once; null: the group is no longer ours */
export async function routesOf(
  { db, people, office }: RouteDeps,
  messages: readonly Routed[],
): Promise<(message: Routed) => Route | null> {
  const ids = (of: 'personId' | 'groupId') => [
    ...new Set(messages.map(message => message[of]).filter(id => id !== null)),
  ]
  const [persons, groupIds] = [ids('personId'), ids('groupId')]
  const [preferences, accounts, groups, own] = await Promise.all([
    persons.length > 0 ? preferencesOf(db.client, persons) : null,
    persons.length > 0 ? people.accountsOf(persons) : null,
    groupIds.length > 0 ? groupsById(db.client, groupIds) : null,
    calendarsOf(db.client, office, persons),
  ])
  return ({ personId, groupId, channel, address }) => {
    const group = groupId ? groups?.get(groupId) : null
    if (groupId)
      return group
        ? {
            reader: { kind: 'group', groupId, locale: 'id' },
            addresses: [{ channel: group.channel, id: group.address }],
            quiet: null,
            calendar: null,
          }
        : null
    if (!personId) return null
    const { locale, firstChannel, quiet } = preferences?.get(personId) ?? DEFAULT_PREFERENCE
    // What is not sent yet and has an address goes there and nowhere else.
    const addresses =
      channel && address
        ? [{ channel, id: address }]
        : addressesInOrder(accounts?.get(personId) ?? [], firstChannel)
    const calendar = own.get(personId) ?? null
    return { reader: { kind: 'person', personId, locale }, addresses, quiet, calendar }
  }
}
