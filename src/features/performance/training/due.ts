/** What time brings: announcements, reminders, seats of people who left, and who did not come. */
import { addDays, dayOf, instantAt } from '../../../domain/calendar/office-day.ts'
import type { Message } from '../../organisation/notify/api.ts'
import { announcing } from './catalogue/announce.ts'
import type { Training } from './catalogue/repository.ts'
import * as repository from './catalogue/repository.ts'
import * as places from './places/repository.ts'
import { type PlacesWork, placeMessage, type TrainingDeps } from './places/service.ts'
import { reminderDue, takesCodes } from './rules.ts'

export function createDue(deps: TrainingDeps, service: PlacesWork) {
  const { db, notify, office } = deps
  const { training, locked, moveUp } = service
  const announce = announcing(deps, service)
  /** H-3 and H-1, in working days; a day that was missed is made up for by the next one. */
  async function remind(now: Date): Promise<void> {
    const today = dayOf(now, office.zone)
    const horizon = instantAt(addDays(today, 31), '00:00', office.zone)
    for (const found of await repository.upcoming(db.client, now, horizon)) {
      const due = reminderDue(dayOf(found.startsAt, office.zone), today, office.calendar)
      const round = due && `${found.version}:${due.before}`
      if (!due || found.remindedFor === round) continue
      const before = instantAt(due.since, '00:00', office.zone)
      await db.transaction(async tx => {
        const people = await places.placesIn(tx, found.id, ['joined'], before)
        const messages = people.map(
          ({ id, round, personId }): Message => ({
            key: `training.reminder:${id}:${round}:${found.version}:${due.before}`,
            to: { person: personId },
            notification: 'training.reminder',
            args: [id],
            timing: 'office-hours',
          }),
        )
        const own = due.before === 1 ? trainerMessages(found) : []
        await notify.enqueue(tx, [...messages, ...own], now)
        await repository.changeTraining(tx, found.id, { remindedFor: round })
      })
    }
  }

  const trainerMessages = ({ id, trainerId, version }: Training): Message[] =>
    trainerId
      ? [
          {
            key: `training.trainer:${id}:${version}:${trainerId}`,
            to: { person: trainerId },
            notification: 'training.trainer',
            args: [id],
            timing: 'office-hours',
          },
        ]
      : []

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
    for (const { id } of await repository.toClose(db.client, now)) {
      if (takesCodes(await training(id), now)) continue
      await db.transaction(async tx => {
        const found = await locked(tx, id)
        if (found.closedAt) return
        await places.noteAbsent(tx, id)
        await repository.changeTraining(tx, id, { closedAt: now })
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
