/** Candidates: compared once a quarter is published, by the open formula. Scores are not kept. */
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Message } from '../../organisation/notify/api.ts'
import * as repository from './kinds/repository.ts'
import { NOTICE } from './messages.ts'
import { winnersSince } from './repository.ts'
import {
  type Kind,
  type Merits,
  type Ranked,
  rankCandidates,
  restingSince,
  startedBy,
  teamMerits,
} from './rules.ts'
import type { AwardDeps } from './service.ts'

/** What other features know of people. */
export interface MeritPorts {
  targets(
    quarter: Quarter,
    personIds: readonly string[],
  ): Promise<Map<string, { percent: number; allReached: boolean }>>
  appraisal(quarter: Quarter, personIds: readonly string[]): Promise<Map<string, number>>
  kudos(quarter: Quarter, personIds: readonly string[]): Promise<Map<string, number>>
  /** Whether every appraisal of the quarter that was sent has reached its person. */
  allPublished(quarter: Quarter): Promise<boolean>
}

/** People compared in one query. */
const CHUNK = 1000

export function createDrafting(deps: AwardDeps, ports: MeritPorts) {
  const { db, ids, notify, people, cycle } = deps

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
    if (left.length === 0 || !(await ports.allPublished(last))) return
    const found: { kind: Kind; ranked: Ranked[]; eligible: number }[] = []
    for (const kind of left) found.push({ kind, ...(await compare(kind, last)) })
    await db.transaction(async tx => {
      await db.lock(tx, `award.draft:${last}`)
      const known = new Set((await repository.draftsOf(tx, last)).map(({ kindId }) => kindId))
      const fresh = found.filter(({ kind }) => !known.has(kind.id))
      const [first] = fresh
      if (!first) return
      for (const { kind, ranked, eligible } of fresh) {
        const rows = ranked.map(one => ({ ...one, rowId: ids.next(), forWhom: kind.forWhom }))
        await repository.addDraft(
          tx,
          { id: ids.next(), kindId: kind.id, quarter: last, eligible, createdAt: now },
          rows,
        )
      }
      const officers = await people.withRole('officer', tx)
      const messages = officers.map(
        (person): Message => ({
          key: `award:drafted:${last}:${first.kind.id}:${person}`,
          to: { person },
          notification: NOTICE.drafted,
          args: [last],
          timing: 'office-hours',
        }),
      )
      await notify.enqueue(tx, messages, now)
    })
  }

  async function compare(kind: Kind, of: Quarter): Promise<{ ranked: Ranked[]; eligible: number }> {
    const resting =
      kind.restQuarters === 0
        ? new Set<string>()
        : await winnersSince(db.client, {
            kindId: kind.id,
            quarter: of,
            forWhom: kind.forWhom,
            since: restingSince(of, kind.restQuarters),
          })
    const all = (await meritsOf(kind, of)).filter(({ id }) => !resting.has(id))
    return { ranked: rankCandidates(all, kind.weights), eligible: all.length }
  }

  async function meritsOf(kind: Kind, of: Quarter): Promise<Merits[]> {
    const people: (Merits & { unitId: string })[] = []
    const search = {
      unitIds: kind.unitId === null ? null : await withSubunits(kind.unitId),
      status: kind.status,
      startedBy: kind.minMonths === 0 ? null : startedBy(of, kind.minMonths),
      limit: CHUNK,
    }
    for (let after = ''; ; ) {
      const chunk = await repository.eligibleAfter(db.client, { ...search, after })
      people.push(...(await merits(chunk, of)))
      after = chunk.at(-1)?.id ?? ''
      if (chunk.length < CHUNK) break
    }
    const fit = kind.needsAppraisal ? people.filter(({ appraisal }) => appraisal !== null) : people
    if (kind.forWhom === 'person') return fit
    const teams = Map.groupBy(fit, ({ unitId }) => unitId)
    return [...teams].flatMap(([unitId, members]) => teamMerits(unitId, members) ?? [])
  }

  async function merits(chunk: readonly { id: string; unitId: string }[], of: Quarter) {
    const personIds = chunk.map(({ id }) => id)
    const [targets, appraisal, kudos] = [
      await ports.targets(of, personIds),
      await ports.appraisal(of, personIds),
      await ports.kudos(of, personIds),
    ]
    return chunk.map(({ id, unitId }) => {
      const count = kudos.get(id) ?? 0
      const reached = targets.get(id)
      return {
        id,
        unitId,
        kudos: count,
        kudosEach: count,
        appraisal: appraisal.get(id) ?? null,
        targets: reached?.percent ?? null,
        allReached: reached?.allReached ?? false,
      }
    })
  }

  async function withSubunits(unitId: string): Promise<string[]> {
    const units = await repository.unitTree(db.client)
    const below = new Set([unitId])
    // Each round goes one step down the tree; a ring in the data adds nothing new and ends it.
    for (let before = 0; before < below.size; ) {
      before = below.size
      for (const { id, parentId } of units) if (parentId !== null && below.has(parentId)) below.add(id)
    }
    return [...below]
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
