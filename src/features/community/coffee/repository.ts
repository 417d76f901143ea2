import type { Tx } from '../../../platform/database/database.ts'
import { type Member, pairKey } from './rules.ts'

export async function join(tx: Tx, personId: string, at: Date): Promise<void> {
  await tx.coffeeMember.createMany({ data: [{ personId, at }], skipDuplicates: true })
}
export async function leave(tx: Tx, personId: string): Promise<void> {
  await tx.coffeeMember.deleteMany({ where: { personId } })
}
export const isMember = async (tx: Tx, personId: string): Promise<boolean> =>
  (await tx.coffeeMember.findUnique({ where: { personId } })) !== null
export const memberCount = (tx: Tx): Promise<number> => tx.coffeeMember.count()

/** Those who joined, are in office and can be written to. */
export async function members(tx: Tx): Promise<Member[]> {
  const rows = await tx.coffeeMember.findMany({
    where: { person: { leftOn: null, accounts: { some: {} } } },
    select: { person: { select: { id: true, unitId: true } } },
    orderBy: { personId: 'asc' },
  })
  return rows.map(({ person }) => person)
}

/** How many rounds ago two people last met, by `pairKey`. */
export async function met(tx: Tx, round: number, back: number): Promise<Map<string, number>> {
  const rows = await tx.coffeeGroup.findMany({
    where: { round: { gte: round - back, lt: round } },
    orderBy: { round: 'asc' },
  })
  const found = new Map<string, number>()
  for (const { personIds, round: then } of rows)
    for (const one of personIds)
      for (const other of personIds) if (one < other) found.set(pairKey(one, other), round - then)
  return found
}

export interface Group {
  id: string
  round: number
  personIds: string[]
  meetAt: Date
  metAt: Date | null
}
export const hasRound = async (tx: Tx, round: number): Promise<boolean> =>
  (await tx.coffeeRound.findUnique({ where: { round } })) !== null
export async function addRound(tx: Tx, round: number, at: Date, groups: readonly Group[]): Promise<void> {
  await tx.coffeeRound.create({ data: { round, at, askedAt: null } })
  await tx.coffeeGroup.createMany({ data: [...groups] })
}
export const notAsked = (tx: Tx, round: number) =>
  tx.coffeeRound.findUnique({ where: { round, askedAt: null } })
export async function setAsked(tx: Tx, round: number, at: Date): Promise<void> {
  await tx.coffeeRound.update({ where: { round }, data: { askedAt: at } })
}
export const groupsOf = (tx: Tx, round: number): Promise<Group[]> =>
  tx.coffeeGroup.findMany({ where: { round } })
export const groupById = (tx: Tx, id: string): Promise<Group | null> =>
  tx.coffeeGroup.findUnique({ where: { id } })
export async function setMet(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.coffeeGroup.updateMany({ where: { id, metAt: null }, data: { metAt: at } })
}
