/** Lets others have their turn in the midst of long work. */
import { setImmediate } from 'node:timers/promises'
import { elapsed } from './clock.ts'

/** Longest piece of work between two turns of others, in milliseconds. */
const TURN = 12

/** @returns a function to be awaited in a loop: it gives way once the turn is over, and costs next to nothing else */
export function breather(): () => Promise<void> | undefined {
  let since = elapsed()
  return () => {
    if (elapsed() - since < TURN) return undefined
    return setImmediate().then(() => {
      since = elapsed()
    })
  }
}
