/** When calls are counted at the other end: a limit is one of arrivals, and only departures and answers are seen here. */

/** One call of a platform's API. */
export interface Call {
  /** It has been answered, or is lost: nothing more will be known about it. */
  readonly over: boolean
  /**
   * @param planned when it was to leave, if it has not left yet (milliseconds)
   * @returns the latest moment at which the platform can have counted it, as known now (milliseconds)
   */
  countedBy(planned: number): number
  /** Makes the call, and notes when it left and when it was answered. */
  make<T>(send: () => Promise<T>): Promise<T>
}

/** Milliseconds for which a call must still be held back, as known now. */
export type Rest = () => number

export interface Transit {
  begin(): Call
}

/** A call that hangs is taken to have arrived so long after it left, lest a silent platform stops everything (milliseconds). */
const LONGEST = 1000
/** By how much of the difference an answer that takes longer raises the fastest way known: ways change. */
const FORGETS = 0.01

/**
 * The fastest way there and back is what every call needs. What a call took beyond that may have passed before it was
 * counted, or after: it may be as late as that.
 * @param now milliseconds, by a clock that nobody can set
 */
export function createTransit(now: () => number): Transit {
  let fastest = Number.POSITIVE_INFINITY

  function learn(took: number): void {
    fastest = took < fastest ? took : fastest + (took - fastest) * FORGETS
  }

  return {
    begin: () => {
      let left: number | undefined
      let answered: number | undefined
      return {
        get over() {
          return answered !== undefined
        },
        countedBy: planned => {
          if (left === undefined) return Math.max(planned, now())
          const late = (answered ?? now()) - fastest - left
          return left + Math.min(Math.max(0, late), LONGEST)
        },
        make: async send => {
          left = now()
          try {
            return await send()
          } finally {
            answered = now()
            learn(answered - left)
          }
        },
      }
    },
  }
}
