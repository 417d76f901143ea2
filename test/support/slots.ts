import type { Slots } from '../../src/platform/slots.ts'

/** Nobody waits for a turn: for tests of what is said, not of when. */
export const freeSlots: Slots = {
  unlimited: true,
  take: async () => 0,
  pause: async () => {},
  sweep: async () => {},
}
