/** Seats and the waiting list: who moves up, and hears of it. Callers hold the event's lock. */
import { movingUp } from '../../../../domain/seats.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import { movedUp } from '../messages/keys.ts'
import type { Event } from '../repository.ts'
import * as answers from './repository.ts'

/** Fills what is free from the waiting list. @returns ids of those who moved up */
export async function fillSeats(work: Work, event: Event): Promise<string[]> {
  const { tx, now } = work
  if (event.startsAt <= now || event.cancelledAt) return []
  const { yes, waiting } = await answers.counts(tx, event.id)
  const count = movingUp({ seats: event.seats, taken: yes, waiting })
  if (count === 0) return []
  const persons = await answers.firstWaiting(tx, event.id, count)
  await answers.moveUp(tx, event.id, persons)
  const tell = movedUp(event.turns)
  work.notify(...persons.map(person => tell(event, person)))
  return persons
}
