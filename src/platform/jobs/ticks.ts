import cron from 'node-cron'
import type { Tick } from '../../chat/contributions.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../observability/log.ts'
import type { Queue } from './queue.ts'

export const TICKS = 'tick'

/**
 * node-cron only beats the time, in the process that leads: each minute it puts every tick's name in the queue,
 * where it stands at most once, beside one that runs. What is due is worked out from the state, so a missed beat costs nothing.
 */
export function createTicks(
  ticks: readonly Tick[],
  { queue, clock, log }: { queue: Queue; clock: Clock; log: Logger },
) {
  const byName = new Map(ticks.map(tick => [tick.name, tick]))
  const beat = () => queue.nudge(TICKS, [...byName.keys()])
  const task = cron.createTask(
    '* * * * *',
    () => void beat().catch(err => log.error({ err }, 'beat failed')),
    {
      noOverlap: true,
    },
  )
  return {
    beat,
    /** Takes part in the work; any process may. */
    work: () => queue.work(TICKS, async name => byName.get(name)?.run(clock.now())),
    begin: async () => {
      await task.start()
      await beat()
    },
    end: async () => void (await task.stop()),
  }
}
