/** What is due by the clock: the rest of an announcement, reminders, questions afterwards. */
import type { Tick } from '../../../../chat/contributions.ts'
import type { Answering } from '../answers/answering.ts'
import { peopleIn, whoCame } from '../answers/repository.ts'
import { CHUNK, type EventsDeps } from '../deps.ts'
import * as repository from '../repository.ts'
import { ratingEnds, ratingTime, reminderTimes } from '../rules.ts'
import type { Announcements } from './announcements.ts'
import * as message from './keys.ts'

const DAY = 24 * 60 * 60 * 1000
/** Long enough for ratings and a long holiday; an older event is nobody's business any more. */
const LOOK_BACK = 30 * DAY
type Marker = 'dayToldAt' | 'hourToldAt' | 'rollAt' | 'ratingAt' | 'summedAt'

export function eventTicks(deps: EventsDeps, announcements: Announcements, answering: Answering): Tick[] {
  const { db, transact, office } = deps

  async function look(now: Date): Promise<void> {
    for (const event of await repository.current(db.client, new Date(now.getTime() - LOOK_BACK))) {
      if (event.startsAt > now) await before(event, now)
      else await after(event, now)
    }
    for (const event of await repository.justCancelled(db.client, now))
      await announcements.showAll(event, now)
  }

  async function before(event: repository.Event, now: Date): Promise<void> {
    await finishTelling(event.id, now)
    await answering.release(event.id, now)
    const { day, hour } = reminderTimes(event, office.calendar, office.zone)
    if (!event.hourToldAt && now >= hour)
      await once(
        event,
        'hourToldAt',
        now,
        message.reminder('hour'),
        await peopleIn(db.client, event.id, ['yes'], hour),
      )
    else if (!event.dayToldAt && now >= day && now < hour)
      await once(
        event,
        'dayToldAt',
        now,
        message.reminder('day'),
        await peopleIn(db.client, event.id, ['yes'], day),
      )
    const fresh = await repository.eventById(db.client, event.id)
    if (fresh) await announcements.showAll(fresh, now)
  }

  async function finishTelling(id: string, now: Date): Promise<void> {
    for (let more = true; more; ) {
      more = await transact({ now }, async work => {
        await work.lock(`event:${id}`)
        const event = await repository.eventById(work.tx, id)
        return event && !event.toldAt && !event.cancelledAt ? announcements.spread(work, event) : false
      })
    }
  }

  async function after(event: repository.Event, now: Date): Promise<void> {
    const { id, makerId } = event
    if (!event.rollAt && now >= event.endsAt) await once(event, 'rollAt', now, message.rollAsked, [makerId])
    if (!event.ratingAt && now >= ratingTime(event, office.calendar, office.zone))
      await once(event, 'ratingAt', now, message.ratingAsked, await whoCame(db.client, id))
    if (now >= ratingEnds(event, office.zone)) await once(event, 'summedAt', now, message.summed, [makerId])
  }

  /** Tells these people, and remembers that it is done; cut off in between, it is told again under the same keys. */
  async function once(
    event: repository.Event,
    marker: Marker,
    now: Date,
    tell: (event: repository.Event, person: string) => ReturnType<typeof message.summed>,
    persons: readonly string[],
  ): Promise<void> {
    for (let start = 0; start < persons.length; start += CHUNK) {
      const part = persons.slice(start, start + CHUNK).map(person => tell(event, person))
      await transact({ now }, async work => work.notify(...part))
    }
    await repository.changeEvent(db.client, event.id, { [marker]: now })
  }

  return [{ name: 'events.look', run: look }]
}
