import type { Tx } from '../../../platform/database/database.ts'
import type { Dates } from './rules.ts'

/** Somebody who agreed to be greeted. */
export interface Celebrant extends Dates {
  id: string
  unitId: string
  /** Agreed to the unit's groups being told too. */
  inGroup: boolean
}
export interface Consent {
  greeting: boolean
  group: boolean
}
export const NONE: Consent = { greeting: false, group: false }

export async function consentOf(tx: Tx, personId: string): Promise<Consent> {
  const row = await tx.celebration.findUnique({ where: { personId } })
  return row ? { greeting: row.greeting, group: row.inGroup } : NONE
}
export async function setConsent(tx: Tx, personId: string, { greeting, group }: Consent, at: Date) {
  const data = { greeting, inGroup: group, at }
  await tx.celebration.upsert({ where: { personId }, create: { personId, ...data }, update: data })
}

/** Those who agreed and whose date comes round on one of these days (`MM-DD`). */
export async function celebrants(tx: Tx, monthDays: readonly string[]): Promise<Celebrant[]> {
  const onOneOf = monthDays.flatMap(day => [
    { birthDate: { endsWith: `-${day}` } },
    { startDate: { endsWith: `-${day}` } },
  ])
  const rows = await tx.person.findMany({
    where: { leftOn: null, celebration: { greeting: true }, OR: onOneOf },
    select: {
      id: true,
      unitId: true,
      birthDate: true,
      startDate: true,
      celebration: { select: { inGroup: true } },
    },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ celebration, ...person }) => ({ ...person, inGroup: celebration?.inGroup === true }))
}
