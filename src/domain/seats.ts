/**
 * Seats with a waiting list: first come, first served. Pure: callers count under a lock (one writer at a time for each
 * training or event), write what is answered, and tell those who move up.
 *
 * Order of the waiting list: by when somebody last asked to come in, ties by id. Whoever gives a place back and asks
 * again stands at the end.
 */

export interface SeatCount {
  /** How many people have room; null: no limit. */
  readonly seats: number | null
  /** How many hold a seat. May be more than `seats`: people without a seat who came all the same, or seats taken away. */
  readonly taken: number
  /** How many stand in the waiting list. */
  readonly waiting: number
}

/** Seats nobody holds; Infinity where there is no limit. Never negative. */
export const freeSeats = ({ seats, taken }: Pick<SeatCount, 'seats' | 'taken'>): number =>
  seats === null ? Number.POSITIVE_INFINITY : Math.max(0, seats - taken)

/** Whether somebody who asks now gets a seat; if not, they wait. Nobody overtakes those who wait already. */
export const getsSeat = (count: SeatCount): boolean => count.waiting === 0 && freeSeats(count) > 0

/**
 * How many move up, from the head of the waiting list: asked whenever a seat was given back or seats were added.
 * Nobody who has a seat loses it when there are fewer seats than before.
 */
export const movingUp = (count: SeatCount): number => Math.min(count.waiting, freeSeats(count))
