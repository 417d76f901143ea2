/**
 * Deadlines of servers and people who share a process with the app. What counts is time in which the process waited or
 * worked: time in which a busy machine let it do neither is nobody's fault. An app that blocks the process for three
 * seconds, or lets somebody wait for three, is caught as by any clock.
 */
import { setInterval } from 'node:timers'

/** How finely waiting is counted (milliseconds). */
const TICK_MS = 50

const worked = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
let at = performance.now()
let work = worked()
let sum = 0

/** @returns milliseconds this process has lived since some moment */
export function lived(): number {
  const [now, used] = [performance.now(), worked()]
  // One who waits is woken every tick: what is longer than a tick was work, or somebody else's.
  sum += Math.min(now - at, Math.max(TICK_MS, used - work))
  ;[at, work] = [now, used]
  return sum
}
setInterval(lived, TICK_MS).unref()

/** Until so many milliseconds were lived, or nobody waits for that any more. */
export async function liveOn(milliseconds: number, over: AbortSignal): Promise<void> {
  const end = lived() + milliseconds
  while (!over.aborted && lived() < end) await new Promise(resolve => setTimeout(resolve, TICK_MS))
}
