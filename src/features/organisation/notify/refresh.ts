/** Makes messages that were sent anew, and changes them where they stand. */
import { RetryLater, Unreachable } from '../../../chat/channel.ts'
import { elapsed } from '../../../platform/clock.ts'
import type { DeliverDeps } from './deliver.ts'
import { putBackLater, takeLater } from './late.ts'
import { NEXT, REFRESH, REFRESH_LATER } from './outbox.ts'
import { beginRefresh, type Delivery, markStale } from './repository.ts'
import { routesOf } from './route.ts'
import { REFRESH_SECONDS } from './rules.ts'
import { shownOn } from './shown.ts'

/** One job takes so long at most (milliseconds): the queue counts it for lost after a minute. */
const LATER_FOR = 15_000

export function createRefreshing(deps: DeliverDeps) {
  const { db, queue, transact, clock, log, channels, notifications, contentPolicy } = deps

  /** @param yields it lets all others go first */
  async function refresh(id: string, yields = false): Promise<void> {
    const delivery = await beginRefresh(db.client, id, clock.now())
    if (delivery?.state === 'claimed' || delivery?.state === 'sending')
      return yields ? putBackLater(db.client, id, clock.now()) : again(id, REFRESH_SECONDS)
    if (!delivery?.channel || !delivery.address || !delivery.messageId) return
    try {
      await change(delivery, {
        to: { channel: delivery.channel, id: delivery.address },
        messageId: delivery.messageId,
        yields,
      })
    } catch (error) {
      if (yields && error instanceof RetryLater) return putBackLater(db.client, id, clock.now())
      if (error instanceof RetryLater) return again(id, error.afterSeconds + 1)
      if (!(error instanceof Unreachable)) throw error
    }
  }

  async function change(
    delivery: Delivery,
    { to, messageId, yields }: { to: { channel: string; id: string }; messageId: string; yields: boolean },
  ): Promise<void> {
    const route = (await routesOf(deps, [delivery]))(delivery)
    const notification = notifications.get(delivery.notice)
    if (!notification)
      return log.error({ deliveryId: delivery.id, notification: delivery.notice }, 'no such notification')
    const card =
      route && (await notification.renderChanged({ reader: route.reader, now: clock.now() }, delivery.args))
    const shown = card && (await shownOn(contentPolicy, to.channel, route.reader, card, clock.now()))
    if (shown) await channels.get(to.channel)?.edit(to, { messageId }, shown, route.reader.locale, yields)
  }

  async function again(id: string, delaySeconds: number): Promise<void> {
    await transact({ now: clock.now() }, async ({ tx, now }) => {
      await markStale(tx, [id], now)
      await queue.send(tx, REFRESH, [id], { delaySeconds })
    })
  }

  /** Numbers that changed, one message after the other: whatever else is to be changed comes between them. */
  async function refreshLater(): Promise<void> {
    const until = elapsed() + LATER_FOR
    while (elapsed() < until) {
      const id = await takeLater(db.client)
      if (id === null) return
      await refresh(id, true)
    }
    await queue.nudge(REFRESH_LATER, [NEXT])
  }

  return { refresh, refreshLater }
}
