/**
 * What an office's attendance machine says, and the score the office makes of it. The formula is the office's own
 * rule, not law, and is shown with every figure it used:
 *
 *   score = 100 × (present − lost) : (present + absent)
 *   lost  = weight × minutes late or left early : minutes of those days
 *
 * Sickness, permission, leave, business trip and study are in neither part: they are never held against a person.
 * A working day of which nothing is known is left out as well. Nothing here counts towards, or hints at, discipline.
 */
import { type OfficeDay, weekday } from '../../../domain/calendar/office-day.ts'
import { firstDayOf, lastDayOf, type Quarter } from '../../../domain/calendar/quarter.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'

/** H present, S sick, I permission, C leave, DL business trip, TB study, TK absent without notice. */
export const CODES = ['H', 'S', 'I', 'C', 'DL', 'TB', 'TK'] as const
export type Code = (typeof CODES)[number]
export const EXCUSED = ['S', 'I', 'C', 'DL', 'TB'] as const
export type Excused = (typeof EXCUSED)[number]

/** One person's day. Times are minutes after midnight, null where the machine saw none. */
export interface Day {
  day: OfficeDay
  code: Code
  arrived: number | null
  left: number | null
}

/** Office hours of one kind of day, in minutes: from..until, of which `rest` is a break. */
export interface Shift {
  from: number
  until: number
  rest: number
}
export interface Rule {
  /** Monday to Thursday, and Friday; the same in Ramadan. */
  usual: Shift
  friday: Shift
  ramadan: Shift
  ramadanFriday: Shift
  /** Minutes somebody may be late or leave early without its being counted. */
  tolerance: number
  /** How heavily a minute lost weighs; 0: lateness is not counted, 1: as much as it lasts. */
  weight: number
  /** Units that work in shifts of their own: only presence counts there, on the days the file has. */
  rosterUnits: readonly string[]
}

const at = (hours: number, minutes = 0) => hours * 60 + minutes
/** Perpres 21/2023: 37.5 hours a week from 07.30, in Ramadan 32.5 from 08.00, breaks apart. */
export const DEFAULT_RULE: Rule = {
  usual: { from: at(7, 30), until: at(16), rest: 60 },
  friday: { from: at(7, 30), until: at(16, 30), rest: 90 },
  ramadan: { from: at(8), until: at(15), rest: 30 },
  ramadanFriday: { from: at(8), until: at(15, 30), rest: 60 },
  tolerance: 15,
  weight: 1,
  rosterUnits: [],
}

/** Everything the formula used, so that anybody can do the sum again. */
export interface Facts {
  /** Working days of the quarter, and on how many of them something is known. */
  workingDays: number
  recorded: number
  present: number
  absent: number
  excused: Partial<Record<Excused, number>>
  lateDays: number
  lateMinutes: number
  earlyDays: number
  earlyMinutes: number
  /** Days on which the machine saw somebody come or go only: present, with nothing to count. */
  oneTap: number
  /** Days' worth of time lost, as the formula takes it off. */
  lost: number
  /** Rows on days that are no working days: left out. */
  ignored: number
  /** 0 to 100, one decimal; null when no day can be counted. */
  score: number | null
}

const FRIDAY = 5
export function shiftOn(day: OfficeDay, rule: Rule, calendar: WorkCalendar): Shift {
  const friday = weekday(day) === FRIDAY
  if (calendar.isRamadan(day)) return friday ? rule.ramadanFriday : rule.ramadan
  return friday ? rule.friday : rule.usual
}
export const netMinutes = ({ from, until, rest }: Shift) => until - from - rest

export interface Basis {
  quarter: Quarter
  calendar: WorkCalendar
  rule: Rule
  /** The person's unit works in shifts of its own. */
  roster: boolean
  /** The unit has working days of its own, whose hours nobody has told: only presence counts. */
  ownWeek?: boolean
}

/** The facts of a quarter and their score. @param days at most one of each day; other quarters' are left out */
export function factsOf(
  days: readonly Day[],
  { quarter, calendar, rule, roster, ownWeek = false }: Basis,
): Facts {
  const [first, last] = [firstDayOf(quarter), lastDayOf(quarter)]
  const inside = days.filter(({ day }) => day >= first && day <= last)
  const counted = inside.filter(({ day }) => roster || calendar.isWorkingDay(day))
  const facts = { ...NOTHING, excused: {} as Facts['excused'], ignored: inside.length - counted.length }
  facts.workingDays = calendar.workingDays(first, last)
  facts.recorded = counted.length
  for (const one of counted) {
    if (one.code === 'TK') facts.absent++
    else if (one.code === 'H')
      addPresent(facts, one, roster || ownWeek ? null : shiftOn(one.day, rule, calendar), rule)
    else facts.excused[one.code] = (facts.excused[one.code] ?? 0) + 1
  }
  return { ...facts, score: scoreFrom(facts) }
}

const NOTHING: Facts = {
  workingDays: 0,
  recorded: 0,
  present: 0,
  absent: 0,
  excused: {},
  lateDays: 0,
  lateMinutes: 0,
  earlyDays: 0,
  earlyMinutes: 0,
  oneTap: 0,
  lost: 0,
  ignored: 0,
  score: null,
}

function addPresent(facts: Facts, day: Day, shift: Shift | null, { tolerance, weight }: Rule): void {
  facts.present++
  if ((day.arrived === null) !== (day.left === null)) facts.oneTap++
  if (!shift) return
  const { late, early } = lostMinutes(day, shift, tolerance)
  if (late > 0) facts.lateDays++
  if (early > 0) facts.earlyDays++
  facts.lateMinutes += late
  facts.earlyMinutes += early
  // A day cannot cost more than itself.
  facts.lost += Math.min(1, (weight * (late + early)) / netMinutes(shift))
}

/** Minutes of the shift that were missed. Within the tolerance nothing is counted, beyond it all of it. */
export function lostMinutes({ arrived, left }: Day, { from, until }: Shift, tolerance: number) {
  const late = arrived === null ? 0 : Math.min(arrived, until) - from
  // Who leaves after midnight has not left early.
  const overnight = arrived !== null && left !== null && left < arrived
  const early = left === null || overnight ? 0 : until - Math.max(left, from)
  return { late: late > tolerance ? late : 0, early: early > tolerance ? early : 0 }
}

/** The formula. */
export function scoreFrom({
  present,
  absent,
  lost,
}: Pick<Facts, 'present' | 'absent' | 'lost'>): number | null {
  const due = present + absent
  if (due === 0) return null
  return Math.round((Math.max(0, present - lost) / due) * 1000) / 10
}

export const excusedDays = ({ excused }: Pick<Facts, 'excused'>): number =>
  Object.values(excused).reduce((sum, days) => sum + days, 0)
