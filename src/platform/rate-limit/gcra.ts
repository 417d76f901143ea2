/** A rate: one event each `everyMs` (milliseconds), and up to `burst` of them at once after a rest. */
export interface Rate {
  everyMs: number
  burst: number
}

/**
 * One step of the generic cell rate algorithm (ITU-T I.371), which keeps one number: when the next event is due.
 * @param next the due time kept from the step before (milliseconds), or 0
 * @param now milliseconds, by the same clock as `next`
 * @returns how long to wait now (milliseconds), and the due time to keep
 */
export function gcra(next: number, now: number, { everyMs, burst }: Rate): { wait: number; next: number } {
  const earliest = Math.max(next, now)
  const wait = Math.max(0, earliest - (burst - 1) * everyMs - now)
  return { wait, next: earliest + everyMs }
}
