/** Explicit changes of who appraises whom after a quarter has opened: each with a reason, each in the audit log. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import * as repository from './repository.ts'
import type { Excuse } from './rules.ts'
import type { CycleDeps } from './service.ts'

export type Changes = ReturnType<typeof createChanges>

export function createChanges({ db, ids, audit, people }: CycleDeps) {
  /** The quarter has to be open: before it there is nothing to change, after it what stands, stands. */
  async function change(
    context: RequestContext,
    quarter: Quarter,
    made: (tx: Tx) => Promise<{ action: string; subject: string; detail: Record<string, unknown> } | null>,
  ): Promise<void> {
    await db.transaction(async tx => {
      await db.lock(tx, `cycle:${quarter}`)
      const cycle = await repository.cycleOf(tx, quarter)
      if (cycle?.stage !== 'open') throw new Refusal(text('cycle:refused.not-open'))
      const note = await made(tx)
      if (note) await audit.note(tx, { at: context.now, actorId: context.actor.personId, ...note })
    })
  }

  async function found(tx: Tx, id: string): Promise<repository.Assignment> {
    const assignment = await repository.assignmentById(tx, id)
    if (!assignment) throw new Refusal(text('chat:refused.button'))
    return assignment
  }

  async function excuse(context: RequestContext, id: string, kind: Excuse, reason: string): Promise<void> {
    const { quarter } = await found(db.client, id)
    await change(context, quarter, async tx => {
      const { doneAt } = await found(tx, id)
      if (doneAt) throw new Refusal(text('cycle:refused.done'))
      await repository.changeAssignments(tx, [id], { excused: kind, reason }, context.now)
      return { action: 'cycle.excused', subject: id, detail: { kind, reason } }
    })
  }

  /** Takes somebody in who was excused, or who came after the quarter had opened. */
  async function include(
    context: RequestContext,
    quarter: Quarter,
    personId: string,
    reason: string,
  ): Promise<void> {
    await change(context, quarter, async tx => {
      const known = await repository.assignmentOf(tx, quarter, personId)
      if (known && !known.excused) return null
      const id = known?.id ?? ids.next()
      if (known) await repository.changeAssignments(tx, [id], { excused: null, reason }, context.now)
      else await add(tx, { id, quarter, personId, reason }, context.now)
      return { action: 'cycle.included', subject: id, detail: { reason } }
    })
  }

  async function add(
    tx: Tx,
    { id, quarter, personId, reason }: { id: string; quarter: Quarter; personId: string; reason: string },
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
  async function reassign(
    context: RequestContext,
    id: string,
    { appraiserId, reason, all }: { appraiserId: string; reason: string; all: boolean },
  ): Promise<void> {
    const { quarter } = await found(db.client, id)
    await change(context, quarter, async tx => {
      const one = await found(tx, id)
      const same = all && one.appraiserId ? await repository.leftWith(tx, quarter, one.appraiserId) : []
      // Nobody appraises themselves: the new appraiser's own row stays where it is.
      const rows = [one, ...same.filter(row => row.id !== id)].filter(row => row.personId !== appraiserId)
      if (one.personId === appraiserId) throw new Refusal(text('cycle:refused.self'))
      const superiorId = (await people.person(appraiserId, tx)).appraiserId
      const changed = rows.map(row => row.id)
      await repository.changeAssignments(tx, changed, { appraiserId, superiorId, reason }, context.now)
      return {
        action: 'cycle.reassigned',
        subject: id,
        detail: { from: one.appraiserId, to: appraiserId, reason, assignments: changed },
      }
    })
  }

  return { excuse, include, reassign }
}
