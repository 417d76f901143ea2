import { addDays, dayOf, instantAt, type OfficeDay, weekday } from './office-day.ts'
import type { WorkCalendar } from './working-days.ts'

/** Office time, `HH:MM`; a `from` after `until` goes over midnight. */
export interface QuietHours {
  from: string
  until: string
}
export interface Sending {
  now: Date
  calendar: WorkCalendar
  zone: string
  quietHours: QuietHours | null
}
type Span = readonly [from: string, until: string]

const FRIDAY = 5
/**
 * From the first moment on, up to but not at the second. Messages reach people at work (Perpres 21/2023):
 * shorter days in Ramadan, and none at the Friday prayer.
 */
const USUAL: Span = ['08:00', '15:30']
const RAMADAN: Span = ['08:30', '14:30']
const FRIDAY_PAUSE: Span = ['11:30', '13:30']

/**
 * The earliest instant from `now` on at which a message may go out: on a working day, inside the window,
 * outside the person's quiet hours. On a day whose whole window is quiet the quiet hours are set aside, or
 * the message would never come. (The whole window, not its first moment: a sender that is a minute late and
 * asks again must not be told to wait for tomorrow, every day anew.)
 */
export function sendAt({ now, calendar, zone, quietHours }: Sending): Date {
  let day = calendar.workingDayFrom(dayOf(now, zone))
  for (;;) {
    for (const [from, until] of openSpans(day, calendar, quietHours)) {
      const [start, end] = [instantAt(day, from, zone), instantAt(day, until, zone)]
      if (now < end) return now > start ? now : start
    }
    day = calendar.workingDayFrom(addDays(day, 1))
  }
}

/** The parts of a working day in which messages may go out, in order. */
export function openSpans(day: OfficeDay, calendar: WorkCalendar, quiet: QuietHours | null): Span[] {
  const whole = calendar.isRamadan(day) ? RAMADAN : USUAL
  const office = weekday(day) === FRIDAY ? without([whole], FRIDAY_PAUSE) : [whole]
  const left = quiet ? quietSpans(quiet).reduce(without, office) : office
  return left.length > 0 ? left : office
}

const quietSpans = ({ from, until }: QuietHours): Span[] =>
  from === until
    ? []
    : from < until
      ? [[from, until]]
      : [
          ['00:00', until],
          [from, '24:00'],
        ]

function without(spans: readonly Span[], [from, until]: Span): Span[] {
  return spans.flatMap(([start, end]): Span[] => {
    const before: Span = [start, end < from ? end : from]
    const after: Span = [start > until ? start : until, end]
    return [before, after].filter(([left, right]) => left < right)
  })
}
