import type { OfficeDay } from '../../../../src/domain/calendar/office-day.ts'
import { workCalendar } from '../../../../src/domain/calendar/working-days.ts'
import type { Load, Reached, Span } from '../../../../src/features/performance/appraisal/rules-reminders.ts'

export const calendar = workCalendar()
export const span: Span = { opened: '2026-12-11', deadline: '2027-01-11' } // a Friday; a Monday

export const state = (today: OfficeDay, loads: Load[], reached: [string, Reached][] = []) => ({
  span,
  today,
  loads,
  officers: ['olga'],
  reached: new Map(reached),
  calendarOf: () => calendar,
})
