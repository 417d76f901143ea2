import type { Tx } from '../../../../platform/database/database.ts'

export interface UnitRow {
  id: string
  name: string
  parentId: string | null
}
export const allUnitRows = (tx: Tx): Promise<UnitRow[]> =>
  tx.unit.findMany({ select: { id: true, name: true, parentId: true }, orderBy: { name: 'asc' } })

/** Those in office in these units, unit by unit, with whether they have linked an account. */
export async function peopleOfUnits(tx: Tx, unitIds: readonly string[]) {
  const rows = await tx.person.findMany({
    where: { unitId: { in: [...unitIds] }, leftOn: null },
    select: {
      id: true,
      name: true,
      roles: true,
      unit: { select: { name: true } },
      _count: { select: { accounts: true } },
    },
    orderBy: [{ unit: { name: 'asc' } }, { name: 'asc' }],
  })
  return rows.map(({ id, name, roles, unit, _count }) => ({
    id,
    name,
    unitName: unit.name,
    linked: _count.accounts > 0,
    administrator: roles.includes('administrator'),
  }))
}

/** Every unit by id, with the one above it; null at the top. For rules that hold for a unit and all below it. */
export async function parentsOfUnits(tx: Tx): Promise<Map<string, string | null>> {
  const rows = await tx.unit.findMany({ select: { id: true, parentId: true } })
  return new Map(rows.map(({ id, parentId }) => [id, parentId]))
}
