/** What the workers do: one message, from its row in the outbox to the platform's answer. */
import {
  AnswerLost,
  type Card,
  type Channel,
  type Notice,
  type Reader,
  RetryLater,
  Unreachable,
} from '../../chat/model.ts'
import type { Pointing } from '../../chat/pointer.ts'
import type { Logger } from '../../platform/log.ts'
import type { PeopleWork } from '../people/index.ts'
import type { NotifyDeps } from './deps.ts'
import {
  addressesInOrder,
  backoffSeconds,
  dueAt,
  MAX_ATTEMPTS,
  MAX_UNCERTAIN,
  REFRESH_SECONDS,
} from './rules.ts'
import {
  beginRefresh,
  claim,
  DEFAULT_PREFERENCE,
  type Delivery,
  groupById,
  markStale,
  overdue,
  preferencesOf,
  update,
} from './store.ts'
import { DELIVER, REFRESH } from './work.ts'

export interface DeliverDeps extends NotifyDeps {
  log: Logger
  people: Pick<PeopleWork, 'accounts' | 'reachable'>
  channels: ReadonlyMap<string, Channel>
  notices(): ReadonlyMap<string, Notice>
  /** What may stand in a chat. */
  pointing: Pick<Pointing, 'card'>
}

/** Where one message may go, in order, and who reads it. */
interface Route {
  reader: Reader
  addresses: { channel: string; id: string }[]
}

const SWEEP_LIMIT = 500

export function createDelivering({
  db,
  queue,
  office,
  clock,
  log,
  people,
  channels,
  notices,
  pointing,
}: DeliverDeps) {
  async function routeOf({ personId, groupId }: Delivery): Promise<Route | null> {
    if (groupId) {
      const group = await groupById(db.client, groupId)
      return (
        group && {
          reader: { kind: 'group', groupId, locale: 'id' },
          addresses: [{ channel: group.channel, id: group.address }],
        }
      )
    }
    if (!personId) return null
    const { locale, firstChannel } =
      (await preferencesOf(db.client, [personId])).get(personId) ?? DEFAULT_PREFERENCE
    const addresses = addressesInOrder(await people.accounts(personId), firstChannel)
    return { reader: { kind: 'person', personId, locale }, addresses }
  }

  async function deliver(id: string): Promise<void> {
    const delivery = await claim(db.client, id, clock.now())
    if (!delivery) return
    // A process that died while sending leaves us not knowing, as a lost answer does.
    if (delivery.wasSending && (await doubt(delivery))) return
    if (await tooLate(delivery)) return
    try {
      await attempt(delivery)
    } catch (error) {
      if (error instanceof AnswerLost && (await doubt(delivery))) return
      await again(delivery, error)
    }
  }

  /** What was due in office hours and lay while the process was down waits for the next ones. */
  async function tooLate({ id, attempts, timing, personId }: Delivery): Promise<boolean> {
    if (timing !== 'office-hours') return false
    const quiet = personId && (await preferencesOf(db.client, [personId])).get(personId)?.quiet
    const now = clock.now()
    const next = dueAt(timing, now, office, quiet || null)
    if (next <= now) return false
    await update(db.client, id, { state: 'queued', attempts: attempts - 1, dueAt: next })
    return true
  }

  /** Counts one more doubt. @returns true when the message must not be tried again */
  async function doubt(delivery: Delivery): Promise<boolean> {
    delivery.uncertain += 1
    const { id, uncertain } = delivery
    if (uncertain > MAX_UNCERTAIN) await finish(id, { state: 'failed', problem: 'answer-lost', uncertain })
    else await update(db.client, id, { uncertain })
    return uncertain > MAX_UNCERTAIN
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const { id, notice, args } = delivery
    const route = await routeOf(delivery)
    const card =
      route &&
      (await notices()
        .get(notice)
        ?.card(route.reader, ...args))
    if (!card) return finish(id, { state: 'moot' })
    for (const to of route.addresses) {
      const channel = channels.get(to.channel)
      if (!channel) continue
      const shown = await shownOn(to.channel, route.reader, card)
      if (!shown) return finish(id, { state: 'moot' })
      try {
        const { messageId } = await channel.send(to, shown, route.reader.locale)
        return await finish(id, { state: 'sent', channel: to.channel, address: to.id, messageId })
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        // The next platform of the same person is tried; this one is left alone until they write again.
        await people.reachable(to, clock.now())
        log.info({ deliveryId: id, channel: to.channel }, 'address unreachable')
      }
    }
    await finish(id, {
      state: 'unreachable',
      problem: route.addresses.length === 0 ? 'no-account' : 'blocked',
    })
  }

  /** The card as this channel may show it; null: it is personal, and everyone would read it. */
  async function shownOn(channel: string, reader: Reader, card: Card): Promise<Card | null> {
    if (reader.kind === 'group') return card.confidential ? null : card
    return pointing.card(channel, reader, card, clock.now())
  }

  async function finish(id: string, data: Parameters<typeof update>[2]): Promise<void> {
    await update(db.client, id, { ...data, finishedAt: clock.now() })
  }

  /** Back into the queue: at the time the platform named, or a little later each time. */
  async function again(delivery: Delivery, error: unknown): Promise<void> {
    const patient = error instanceof RetryLater
    // Being asked to wait is no failure and is not counted as one.
    const attempts = patient ? delivery.attempts - 1 : delivery.attempts
    if (!patient) log.warn({ err: error, deliveryId: delivery.id, attempts }, 'delivery failed')
    if (attempts >= MAX_ATTEMPTS) return finish(delivery.id, { state: 'failed', problem: 'gave-up' })
    const delaySeconds = patient ? error.afterSeconds : backoffSeconds(attempts)
    const dueAt = new Date(clock.now().getTime() + delaySeconds * 1000)
    await db.transaction(async tx => {
      await update(tx, delivery.id, { state: 'queued', attempts, dueAt })
      await queue.send(tx, DELIVER, [delivery.id], { delaySeconds: delaySeconds + 1 })
    })
  }

  /** Makes a message that was sent anew and changes it where it stands. */
  async function refresh(id: string): Promise<void> {
    const delivery = await beginRefresh(db.client, id, clock.now())
    if (delivery?.state === 'sending') return refreshLater(id, REFRESH_SECONDS)
    if (!delivery?.channel || !delivery.address || !delivery.messageId) return
    const route = await routeOf(delivery)
    const notice = notices().get(delivery.notice)
    const card = route && (await (notice?.changed ?? notice?.card)?.(route.reader, ...delivery.args))
    const channel = channels.get(delivery.channel)
    const shown = card && (await shownOn(delivery.channel, route.reader, card))
    if (!shown || !channel) return
    const to = { channel: delivery.channel, id: delivery.address }
    try {
      await channel.edit(to, { messageId: delivery.messageId }, shown, route.reader.locale)
    } catch (error) {
      if (error instanceof RetryLater) return refreshLater(id, error.afterSeconds + 1)
      if (!(error instanceof Unreachable)) throw error
    }
  }

  async function refreshLater(id: string, delaySeconds: number): Promise<void> {
    await db.transaction(async tx => {
      await markStale(tx, [id], clock.now())
      await queue.send(tx, REFRESH, [id], { delaySeconds })
    })
  }

  /** Wakes what is due: quiet hours that are over, and whatever a dead process left behind. */
  async function sweep(now: Date): Promise<void> {
    const due = await overdue(db.client, now, SWEEP_LIMIT)
    await db.transaction(tx => queue.send(tx, DELIVER, due))
  }

  return { deliver, refresh, sweep }
}
