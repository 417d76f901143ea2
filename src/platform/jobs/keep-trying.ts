/** Something that has to succeed once, such as reaching a platform at start: tried until it does, while all else runs. */
import { setTimeout as pause } from 'node:timers/promises'

/** Pauses between the tries: doubled from the first to the longest (milliseconds). */
const FIRST = 1_000
const LONGEST = 60_000
/** Nobody waits longer than this for the first try (milliseconds): it goes on by itself. */
const FIRST_WITHIN = 3_000

export interface KeptTrying {
  /** The first try. Ends with it, however it ends, or when it takes long; whatever follows goes on by itself. */
  first(): Promise<void>
  /** Resolves when it has succeeded; never, when it was given up before. */
  done: Promise<void>
  stop(): void
}

/** @param failed told of each failure, and when the next try comes (milliseconds) */
export function keepTrying(
  task: () => Promise<void>,
  failed: (error: unknown, wait: number) => void,
): KeptTrying {
  const ending = new AbortController()
  let succeed = () => {}
  const done = new Promise<void>(resolve => {
    succeed = resolve
  })

  async function once(wait: number): Promise<boolean> {
    try {
      await task()
    } catch (error) {
      if (!ending.signal.aborted) failed(error, wait)
      return false
    }
    succeed()
    return true
  }

  async function goOn(): Promise<void> {
    for (let wait = FIRST; !ending.signal.aborted; wait = Math.min(LONGEST, wait * 2)) {
      await pause(wait, undefined, { signal: ending.signal }).catch(() => {})
      if (ending.signal.aborted || (await once(Math.min(LONGEST, wait * 2)))) return
    }
  }

  return {
    first: async () => {
      const over = new AbortController()
      const trying = once(FIRST).then(succeeded => {
        over.abort()
        if (!succeeded) void goOn()
      })
      await Promise.race([trying, pause(FIRST_WITHIN, undefined, { signal: over.signal }).catch(() => {})])
    },
    done,
    stop: () => ending.abort(),
  }
}
