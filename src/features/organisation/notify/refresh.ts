/** Makes messages that were sent anew, and changes them where they stand. */
import { RetryLater, Unreachable } from '../../../chat/channel.ts'
import type { DeliverDeps } from './deliver.ts'
import { REFRESH } from './outbox.ts'
import { beginRefresh, type Delivery, markStale } from './repository.ts'
import { routesOf } from './route.ts'
import { REFRESH_SECONDS } from './rules.ts'
import { shownOn } from './shown.ts'

export function createRefreshing(deps: DeliverDeps) {
  const { db, queue, transact, clock, log, channels, notifications, contentPolicy } = deps

  async function refresh(id: string): Promise<void> {
    const delivery = await beginRefresh(db.client, id, clock.now())
    if (delivery?.state === 'claimed' || delivery?.state === 'sending')
      return refreshLater(id, REFRESH_SECONDS)
    if (!delivery?.channel || !delivery.address || !delivery.messageId) return
    try {
      await change(delivery, {
        to: { channel: delivery.channel, id: delivery.address },
        messageId: delivery.messageId,
      })
    } catch (error) {
      if (error instanceof RetryLater) return refreshLater(id, error.afterSeconds + 1)
      if (!(error instanceof Unreachable)) throw error
    }
  }

  async function change(
    delivery: Delivery,
    { to, messageId }: { to: { channel: string; id: string }; messageId: string },
  ): Promise<void> {
    const route = (await routesOf(deps, [delivery]))(delivery)
    const notification = notifications.get(delivery.notice)
    if (!notification)
      return log.error({ deliveryId: delivery.id, notification: delivery.notice }, 'no such notification')
    const card =
      route && (await notification.renderChanged({ reader: route.reader, now: clock.now() }, delivery.args))
    const shown = card && (await shownOn(contentPolicy, to.channel, route.reader, card, clock.now()))
    if (shown) await channels.get(to.channel)?.edit(to, { messageId }, shown, route.reader.locale)
  }

  async function refreshLater(id: string, delaySeconds: number): Promise<void> {
    await transact({ now: clock.now() }, async ({ tx, now }) => {
      await markStale(tx, [id], now)
      await queue.send(tx, REFRESH, [id], { delaySeconds })
    })
  }

  return { refresh }
}
