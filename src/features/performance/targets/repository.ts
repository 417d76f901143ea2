import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { TargetProposal, Target as TargetRow } from '../../../platform/generated/client.ts'
import type { Aspect, Direction, ProposalState, Side, State, Terms } from './rules.ts'

export type Target = Omit<TargetRow, 'quarter' | 'state' | 'aspect' | 'direction'> & {
  quarter: Quarter
  state: State
  aspect: Aspect | null
  direction: Direction
}
export type Proposal = Omit<TargetProposal, 'kind' | 'terms' | 'side' | 'state'> & {
  kind: 'new' | 'change' | 'drop'
  terms: Terms
  side: 'employee' | 'appraiser' | 'officer'
  state: ProposalState
}
const target = (row: TargetRow): Target => row as Target
const proposal = (row: TargetProposal): Proposal => row as unknown as Proposal

export async function targetById(tx: Tx, id: string): Promise<Target | null> {
  const row = await tx.target.findUnique({ where: { id } })
  return row && target(row)
}

/** Everything that is proposed or agreed for somebody in a quarter, in the order it was made. */
export async function targetsOf(tx: Tx, personId: string, quarter: Quarter): Promise<Target[]> {
  const rows = await tx.target.findMany({
    where: { personId, quarter, state: { not: 'dropped' } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(target)
}

/** The agreed ones of them. */
export const agreedTargetsOf = async (tx: Tx, personId: string, quarter: Quarter): Promise<Target[]> =>
  (await targetsOf(tx, personId, quarter)).filter(one => one.state === 'agreed')

/** The agreed targets of many people in one quarter. */
export async function agreedOf(tx: Tx, quarter: Quarter, personIds: readonly string[]): Promise<Target[]> {
  const rows = await tx.target.findMany({
    where: { quarter, state: 'agreed', personId: { in: [...personIds] } },
  })
  return rows.map(target)
}

/** Who of these people has any target in a quarter. */
export async function withTargets(
  tx: Tx,
  quarter: Quarter,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.target.findMany({
    where: { quarter, state: { not: 'dropped' }, personId: { in: [...personIds] } },
    select: { personId: true },
    distinct: ['personId'],
  })
  return new Set(rows.map(({ personId }) => personId))
}

type NewTarget = Pick<Target, 'id' | 'personId' | 'quarter' | 'state' | 'createdAt'> & Terms
export async function addTargets(tx: Tx, rows: readonly NewTarget[]): Promise<void> {
  await tx.target.createMany({
    data: rows.map(row => ({
      ...row,
      reportedValue: null,
      confirmedValue: null,
      reached: false,
      version: row.state === 'agreed' ? 1 : 0,
      updatedAt: row.createdAt,
    })),
  })
}

export async function changeTarget(tx: Tx, id: string, data: Partial<TargetRow>): Promise<void> {
  await tx.target.update({ where: { id }, data })
}

export async function addProposals(
  tx: Tx,
  rows: readonly Omit<Proposal, 'decidedById' | 'decidedAt' | 'reason'>[],
): Promise<void> {
  await tx.targetProposal.createMany({
    data: rows.map(row => ({
      ...row,
      terms: { ...row.terms },
      decidedAt: row.state === 'open' ? null : row.createdAt,
    })),
  })
}

/** How many targets one file brought. */
export const countImported = (tx: Tx, fileId: string): Promise<number> =>
  tx.targetProposal.count({ where: { requestKey: { startsWith: `import:${fileId}:` } } })

export async function proposalById(tx: Tx, id: string): Promise<Proposal | null> {
  const row = await tx.targetProposal.findUnique({ where: { id } })
  return row && proposal(row)
}

export async function proposalOfRequest(tx: Tx, requestKey: string): Promise<Proposal | null> {
  const row = await tx.targetProposal.findUnique({ where: { requestKey } })
  return row && proposal(row)
}

export async function decideProposal(
  tx: Tx,
  id: string,
  data: Pick<Proposal, 'state' | 'decidedById' | 'decidedAt' | 'reason'>,
): Promise<void> {
  await tx.targetProposal.update({ where: { id }, data })
}

/** What waits for an answer about one person's quarter, by target. */
export async function openProposals(tx: Tx, personId: string, quarter: Quarter): Promise<Proposal[]> {
  const rows = await tx.targetProposal.findMany({
    where: { state: 'open', target: { personId, quarter } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(proposal)
}

export async function openOn(tx: Tx, targetId: string): Promise<Proposal | null> {
  const row = await tx.targetProposal.findFirst({ where: { targetId, state: 'open' } })
  return row && proposal(row)
}

/** Everything that was proposed about a target, the latest first. */
export async function historyOf(tx: Tx, targetId: string, take: number): Promise<Proposal[]> {
  const rows = await tx.targetProposal.findMany({
    where: { targetId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  })
  return rows.map(proposal)
}

export interface Waiting {
  targets: number
  proposals: number
  reports: number
}
/** For each of these people: targets, and what waits for their appraiser. */
export async function waitingFor(
  tx: Tx,
  personIds: readonly string[],
  quarter: Quarter,
): Promise<Map<string, Waiting>> {
  const rows = await tx.target.findMany({
    where: { personId: { in: [...personIds] }, quarter, state: { not: 'dropped' } },
    select: {
      personId: true,
      _count: {
        select: {
          proposals: { where: { state: 'open', side: 'employee' } },
          progress: { where: { state: 'reported' } },
        },
      },
    },
  })
  const found = new Map<string, Waiting>()
  for (const { personId, _count } of rows) {
    const { targets, proposals, reports } = found.get(personId) ?? { targets: 0, proposals: 0, reports: 0 }
    found.set(personId, {
      targets: targets + 1,
      proposals: proposals + _count.proposals,
      reports: reports + _count.progress,
    })
  }
  return found
}

/** People whose agreed targets of a quarter weigh 100 and are all reached. */
export async function allReached(tx: Tx, quarter: Quarter): Promise<string[]> {
  const rows = await tx.$queryRaw<{ personId: string }[]>`
    SELECT "personId" FROM "Target"
    WHERE "quarter" = ${quarter} AND "state" = 'agreed'
    GROUP BY "personId"
    HAVING bool_and("reached") AND sum("weight") = 100
    ORDER BY "personId"`
  return rows.map(({ personId }) => personId)
}

/** People after this id with agreed targets of a quarter of which nothing was reported since. */
export async function silentAfter(
  tx: Tx,
  { quarter, since, after, limit }: { quarter: Quarter; since: Date; after: string | null; limit: number },
): Promise<string[]> {
  const rows = await tx.person.findMany({
    where: {
      leftOn: null,
      ...(after !== null && { id: { gt: after } }),
      AND: [
        { targets: { some: { quarter, state: 'agreed' } } },
        { targets: { none: { quarter, progress: { some: { createdAt: { gte: since } } } } } },
      ],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.map(({ id }) => id)
}

export async function hasReportedSince(tx: Tx, personId: string, quarter: Quarter, since: Date) {
  const where = { createdAt: { gte: since }, target: { personId, quarter } }
  return (await tx.targetProgress.count({ where })) > 0
}

/** Id of the proposal or report that has waited longest for this side's answer. */
export async function oldestWaiting(
  tx: Tx,
  personId: string,
  quarter: Quarter,
  side: Side,
): Promise<string | null> {
  const order = { orderBy: { createdAt: 'asc' as const }, select: { id: true, createdAt: true } }
  const proposal = await tx.targetProposal.findFirst({
    where: { state: 'open', side: { not: side }, target: { personId, quarter } },
    ...order,
  })
  if (side === 'employee') return proposal?.id ?? null
  const report = await tx.targetProgress.findFirst({
    where: { state: 'reported', target: { personId, quarter } },
    ...order,
  })
  const first = [proposal, report].filter(one => one !== null)
  return first.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())[0]?.id ?? null
}

/**
 * Ids of those in office by NIP. Read from the table of people directly: a file names up to 2,000 of them, and no
 * one else asks by NIP.
 */
export async function peopleByNip(tx: Tx, nips: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.person.findMany({
    where: { nip: { in: [...nips] }, leftOn: null },
    select: { id: true, nip: true },
  })
  return new Map(rows.map(({ nip, id }) => [nip, id]))
}
