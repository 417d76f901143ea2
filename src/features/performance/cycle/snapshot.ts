/** Who appraises whom, taken down when a quarter opens: a few statements for everybody in office. */
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import { parentsOfUnits } from '../../organisation/people/api.ts'
import * as repository from './repository.ts'
import { assign, type Cycle, withSubunits } from './rules.ts'

/** People read and assigned in one statement. */
const CHUNK = 5000

/** @returns how many people were in office */
export async function snapshot(
  tx: Tx,
  ids: Ids,
  { cycle, day, now }: { cycle: Cycle; day: OfficeDay; now: Date },
): Promise<number> {
  const { quarter, newcomersFrom } = cycle
  const excused = await repository.excusedUnits(tx, quarter)
  const named = new Map(excused.map(({ unitId, reason }) => [unitId, reason]))
  const excusedUnits = named.size > 0 ? withSubunits(named, await parentsOfUnits(tx)) : named
  let assigned = 0
  for (let after = ''; ; ) {
    const people = await repository.inOffice(tx, day, after, CHUNK)
    const rows = people.map(({ appraiser, ...person }) => ({
      ...assign({ ...person, superiorId: appraiser?.appraiserId ?? null }, { newcomersFrom, excusedUnits }),
      id: ids.next(),
      quarter,
      doneAt: null,
    }))
    await repository.addAssignments(tx, rows, now)
    assigned += rows.length
    const last = people.at(-1)
    if (!last || people.length < CHUNK) return assigned
    after = last.id
  }
}
