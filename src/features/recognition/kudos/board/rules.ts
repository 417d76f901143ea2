/** What the board is about: a month or a quarter, the office or a unit, every value or one. */
import { type Berakhlak, isBerakhlak } from '../../../../domain/berakhlak.ts'
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { type Quarter, quarterOf, readQuarter } from '../../../../domain/calendar/quarter.ts'

export type Month = `${number}-${number}`
export type Period = Month | Quarter
/** The whole office, or every value. Ids of units are longer. */
export const OFFICE = 'office'
export const ANY = 'any'

export interface Board {
  period: Period
  /** `office`, or a unit's id. */
  scope: string
  value: Berakhlak | typeof ANY
}

/** How many pages are shown: a board names the first, not everybody. */
export const BOARD_PAGES = 10

export const monthOf = (day: OfficeDay): Month => day.slice(0, 7) as Month
export const isQuarter = (period: Period): period is Quarter => readQuarter(period) !== null
/** The other of the two boards that this day belongs to. */
export const otherPeriod = (period: Period, today: OfficeDay): Period =>
  isQuarter(period) ? monthOf(today) : quarterOf(today)

/** What a button said, or what is shown first: old buttons and foreign hands are no reason to fall. */
export function readBoard(
  { period, scope, value }: Record<'period' | 'scope' | 'value', string>,
  today: OfficeDay,
): Board {
  const month = /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(period) ? (period as Month) : null
  return {
    period: month ?? readQuarter(period) ?? monthOf(today),
    scope: scope || OFFICE,
    value: isBerakhlak(value) ? value : ANY,
  }
}

/** A person on one board. */
export interface BoardEntry extends Board {
  personId: string
}

/** Every board on which a kudos that counts shows for one of its receivers: month and quarter, office and unit, the
 * value and all values. */
export function boardEntriesOf(
  { personId, unitId }: { personId: string; unitId: string },
  value: Berakhlak,
  day: OfficeDay,
): BoardEntry[] {
  return [monthOf(day), quarterOf(day)].flatMap(period =>
    [OFFICE, unitId].flatMap(scope =>
      ([ANY, value] as const).map(one => ({ period, scope, value: one, personId })),
    ),
  )
}
