import type { Office } from '../../../domain/calendar/office.ts'
import type { UnitCalendar } from '../../../domain/calendar/working-days.ts'
import type { Tx } from '../../../platform/database/database.ts'

/** The calendars of those among these people whose unit has its own. Where no unit has, nothing is asked. */
export async function calendarsOf(
  tx: Tx,
  { units }: Pick<Office, 'units'>,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, UnitCalendar>> {
  if (!units || units.size === 0 || personIds.length === 0) return new Map()
  const rows = await tx.person.findMany({
    where: { id: { in: [...personIds] }, unitId: { in: [...units.keys()] } },
    select: { id: true, unitId: true },
  })
  return new Map(
    rows.flatMap(({ id, unitId }) => {
      const calendar = units.get(unitId)
      return calendar ? [[id, calendar] as const] : []
    }),
  )
}
