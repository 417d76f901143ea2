import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** @returns what is still held after everything that can go has gone (bytes) */
export async function held(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collect()
    // What waits for its finalizer goes in the next round.
    await sleep(20)
  }
  return process.memoryUsage().heapUsed
}

/** @param what it was that may have left something, for whoever reads along */
export async function grownSince(before: number, what: string): Promise<number> {
  const grown = (await held()) - before
  process.stderr.write(`${what}: ${(grown / 1e6).toFixed(1)} MB more are held\n`)
  return grown
}

/** What any number of acts may leave behind, once the first of them have filled what is kept for good (bytes). */
export const MAY_STAY = 24_000_000
