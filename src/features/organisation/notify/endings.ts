/** What becomes of a message after a try: written down as done, or put back for later. */
import { setTimeout as sleep } from 'node:timers/promises'
import { RetryLater } from '../../../chat/channel.ts'
import { batch } from '../../../platform/jobs/batch.ts'
import type { Outcome } from './attempt.ts'
import { type Ending, finishAll, putBack } from './claim.ts'
import type { DeliverDeps } from './deliver.ts'
import { DELIVER } from './outbox.ts'
import type { Delivery } from './repository.ts'
import { backoffSeconds, MAX_ATTEMPTS } from './rules.ts'

/** A database that is away is waited for, for an hour, before an answer we have is forgotten (milliseconds, and how often). */
const WRITE_AGAIN = 500
const WRITE_TRIES = 7200

export function createEndings({
  db,
  queue,
  transact,
  clock,
  log,
}: Pick<DeliverDeps, 'db' | 'queue' | 'transact' | 'clock' | 'log'>) {
  const finishTogether = batch((endings: readonly Ending[]) => finishAll(db.client, endings))

  async function finish({ id, uncertain }: Delivery, outcome: Outcome): Promise<void> {
    const ending = { id, uncertain, finishedAt: clock.now(), ...outcome }
    for (let tries = 1; ; tries++) {
      try {
        return await finishTogether(ending)
      } catch (error) {
        if (tries === 1) log.warn({ err: error, deliveryId: id }, 'an answer waits to be written down')
        if (tries === WRITE_TRIES) throw error
        await sleep(WRITE_AGAIN)
      }
    }
  }

  /** Back into the queue: at the time the platform named, or a little later each time. */
  async function again(delivery: Delivery, error: unknown): Promise<void> {
    const patient = error instanceof RetryLater
    // Being asked to wait is no failure and is not counted as one.
    const attempts = patient ? delivery.attempts - 1 : delivery.attempts
    if (!patient) log.warn({ err: error, deliveryId: delivery.id, attempts }, 'delivery failed')
    if (attempts >= MAX_ATTEMPTS) return finish(delivery, { state: 'failed', problem: 'gave-up' })
    const delaySeconds = patient ? error.afterSeconds : backoffSeconds(attempts)
    const now = clock.now()
    const dueAt = new Date(now.getTime() + delaySeconds * 1000)
    await transact({ now }, async ({ tx }) => {
      if (await putBack(tx, { ...delivery, attempts }, dueAt))
        await queue.send(tx, DELIVER, [delivery.id], { delaySeconds: delaySeconds + 1 })
    })
  }

  return { finish, again }
}
