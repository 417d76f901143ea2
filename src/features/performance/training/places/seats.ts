/** The seats of a training: who gets one, and who moves up. Callers hold the training's lock. */
import { getsSeat, movingUp } from '../../../../domain/seats.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import type { Training } from '../catalogue/repository.ts'
import { placeMessage } from './messages.ts'
import { firstWaiting, giveSeats, taken } from './repository.ts'

/** What whoever comes in now gets. */
export async function seatFor(
  { tx }: Pick<Work, 'tx'>,
  { id, seats }: Training,
): Promise<'joined' | 'waiting'> {
  const { joined, waiting } = await taken(tx, id)
  return getsSeat({ seats, taken: joined, waiting }) ? 'joined' : 'waiting'
}

/** Fills free seats from the waiting list and tells those who moved up. */
export async function fillSeats(work: Work, { id, seats }: Training): Promise<void> {
  const { joined, waiting } = await taken(work.tx, id)
  const free = movingUp({ seats, taken: joined, waiting })
  if (free === 0) return
  const next = await firstWaiting(work.tx, id, free)
  await giveSeats(
    work.tx,
    next.map(place => place.id),
  )
  work.notify(...next.map(place => placeMessage(place, 'training.moved-up')))
}
