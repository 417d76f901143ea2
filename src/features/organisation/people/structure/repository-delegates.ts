import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { Delegation } from '../rules.ts'

export interface DelegationRow extends Delegation {
  id: string
}
export interface NamedDelegation extends DelegationRow {
  principal: string
  delegate: string
}

type Row = NonNullable<Awaited<ReturnType<typeof find>>>
const find = (tx: Tx, id: string) => tx.delegation.findUnique({ where: { id } })
// What is in the table went through the rules.
const toDelegation = ({ id, kind, principalId, delegateId, fromDay, untilDay }: Row): DelegationRow => ({
  id,
  kind: kind === 'plt' ? 'plt' : 'plh',
  principalId,
  delegateId,
  fromDay: fromDay as OfficeDay,
  untilDay: untilDay as OfficeDay,
})

export async function byId(tx: Tx, id: string): Promise<DelegationRow | null> {
  const row = await find(tx, id)
  return row && toDelegation(row)
}

/** Those of one principal that are not over. */
export async function openOf(tx: Tx, principalId: string, today: OfficeDay): Promise<DelegationRow[]> {
  const rows = await tx.delegation.findMany({ where: { principalId, untilDay: { gte: today } } })
  return rows.map(toDelegation)
}

/** All that are not over, with names; `total` of them. */
export async function open(tx: Tx, today: OfficeDay, page: { skip: number; take: number }) {
  const where = { untilDay: { gte: today } }
  const name = { select: { name: true } }
  const rows = await tx.delegation.findMany({
    where,
    include: { principal: name, delegate: name },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
    ...page,
  })
  const total = await tx.delegation.count({ where })
  const named = rows.map(row => ({
    ...toDelegation(row),
    principal: row.principal.name,
    delegate: row.delegate.name,
  }))
  return { rows: named satisfies NamedDelegation[], total }
}

export async function isHere(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.person.count({ where: { id: personId, leftOn: null } })) > 0
}

export async function insert(tx: Tx, row: DelegationRow & { createdAt: Date }): Promise<void> {
  await tx.delegation.create({ data: row })
}
export async function remove(tx: Tx, id: string): Promise<void> {
  await tx.delegation.deleteMany({ where: { id } })
}
export async function endOn(tx: Tx, id: string, untilDay: OfficeDay): Promise<void> {
  await tx.delegation.updateMany({ where: { id }, data: { untilDay } })
}

/** For whom somebody acts on a day, and who acts for them. */
export async function actingOn(tx: Tx, personId: string, day: OfficeDay) {
  const today = { fromDay: { lte: day }, untilDay: { gte: day } }
  const name = { select: { name: true } }
  const acts = await tx.delegation.findMany({
    where: { delegateId: personId, ...today },
    include: { principal: name },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const replaced = await tx.delegation.findFirst({
    where: { principalId: personId, ...today, delegate: { leftOn: null } },
    include: { delegate: name },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return {
    actsFor: acts.map(row => ({ kind: toDelegation(row).kind, principal: row.principal.name })),
    replacedBy: replaced?.delegate.name ?? null,
  }
}
