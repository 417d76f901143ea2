/** What time brings: announcements, reminders, seats of people who left, and who did not come. */

import type { Office } from '../../../domain/calendar/office.ts'
import { addDays, dayOf, instantAt } from '../../../domain/calendar/office-day.ts'
import type { Message } from '../../../platform/unit-of-work.ts'
import { type AnnounceDeps, createAnnounce } from './catalogue/announce.ts'
import type { Training } from './catalogue/repository.ts'
import * as repository from './catalogue/repository.ts'
import { placeMessage } from './places/messages.ts'
import * as places from './places/repository.ts'
import { fillSeats } from './places/seats.ts'
import { reminderDue, takesCodes } from './rules.ts'

export type DueDeps = AnnounceDeps & { office: Office }

export function createDue(deps: DueDeps) {
  const announce = createAnnounce(deps)
  return async (now: Date): Promise<void> => {
    await announce(now)
    await release(deps, now)
    await remind(deps, now)
    await close(deps, now)
  }
}

/** How far ahead trainings are looked at for reminders (days). */
const HORIZON = 31

/** H-3 and H-1, in working days; a day that was missed is made up for by the next one. */
async function remind({ db, office, transact }: DueDeps, now: Date): Promise<void> {
  const today = office.today(now)
  const horizon = instantAt(addDays(today, HORIZON), '00:00', office.zone)
  for (const training of await repository.upcoming(db.client, now, horizon)) {
    const due = reminderDue(dayOf(training.startsAt, office.zone), today, office.calendar)
    const round = due && `${training.version}:${due.before}`
    if (!due || training.remindedFor === round) continue
    const before = instantAt(due.since, '00:00', office.zone)
    await transact({ now }, async work => {
      await work.lock(`training:${training.id}`)
      const people = await places.placesIn(work.tx, training.id, ['joined'], before)
      work.notify(...people.map(place => reminderMessage(place, round ?? '')))
      if (due.before === 1) work.notify(...trainerMessages(training))
      await repository.changeTraining(work.tx, training.id, { remindedFor: round })
    })
  }
}

/** @param due version of the training, and working days before it */
const reminderMessage = ({ id, round, personId }: places.Place, due: string): Message => ({
  key: `training.reminder:${id}:${round}:${due}`,
  to: { person: personId },
  notification: 'training.reminder',
  args: [id],
  timing: 'office-hours',
})

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
async function release({ db, transact, lookup }: DueDeps, now: Date): Promise<void> {
  for (const { placeId, trainingId } of await places.heldByLeavers(db.client, now))
    await transact({ now }, async work => {
      const training = await lookup.locked(work, trainingId)
      await places.changePlace(work.tx, placeId, { state: 'left' })
      await fillSeats(work, training)
    })
}

/** After the last code: who was there is asked what they thought, who was not is noted. */
async function close({ db, transact, lookup }: DueDeps, now: Date): Promise<void> {
  for (const ended of await repository.toClose(db.client, now)) {
    if (takesCodes(ended, now)) continue
    await transact({ now }, async work => {
      const training = await lookup.locked(work, ended.id)
      if (training.closedAt) return
      await places.noteAbsent(work.tx, training.id)
      await repository.changeTraining(work.tx, training.id, { closedAt: now })
      const seated = await places.placesIn(work.tx, training.id, ['joined'])
      work.notify(
        ...seated.map(place =>
          placeMessage(
            place,
            place.attendance === 'present' ? 'training.evaluate' : 'training.missed',
            'office-hours',
          ),
        ),
      )
    })
  }
}
