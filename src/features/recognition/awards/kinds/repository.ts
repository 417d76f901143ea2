/** Kinds of awards, and the candidates that were drafted for them. */
import type { Quarter } from '../../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { AwardKind as Row } from '../../../../platform/generated/client.ts'
import type { ForWhom, Kind, Ranked } from '../rules.ts'

const toKind = ({ forWhom, weightTargets, weightAppraisal, weightKudos, ...row }: Row): Kind => ({
  ...row,
  forWhom: forWhom === 'unit' ? 'unit' : 'person',
  weights: { targets: weightTargets, appraisal: weightAppraisal, kudos: weightKudos },
})

/** Those still given come first. */
export async function kinds(tx: Tx): Promise<Kind[]> {
  const rows = await tx.awardKind.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  return rows.map(toKind).sort((a, b) => Number(a.retiredAt !== null) - Number(b.retiredAt !== null))
}

export async function kindById(tx: Tx, id: string): Promise<Kind | null> {
  const row = await tx.awardKind.findUnique({ where: { id } })
  return row && toKind(row)
}

export type Terms = Omit<Kind, 'id' | 'retiredAt'>
const toRow = ({ weights, ...terms }: Terms) => ({
  ...terms,
  weightTargets: weights.targets,
  weightAppraisal: weights.appraisal,
  weightKudos: weights.kudos,
})

/** Once for a request: what comes twice makes one kind. @returns the id that stands */
export async function addKind(
  tx: Tx,
  { terms, ...row }: { id: string; requestKey: string; createdAt: Date; terms: Terms },
): Promise<string> {
  const data = { ...row, ...toRow(terms) }
  const made = await tx.awardKind.upsert({ where: { requestKey: row.requestKey }, create: data, update: {} })
  return made.id
}

export async function changeKind(tx: Tx, id: string, terms: Terms): Promise<void> {
  await tx.awardKind.update({ where: { id }, data: toRow(terms) })
}

export async function retireKind(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.awardKind.update({ where: { id }, data: { retiredAt: at } })
}

/** Which of these requests have made a kind already. */
export async function madeBy(tx: Tx, requestKeys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.awardKind.findMany({
    where: { requestKey: { in: [...requestKeys] } },
    select: { requestKey: true },
  })
  return new Set(rows.map(({ requestKey }) => requestKey))
}

export interface Draft {
  id: string
  kindId: string
  quarter: Quarter
  eligible: number
}
export interface Candidate extends Omit<Ranked, 'id'> {
  forWhom: ForWhom
  /** Of the person, or of the unit. */
  id: string
  name: string
  unitName: string
}

export async function draftsOf(tx: Tx, quarter: Quarter): Promise<Draft[]> {
  const rows = await tx.awardDraft.findMany({ where: { quarter } })
  return rows.map(row => ({ ...row, quarter }))
}

export async function addDraft(
  tx: Tx,
  { createdAt, ...draft }: Draft & { createdAt: Date },
  candidates: readonly (Ranked & { rowId: string; forWhom: ForWhom })[],
): Promise<void> {
  await tx.awardDraft.create({ data: { ...draft, createdAt } })
  const data = candidates.map(({ rowId, id, forWhom, ...rest }, position) => ({
    ...rest,
    id: rowId,
    draftId: draft.id,
    position,
    ...(forWhom === 'unit' ? { unitId: id } : { personId: id }),
  }))
  await tx.awardCandidate.createMany({ data })
}

/** In the order of rank. Somebody who has left since is left out. */
export async function candidatesOf(tx: Tx, draftId: string): Promise<Candidate[]> {
  const rows = await tx.awardCandidate.findMany({
    where: { draftId },
    orderBy: { position: 'asc' },
    include: { person: { select: { name: true, leftOn: true, unit: true } }, unit: true },
  })
  return rows.flatMap(
    ({ personId, person, unitId, unit, rank, allReached, appraised, kudos }): Candidate[] => {
      const merits = { rank, allReached, appraised, kudos }
      if (personId && person && person.leftOn === null)
        return [{ ...merits, forWhom: 'person', id: personId, name: person.name, unitName: person.unit.name }]
      return unitId && unit
        ? [{ ...merits, forWhom: 'unit', id: unitId, name: unit.name, unitName: unit.name }]
        : []
    },
  )
}

/** People in office after this id who meet what the kind asks of a person, in the order of ids. */
export async function eligibleAfter(
  tx: Tx,
  {
    unitIds,
    status,
    startedBy,
    after,
    limit,
  }: {
    unitIds: readonly string[] | null
    status: Row['status']
    startedBy: string | null
    after: string
    limit: number
  },
): Promise<{ id: string; unitId: string }[]> {
  return tx.person.findMany({
    where: {
      id: { gt: after },
      leftOn: null,
      ...(unitIds && { unitId: { in: [...unitIds] } }),
      ...(status !== null && { status }),
      // Where TMT is not known it is not held against anybody.
      ...(startedBy !== null && { OR: [{ startDate: null }, { startDate: { lte: startedBy } }] }),
    },
    select: { id: true, unitId: true },
    orderBy: { id: 'asc' },
    take: limit,
  })
}

export const unitTree = (tx: Tx) => tx.unit.findMany({ select: { id: true, parentId: true } })
export const unitById = (tx: Tx, id: string) =>
  tx.unit.findUnique({ where: { id }, select: { id: true, name: true } })
