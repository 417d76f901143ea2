/** What people do with kudos: give, take back, report, hide. Each is one transaction. */
import { type Asking, Refusal, type Text } from '../../chat/model.ts'
import { text } from '../../chat/words.ts'
import { dayOf, instantAt, type OfficeDay } from '../../lib/calendar/office-day.ts'
import { together } from '../../lib/together.ts'
import type { Database, Tx } from '../../platform/db.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Message, Notify, Office } from '../notify/index.ts'
import type { PeopleWork, Person } from '../people/index.ts'
import { createCounting } from './counting.ts'
import {
  type Berakhlak,
  MAX_A_DAY,
  MAX_LENGTH,
  MAX_RECEIVERS,
  MIN_LENGTH,
  mayWithdraw,
  problemWith,
  RETURN_DAYS,
} from './rules.ts'
import * as store from './store.ts'

export interface KudosDeps {
  db: Database
  ids: Ids
  notify: Notify
  people: PeopleWork
  office: Office
}

export interface Given {
  receivers: readonly string[]
  value: Berakhlak
  message: string
}

export type KudosWork = ReturnType<typeof createWork>

export function createWork({ db, ids, notify, people, office }: KudosDeps) {
  const counting = createCounting({ people, office })
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)
  const since = (now: Date) => ({
    today: instantAt(today(now), '00:00', office.zone),
    week: new Date(now.getTime() - RETURN_DAYS * 86_400_000),
  })

  const read = together(async (ids: readonly string[]) => byId(await store.kudosByIds(db.client, ids)))

  /** Outside of a transaction those who ask at the same time are answered together. */
  async function kudos(id: string, tx?: Tx): Promise<store.Kudos> {
    const found = tx ? await store.kudosById(tx, id) : (await read(id)).get(id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  /** The same, and nobody changes it until the transaction ends. */
  async function held(tx: Tx, id: string): Promise<store.Kudos> {
    await db.lock(tx, lockOf((await kudos(id, tx)).giverId))
    return kudos(id, tx)
  }

  async function give({ actor, now, key }: Asking, given: Given): Promise<store.Kudos> {
    const { personId: giverId } = actor
    const receivers = [...new Set(given.receivers)]
    return db.transaction(async tx => {
      // Two people who praise each other at the same moment do so one after the other.
      await db.lock(tx, ...[giverId, ...receivers].map(lockOf))
      const before = await store.before(tx, { requestKey: key, giverId, receivers }, since(now))
      if (before.sameRequest) return kudos(before.sameRequest, tx)
      const problem = problemWith({ giverId, receivers, message: given.message }, before.today)
      if (problem) throw new Refusal(await problemText(tx, problem))
      const known = await people.people(receivers, tx)
      if (known.length < receivers.length || known.some(({ left }) => left !== null))
        throw new Refusal(text('kudos:problem.left'))
      const row = {
        id: ids.next(),
        requestKey: key,
        giverId,
        value: given.value,
        message: given.message.trim(),
        createdAt: now,
      }
      const counted = await counting.ranked(tx, giverId, known, before.returned, now)
      await store.add(tx, row, counted)
      await counting.count(tx, row, counted)
      await notify.enqueue(tx, await messagesFor(tx, row.id, known), now)
      return {
        ...row,
        receivers: receivers.toSorted(),
        withdrawnAt: null,
        hiddenAt: null,
        hiddenReason: null,
      }
    })
  }

  /** To each receiver in private; to the groups of those who like it to be seen. */
  async function messagesFor(tx: Tx, id: string, receivers: readonly Person[]): Promise<Message[]> {
    const timing = 'soon' as const
    const personal = receivers.map(({ id: person }) => ({
      key: receivedKey(id, person),
      to: { person },
      notice: 'kudos.received',
      args: [id],
      timing,
    }))
    const groups = await notify.groupsOf([...new Set(receivers.map(({ unitId }) => unitId))], tx)
    if (groups.length === 0) return personal
    const units = new Set((await openly(receivers, tx)).map(({ unitId }) => unitId))
    const posted = groups
      .filter(({ unitId }) => unitId !== null && units.has(unitId))
      .map(group => ({
        key: groupKey(id, group.id),
        to: { group: group.id },
        notice: 'kudos.posted',
        args: [id],
        timing,
      }))
    return [...personal, ...posted]
  }

  /** Those of them who like their kudos to be seen by others. */
  async function openly<One extends { id: string }>(persons: readonly One[], tx?: Tx): Promise<One[]> {
    const ids = persons.map(({ id }) => id)
    const preferences = await notify.preferences(ids, tx)
    return persons.filter(({ id }) => preferences.get(id)?.publicKudos !== false)
  }

  async function withdraw({ actor, now }: Asking, id: string): Promise<void> {
    await db.transaction(async tx => {
      await db.lock(tx, lockOf(actor.personId))
      const found = await kudos(id, tx)
      if (found.withdrawnAt) return
      if (found.giverId !== actor.personId) throw new Refusal(text('chat:refused.button'))
      if (!mayWithdraw(found, actor.personId, now)) throw new Refusal(text('kudos:withdraw.late'))
      await store.withdraw(tx, id, now)
      await counting.uncount(tx, found)
      await store.resolveReports(tx, id, now)
      await changed(tx, found)
    })
  }

  /** Changes what already stands in chats and groups. */
  async function changed(tx: Tx, { id, receivers }: store.Kudos): Promise<void> {
    // Every group there ever was: people move to other units, and groups are linked anew.
    const groups = await notify.everyGroup(tx)
    const keys = [
      ...receivers.map(person => receivedKey(id, person)),
      ...groups.map(group => groupKey(id, group)),
    ]
    await notify.refresh(tx, keys)
  }

  async function problemText(
    tx: Tx,
    { problem, person }: NonNullable<ReturnType<typeof problemWith>>,
  ): Promise<Text> {
    switch (problem) {
      case 'same-person':
        return text('kudos:problem.same-person', { name: (await people.person(person ?? '', tx)).name })
      case 'length':
        return text('kudos:problem.length', { min: MIN_LENGTH, max: MAX_LENGTH })
      case 'day-full':
        return text('kudos:problem.day-full', { max: MAX_A_DAY })
      case 'too-many':
        return text('kudos:problem.too-many', { max: MAX_RECEIVERS })
      default:
        return text(`kudos:problem.${problem}`)
    }
  }

  return { give, withdraw, kudos, held, openly, changed, uncount: counting.uncount }
}

const byId = <One extends { id: string }>(all: readonly One[]) => new Map(all.map(one => [one.id, one]))
const lockOf = (person: string) => `kudos:${person}`
const receivedKey = (id: string, person: string) => `kudos:${id}:received:${person}`
const groupKey = (id: string, group: string) => `kudos:${id}:group:${group}`
