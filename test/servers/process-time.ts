/**
 * The clock for deadlines of test servers and test people, which share a process with the app. It counts the time in
 * which the process worked or waited for an event; time in which a busy machine gave it no processor is not counted. An
 * app that blocks the process for three seconds, or keeps somebody waiting for three, is caught as by any clock.
 */
import { setInterval } from 'node:timers'

/** Resolution of the clock while the process waits, in milliseconds. */
const TICK_MS = 50

const cpuTime = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
let lastAt = performance.now()
let lastCpu = cpuTime()
let sum = 0

/** @returns milliseconds this process has worked or waited since an arbitrary moment */
export function processTime(): number {
  const [now, cpu] = [performance.now(), cpuTime()]
  // A waiting process is woken every tick: a longer gap was either its own work, or the machine's.
  sum += Math.min(now - lastAt, Math.max(TICK_MS, cpu - lastCpu))
  ;[lastAt, lastCpu] = [now, cpu]
  return sum
}
setInterval(processTime, TICK_MS).unref()

/** Resolves after so many milliseconds of process time, or as soon as the signal aborts. */
export async function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  const end = processTime() + milliseconds
  while (!signal.aborted && processTime() < end) await new Promise(resolve => setTimeout(resolve, TICK_MS))
}
