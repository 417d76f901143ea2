/** What the workers do: messages, from their rows in the outbox to the platform's answers. */
import { AnswerLost, type Channel } from '../../../chat/channel.ts'
import type { Notification } from '../../../chat/contributions.ts'
import type { ContentPolicy } from '../../../chat/secure-link.ts'
import { batch } from '../../../platform/jobs/batch.ts'
import type { Heartbeat } from '../../../platform/jobs/heartbeat.ts'
import type { Queue } from '../../../platform/jobs/queue.ts'
import type { Logger } from '../../../platform/observability/log.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../people/api.ts'
import { attempt } from './attempt.ts'
import { type Claim, claim, healAhead, overdue, putBack, setSending } from './claim.ts'
import type { NotifyDeps } from './deps.ts'
import { createEndings } from './endings.ts'
import { DELIVER } from './outbox.ts'
import type { Delivery } from './repository.ts'
import { type Route, routesOf } from './route.ts'
import { dueAt, MAX_UNCERTAIN } from './rules.ts'

export interface DeliverDeps extends NotifyDeps {
  queue: Pick<Queue, 'send' | 'waiting' | 'nudge'>
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
const ANSWER_LOST = { state: 'failed', problem: 'answer-lost' } as const

/** Another process has it by now, or may have: it counted us dead. */
class TakenOver extends Error {}

export function createDelivering(deps: DeliverDeps) {
  const { db, clock, heartbeat } = deps
  const inHand = createInHand()
  const { finish, again } = createEndings(deps)
  const beginTogether = batch((claims: readonly Claim[]) => setSending(db.client, claims))

  /** A batch: read together, sent side by side, each finished as soon as its own answer is there. */
  async function deliver(ids: readonly string[]): Promise<void> {
    const free = inHand.take(ids)
    const claimed = claim(db.client, free, heartbeat.id(), clock.now())
    const deliveries = await inHand.releaseIfFails(free, claimed)
    const ours = deliveries.map(({ id }) => id)
    inHand.release(free.filter(id => !ours.includes(id)))
    if (deliveries.length === 0) return
    const routeOf = await inHand.releaseIfFails(ours, routesOf(deps, deliveries))
    // Released one by one: what is put back may be woken again before the last of them is done.
    const work = deliveries.map(each => one(each, routeOf(each)).finally(() => inHand.release([each.id])))
    const failed = (await Promise.allSettled(work)).find(result => result.status === 'rejected')
    if (failed) throw failed.reason
  }

  async function one(delivery: Delivery, route: Route | null): Promise<void> {
    try {
      if (delivery.uncertain > MAX_UNCERTAIN) return await finish(delivery, ANSWER_LOST)
      const later = route && tooLate(deps, delivery, route)
      if (later)
        return void (await putBack(db.client, { ...delivery, attempts: delivery.attempts - 1 }, later))
      await finish(delivery, await attempt(deps, delivery, route, () => beforeSend(delivery)))
    } catch (error) {
      if (error instanceof TakenOver) return
      if (error instanceof AnswerLost) delivery.uncertain += 1
      if (delivery.uncertain > MAX_UNCERTAIN) return finish(delivery, ANSWER_LOST)
      await again(delivery, error)
    }
  }

  /** It is on the wire only from its turn on: whoever dies waiting leaves no doubt. */
  async function beforeSend(delivery: Delivery): Promise<void> {
    const ours = (await beginTogether(delivery)).has(delivery.id)
    // Between the database's word and this line we may have stood still for long.
    if (!ours || !heartbeat.beating()) throw new TakenOver()
  }

  return { deliver, sweep: (now: Date) => sweep(deps, now) }
}

/** Wakes what is due: quiet hours that are over, and whatever a dead process left behind. */
async function sweep(
  { db, queue, transact }: Pick<DeliverDeps, 'db' | 'queue' | 'transact'>,
  now: Date,
): Promise<void> {
  await healAhead(db.client, now)
  // While the queue is full, most of what is due stands in it.
  const room = SWEEP_LIMIT - (await queue.waiting(DELIVER))
  const due = room > 0 ? await overdue(db.client, now, room) : []
  await transact({ now }, ({ tx }) => queue.send(tx, DELIVER, due))
}

/** What was due in office hours and lay while the process was down waits for the next ones. */
function tooLate(
  { clock, office }: Pick<DeliverDeps, 'clock' | 'office'>,
  { timing }: Delivery,
  { quiet, calendar }: Route,
): Date | null {
  if (timing !== 'office-hours') return null
  const now = clock.now()
  const next = dueAt(timing, now, { zone: office.zone, calendar: calendar ?? office.calendar }, quiet)
  return next > now ? next : null
}

/** What this process has in hand: until it is released, it is not taken a second time. */
function createInHand() {
  const inHand = new Set<string>()
  const release = (ids: readonly string[]) => {
    for (const id of ids) inHand.delete(id)
  }
  return {
    /** @returns those that were free */
    take(ids: readonly string[]): string[] {
      const free = [...new Set(ids)].filter(id => !inHand.has(id))
      for (const id of free) inHand.add(id)
      return free
    },
    release,
    releaseIfFails: async <T>(ids: readonly string[], work: Promise<T>): Promise<T> =>
      work.catch(error => {
        release(ids)
        throw error
      }),
  }
}
