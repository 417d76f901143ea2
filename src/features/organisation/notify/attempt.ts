/** One try to bring a message to its reader: rendered now, sent to the first address that takes it. */
import { type Channel, Unreachable } from '../../../chat/channel.ts'
import type { Ending } from './claim.ts'
import type { DeliverDeps } from './deliver.ts'
import type { Delivery } from './repository.ts'
import type { Route } from './route.ts'
import { shownOn } from './shown.ts'

export type AttemptDeps = Pick<
  DeliverDeps,
  'clock' | 'log' | 'people' | 'channels' | 'notifications' | 'contentPolicy'
>
/** How it ended, as far as the try knows. */
export type Outcome = Omit<Ending, 'id' | 'uncertain' | 'finishedAt'>
type Sent = Awaited<ReturnType<Channel['send']>>
type Content = { card: Parameters<Channel['send']>[1]; locale: Parameters<Channel['send']>[2] }

/**
 * @param route null: the group is no longer ours
 * @param beforeSend called when it is this message's turn on the platform; what it throws ends the try
 * @throws whatever the platform says except that the address takes no messages: then the next one is tried
 */
export async function attempt(
  deps: AttemptDeps,
  delivery: Delivery,
  route: Route | null,
  beforeSend: () => Promise<void>,
): Promise<Outcome> {
  const { clock, log, channels, notifications, contentPolicy } = deps
  const notification = notifications.get(delivery.notice)
  if (!notification) {
    // Written by another version of Rekan, or a name was changed: somebody has to look, nothing may just be lost.
    log.error({ deliveryId: delivery.id, notification: delivery.notice }, 'no such notification')
    return { state: 'failed', problem: 'unknown-notification' }
  }
  if (!route) return { state: 'moot' }
  const card = await notification.render({ reader: route.reader, now: clock.now() }, delivery.args)
  if (!card) return { state: 'moot' }
  for (const to of route.addresses) {
    const channel = channels.get(to.channel)
    if (!channel) continue
    const shown = await shownOn(contentPolicy, to.channel, route.reader, card, clock.now())
    if (!shown) return { state: 'moot' }
    const content = { card: shown, locale: route.reader.locale }
    const sent = await send(deps, { id: delivery.id, channel, to }, content, beforeSend)
    if (sent) return { state: 'sent', channel: to.channel, address: to.id, ...sent }
  }
  return { state: 'unreachable', problem: route.addresses.length === 0 ? 'no-account' : 'blocked' }
}

/** @returns null when this address takes no messages */
async function send(
  { clock, log, people }: Pick<AttemptDeps, 'clock' | 'log' | 'people'>,
  { id, channel, to }: { id: string; channel: Channel; to: Route['addresses'][0] },
  { card, locale }: Content,
  beforeSend: () => Promise<void>,
): Promise<Sent | null> {
  try {
    return await channel.send(to, card, locale, beforeSend)
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    // This one is left alone until they write again.
    await people.unreachable(to, clock.now())
    log.info({ deliveryId: id, channel: to.channel }, 'address unreachable')
    return null
  }
}
