/** The one way a message leaves by itself: written down under its key, sent by a worker, told once. */

import type { Office } from '../../../domain/calendar/office.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Message } from '../../../platform/unit-of-work.ts'
import type { NotifyDeps } from './deps.ts'
import { markLater } from './late.ts'
import {
  DEFAULT_PREFERENCE,
  everyGroup,
  groupsOfUnits,
  holdSent,
  insertNew,
  latestKey,
  type Preference,
  preferencesOf,
  quietHoursOf,
  type Reached,
  reached,
  revive,
  savePreference,
  sentAt,
} from './repository.ts'
import { dueAt, lostBefore, type QuietHours, REFRESH_SECONDS, refreshIn, type Timing } from './rules.ts'
import { calendarsOf } from './unit-calendars.ts'

export interface Notify {
  /** Puts messages in the outbox, in the caller's transaction. Keys that are known are left alone. */
  enqueue(tx: Tx, messages: readonly Message[], now: Date): Promise<void>
  /**
   * Has messages that were sent made anew and changed in place: at once, but each at most every few seconds.
   * What changes meanwhile is shown together, and the last state always lands.
   */
  refresh(tx: Tx, keys: readonly string[]): Promise<void>
  /** The same, when nothing else waits to be changed. */
  refreshLater(tx: Tx, keys: readonly string[]): Promise<void>
  /**
   * Somebody who could not be reached can be reached again: what was owed lately goes out after all, each thing once,
   * and nothing that is no longer wanted.
   */
  redeliver(tx: Tx, personId: string, now: Date): Promise<void>
  /** When messages with these keys were sent, by key; those that were not are left out. */
  sentAt(tx: Tx, keys: readonly string[]): Promise<Map<string, { at: Date; channel: string | null }>>
  /** Who has a message of this kind coming, or was sent one since. */
  reached(tx: Tx, notice: string, since: Date): Promise<Reached[]>
  /** The key of the last message of this kind that a person was sent. */
  latestKey(tx: Tx, notice: string, personId: string): Promise<string | null>
  preference(personId: string, tx?: Tx): Promise<Preference>
  preferences(personIds: readonly string[], tx?: Tx): Promise<Map<string, Preference>>
  /** Changes what a person prefers, in the caller's transaction, which holds the lock `preference:<person>`. */
  savePreference(tx: Tx, personId: string, preference: Preference): Promise<void>
  groupsOf(unitIds: readonly string[], tx?: Tx): Promise<{ id: string; unitId: string | null }[]>
  /** Ids of all groups there ever were. */
  everyGroup(tx: Tx): Promise<string[]>
}

export const DELIVER = 'deliver'
export const REFRESH = 'refresh'
/** One job for all that wait: it takes them one by one. */
export const REFRESH_LATER = 'refresh-later'
/** A message to a person goes before one to a group. */
const PRIORITY = { soon: 10, 'office-hours': 0 } as const
const CHUNK = 5000
export const NEXT = 'next'
/** What somebody who could not be reached gets afterwards: of so many days, and so many at most. */
const REDELIVERED = { days: 14, limit: 20 }
const DAY = 86_400_000

export function createNotify(deps: NotifyDeps): Notify {
  const { db } = deps
  return {
    enqueue: async (tx, messages, now) => {
      for (let start = 0; start < messages.length; start += CHUNK)
        await enqueue(deps, tx, messages.slice(start, start + CHUNK), now)
    },
    refresh: (tx, keys) => refresh(deps, tx, keys),
    refreshLater: (tx, keys) => refreshLater(deps, tx, keys),
    redeliver: (tx, personId, now) => redeliver(deps, tx, personId, now),
    sentAt,
    reached,
    latestKey,
    preference: async (personId, tx = db.client) =>
      (await preferencesOf(tx, [personId])).get(personId) ?? DEFAULT_PREFERENCE,
    preferences: (personIds, tx = db.client) => preferencesOf(tx, personIds),
    savePreference,
    groupsOf: (unitIds, tx = db.client) => groupsOfUnits(tx, unitIds),
    everyGroup,
  }
}

