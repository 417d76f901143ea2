/** Explicit changes of who appraises whom after a quarter has opened: each with a reason, each in the audit log. */
import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { notInOwnMatter } from '../../../chat/own-matter.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Transact, Work } from '../../../platform/unit-of-work.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import * as repository from './repository.ts'
import type { Excuse } from './rules.ts'

export interface ReassignmentDeps {
  transact: Transact
  ids: Ids
  people: Pick<PeopleService, 'person'>
}
/** One person's assignment in a quarter. */
interface Whose {
  quarter: Quarter
  personId: string
}
interface NewAppraiser {
  appraiserId: string
  reason: string
  /** Also everybody else still to be done who has the same appraiser, as when that one has left. */
  all: boolean
}

/** Each refuses (Refusal) while the quarter is not open: before, there is nothing to change; after, nothing changes. */
export interface Reassignment {
  excuse(context: RequestContext, whose: Whose, kind: Excuse, reason: string): Promise<void>
  /** Takes somebody in who was excused, or who came after the quarter had opened. */
  include(context: RequestContext, whose: Whose, reason: string): Promise<void>
  reassign(context: RequestContext, whose: Whose, change: NewAppraiser): Promise<void>
}

export function createReassignment(deps: ReassignmentDeps): Reassignment {
  const inOpenQuarter = (
    context: RequestContext,
    { quarter, personId }: Whose,
    made: (work: Work) => Promise<void>,
  ) => {
    notInOwnMatter(context, personId)
    return deps.transact(context, async work => {
      await work.lock(`cycle:${quarter}`)
      const cycle = await repository.cycleOf(work.tx, quarter)
      if (cycle?.stage !== 'open') throw new Refusal(text('cycle:refused.not-open'))
      await made(work)
    })
  }
  return {
    excuse: (context, whose, kind, reason) =>
      inOpenQuarter(context, whose, work => excuse(work, whose, kind, reason)),
    include: (context, whose, reason) =>
      inOpenQuarter(context, whose, work => include(deps, work, whose, reason)),
    reassign: (context, whose, change) =>
      inOpenQuarter(context, whose, work =>
        reassign(deps, work, whose, { ...change, by: context.actor.personId }),
      ),
  }
}

async function excuse({ tx, now, record }: Work, whose: Whose, kind: Excuse, reason: string): Promise<void> {
  const { id, doneAt } = await found(tx, whose)
  if (doneAt) throw new Refusal(text('cycle:refused.done'))
  await repository.changeAssignments(tx, [id], { excused: kind, reason }, now)
  record({ action: 'cycle.excused', subject: id, detail: { kind, reason } })
}

async function include(
  deps: ReassignmentDeps,
  { tx, now, record }: Work,
  { quarter, personId }: Whose,
  reason: string,
): Promise<void> {
  const known = await repository.assignmentOf(tx, quarter, personId)
  if (known && !known.excused) return
  const id = known?.id ?? deps.ids.next()
  if (known) await repository.changeAssignments(tx, [id], { excused: null, reason }, now)
  else
    await repository.addAssignments(tx, [await asOfToday(deps, tx, { id, quarter, personId, reason })], now)
  record({ action: 'cycle.included', subject: id, detail: { reason } })
}

/** With the unit and the appraiser the person has in the data now. */
async function asOfToday(
  { people }: ReassignmentDeps,
  tx: Tx,
  { id, quarter, personId, reason }: Whose & { id: string; reason: string },
): Promise<repository.Assignment> {
  const { unitId, appraiserId } = await people.person(personId, tx)
  return {
    id,
    quarter,
    personId,
    unitId,
    appraiserId,
    superiorId: appraiserId && (await people.person(appraiserId, tx)).appraiserId,
    excused: null,
    reason,
    doneAt: null,
  }
}

async function reassign(
  { people }: ReassignmentDeps,
  { tx, now, record }: Work,
  whose: Whose,
  { appraiserId, reason, all, by }: NewAppraiser & { by: string },
): Promise<void> {
  const one = await found(tx, whose)
  if (whose.personId === appraiserId) throw new Refusal(text('cycle:refused.self'))
  const same = all && one.appraiserId ? await repository.leftWith(tx, whose.quarter, one.appraiserId) : []
  // Nobody appraises themselves, nor chooses who appraises them: these rows stay where they are.
  const rows = [one, ...same.filter(row => row.id !== one.id && row.personId !== by)].filter(
    row => row.personId !== appraiserId,
  )
  const superiorId = (await people.person(appraiserId, tx)).appraiserId
  const assignments = rows.map(row => row.id)
  await repository.changeAssignments(tx, assignments, { appraiserId, superiorId, reason }, now)
  record({
    action: 'cycle.reassigned',
    subject: one.id,
    detail: { from: one.appraiserId, to: appraiserId, reason, assignments },
  })
}

/** @throws Refusal for whoever has no assignment in the quarter */
async function found(tx: Tx, { quarter, personId }: Whose): Promise<repository.Assignment> {
  const assignment = await repository.assignmentOf(tx, quarter, personId)
  if (!assignment) throw new Refusal(text('chat:refused.button'))
  return assignment
}
