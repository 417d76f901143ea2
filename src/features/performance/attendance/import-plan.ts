/** What an attendance file would do, given who is who and which days are worked. Pure. */
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { UnitCalendar, WorkCalendar } from '../../../domain/calendar/working-days.ts'
import { breather } from '../../../platform/breathe.ts'
import type { ReadRows, RowProblem, UnknownWord } from './import-rows.ts'
import type { PersonDay } from './repository.ts'
import type { Code, Rule } from './rules.ts'

export interface Plan {
  days: PersonDay[]
  people: string[]
  /** The first and the last day of the file; null when it has none that counts. */
  period: { from: OfficeDay; until: OfficeDay } | null
  problems: RowProblem[]
  /** Working days without times and without a remark: kept as TK, and told before anything is kept. */
  unexplained: number
  /** Left out: days off, days after somebody left, and empty rows of those who work in shifts. */
  leftOut: number
  /** Kept, but on days that are no working days: they are not counted. */
  notWorked: number
  joined: number
  /** Whom the machine knows and the list of people does not: numbers, and how many rows they have. Left out. */
  strangers: Map<string, number>
  /** Remarks nobody knows. */
  words: UnknownWord[]
}

export type Holders = ReadonlyMap<string, { id: string; unitId: string; leftOn: string | null }>

/** Calendars of the units that have their own. */
type Units = ReadonlyMap<string, UnitCalendar>

export async function planImport(
  { entries, problems, off, joined, outsiders, words }: ReadRows,
  holders: Holders,
  { calendar, units, rule }: { calendar: WorkCalendar; units?: Units | undefined; rule: Rule },
): Promise<Plan> {
  const plan: Plan = {
    days: [],
    people: [],
    period: null,
    problems: [...problems],
    unexplained: 0,
    leftOut: off,
    notWorked: 0,
    joined,
    strangers: new Map(outsiders),
    words,
  }
  const worked = memo((day, unitId) => (units?.get(unitId) ?? calendar).isWorkingDay(day))
  const roster = new Set(rule.rosterUnits)
  const people = new Set<string>()
  const breathe = breather()
  for (const { nip, day, code, arrived, left } of entries) {
    const turn = breathe()
    if (turn) await turn
    const person = holders.get(nip)
    if (!person) {
      plan.strangers.set(nip, (plan.strangers.get(nip) ?? 0) + 1)
      continue
    }
    const { unitId } = person
    const inRoster = roster.has(unitId) || units?.get(unitId)?.shifts === true
    const known = code ?? (worked(day, unitId) && !inRoster ? 'TK' : null)
    if (known === null || (person.leftOn !== null && day > person.leftOn)) {
      plan.leftOut++
      continue
    }
    if (code === null) plan.unexplained++
    if (!worked(day, unitId) && !inRoster) plan.notWorked++
    people.add(person.id)
    plan.days.push({ personId: person.id, day, code: known satisfies Code, arrived, left })
  }
  plan.people = [...people]
  plan.period = periodOf(plan.days)
  plan.problems.sort((a, b) => a.row - b.row)
  return plan
}

function periodOf(days: readonly PersonDay[]): Plan['period'] {
  const [first] = days
  if (!first) return null
  let [from, until] = [first.day, first.day]
  for (const { day } of days) {
    if (day < from) from = day
    if (day > until) until = day
  }
  return { from, until }
}

/** A file asks for the same days thousands of times. */
function memo(isWorkingDay: (day: OfficeDay, unitId: string) => boolean) {
  const known = new Map<string, boolean>()
  return (day: OfficeDay, unitId: string) => {
    const key = `${unitId} ${day}`
    const found = known.get(key) ?? isWorkingDay(day, unitId)
    known.set(key, found)
    return found
  }
}
