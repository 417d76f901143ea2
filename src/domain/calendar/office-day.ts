/** A civil date in the office's own zone, `YYYY-MM-DD`: it has no time and compares as text (`<`, `.sort()`). */
export type OfficeDay = `${number}-${number}-${number}`

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Nobody in an office means a year outside these; a wrong one is a slip of the hand. */
const YEARS = { from: 1900, until: 2199 }
const formats = new Map<string, Intl.DateTimeFormat>()

function clockOf(instant: Date, zone: string): { day: OfficeDay; time: string } {
  const known = formats.get(zone)
  const format =
    known ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(zone, format)
  const [day = '', time = ''] = format.format(instant).split(' ')
  return { day: day as OfficeDay, time }
}

/** The office's date at an instant. `zone`: an IANA name, such as `Asia/Jakarta`. */
export const dayOf = (instant: Date, zone: string): OfficeDay => clockOf(instant, zone).day
/** The office's time at an instant, `HH:MM`. */
export const timeOf = (instant: Date, zone: string): string => clockOf(instant, zone).time

/** The instant at which the office's clock shows this day and time (`HH:MM`, up to `24:00`). */
export function instantAt(day: OfficeDay, time: string, zone: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  // The zone's offset is found by asking what its clock shows then; twice, for zones that change theirs.
  let instant = asUtc
  for (let pass = 0; pass < 2; pass++) {
    const shown = clockOf(new Date(instant), zone)
    instant += asUtc - Date.parse(`${shown.day}T${shown.time}:00Z`)
  }
  return new Date(instant)
}

/** The day of a calendar, or `null` where there is none (30 February) or the year is out of all reason. */
export function civilDay(year: number, month: number, day: number): OfficeDay | null {
  if (!(year >= YEARS.from && year <= YEARS.until)) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10) as OfficeDay
}

export function addDays(day: OfficeDay, days: number): OfficeDay {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10) as OfficeDay
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export const weekday = (day: OfficeDay): number => new Date(day).getUTCDay() || 7

/** Days from one to the other; negative when `until` is the earlier. */
export const daysBetween = (from: OfficeDay, until: OfficeDay): number =>
  Math.round((Date.parse(until) - Date.parse(from)) / DAY)
