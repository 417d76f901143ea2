/** What the screens read of targets; who asks is checked first. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { type Quarter, quarterOf } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Access, TargetDeps } from './access.ts'
import type { Proposal, Target } from './repository.ts'
import * as repository from './repository.ts'
import type { Progress } from './repository-progress.ts'
import * as reports from './repository-progress.ts'
import { type Achievement, achievement, passedShare, type Side } from './rules.ts'
import { weightWith } from './service.ts'

export interface Board {
  personId: string
  name: string
  quarter: Quarter
  targets: Target[]
  open: Proposal[]
  /** As whom the reader speaks; null for those who may only look. */
  side: Side | null
  locked: boolean
  /** Share of the quarter's working days that have passed. */
  share: number
  /** Once everything that is proposed is agreed. */
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
export interface Member extends repository.Waiting {
  personId: string
  name: string
}
/** A target by what is to be reached. */
export type Named = Pick<Target, 'id' | 'result'>
export type Reading = ReturnType<typeof createReading>

const SHOWN_REPORTS = 3
const SHOWN_HISTORY = 10

export function createReading({ db, people, office }: TargetDeps, access: Access) {
  const shareOf = (quarter: Quarter, now: Date) => passedShare(quarter, access.today(now), office.calendar)

  async function board(context: RequestContext, personId: string, quarter: Quarter): Promise<Board> {
    const side = await access.mustRead(context, personId)
    const targets = await repository.targetsOf(db.client, personId, quarter)
    const open = await repository.openProposals(db.client, personId, quarter)
    return {
      personId,
      quarter,
      targets,
      side,
      open,
      name: (await people.person(personId)).name,
      locked: await access.locked(quarter, context.now),
      share: shareOf(quarter, context.now),
      weight: weightWith(targets, open),
      achievement: achievement(targets.filter(one => one.state === 'agreed')),
    }
  }

  async function detail(context: RequestContext, id: string): Promise<Detail> {
    const target = await access.target(id)
    const side = await access.mustRead(context, target.personId)
    return {
      target,
      side,
      name: (await people.person(target.personId)).name,
      open: await repository.openOn(db.client, id),
      reports: await reports.progressOn(db.client, id, SHOWN_REPORTS),
      locked: await access.locked(target.quarter, context.now),
      share: shareOf(target.quarter, context.now),
    }
  }

  async function history(
    context: RequestContext,
    id: string,
  ): Promise<{ target: Target; entries: (Proposal & { by: string | null })[] }> {
    const target = await access.target(id)
    await access.mustRead(context, target.personId)
    const entries = await repository.historyOf(db.client, id, SHOWN_HISTORY)
    const names = new Map(
      (await people.people(entries.flatMap(({ byId }) => (byId ? [byId] : [])))).map(one => [
        one.id,
        one.name,
      ]),
    )
    return { target, entries: entries.map(one => ({ ...one, by: names.get(one.byId ?? '') ?? null })) }
  }

  /** Those this person appraises today, with what waits for an answer. */
  async function team(
    { actor, now }: RequestContext,
    quarter: Quarter,
    at: { skip: number; take: number },
  ): Promise<Member[]> {
    const ids = (await people.reportsOf(actor.personId, access.today(now))).slice(at.skip, at.skip + at.take)
    const waiting = await repository.waitingFor(db.client, ids, quarter)
    const names = new Map((await people.people(ids)).map(({ id, name }) => [id, name]))
    return ids.map(personId => ({
      personId,
      name: names.get(personId) ?? '',
      ...(waiting.get(personId) ?? { targets: 0, proposals: 0, reports: 0 }),
    }))
  }

  async function proposal(id: string): Promise<{ proposal: Proposal; target: Target }> {
    const found = await repository.proposalById(db.client, id)
    if (!found) throw new Refusal(text('chat:refused.button'))
    return { proposal: found, target: await access.target(found.targetId) }
  }

  /** What a side has to answer: for notices, which are made for a reader who was chosen before. */
  async function waiting(personId: string, quarter: Quarter, side: Side) {
    const open = await repository.openProposals(db.client, personId, quarter)
    const proposals = open.filter(one => one.side !== side).length
    const reported = side === 'appraiser' ? await reports.countReported(db.client, personId, quarter) : 0
    return { name: (await people.person(personId)).name, proposals, reported }
  }

  async function achievementOf(
    personId: string,
    quarter: Quarter,
    tx: Tx = db.client,
  ): Promise<Achievement | null> {
    const targets = await repository.targetsOf(tx, personId, quarter)
    return achievement(targets.filter(one => one.state === 'agreed'))
  }

  /** What there is to report on: for the reminder. */
  const agreed = async (personId: string, quarter: Quarter): Promise<Target[]> =>
    (await repository.targetsOf(db.client, personId, quarter)).filter(one => one.state === 'agreed')

  async function offered(context: RequestContext, personId: string): Promise<Named[]> {
    if (!(await access.mayRead(context, personId))) return []
    const found = await agreed(personId, quarterOf(access.today(context.now)))
    return found.map(({ id, result }) => ({ id, result }))
  }

  return { agreed, board, detail, history, team, proposal, waiting, achievementOf, offered }
}
