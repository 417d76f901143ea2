/** The pulse survey: which questions in which month, when they are sent, and which figures may be shown. */
import { mayShow, tellsOfFew } from '../../../domain/anonymity.ts'
import { addDays, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { WorkCalendar } from '../../../domain/calendar/working-days.ts'

/** A month of the office, `YYYY-MM`; compares as text. */
export type Month = `${number}-${number}`

/**
 * The bank, three a month in turn: each comes back every four months, three times a year.
 * All are put so that agreeing is good: so answers can be averaged. Ids stay for good: answers are kept under them.
 */
const BANK = [
  ['clarity', 'tools', 'respect'],
  ['load', 'help', 'voice'],
  ['growth', 'praise', 'fair'],
  ['balance', 'informed', 'proud'],
] as const
export type Question = (typeof BANK)[number][number]
export const VALUES = [1, 2, 3, 4, 5] as const
export type Value = (typeof VALUES)[number]

/** How far back the trend goes (months). */
export const TREND_MONTHS = 12

export const monthOf = (day: OfficeDay): Month => day.slice(0, 7) as Month
export const firstDay = (month: Month): OfficeDay => `${month}-01` as OfficeDay

function serial(month: Month): number {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return year * 12 + number - 1
}
/** So many months before; after, when negative. */
export function monthsBefore(month: Month, back: number): Month {
  const at = serial(month) - back
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}` as Month
}
/** The months of the trend, oldest first, up to the last that is over. */
export const trendMonths = (now: Month): Month[] =>
  Array.from({ length: TREND_MONTHS }, (_, index) => monthsBefore(now, TREND_MONTHS - index))

/** The three questions of a month: nothing is stored, so that every process and every year agree. */
export const questionsOf = (month: Month): readonly Question[] => BANK[serial(month) % BANK.length] ?? BANK[0]
export const questionOf = (month: Month, id: string): Question | undefined =>
  questionsOf(month).find(question => question === id)

/** Sent on the first working day from the 10th, to those who have not answered once more a week later. */
export function daysOf(month: Month, calendar: WorkCalendar): { asked: OfficeDay; reminded: OfficeDay } {
  const asked = calendar.workingDayFrom(`${month}-10` as OfficeDay)
  return { asked, reminded: calendar.workingDayFrom(addDays(asked, 7)) }
}

/** How many chose each value, 1 first, for one question in one unit; `unitId` is '' for the office only. */
export interface Tally {
  unitId: string
  counts: readonly number[]
}
export interface Figure {
  /** 1 to 5, to one decimal. */
  mean: number
  answers: number
}
/** What may be known of one question in one month. */
export interface Published {
  office: Figure | null
  units: ReadonlyMap<string, Figure>
}

const answersIn = ({ counts }: Tally) => counts.reduce((sum, count) => sum + count, 0)
const tenths = (value: number) => Math.round(value * 10) / 10

function figure(tallies: readonly Tally[]): Figure | null {
  const answers = tallies.reduce((sum, tally) => sum + answersIn(tally), 0)
  if (!mayShow(answers)) return null
  const total = tallies.flatMap(({ counts }) => counts.map((count, index) => count * (index + 1)))
  return { mean: tenths(total.reduce((sum, one) => sum + one, 0) / answers), answers }
}

/**
 * The office's figure and those of units, from five answers up. Whoever takes all units that are shown from the
 * office must not be left with one to four answers: then the smallest of those units is not shown either.
 * So every sum and difference of what is shown is of nobody, or of five answers or more.
 */
export function published(tallies: readonly Tally[]): Published {
  const office = figure(tallies)
  const large = tallies
    .filter(tally => tally.unitId !== '' && mayShow(answersIn(tally)))
    .sort((one, other) => answersIn(one) - answersIn(other) || one.unitId.localeCompare(other.unitId))
  const rest = (office?.answers ?? 0) - large.reduce((sum, tally) => sum + answersIn(tally), 0)
  const shown = tellsOfFew(rest) ? large.slice(1) : large
  const units = shown.flatMap((tally): [string, Figure][] => {
    const found = figure([tally])
    return found ? [[tally.unitId, found]] : []
  })
  return { office, units: new Map(units) }
}

/** A month in one figure: the mean of its questions; null unless all of them may be shown. */
export function wholeMonth(figures: readonly (Figure | null | undefined)[]): number | null {
  let sum = 0
  for (const one of figures) {
    if (!one) return null
    sum += one.mean
  }
  return figures.length > 0 ? tenths(sum / figures.length) : null
}
