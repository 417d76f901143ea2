/** What the workers do: messages, from their rows in the outbox to the platform's answers. */
import { setTimeout as sleep } from 'node:timers/promises'
import { AnswerLost, type Channel, RetryLater, Unreachable } from '../../../chat/channel.ts'
import type { Notification } from '../../../chat/contributions.ts'
import type { ContentPolicy } from '../../../chat/secure-link.ts'
import { batch } from '../../../platform/jobs/batch.ts'
import type { Heartbeat } from '../../../platform/jobs/heartbeat.ts'
import type { Queue } from '../../../platform/jobs/queue.ts'
import type { Logger } from '../../../platform/observability/log.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../people/api.ts'
import {
  type Claim,
  claim,
  type Ending,
  finishAll,
  healAhead,
  overdue,
  putBack,
  setSending,
} from './claim.ts'
import type { NotifyDeps } from './deps.ts'
import { DELIVER } from './outbox.ts'
import type { Delivery } from './repository.ts'
import { type Route, routesOf } from './route.ts'
import { backoffSeconds, dueAt, MAX_ATTEMPTS, MAX_UNCERTAIN } from './rules.ts'
import { shownOn } from './shown.ts'

export interface DeliverDeps extends NotifyDeps {
  queue: Pick<Queue, 'send' | 'waiting'>
  transact: Transact
  log: Logger
  heartbeat: Pick<Heartbeat, 'id' | 'beating'>
  people: Pick<PeopleService, 'accounts' | 'accountsOf' | 'unreachable'>
  channels: ReadonlyMap<string, Channel>
  notifications: ReadonlyMap<string, Notification>
  /** What may stand in a chat. */
  contentPolicy: Pick<ContentPolicy, 'card'>
}

/** So many at most are woken at once: a minute's worth, for what was put off comes back by the minute. */
const SWEEP_LIMIT = 2000
/** A database that is away is waited for, for an hour, before an answer we have is forgotten (milliseconds, and how often). */
const WRITE_AGAIN = 500
const WRITE_TRIES = 7200

/** Another process has it by now, or may have: it counted us dead. */
class TakenOver extends Error {}

export function createDelivering(deps: DeliverDeps) {
  const {
    db,
    queue,
    transact,
    office,
    clock,
    log,
    heartbeat,
    people,
    channels,
    notifications,
    contentPolicy,
  } = deps
  /** What this process has in hand: until it lets go, it does not take it a second time. */
  const inHand = new Set<string>()
  const beginTogether = batch((claims: readonly Claim[]) => setSending(db.client, claims))
  const finishTogether = batch((endings: readonly Ending[]) => finishAll(db.client, endings))

  /** A batch: read together, sent side by side, each finished as soon as its own answer is there. */
  async function deliver(ids: readonly string[]): Promise<void> {
    const free = [...new Set(ids)].filter(id => !inHand.has(id))
    for (const id of free) inHand.add(id)
    const batch = await letGoIfFails(free, claim(db.client, free, heartbeat.id(), clock.now()))
    const ours = batch.map(({ id }) => id)
    letGo(free.filter(id => !ours.includes(id)))
    if (batch.length === 0) return
    const routeOf = await letGoIfFails(ours, routesOf(deps, batch))
    // Let go one by one: what is put back may be woken again before the last of them is done.
    const service = batch.map(each => one(each, routeOf(each)).finally(() => letGo([each.id])))
    const failed = (await Promise.allSettled(service)).find(result => result.status === 'rejected')
    if (failed) throw failed.reason
  }

  function letGo(ids: readonly string[]): void {
    for (const id of ids) inHand.delete(id)
  }
  async function letGoIfFails<T>(ids: readonly string[], service: Promise<T>): Promise<T> {
    return service.catch(error => {
      letGo(ids)
      throw error
    })
  }

  async function one(delivery: Delivery, route: Route | null): Promise<void> {
    try {
      if (delivery.uncertain > MAX_UNCERTAIN) return await lost(delivery)
      const later = route && tooLate(delivery, route)
      if (later)
        return void (await putBack(db.client, { ...delivery, attempts: delivery.attempts - 1 }, later))
      await attempt(delivery, route)
    } catch (error) {
      if (error instanceof TakenOver) return
      if (error instanceof AnswerLost) delivery.uncertain += 1
      if (delivery.uncertain > MAX_UNCERTAIN) return lost(delivery)
      await again(delivery, error)
    }
  }

  const lost = (delivery: Delivery) => finish(delivery, { state: 'failed', problem: 'answer-lost' })

  /** What was due in office hours and lay while the process was down waits for the next ones. */
  function tooLate({ timing }: Delivery, { quiet, calendar }: Route): Date | null {
    if (timing !== 'office-hours') return null
    const now = clock.now()
    const next = dueAt(timing, now, { zone: office.zone, calendar: calendar ?? office.calendar }, quiet)
    return next > now ? next : null
  }

  async function attempt(delivery: Delivery, route: Route | null): Promise<void> {
    const { notice, args } = delivery
    const card =
      route && (await notifications.get(notice)?.render({ reader: route.reader, now: clock.now() }, args))
    if (!card) return finish(delivery, { state: 'moot' })
    for (const to of route.addresses) {
      const channel = channels.get(to.channel)
      if (!channel) continue
      const shown = await shownOn(contentPolicy, to.channel, route.reader, card, clock.now())
      if (!shown) return finish(delivery, { state: 'moot' })
      const sent = await send(delivery, { channel, to, locale: route.reader.locale, card: shown })
      if (sent) return finish(delivery, { state: 'sent', channel: to.channel, address: to.id, ...sent })
    }
    const problem = route.addresses.length === 0 ? 'no-account' : 'blocked'
    await finish(delivery, { state: 'unreachable', problem })
  }

  /** @returns null when this address takes no messages: the person's next platform is tried */
  async function send(
    delivery: Delivery,
    { channel, to, card, locale }: { channel: Channel; to: Route['addresses'][0] } & Leaving,
  ) {
    // It is on the wire only from its turn on: whoever dies waiting leaves no doubt.
    const beforeSend = async () => {
      const ours = (await beginTogether(delivery)).has(delivery.id)
      // Between the database's word and this line we may have stood still for long.
      if (!ours || !heartbeat.beating()) throw new TakenOver()
    }
    try {
      return await channel.send(to, card, locale, beforeSend)
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      // This one is left alone until they write again.
      await people.unreachable(to, clock.now())
      log.info({ deliveryId: delivery.id, channel: to.channel }, 'address unreachable')
      return null
    }
  }

  async function finish({ id, uncertain }: Delivery, how: How): Promise<void> {
    const ending = { id, uncertain, finishedAt: clock.now(), ...how }
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

  /** Wakes what is due: quiet hours that are over, and whatever a dead process left behind. */
  async function sweep(now: Date): Promise<void> {
    await healAhead(db.client, now)
    // While the queue is full, most of what is due stands in it.
    const room = SWEEP_LIMIT - (await queue.waiting(DELIVER))
    const due = room > 0 ? await overdue(db.client, now, room) : []
    await transact({ now }, ({ tx }) => queue.send(tx, DELIVER, due))
  }

  return { deliver, sweep }
}

type Leaving = { card: Parameters<Channel['send']>[1]; locale: Parameters<Channel['send']>[2] }
type How = Omit<Ending, 'id' | 'uncertain' | 'finishedAt'>
