/** What the screens read of targets; who asks is checked first. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { pageSpan } from '../../../chat/ui/paging.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { About, Access } from './access.ts'
import type { Proposal, Target } from './repository.ts'
import * as repository from './repository.ts'
import type { Progress } from './repository-progress.ts'
import * as reports from './repository-progress.ts'
import { type Achievement, achievement, monthStart, passedShare, type Side, weightWith } from './rules.ts'

export interface Board extends About {
  name: string
  targets: Target[]
  open: Proposal[]
  /** As whom the reader speaks; null for those who may only look. */
  side: Side | null
  locked: boolean
  /** Share of the quarter's working days that have passed, from 0 to 1. */
  share: number
  /** Once everything that is proposed is agreed, in per cent. */
  weight: number
  achievement: Achievement | null
}
export interface Detail {
  target: Target
  name: string
  open: Proposal | null
  reports: Progress[]
  side: Side | null
  locked: boolean
  share: number
}
export interface History {
  target: Target
  /** `by`: the name of whoever proposed it. */
  entries: (Proposal & { by: string | null })[]
}
export interface Member extends repository.Waiting {
  personId: string
  name: string
}

interface ReadingDeps {
  db: Database
  people: Pick<PeopleService, 'person' | 'people' | 'reportsOf'>
  office: Office
  access: Access
}
export type Reading = ReturnType<typeof createReading>

const SHOWN_REPORTS = 3
const SHOWN_HISTORY = 10

export function createReading(deps: ReadingDeps) {
  const { db, people, office, access } = deps
  return {
    board: (context: RequestContext, about: About) => board(deps, context, about),
    detail: (context: RequestContext, id: string) => detail(deps, context, id),
    history: (context: RequestContext, id: string) => history(deps, context, id),
    /** Those this person appraises today, with what waits for an answer. */
    team: async ({ actor, now }: RequestContext, quarter: Quarter, page: number): Promise<Member[]> => {
      const { skip, take } = pageSpan(page)
      const ids = (await people.reportsOf(actor.personId, office.today(now))).slice(skip, skip + take)
      const waiting = await repository.waitingFor(db.client, ids, quarter)
      const names = new Map((await people.people(ids)).map(({ id, name }) => [id, name]))
      return ids.map(personId => ({
        personId,
        name: names.get(personId) ?? '',
        ...(waiting.get(personId) ?? { targets: 0, proposals: 0, reports: 0 }),
      }))
    },
    /** @throws Refusal for an id that is no proposal's */
    proposal: async (id: string): Promise<{ proposal: Proposal; target: Target }> => {
      const proposal = await repository.proposalById(db.client, id)
      if (!proposal) throw new Refusal(text('chat:refused.button'))
      return { proposal, target: await access.target(proposal.targetId) }
    },
    /** What a side has to answer: for notifications, whose reader was chosen before. */
    waiting: async ({ personId, quarter }: About, side: Side) => {
      const open = await repository.openProposals(db.client, personId, quarter)
      const proposals = open.filter(one => one.side !== side).length
      const reported = side === 'appraiser' ? await reports.countReported(db.client, personId, quarter) : 0
      return { name: (await people.person(personId)).name, proposals, reported }
    },
    /** What there is to report on; `null` once anything was reported in this month. */
    unreported: async ({ personId, quarter }: About, now: Date): Promise<Target[] | null> => {
      const since = monthStart(office.today(now), office.zone)
      if (await repository.hasReportedSince(db.client, personId, quarter, since)) return null
      return repository.agreedTargetsOf(db.client, personId, quarter)
    },
  }
}

async function board(
  { db, people, office, access }: ReadingDeps,
  context: RequestContext,
  { personId, quarter }: About,
): Promise<Board> {
  const side = await access.mustRead(context, personId)
  const [targets, open, { name }, locked] = await Promise.all([
    repository.targetsOf(db.client, personId, quarter),
    repository.openProposals(db.client, personId, quarter),
    people.person(personId),
    access.locked(quarter, context.now),
  ])
  return {
    personId,
    quarter,
    name,
    targets,
    open,
    side,
    locked,
    share: passedShare(quarter, office.today(context.now), office.calendar),
    weight: weightWith(targets, open),
    achievement: achievement(targets.filter(one => one.state === 'agreed')),
  }
}

async function detail(
  { db, people, office, access }: ReadingDeps,
  context: RequestContext,
  id: string,
): Promise<Detail> {
  const target = await access.target(id)
  const side = await access.mustRead(context, target.personId)
  const [{ name }, open, shown, locked] = await Promise.all([
    people.person(target.personId),
    repository.openOn(db.client, id),
    reports.progressOn(db.client, id, SHOWN_REPORTS),
    access.locked(target.quarter, context.now),
  ])
  return {
    target,
    name,
    open,
    reports: shown,
    side,
    locked,
    share: passedShare(target.quarter, office.today(context.now), office.calendar),
  }
}

async function history(
  { db, people, access }: ReadingDeps,
  context: RequestContext,
  id: string,
): Promise<History> {
  const target = await access.target(id)
  await access.mustRead(context, target.personId)
  const entries = await repository.historyOf(db.client, id, SHOWN_HISTORY)
  const proposers = await people.people(entries.flatMap(({ byId }) => (byId ? [byId] : [])))
  const names = new Map(proposers.map(one => [one.id, one.name]))
  return { target, entries: entries.map(one => ({ ...one, by: names.get(one.byId ?? '') ?? null })) }
}
