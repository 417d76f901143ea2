/** Wrong tries in a row, such as codes that were guessed: after so many, no more are taken for a while. Pure. */

export interface LockoutRule {
  /** Wrong tries in a row; the last of them locks. */
  readonly maxTries: number
  readonly lockMinutes: number
}
export interface Tries {
  failed: number
  lockedUntil: Date | null
}

/** @returns until when no try is taken; null: one may be made */
export const lockedUntil = (tries: Pick<Tries, 'lockedUntil'>, now: Date): Date | null =>
  tries.lockedUntil !== null && tries.lockedUntil > now ? tries.lockedUntil : null

/** After one more wrong try. A lock that is over begins anew. */
export function afterWrongTry(tries: Tries, { maxTries, lockMinutes }: LockoutRule, now: Date): Tries {
  const lockIsOver = tries.lockedUntil !== null && lockedUntil(tries, now) === null
  const failed = (lockIsOver ? 0 : tries.failed) + 1
  return { failed, lockedUntil: failed >= maxTries ? new Date(now.getTime() + lockMinutes * 60_000) : null }
}

export const triesLeft = ({ failed }: Tries, { maxTries }: LockoutRule): number =>
  Math.max(0, maxTries - failed)
