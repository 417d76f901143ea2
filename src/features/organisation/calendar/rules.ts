/** The office's own days, beside the decreed ones (SKB 3 Menteri; domain/calendar/holidays.json). */
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import {
  type OwnDays,
  type UnitCalendar,
  type WorkCalendar,
  workCalendar,
} from '../../../domain/calendar/working-days.ts'

export const KINDS = ['off', 'worked'] as const
export type Kind = (typeof KINDS)[number]
export interface OwnDay {
  day: OfficeDay
  kind: Kind
  name: string
}

export const MAX_NAME = 100

export function ownDays(days: readonly OwnDay[]): OwnDays {
  const of = (kind: Kind) => days.filter(one => one.kind === kind).map(({ day }) => day)
  return { off: of('off'), worked: of('worked') }
}

export type Problem = 'past' | 'already-off' | 'already-worked'
/** A day that is over is not changed: reminders and attendance were worked out with it. */
export function problemWith(
  { day, kind }: Pick<OwnDay, 'day' | 'kind'>,
  { today, calendar }: { today: OfficeDay; calendar: Pick<WorkCalendar, 'isWorkingDay'> },
): Problem | null {
  if (day < today) return 'past'
  if (kind === 'off') return calendar.isWorkingDay(day) ? null : 'already-off'
  return calendar.isWorkingDay(day) ? 'already-worked' : null
}

/** The weeks a unit may work: as the office does, Monday to Saturday, or in shifts around the clock. */
export const WEEKS = ['five', 'six', 'shifts'] as const
export type Week = (typeof WEEKS)[number]
export interface UnitWeek {
  unitId: string
  week: Week
}
const SIX_DAYS = [1, 2, 3, 4, 5, 6]
const EVERY_DAY = [...SIX_DAYS, 7]

/**
 * Calendars by unit: a unit without a week of its own works as the nearest one above it that has one.
 * @param parents of every unit; @returns only those that differ from the office
 */
export function unitCalendars(
  weeks: readonly UnitWeek[],
  parents: ReadonlyMap<string, string | null>,
  own: OwnDays,
): Map<string, UnitCalendar> {
  const said = new Map(weeks.map(({ unitId, week }) => [unitId, week]))
  // One for all units of a kind, so that what it says is worked out once.
  const kinds: Record<Week, UnitCalendar | null> = {
    five: null,
    six: { ...workCalendar({ ...own, weekdays: SIX_DAYS }), shifts: false },
    shifts: {
      ...workCalendar({ off: [], worked: [], weekdays: EVERY_DAY, throughHolidays: true }),
      shifts: true,
    },
  }
  const weekOf = (unitId: string): Week => {
    const seen = new Set<string>()
    for (let id: string | null = unitId; id && !seen.has(id); id = parents.get(id) ?? null) {
      const week = said.get(id)
      if (week) return week
      seen.add(id)
    }
    return 'five'
  }
  const found = new Map<string, UnitCalendar>()
  for (const unitId of said.size > 0 ? parents.keys() : []) {
    const calendar = kinds[weekOf(unitId)]
    if (calendar) found.set(unitId, calendar)
  }
  return found
}

/** Puts the office's own days, and the units' calendars, where everybody looks. */
export type Change = (own: OwnDays, units: ReadonlyMap<string, UnitCalendar>) => void

/** Calendars that can be changed while everybody holds on to them. */
export function changeable(): {
  calendar: WorkCalendar
  units: ReadonlyMap<string, UnitCalendar>
  change: Change
} {
  let now = workCalendar()
  const units = new Map<string, UnitCalendar>()
  return {
    units,
    calendar: {
      isWorkingDay: day => now.isWorkingDay(day),
      workingDayFrom: day => now.workingDayFrom(day),
      addWorkingDays: (day, days) => now.addWorkingDays(day, days),
      workingDays: (from, until) => now.workingDays(from, until),
      isRamadan: day => now.isRamadan(day),
      missingYears: day => now.missingYears(day),
    },
    change: (own, changed) => {
      now = workCalendar(own)
      units.clear()
      for (const [unitId, calendar] of changed) units.set(unitId, calendar)
    },
  }
}
