/** How often something may happen: one each `everyMs`, and up to `burst` of them at once after a rest. */
export interface Pace {
  everyMs: number
  burst: number
}

/**
 * The generic cell rate algorithm (ITU-T I.371): one number says when the next is due.
 * @param next the due time kept from before (milliseconds), or 0
 * @returns how long to wait now, and the due time to keep
 */
export function nextTurn(
  next: number,
  now: number,
  { everyMs, burst }: Pace,
): { wait: number; next: number } {
  const earliest = Math.max(next, now)
  const wait = Math.max(0, earliest - (burst - 1) * everyMs - now)
  return { wait, next: earliest + everyMs }
}
