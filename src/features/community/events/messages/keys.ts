/** The names of messages about events: each is delivered once under its key. */
import type { Message } from '../../../organisation/notify/api.ts'
import type { Event } from '../repository.ts'

export const postedKey = (id: string, group: string) => `event:${id}:posted:${group}`
export const notificationKey = (id: string, person: string) => `event:${id}:told:${person}`

type Timing = Message['timing']
const toPerson =
  (notice: string, timing: Timing, keyOf: (event: Event, person: string) => string, more: string[] = []) =>
  (event: Event, person: string): Message => ({
    key: keyOf(event, person),
    to: { person },
    notification: notice,
    args: [event.id, ...more],
    timing,
  })

export const posted = (event: Event, group: string, timing: Timing): Message => ({
  key: postedKey(event.id, group),
  to: { group },
  notification: 'events.posted',
  args: [event.id],
  timing,
})
export const announced = (timing: Timing) =>
  toPerson('events.told', timing, ({ id }, person) => notificationKey(id, person))
/** `turn`: of the answer that waited; who falls back and moves up again is told again. */
export const movedUp = (turn: number) =>
  toPerson('events.seat', 'soon', ({ id }, person) => `event:${id}:seat:${turn}:${person}`)
export const changed = (parts: readonly string[]) =>
  toPerson(
    'events.changed',
    'soon',
    ({ id, revision }, person) => `event:${id}:changed:${revision}:${person}`,
    [parts.join('+')],
  )
export const cancelled = toPerson(
  'events.cancelled',
  'soon',
  ({ id }, person) => `event:${id}:cancelled:${person}`,
)
/** A new time is a new reminder. */
export const reminder = (kind: 'day' | 'hour') =>
  toPerson(
    'events.reminder',
    kind === 'day' ? 'office-hours' : 'soon',
    ({ id, startsAt }, person) => `event:${id}:${kind}:${startsAt.getTime()}:${person}`,
    [kind],
  )
/** While whoever came is still known: an event may end after office hours, and who came is asked the next morning. */
export const rollAsked = toPerson('events.roll', 'soon', ({ id }, person) => `event:${id}:roll:${person}`)
export const ratingAsked = toPerson(
  'events.rate',
  'office-hours',
  ({ id }, person) => `event:${id}:rate:${person}`,
)
export const summed = toPerson(
  'events.summary',
  'office-hours',
  ({ id }, person) => `event:${id}:sum:${person}`,
)
