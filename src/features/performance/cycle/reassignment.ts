/** Explicit changes of who appraises whom after a quarter has opened: each with a reason, each in the audit log. */
import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
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
export type Reassignment = ReturnType<typeof createReassignment>

export function createReassignment({ transact, ids, people }: ReassignmentDeps) {
  /** The quarter has to be open: before it there is nothing to change, after it nothing is changed any more. */
  const change = (context: RequestContext, quarter: Quarter, made: (work: Work) => Promise<void>) =>
    transact(context, async work => {
      await work.lock(`cycle:${quarter}`)
      const cycle = await repository.cycleOf(work.tx, quarter)
      if (cycle?.stage !== 'open') throw new Refusal(text('cycle:refused.not-open'))
      await made(work)
    })

  const excuse = (
    context: RequestContext,
    { quarter, personId }: Whose,
    kind: Excuse,
    reason: string,
  ): Promise<void> =>
    change(context, quarter, async ({ tx, now, record }) => {
      const { id, doneAt } = await found(tx, quarter, personId)
      if (doneAt) throw new Refusal(text('cycle:refused.done'))
      await repository.changeAssignments(tx, [id], { excused: kind, reason }, now)
      record({ action: 'cycle.excused', subject: id, detail: { kind, reason } })
    })

  /** Takes somebody in who was excused, or who came after the quarter had opened. */
  const include = (context: RequestContext, { quarter, personId }: Whose, reason: string): Promise<void> =>
    change(context, quarter, async ({ tx, now, record }) => {
      const known = await repository.assignmentOf(tx, quarter, personId)
      if (known && !known.excused) return
      const id = known?.id ?? ids.next()
      if (known) await repository.changeAssignments(tx, [id], { excused: null, reason }, now)
      else await add(tx, { id, quarter, personId, reason }, now)
      record({ action: 'cycle.included', subject: id, detail: { reason } })
    })

  async function add(
    tx: Tx,
    { id, quarter, personId, reason }: Whose & { id: string; reason: string },
    now: Date,
  ): Promise<void> {
    const { unitId, appraiserId } = await people.person(personId, tx)
    const superiorId = appraiserId && (await people.person(appraiserId, tx)).appraiserId
    const row = {
      id,
      quarter,
      personId,
      unitId,
      appraiserId,
      superiorId,
      excused: null,
      reason,
      doneAt: null,
    }
    await repository.addAssignments(tx, [row], now)
  }

  /** `all`: also everybody else still to be done who has the same appraiser, as when that one has left. */
  const reassign = (
    context: RequestContext,
    { quarter, personId }: Whose,
    { appraiserId, reason, all }: { appraiserId: string; reason: string; all: boolean },
  ): Promise<void> =>
    change(context, quarter, async ({ tx, now, record }) => {
      const one = await found(tx, quarter, personId)
      if (personId === appraiserId) throw new Refusal(text('cycle:refused.self'))
      const same = all && one.appraiserId ? await repository.leftWith(tx, quarter, one.appraiserId) : []
      // Nobody appraises themselves: the new appraiser's own row stays where it is.
      const rows = [one, ...same.filter(row => row.id !== one.id)].filter(row => row.personId !== appraiserId)
      const superiorId = (await people.person(appraiserId, tx)).appraiserId
      const changed = rows.map(row => row.id)
      await repository.changeAssignments(tx, changed, { appraiserId, superiorId, reason }, now)
      record({
        action: 'cycle.reassigned',
        subject: one.id,
        detail: {
          from: one.appraiserId,
          to: appraiserId,
          reason,
          assignments: changed,
        },
      })
    })

  return { excuse, include, reassign }
}

/** One person's assignment in a quarter. */
interface Whose {
  quarter: Quarter
  personId: string
}

async function found(tx: Tx, quarter: Quarter, personId: string): Promise<repository.Assignment> {
  const assignment = await repository.assignmentOf(tx, quarter, personId)
  if (!assignment) throw new Refusal(text('chat:refused.button'))
  return assignment
}
