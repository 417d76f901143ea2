/** What people do with kudos: give, take back, report, hide. Each is one transaction. */
import { type Asking, Refusal, type Text } from '../../chat/model.ts'
import { text } from '../../chat/words.ts'
import { dayOf, instantAt, type OfficeDay } from '../../lib/calendar/office-day.ts'
import { lastDayOf, quarterOf } from '../../lib/calendar/quarter.ts'
import type { Database, Tx } from '../../platform/db.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Message, Notify, Office } from '../notify/index.ts'
import type { PeopleWork } from '../people/index.ts'
import {
  type Berakhlak,
  isRanked,
  MAX_A_DAY,
  MAX_LENGTH,
  MAX_RECEIVERS,
  MIN_LENGTH,
  mayWithdraw,
  problemWith,
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

const MONTH = 31 * 24 * 60 * 60 * 1000

export type KudosWork = ReturnType<typeof createWork>

export function createWork({ db, ids, notify, people, office }: KudosDeps) {
  const today = (now: Date): OfficeDay => dayOf(now, office.zone)

  async function kudos(id: string, tx: Tx = db.client): Promise<store.Kudos> {
    const found = await store.kudosById(tx, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return found
  }

  async function give({ actor, now, key }: Asking, given: Given): Promise<store.Kudos> {
    const { personId: giverId } = actor
    return db.transaction(async tx => {
      await db.lock(tx, `kudos:${giverId}`)
      const before = await store.kudosOfRequest(tx, key)
      if (before) return before
      const sinceMidnight = await store.givenSince(tx, giverId, instantAt(today(now), '00:00', office.zone))
      const problem = problemWith({ giverId, ...given }, sinceMidnight)
      if (problem) throw new Refusal(await problemText(tx, problem))
      const row = {
        id: ids.next(),
        requestKey: key,
        giverId,
        value: given.value,
        message: given.message.trim(),
        createdAt: now,
      }
      await store.add(tx, row, await ranked(tx, giverId, given.receivers, now))
      await notify.enqueue(tx, await messagesFor(tx, row.id, given.receivers), now)
      return kudos(row.id, tx)
    })
  }

  async function ranked(
    tx: Tx,
    giverId: string,
    receivers: readonly string[],
    now: Date,
  ): Promise<store.Receiver[]> {
    const giver = await people.person(giverId, tx)
    const returned = await store.lastReturned(tx, giverId, receivers, new Date(now.getTime() - MONTH))
    const day = today(now)
    const closing = lastDayOf(quarterOf(day))
    return (await people.people(receivers, tx)).map(({ id, unitId }) => {
      const receiverIsAppraiser = giver.appraiserId === id
      const returnedAt = returned.get(id) ?? null
      return {
        personId: id,
        unitId,
        ranked: isRanked({ returnedAt, now, receiverIsAppraiser, today: day, closing }),
      }
    })
  }

  /** To each receiver in private; to the groups of those who like it to be seen. */
  async function messagesFor(tx: Tx, id: string, receivers: readonly string[]): Promise<Message[]> {
    const timing = 'soon' as const
    const personal = receivers.map(person => ({
      key: receivedKey(id, person),
      to: { person },
      notice: 'kudos.received',
      args: [id],
      timing,
    }))
    const units = (await seen(receivers, tx)).map(({ unitId }) => unitId)
    const groups = await notify.groupsOf([...new Set(units)], tx)
    return [
      ...personal,
      ...groups.map(group => ({
        key: groupKey(id, group.id),
        to: { group: group.id },
        notice: 'kudos.posted',
        args: [id],
        timing,
      })),
    ]
  }

  /** Those of them who like their kudos to be seen by others. */
  async function seen(personIds: readonly string[], tx: Tx = db.client) {
    const preferences = await notify.preferences(personIds, tx)
    return (await people.people(personIds, tx)).filter(({ id }) => preferences.get(id)?.publicKudos !== false)
  }

  async function withdraw({ actor, now }: Asking, id: string): Promise<void> {
    await db.transaction(async tx => {
      await db.lock(tx, `kudos:${actor.personId}`)
      const found = await kudos(id, tx)
      if (found.withdrawnAt) return
      if (found.giverId !== actor.personId) throw new Refusal(text('chat:refused.button'))
      if (!mayWithdraw(found, actor.personId, now)) throw new Refusal(text('kudos:withdraw.late'))
      await store.withdraw(tx, id, now)
      await changed(tx, found)
    })
  }

  /** Changes what already stands in chats and groups. */
  async function changed(tx: Tx, { id, receivers }: store.Kudos): Promise<void> {
    const groups = await notify.groupsOf(
      (await people.people(receivers, tx)).map(({ unitId }) => unitId),
      tx,
    )
    const keys = [
      ...receivers.map(person => receivedKey(id, person)),
      ...groups.map(group => groupKey(id, group.id)),
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

  return { give, withdraw, kudos, seen, changed }
}

const receivedKey = (id: string, person: string) => `kudos:${id}:received:${person}`
const groupKey = (id: string, group: string) => `kudos:${id}:group:${group}`
