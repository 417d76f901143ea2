/** What time brings: announcements, reminders, seats of people who left, and who did not come. */
import { addDays, dayOf, instantAt } from '../../lib/calendar/office-day.ts'
import type { Tx } from "../../platform/db.ts"
import type { Message } from '../notify/index.ts'
import { groupKey } from './catalogue.ts'
import { isFor, reminderDue, takesCodes, withAncestors } from './rules.ts'
import * as store from './store.ts'
import type { Training } from './store.ts'
import * as places from './store-places.ts'
import { placeMessage, type PlacesWork, type TrainingDeps } from './work.ts'

/** People looked at in one transaction, so that an announcement to a whole city holds nobody up. */
const PAGE = 1000
/** A need is answered by an announcement for this long (days): two quarters. */
export const NEED_DAYS = 190
const DAY = 24 * 60 * 60 * 1000

export function createDue(
  { db, notify, office }: TrainingDeps,
  { training, locked, moveUp }: Pick<PlacesWork, 'training' | 'locked' | 'moveUp'>,
) {
  /** Each person it is for is told in private, and the groups of its units; page by page. */
  async function announce(now: Date): Promise<void> {
    for (const found of await store.toAnnounce(db.client)) {
      const parents = await store.parentsOfUnits(db.client)
      while (!(await announcePage(found.id, parents, now)));
    }
  }

  /** @returns true when everyone has been told */
  async function announcePage(
    id: string,
    parents: ReadonlyMap<string, string | null>,
    now: Date,
  ): Promise<boolean> {
    return db.transaction(async tx => {
      const found = await locked(tx, id)
      if (found.announcedAt || found.cancelledAt) return true
      const page = await store.peopleAfter(tx, found.announcedTo, PAGE)
      const fitting = page.filter(one => isFor(found, one.position, withAncestors(one.unitId, parents)))
      const since = new Date(now.getTime() - NEED_DAYS * DAY)
      const { criterion } = found
      const needing = criterion && (await store.inNeed(tx, fitting.map(one => one.id), criterion, since))
      const told = needing ? fitting.filter(one => needing.has(one.id)) : fitting
      await notify.enqueue(tx, told.map(one => personMessage(found, one.id)), now)
      const done = page.length < PAGE
      if (done) await notify.enqueue(tx, await groupMessages(tx, found, parents), now)
      const announcedTo = page.at(-1)?.id ?? found.announcedTo
      await store.changeTraining(tx, id, { announcedTo, ...(done && { announcedAt: now }) })
      return done
    })
  }

  /** A group learns of trainings for its whole unit only: what is meant for a few is told to them alone. */
  async function groupMessages(
    tx: Tx,
    found: Training,
    parents: ReadonlyMap<string, string | null>,
  ): Promise<Message[]> {
    if (found.criterion || found.positions.length > 0) return []
    const units = [...parents.keys()].filter(id => isFor(found, '', withAncestors(id, parents)))
    const groups = await notify.groupsOf(units, tx)
    return groups.map(group => ({
      key: groupKey(found.id, group.id),
      to: { group: group.id },
      notice: 'training.announced',
      args: [found.id],
      timing: 'office-hours',
    }))
  }

  const personMessage = ({ id }: Training, person: string): Message => ({
    key: `training:${id}:announced:${person}`,
    to: { person },
    notice: 'training.announced',
    args: [id],
    timing: 'office-hours',
  })

  /** H-3 and H-1, in working days; a day that was missed is made up for by the next one. */
  async function remind(now: Date): Promise<void> {
    const today = dayOf(now, office.zone)
    const horizon = instantAt(addDays(today, 31), '00:00', office.zone)
    for (const found of await store.upcoming(db.client, now, horizon)) {
      const due = reminderDue(dayOf(found.startsAt, office.zone), today, office.calendar)
      if (!due) continue
      const before = instantAt(due.since, '00:00', office.zone)
      await db.transaction(async tx => {
        const people = await places.placesIn(tx, found.id, ['joined'], before)
        const messages = people.map(
          ({ id, round, personId }): Message => ({
            key: `training.reminder:${id}:${round}:${found.version}:${due.before}`,
            to: { person: personId },
            notice: 'training.reminder',
            args: [id],
            timing: 'office-hours',
          }),
        )
        await notify.enqueue(tx, messages, now)
      })
    }
  }

  /** Seats of people who left the office go to those who wait. */
  async function release(now: Date): Promise<void> {
    for (const { placeId, trainingId } of await places.heldByLeavers(db.client, now)) {
      await db.transaction(async tx => {
        const found = await locked(tx, trainingId)
        await places.changePlace(tx, placeId, { state: 'left' })
        await moveUp(tx, found, now)
      })
    }
  }

  /** After the last code: who was there is asked what they thought, who was not is noted. */
  async function close(now: Date): Promise<void> {
    for (const { id } of await store.toClose(db.client, now)) {
      if (takesCodes(await training(id), now)) continue
      await db.transaction(async tx => {
        const found = await locked(tx, id)
        if (found.closedAt) return
        await places.noteAbsent(tx, id)
        await store.changeTraining(tx, id, { closedAt: now })
        const seated = await places.placesIn(tx, id, ['joined'])
        const messages = seated.map(one =>
          placeMessage(
            one,
            one.attendance === 'present' ? 'training.evaluate' : 'training.missed',
            'office-hours',
          ),
        )
        await notify.enqueue(tx, messages, now)
      })
    }
  }

  return async (now: Date): Promise<void> => {
    await announce(now)
    await release(now)
    await remind(now)
    await close(now)
  }
}
