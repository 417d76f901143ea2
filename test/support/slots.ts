import type { Limiter } from '../../src/platform/rate-limit/limiter.ts'

/** Nobody waits for a turn: for tests of what is said, not of when. */
export const freeSlots: Limiter = {
  unlimited: true,
  take: async () => 0,
  pause: async () => {},
  sweep: async () => {},
}
