/** Candidates: compared once a quarter is published, by the open formula. Scores are not kept. */
import type { Quarter } from '../../../../domain/calendar/quarter.ts'
import type { Database } from '../../../../platform/database/database.ts'
import type { Ids } from '../../../../platform/ids.ts'
import type { Message, Transact, Work } from '../../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import type { AppraisalApi } from '../../../performance/appraisal/api.ts'
import type { CycleService } from '../../../performance/cycle/api.ts'
import type { TargetsApi } from '../../../performance/targets/api.ts'
import type { KudosApi } from '../../kudos/api.ts'
import { NOTIFICATION } from '../deciding/messages.ts'
import * as repository from '../kinds/repository.ts'
import { winnersSince } from '../repository.ts'
import {
  type Kind,
  type Merits,
  type Ranked,
  rankCandidates,
  restingSince,
  startedBy,
  teamMerits,
} from '../rules.ts'

export interface DraftingDeps {
  db: Database
  transact: Transact
  ids: Ids
  people: Pick<PeopleService, 'withRole'>
  cycle: Pick<CycleService, 'published'>
  targets: Pick<TargetsApi, 'achievementsOf'>
  appraisal: Pick<AppraisalApi, 'published'>
  kudos: Pick<KudosApi, 'rankedCounts'>
}

/** People compared in one query. */
const CHUNK = 1000

export function createDrafting(deps: DraftingDeps) {
  const { db, cycle, appraisal, transact } = deps

  /** The last published quarter: what is older is history. */
  async function quarter(): Promise<Quarter | null> {
    const published = await cycle.published()
    return (
      published
        .map(one => one.quarter)
        .sort()
        .at(-1) ?? null
    )
  }

  /** Level-triggered: whatever kind has no draft for the last published quarter gets one, and the officers are told. */
  async function tick(now: Date): Promise<void> {
    const last = await quarter()
    if (!last) return
    const drafted = new Set((await repository.draftsOf(db.client, last)).map(({ kindId }) => kindId))
    const left = (await repository.kinds(db.client)).filter(
      ({ id, retiredAt }) => !retiredAt && !drafted.has(id),
    )
    if (left.length === 0 || !(await appraisal.published.allPublished(last))) return
    const found: Compared[] = []
    for (const kind of left) found.push({ kind, ...(await compare(deps, kind, last)) })
    await transact({ now }, work => addDrafts(deps, work, last, found))
  }

  /** What the officer reads: each kind with its draft and candidates. */
  async function board(of: Quarter) {
    const drafts = await repository.draftsOf(db.client, of)
    return (await repository.kinds(db.client)).flatMap(kind => {
      const draft = drafts.find(({ kindId }) => kindId === kind.id)
      return draft ? [{ kind, draft }] : []
    })
  }

  return {
    tick,
    quarter,
    board,
    candidates: (draftId: string) => repository.candidatesOf(db.client, draftId),
  }
}
export type Drafting = ReturnType<typeof createDrafting>

interface Compared {
  kind: Kind
  ranked: Ranked[]
  /** How many were compared. */
  eligible: number
}

async function addDrafts(
  { ids, people }: DraftingDeps,
  work: Work,
  quarter: Quarter,
  found: readonly Compared[],
): Promise<void> {
  const { tx, now } = work
  await work.lock(`award.draft:${quarter}`)
  const known = new Set((await repository.draftsOf(tx, quarter)).map(({ kindId }) => kindId))
  const fresh = found.filter(({ kind }) => !known.has(kind.id))
  const [first] = fresh
  if (!first) return
  for (const { kind, ranked, eligible } of fresh) {
    const rows = ranked.map(one => ({ ...one, rowId: ids.next(), forWhom: kind.forWhom }))
    const draft = { id: ids.next(), kindId: kind.id, quarter, eligible, createdAt: now }
    await repository.addDraft(tx, draft, rows)
  }
  const officers = await people.withRole('officer', tx)
  work.notify(
    ...officers.map(
      (person): Message => ({
        key: `award:drafted:${quarter}:${first.kind.id}:${person}`,
        to: { person },
        notification: NOTIFICATION.drafted,
        args: [quarter],
        timing: 'office-hours',
      }),
    ),
  )
}

async function compare(deps: DraftingDeps, kind: Kind, of: Quarter): Promise<Omit<Compared, 'kind'>> {
  const { db } = deps
  const resting =
    kind.restQuarters === 0
      ? new Set<string>()
      : await winnersSince(db.client, {
          kindId: kind.id,
          quarter: of,
          forWhom: kind.forWhom,
          since: restingSince(of, kind.restQuarters),
        })
  const all = (await meritsOf(deps, kind, of)).filter(({ id }) => !resting.has(id))
  return { ranked: rankCandidates(all, kind.weights), eligible: all.length }
}

async function meritsOf(deps: DraftingDeps, kind: Kind, of: Quarter): Promise<Merits[]> {
  const people: (Merits & { unitId: string })[] = []
  const search = {
    unitIds: kind.unitId === null ? null : await withSubunits(deps.db, kind.unitId),
    status: kind.status,
    startedBy: kind.minMonths === 0 ? null : startedBy(of, kind.minMonths),
    limit: CHUNK,
  }
  for (let after = ''; ; ) {
    const chunk = await repository.eligibleAfter(deps.db.client, { ...search, after })
    people.push(...(await merits(deps, chunk, of)))
    after = chunk.at(-1)?.id ?? ''
    if (chunk.length < CHUNK) break
  }
  const fit = kind.needsAppraisal ? people.filter(({ appraisal }) => appraisal !== null) : people
  if (kind.forWhom === 'person') return fit
  const teams = Map.groupBy(fit, ({ unitId }) => unitId)
  return [...teams].flatMap(([unitId, members]) => teamMerits(unitId, members) ?? [])
}

async function merits(
  { targets, appraisal, kudos }: DraftingDeps,
  chunk: readonly { id: string; unitId: string }[],
  of: Quarter,
) {
  const personIds = chunk.map(({ id }) => id)
  const [achievements, scores, counts] = await Promise.all([
    targets.achievementsOf(of, personIds),
    appraisal.published.scoresOf(of, personIds),
    kudos.rankedCounts(of, personIds),
  ])
  return chunk.map(({ id, unitId }) => {
    const count = counts.get(id) ?? 0
    const reached = achievements.get(id)
    return {
      id,
      unitId,
      kudos: count,
      kudosEach: count,
      appraisal: scores.get(id) ?? null,
      targets: reached?.percent ?? null,
      allReached: reached?.allReached ?? false,
    }
  })
}

async function withSubunits(db: Database, unitId: string): Promise<string[]> {
  const units = await repository.unitTree(db.client)
  const below = new Set([unitId])
  // Each round goes one step down the tree; a ring in the data adds nothing new and ends it.
  for (let before = 0; before < below.size; ) {
    before = below.size
    for (const { id, parentId } of units) if (parentId !== null && below.has(parentId)) below.add(id)
  }
  return [...below]
}
