import cron from 'node-cron'
import type { Tick } from '../chat/model.ts'
import type { Clock } from './clock.ts'
import type { Logger } from './log.ts'
import type { Queue } from './queue.ts'

export const TICKS = 'tick'

/**
 * node-cron only beats the time: each minute it puts every tick's name in the queue, where it stands at
 * most once. What is due is worked out from the state, so a missed beat costs nothing.
 */
export async function startTicks(
  ticks: Tick[],
  { queue, clock, log }: { queue: Queue; clock: Clock; log: Logger },
) {
  const byName = new Map(ticks.map(tick => [tick.name, tick]))
  await queue.work(TICKS, async name => byName.get(name)?.run(clock.now()))
  const beat = async () => {
    for (const name of byName.keys()) await queue.nudge(TICKS, name)
  }
  const task = cron.schedule('* * * * *', () => void beat().catch(err => log.error({ err }, 'beat failed')), {
    noOverlap: true,
  })
  return { beat, stop: () => task.stop() }
}
