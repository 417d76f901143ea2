import type { Database } from '../../../../platform/database/database.ts'
import type { Ids } from '../../../../platform/ids.ts'
import { printedCode } from '../rules.ts'
import type { Linking } from './linking.ts'

/** Not a NIP: the first administrator is an office, not a person of the list. */
export const FIRST_NIP = 'ADMINISTRATOR'

/**
 * A one-time code for the first administrator: made anew at each start until it has been used.
 * @returns null once somebody holds an account as administrator
 */
export async function bootstrapCode(
  { db, ids, linking }: { db: Database; ids: Ids; linking: Linking },
  now: Date,
): Promise<string | null> {
  return db.transaction(async tx => {
    await db.lock(tx, 'bootstrap')
    const linked = await tx.person.count({
      where: { roles: { has: 'administrator' }, accounts: { some: {} } },
    })
    if (linked > 0) return null
    const known = await tx.person.findUnique({ where: { nip: FIRST_NIP } })
    return printedCode(await linking.issue(tx, known?.id ?? (await first(tx)), null, now))
  })

  async function first(tx: Parameters<Linking['issue']>[0]): Promise<string> {
    const unit = { id: ids.next(), name: 'Administrasi Rekan' }
    const { id: unitId } = await tx.unit.upsert({ where: { name: unit.name }, create: unit, update: {} })
    const names = { nip: FIRST_NIP, name: 'Administrator Rekan', position: 'Administrator sistem' }
    const id = ids.next()
    await tx.person.create({
      data: { id, ...names, unitId, roles: ['administrator', 'officer'], createdAt: now, updatedAt: now },
    })
    return id
  }
}
