import type { Tx } from '../../../platform/database/database.ts'
import type { Celebrant } from './rules.ts'

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
  return tx.person.findMany({
    where: { leftOn: null, celebration: { greeting: true }, OR: onOneOf },
    select: { id: true, birthDate: true, startDate: true },
    orderBy: { id: 'asc' },
  })
}
