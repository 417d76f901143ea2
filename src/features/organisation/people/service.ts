import { text } from '../../../chat/i18n/words.ts'
import { type Address, Refusal, type RequestContext } from '../../../chat/model.ts'
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import { batch } from '../../../platform/jobs/batch.ts'
import type { Audit } from '../audit/api.ts'
import type { Linking } from './accounts/linking.ts'
import type { Profile } from './cards.ts'
import { noPost, type Post } from './post.ts'
import {
  accountsOf,
  accountsOfMany,
  allUnits,
  idsWithRole,
  namesLike,
  type Person,
  peopleById,
  personById,
  reachableAgain,
  setUnreachable,
} from './repository.ts'
import type { GivenRole } from './rules.ts'
import {
  type AppraiserOn,
  actingFor,
  appraiserOn,
  membersOf,
  reportsOf,
  superiorOf,
} from './structure/reporting.ts'
import { actingOn } from './structure/repository-delegates.ts'

/** What people do about themselves, and what other features may ask about people. */
export interface PeopleService {
  confirmNotice(context: RequestContext): Promise<void>
  profile(context: RequestContext): Promise<Profile>
  unlink(context: RequestContext): Promise<void>
  /** Somebody who is, or was, in office. @throws Refusal for an id that is nobody's */
  person(personId: string, tx?: Tx): Promise<Person>
  people(ids: readonly string[], tx?: Tx): Promise<Person[]>
  search(words: readonly string[], limit: number): Promise<{ id: string; name: string; unitName: string }[]>
  /** Accounts a person can be written to; one that does not take messages is marked. */
  accounts(personId: string): Promise<(Address & { unreachable: boolean })[]>
  /** The same for many people, by person. */
  accountsOf(personIds: readonly string[]): Promise<Map<string, (Address & { unreachable: boolean })[]>>
  unreachable(address: Address, since: Date): Promise<void>
  /** Whoever let us in again gets what could not be brought meanwhile. */
  reachable(address: Address, now: Date): Promise<void>
  /** Ids of those in office who hold this role. */
  withRole(role: GivenRole, tx?: Tx): Promise<string[]>
  units(): Promise<{ id: string; name: string }[]>
  /** Who appraises each of these people on a day, the delegate (Plt./Plh.) of the appraiser respected. */
  appraiserOn(day: OfficeDay, personIds: readonly string[], tx?: Tx): Promise<Map<string, AppraiserOn>>
  /** Who acts on a day in the posts of these people. */
  actingFor(day: OfficeDay, holderIds: readonly string[], tx?: Tx): Promise<Map<string, AppraiserOn>>
  /** The superior who is in office; null at the top. */
  superiorOf(personId: string, tx?: Tx): Promise<string | null>
  /** Those in office whom this person appraises on a day, their own and by delegation. */
  reportsOf(personId: string, day: OfficeDay, tx?: Tx): Promise<string[]>
  /** Those in office in one unit. */
  membersOf(unitId: string, tx?: Tx): Promise<string[]>
}

export interface PeopleDeps {
  db: Database
  ids: Ids
  audit: Audit
  linking: Linking
  post?: Post
  timeZone: string
}

export function createService({ db, linking, timeZone, post = noPost }: PeopleDeps): PeopleService {
  /** Outside of a transaction those who ask at the same time are answered together. */
  const read = batch(async (asked: readonly (readonly string[])[]) => {
    const rows = await peopleById(db.client, [...new Set(asked.flat())])
    return new Map(rows.map(row => [row.id, row]))
  })

  async function person(personId: string, tx: Tx = db.client): Promise<Person> {
    const found = await personById(tx, personId)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }
  return {
    person,
    people: async (ids, tx) => {
      if (tx) return peopleById(tx, ids)
      const found = await read(ids)
      return [...new Set(ids)].flatMap(id => found.get(id) ?? [])
    },
    search: (words, limit) => namesLike(db.client, words, { limit }),
    withRole: (role, tx = db.client) => idsWithRole(tx, role),
    units: () => allUnits(db.client),
    appraiserOn: (day, ids, tx = db.client) => appraiserOn(tx, day, ids),
    actingFor: (day, ids, tx = db.client) => actingFor(tx, day, ids),
    superiorOf: (personId, tx = db.client) => superiorOf(tx, personId),
    reportsOf: (personId, day, tx = db.client) => reportsOf(tx, personId, day),
    membersOf: (unitId, tx = db.client) => membersOf(tx, unitId),
    confirmNotice: async ({ actor, now }) => {
      await db.client.person.updateMany({
        where: { id: actor.personId, noticeSeen: null },
        data: { noticeSeen: now },
      })
    },
    profile: async ({ actor, now }) => {
      const { personId } = actor
      const self = await person(personId)
      const appraiser = self.appraiserId ? await personById(db.client, self.appraiserId) : null
      const accounts = await accountsOf(db.client, personId)
      return {
        person: self,
        appraiserName: appraiser?.name ?? null,
        channels: accounts.map(({ channel }) => channel),
        ...(await actingOn(db.client, personId, dayOf(now, timeZone))),
      }
    },
    unlink: ({ from, now }) => linking.unlink(from, now),
    accounts: async personId => (await accountsOf(db.client, personId)).map(written),
    accountsOf: async personIds => {
      const rows = await accountsOfMany(db.client, personIds)
      const byPerson = new Map<string, ReturnType<typeof written>[]>()
      for (const row of rows)
        byPerson.set(row.personId, [...(byPerson.get(row.personId) ?? []), written(row)])
      return byPerson
    },
    unreachable: (address, since) => setUnreachable(db.client, address, since),
    reachable: (address, now) => reachableAgain(db, address, post, now),
  }
}

const written = ({
  channel,
  address,
  unreachableAt,
}: {
  channel: string
  address: string
  unreachableAt: Date | null
}) => ({ channel, id: address, unreachable: unreachableAt !== null })
