/** JP hours of a calendar year: of trainings attended here, and of those elsewhere that an officer confirmed. */

import type { Office } from '../../../../domain/calendar/office.ts'
import { instantAt } from '../../../../domain/calendar/office-day.ts'
import type { Database, Tx } from '../../../../platform/database/database.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import { outsideHours } from '../outside/repository.ts'
import { hoursBetween } from '../places/repository.ts'
import { statusOf } from '../rules.ts'

/** Hours in JP, read against what the person's status says. */
export interface Hours {
  year: number
  hours: number
  status: ReturnType<typeof statusOf>
}
export type HoursOf = (personId: string, now: Date, tx?: Tx) => Promise<Hours>

export function createHours({
  db,
  people,
  office,
}: {
  db: Database
  people: Pick<PeopleService, 'person'>
  office: Office
}): HoursOf {
  return async (personId, now, tx = db.client) => {
    const today = office.today(now)
    const year = Number(today.slice(0, 4))
    const firstDay = `${year}-01-01` as const
    const begin = instantAt(firstDay, '00:00', office.zone)
    const { status } = await people.person(personId, tx)
    // Until now: what has not ended yet is not counted, whoever has been there since the morning.
    const here = await hoursBetween(tx, personId, begin, now)
    const elsewhere = await outsideHours(tx, personId, firstDay, today)
    return { year, hours: here + elsewhere, status: statusOf(status) }
  }
}
