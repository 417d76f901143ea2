/** Seats and the waiting list: who moves up, and hears of it. Callers hold the event's lock. */
import type { Tx } from '../../../../platform/database/database.ts'
import type { EventsDeps } from '../deps.ts'
import { movedUp } from '../keys.ts'
import type { Event } from '../repository.ts'
import { freeSeats } from '../rules.ts'
import * as answers from './repository.ts'

export type Seats = ReturnType<typeof createSeats>

export function createSeats({ notify }: Pick<EventsDeps, 'notify'>) {
  /** Fills what is free from the waiting list. @returns who moved up */
  async function fill(tx: Tx, event: Event, now: Date): Promise<string[]> {
    if (event.startsAt <= now || event.cancelledAt) return []
    const waiting = await answers.countIn(tx, event.id, 'waiting')
    if (waiting === 0) return []
    const going = await answers.countIn(tx, event.id, 'yes')
    const lucky = await answers.firstWaiting(tx, event.id, freeSeats({ going, seats: event.seats }, waiting))
    if (lucky.length === 0) return []
    await answers.moveUp(tx, event.id, lucky)
    const tell = movedUp(event.turns)
    await notify.enqueue(
      tx,
      lucky.map(person => tell(event, person)),
      now,
    )
    return lucky
  }
  return { fill }
}
