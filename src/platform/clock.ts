/** The only clock: everything that depends on time is handed one. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** How long something took is no time of day: milliseconds by a clock that nobody can set. */
export const elapsed = (): number => performance.now()

/** A clock that can be moved forward, for the demonstration and for tests. */
export interface MovableClock extends Clock {
  /** @param milliseconds how far; a clock never goes back. */
  forward(milliseconds: number): void
}

/** Runs on from `start` with real time, plus whatever it was moved by. */
export function movableClock(start: Date = new Date()): MovableClock {
  let offset = start.getTime() - Date.now()
  return {
    now: () => new Date(Date.now() + offset),
    forward: milliseconds => {
      offset += Math.max(0, milliseconds)
    },
  }
}
