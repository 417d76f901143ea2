import { describe, expect, it } from 'vitest'
import { freeSeats, getsSeat, movingUp } from '../../src/domain/seats.ts'

describe('seats with a waiting list', () => {
  it('gives seats while there are some, then lets people wait', () => {
    expect(getsSeat({ seats: 2, taken: 1, waiting: 0 })).toBe(true)
    expect(getsSeat({ seats: 2, taken: 2, waiting: 0 })).toBe(false)
    expect(getsSeat({ seats: 0, taken: 0, waiting: 0 })).toBe(false)
  })

  it('lets nobody overtake those who wait', () => {
    expect(getsSeat({ seats: 2, taken: 1, waiting: 1 })).toBe(false)
  })

  it('knows things without a limit', () => {
    expect(getsSeat({ seats: null, taken: 5000, waiting: 0 })).toBe(true)
    expect(freeSeats({ seats: null, taken: 5000 })).toBe(Number.POSITIVE_INFINITY)
    expect(movingUp({ seats: null, taken: 5000, waiting: 7 })).toBe(7)
  })

  it('moves up as many as wait and fit', () => {
    expect(movingUp({ seats: 10, taken: 9, waiting: 3 })).toBe(1)
    expect(movingUp({ seats: 20, taken: 10, waiting: 3 })).toBe(3)
    expect(movingUp({ seats: 10, taken: 10, waiting: 3 })).toBe(0)
    expect(movingUp({ seats: 10, taken: 5, waiting: 0 })).toBe(0)
  })

  it('takes no seat away where more people came than had room', () => {
    expect(freeSeats({ seats: 10, taken: 12 })).toBe(0)
    expect(movingUp({ seats: 10, taken: 12, waiting: 3 })).toBe(0)
  })

  it('is full, or nobody waits, once those who move up have done so', () => {
    for (const seats of [0, 1, 3, 8])
      for (const taken of [0, 1, 3, 9])
        for (const waiting of [0, 1, 4]) {
          const moved = movingUp({ seats, taken, waiting })
          const after = { seats, taken: taken + moved, waiting: waiting - moved }
          expect(after.waiting === 0 || freeSeats(after) === 0).toBe(true)
          expect(movingUp(after)).toBe(0)
        }
  })
})
