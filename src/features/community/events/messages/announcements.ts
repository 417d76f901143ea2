/** Who hears of an event, and how the numbers in what they were sent are kept true. */
import type { Tx } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import { CHUNK, type EventsDeps } from '../deps.ts'
import { changeEvent, type Event, linkedPeople, unitTree } from '../repository.ts'
import { announceTiming } from '../rules.ts'
import * as message from './keys.ts'

/** Up to so many messages are changed with each answer; more of them are changed together, now and then. */
const LIVE_PEOPLE = 20
const LIVE_GROUPS = 10
/** Private messages of one event that are changed a second, at most, over all platforms. */
const EDITS_A_SECOND = 10
const SHORTEST_WAIT = 50 * 1000

export type Announcements = ReturnType<typeof createAnnouncements>

export function createAnnouncements({
  db,
  transact,
  notify,
}: Pick<EventsDeps, 'db' | 'transact' | 'notify'>) {
  async function groupsOf(event: Event, tx: Tx): Promise<string[]> {
    const everyUnit = async () => (await unitTree(tx)).map(({ id }) => id)
    const unitIds = event.unitIds.length > 0 ? event.unitIds : await everyUnit()
    return (await notify.groupsOf(unitIds, tx)).map(({ id }) => id)
  }

  /** To the groups, and to the next ones in line. @returns false when everybody has been told */
  async function spread(work: Work, event: Event): Promise<boolean> {
    const { tx, now } = work
    const timing = announceTiming(event.startsAt, now)
    if (event.toldTo === null) {
      const groups = await groupsOf(event, tx)
      work.notify(...groups.map(group => message.posted(event, group, timing)))
    }
    const next = await linkedPeople(tx, event.unitIds, event.toldTo, CHUNK)
    const announce = message.announced(timing)
    work.notify(...next.map(person => announce(event, person)))
    const more = next.length === CHUNK
    await changeEvent(tx, event.id, {
      toldTo: next.at(-1) ?? event.toldTo,
      told: event.told + next.length,
      toldAt: more ? null : now,
    })
    return more
  }

  /** After an answer: at once where few see it; the rest follows with the next `showAll`. */
  async function showNumbers(work: Work, event: Event, own: readonly string[]): Promise<void> {
    const { tx, now } = work
    const groups = await groupsOf(event, tx)
    const few = event.told <= LIVE_PEOPLE && event.toldAt !== null
    const persons = few ? await linkedPeople(tx, event.unitIds, null, LIVE_PEOPLE) : own
    if (!few || groups.length > LIVE_GROUPS) await changeEvent(tx, event.id, { countedAt: now })
    work.refresh(...own.map(person => message.notificationKey(event.id, person)))
    work.refreshLater(...persons.map(person => message.notificationKey(event.id, person)))
    if (groups.length <= LIVE_GROUPS) work.refresh(...groups.map(group => message.postedKey(event.id, group)))
  }

  /** Brings every message about this event up to date, a part at a time. */
  async function showAll(event: Event, now: Date): Promise<void> {
    const { id, countedAt, shownAt, told } = event
    if (!countedAt || (shownAt && countedAt < shownAt)) return
    const wait = Math.max(SHORTEST_WAIT, (told / EDITS_A_SECOND) * 1000)
    if (shownAt && now.getTime() - shownAt.getTime() < wait) return
    await transact({ now }, async work => {
      await changeEvent(work.tx, id, { shownAt: now, countedAt: null })
      const groups = await groupsOf(event, work.tx)
      work.refreshLater(...groups.map(group => message.postedKey(id, group)))
    })
    for (let after: string | null = null, more = true; more; ) {
      const next: string[] = await linkedPeople(db.client, event.unitIds, after, CHUNK)
      await transact({ now }, async work =>
        work.refreshLater(...next.map(person => message.notificationKey(id, person))),
      )
      after = next.at(-1) ?? null
      more = next.length === CHUNK
    }
  }

  return { spread, showNumbers, showAll }
}