async function refreshLater(
  { queue, clock }: Pick<NotifyDeps, 'queue' | 'clock'>,
  tx: Tx,
  keys: readonly string[],
): Promise<void> {
  const now = clock.now()
  if ((await markLater(tx, keys, { at: now, lostBefore: lostBefore(now) })) > 0)
    await queue.send(tx, REFRESH_LATER, [NEXT], { once: true })
}

async function enqueue(
  { queue, ids, office }: Pick<NotifyDeps, 'queue' | 'ids' | 'office'>,
  tx: Tx,
  messages: readonly Message[],
  now: Date,
): Promise<void> {
  const people = messages.flatMap(({ to }) => ('person' in to ? [to.person] : []))
  const due = dueTimes(office, now, {
    quiet: await quietHoursOf(tx, people),
    calendars: await calendarsOf(tx, office, people),
  })
  const rows = messages.map(({ key, to, notification, args, timing }) => ({
    id: ids.next(),
    key,
    notice: notification,
    args: [...args],
    timing,
    createdAt: now,
    channel: 'person' in to ? (to.at?.channel ?? null) : null,
    address: 'person' in to ? (to.at?.id ?? null) : null,
    personId: 'person' in to ? to.person : null,
    groupId: 'group' in to ? to.group : null,
    dueAt: due(timing, 'person' in to ? to.person : null),
  }))
  const fresh = await insertNew(tx, rows)
  const ready = new Set(fresh.filter(({ dueAt: at }) => at <= now).map(({ id }) => id))
  await wake(
    queue,
    tx,
    rows.filter(({ id }) => ready.has(id)),
  )
}

/** When a message may go out to a person; null: to a group. */
function dueTimes(
  office: Office,
  now: Date,
  {
    quiet,
    calendars,
  }: { quiet: ReadonlyMap<string, QuietHours>; calendars: ReadonlyMap<string, WorkCalendar> },
): (timing: Timing, person: string | null) => Date {
  // Most have no quiet hours and no calendar of their unit: when theirs may go out is worked out once.
  const usual = new Map<Timing, Date>()
  return (timing, person) => {
    const [hours, calendar] = person ? [quiet.get(person), calendars.get(person)] : []
    const { zone } = office
    if (hours || calendar)
      return dueAt(timing, now, { zone, calendar: calendar ?? office.calendar }, hours ?? null)
    const known = usual.get(timing) ?? dueAt(timing, now, office, null)
    usual.set(timing, known)
    return known
  }
}

async function wake(
  queue: NotifyDeps['queue'],
  tx: Tx,
  rows: readonly { id: string; timing: Timing }[],
): Promise<void> {
  for (const timing of ['soon', 'office-hours'] as const) {
    const ids = rows.filter(row => row.timing === timing).map(({ id }) => id)
    await queue.send(tx, DELIVER, ids, { priority: PRIORITY[timing] })
  }
}

async function redeliver(
  { queue, office }: Pick<NotifyDeps, 'queue' | 'office'>,
  tx: Tx,
  personId: string,
  now: Date,
): Promise<void> {
  const quiet = (await quietHoursOf(tx, [personId])).get(personId) ?? null
  const due = {
    soon: dueAt('soon', now, office, quiet),
    'office-hours': dueAt('office-hours', now, office, quiet),
  }
  const since = new Date(now.getTime() - REDELIVERED.days * DAY)
  const rows = await revive(tx, personId, due, { since, limit: REDELIVERED.limit })
  await wake(
    queue,
    tx,
    rows.filter(row => row.dueAt <= now),
  )
}

/** All of them in one statement: their rows are locked in one order. */
async function refresh(
  { queue, clock }: Pick<NotifyDeps, 'queue' | 'clock'>,
  tx: Tx,
  keys: readonly string[],
): Promise<void> {
  const now = clock.now()
  const held = await holdSent(tx, keys, { at: now, lostBefore: lostBefore(now) })
  const wait = held.map(row => ({ id: row.id, seconds: refreshIn(row, now) }))
  for (const delaySeconds of [0, REFRESH_SECONDS]) {
    const jobs = wait.filter(({ seconds }) => seconds === delaySeconds).map(({ id }) => id)
    await queue.send(tx, REFRESH, jobs, { delaySeconds })
  }
}
