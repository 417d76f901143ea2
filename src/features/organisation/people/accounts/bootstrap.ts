import type { Tx } from '../../../../platform/database/database.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Transact } from '../../../../platform/unit-of-work.ts'
import { printedCode } from '../rules.ts'
import type { Linking } from './linking.ts'

/** Not a NIP: the first administrator is an office, not a person of the list. */
export const FIRST_NIP = 'ADMINISTRATOR'

export interface BootstrapDeps {
  ids: Ids
  transact: Transact
  issue: Linking['issue']
}

/**
 * A one-time code for the first administrator: made anew at each start until it has been used.
 * @returns null once somebody holds an account as administrator
 */
export async function bootstrapCode(
  { ids, transact, issue }: BootstrapDeps,
  now: Date,
): Promise<string | null> {
  const personId = await transact({ now }, async ({ tx, lock }) => {
    await lock('bootstrap')
    const linked = await tx.person.count({
      where: { roles: { has: 'administrator' }, accounts: { some: {} } },
    })
    if (linked > 0) return null
    const known = await tx.person.findUnique({ where: { nip: FIRST_NIP } })
    if (known) return known.leftOn === null ? known.id : null
    return firstAdministrator(tx, ids, now)
  })
  return personId && printedCode(await issue({ now }, personId))
}

async function firstAdministrator(tx: Tx, ids: Ids, now: Date): Promise<string> {
  const unit = { name: 'Administrasi Rekan', parentId: null }
  const known = await tx.unit.findFirst({ where: unit, select: { id: true } })
  const { id: unitId } = known ?? (await tx.unit.create({ data: { ...unit, id: ids.next() } }))
  const id = ids.next()
  await tx.person.create({
    data: {
      id,
      nip: FIRST_NIP,
      name: 'Administrator Rekan',
      position: 'Administrator sistem',
      unitId,
      roles: ['administrator', 'officer'],
      createdAt: now,
      updatedAt: now,
    },
  })
  return id
}
