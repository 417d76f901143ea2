/** What others may ask about attendance: the score of a quarter, and everything it is made of. */
import type { Button } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import { firstDayOf, lastDayOf, type Quarter } from '../../../domain/calendar/quarter.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import * as repository from './repository.ts'
import { type Facts, factsOf, type Rule } from './rules.ts'
import { ruleOf } from './settings.ts'

/** A quarter of somebody's attendance, with where it came from and the rule it was counted by. */
export interface Attendance extends Facts {
  quarter: Quarter
  /** The last day of which something is known. */
  knownUntil: OfficeDay
  /** The newest file among those the days came from. */
  source: { batch: string; importedAt: Date }
  rule: Pick<Rule, 'tolerance' | 'weight'>
  /** The unit works in shifts of its own: lateness was not counted. */
  roster: boolean
  /** The unit has working days of its own: lateness was not counted. */
  ownWeek: boolean
}

export interface AttendanceApi {
  /**
   * The score of a quarter as the data now stands; whoever fixes it keeps a copy.
   * `null`: nothing was imported, or there is no day that can be counted (away with reason all the time).
   */
  scoreOf(personId: string, quarter: Quarter, tx?: Tx): Promise<(Attendance & { score: number }) | null>
  /** The same with `score: null` where there is no day to count; `null` only when nothing was imported. */
  attendanceOf(personId: string, quarter: Quarter, tx?: Tx): Promise<Attendance | null>
  /** To one's own attendance of a quarter, or of the one that is on. */
  ownButton(quarter: Quarter | null): Button
}

export interface AttendanceApiDeps {
  db: Database
  people: Pick<PeopleService, 'person'>
  office: Office
}

export function createAttendanceApi({
  db,
  people,
  office,
}: AttendanceApiDeps): Omit<AttendanceApi, 'ownButton'> {
  async function attendanceOf(personId: string, quarter: Quarter, tx: Tx = db.client) {
    const { days, batch } = await repository.daysOf(tx, personId, firstDayOf(quarter), lastDayOf(quarter))
    const last = days.at(-1)
    if (!batch || !last) return null
    const [rule, { unitId }] = [await ruleOf(tx), await people.person(personId, tx)]
    const unit = office.units?.get(unitId)
    const roster = rule.rosterUnits.includes(unitId) || unit?.shifts === true
    const ownWeek = unit !== undefined && !roster
    return {
      ...factsOf(days, { quarter, calendar: unit ?? office.calendar, rule, roster, ownWeek }),
      quarter,
      knownUntil: last.day,
      source: { batch: batch.id, importedAt: batch.createdAt },
      rule: { tolerance: rule.tolerance, weight: rule.weight },
      roster,
      ownWeek,
    }
  }
  return {
    attendanceOf,
    scoreOf: async (personId, quarter, tx) => {
      const found = await attendanceOf(personId, quarter, tx)
      return found && found.score !== null ? { ...found, score: found.score } : null
    },
  }
}
