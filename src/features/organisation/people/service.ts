import { text } from '../../../chat/i18n/words.ts'
import { type Address, Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import { batch } from '../../../platform/jobs/batch.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { Linking } from './accounts/linking.ts'
import type { Profile } from './cards.ts'
import { createFinder } from './finding.ts'
import {
  accountsOf,
  accountsOfMany,
  allUnits,
  idsWithRole,
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
  appraisersOn,
  membersOf,
  NOBODY,
  reportsOf,
  superiorOf,
} from './structure/reporting.ts'
import { actingOn } from './structure/repository-delegates.ts'

/** An account a person can be written to. */
export type Reachable = Address & { unreachable: boolean }

/** What people do about themselves, and what other features may ask about people. */
export interface PeopleService extends Reporting {
  confirmNotice(context: RequestContext): Promise<void>
  profile(context: RequestContext): Promise<Profile>
  unlink(context: RequestContext): Promise<void>
  /** Somebody who is, or was, in office. @throws Refusal for an id that is nobody's */
  person(personId: string, tx?: Tx): Promise<Person>
  people(ids: readonly string[], tx?: Tx): Promise<Person[]>
  search(words: readonly string[], limit: number): Promise<{ id: string; name: string; unitName: string }[]>
  /** Accounts a person can be written to; one that does not take messages is marked. */
  accounts(personId: string): Promise<Reachable[]>
  /** The same for many people, by person. */
  accountsOf(personIds: readonly string[]): Promise<Map<string, Reachable[]>>
  unreachable(address: Address, since: Date): Promise<void>
  /** Whoever let us in again gets what could not be delivered meanwhile. */
  reachable(address: Address, now: Date): Promise<void>
  /** Ids of those in office who hold this role. */
  withRole(role: GivenRole, tx?: Tx): Promise<string[]>
  units(): Promise<{ id: string; name: string }[]>
}

/** Who reports to whom. Within a transaction, `tx` is to be given. */
export interface Reporting {
  /** Who appraises each of these people on a day, the delegate (Plt./Plh.) of the appraiser respected. */
  appraiserOn(day: OfficeDay, personIds: readonly string[], tx?: Tx): Promise<Map<string, AppraiserOn>>
  /** The same for one person; nobody for an unknown id. */
  appraiserOf(personId: string, day: OfficeDay, tx?: Tx): Promise<AppraiserOn>
  /** Who acts on a day in the posts of these people. */
  actingFor(day: OfficeDay, holderIds: readonly string[], tx?: Tx): Promise<Map<string, AppraiserOn>>
  /** The superior who is in office; null at the top. */
  superiorOf(personId: string, tx?: Tx): Promise<string | null>
  /** Those in office whom this person appraises on a day, their own and by delegation. */
  reportsOf(personId: string, day: OfficeDay, tx?: Tx): Promise<string[]>
  /** Those in office in one unit. */
  membersOf(unitId: string, tx?: Tx): Promise<string[]>
}

export interface ServiceDeps {
  db: Database
  office: Office
  transact: Transact
  linking: Pick<Linking, 'unlink'>
}

export function createService({ db, office, transact, linking }: ServiceDeps): PeopleService {
  const finder = createFinder(db)
  const person = async (personId: string, tx: Tx = db.client): Promise<Person> => {
    const found = await personById(tx, personId)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }
  return {
    ...createReporting(db),
    ...createReachability({ db, transact }),
    person,
    people: createPeopleReader(db),
    search: (words, limit) => finder.find(words.join(' '), { limit }),
    withRole: (role, tx = db.client) => idsWithRole(tx, role),
    units: () => allUnits(db.client),
    confirmNotice: context =>
      transact(context, async ({ tx, now }) => {
        await tx.person.updateMany({
          where: { id: context.actor.personId, noticeSeen: null },
          data: { noticeSeen: now },
        })
      }),
    profile: async ({ actor, now }) => {
      const { personId } = actor
      const self = await person(personId)
      const appraiser = self.appraiserId ? await personById(db.client, self.appraiserId) : null
      const accounts = await accountsOf(db.client, personId)
      const acting = await actingOn(db.client, personId, office.today(now))
      return {
        person: self,
        appraiserName: appraiser?.name ?? null,
        channels: accounts.map(({ channel }) => channel),
        actsFor: acting.actsFor,
        replacedBy: acting.replacedBy,
      }
    },
    unlink: ({ from, now }) => linking.unlink(from, now),
  }
}

/** Outside of a transaction those who ask at the same time are answered by one query. */
function createPeopleReader(db: Database): PeopleService['people'] {
  const read = batch(async (asked: readonly (readonly string[])[]) => {
    const rows = await peopleById(db.client, [...new Set(asked.flat())])
    return new Map(rows.map(row => [row.id, row]))
  })
  return async (ids, tx) => {
    if (tx) return peopleById(tx, ids)
    const found = await read(ids)
    return [...new Set(ids)].flatMap(id => found.get(id) ?? [])
  }
}

const createReporting = (db: Database): Reporting => ({
  appraiserOn: (day, ids, tx = db.client) => appraisersOn(tx, day, ids),
  appraiserOf: async (personId, day, tx = db.client) =>
    (await appraisersOn(tx, day, [personId])).get(personId) ?? NOBODY,
  actingFor: (day, ids, tx = db.client) => actingFor(tx, day, ids),
  superiorOf: (personId, tx = db.client) => superiorOf(tx, personId),
  reportsOf: (personId, day, tx = db.client) => reportsOf(tx, personId, day),
  membersOf: (unitId, tx = db.client) => membersOf(tx, unitId),
})

type Reachability = Pick<PeopleService, 'accounts' | 'accountsOf' | 'unreachable' | 'reachable'>

const createReachability = ({ db, transact }: Pick<ServiceDeps, 'db' | 'transact'>): Reachability => ({
  accounts: async personId => (await accountsOf(db.client, personId)).map(asReachable),
  accountsOf: async personIds => {
    const rows = await accountsOfMany(db.client, personIds)
    const byPerson = Map.groupBy(rows, ({ personId }) => personId)
    return new Map([...byPerson].map(([personId, accounts]) => [personId, accounts.map(asReachable)]))
  },
  unreachable: (address, since) => transact({ now: since }, ({ tx }) => setUnreachable(tx, address, since)),
  reachable: (address, now) => transact({ now }, work => reachableAgain(work, address)),
})

interface AccountRow {
  channel: string
  address: string
  unreachableAt: Date | null
}
const asReachable = ({ channel, address, unreachableAt }: AccountRow): Reachable => ({
  channel,
  id: address,
  unreachable: unreachableAt !== null,
})
