/** A result is answered, and its answer is answered: once each. Each step is one transaction. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { type Appraisal, notificationKey } from '../appraisal/api.ts'
import { createReceipts, type FeedbackDeps } from './receipts.ts'
import * as repository from './repository.ts'

export type FeedbackService = ReturnType<typeof createService>

export const ANSWERED = 'feedback.answered'
export const REPLIED = 'feedback.replied'

export function createService(deps: FeedbackDeps) {
  const { db, ids, audit, notify, cycle, access } = deps
  const receipts = createReceipts(deps)
  const { own, settleRead } = receipts

  /** @throws Refusal when it was answered before, or a later version stands */
  async function mayAnswer(context: RequestContext, appraisalId: string): Promise<Appraisal> {
    const appraisal = await own(context, appraisalId)
    await isOpen(db.client, appraisalId)
    return appraisal
  }

  async function isOpen(tx: Tx, appraisalId: string): Promise<void> {
    const receipt = await repository.receiptOf(tx, appraisalId)
    if (!receipt || receipt.replacedAt) throw new Refusal(text('feedback:refused.replaced'))
    if (await repository.noteOf(tx, appraisalId, 'answer'))
      throw new Refusal(text('feedback:refused.answered'))
  }

  async function answer(context: RequestContext, appraisalId: string, body: string): Promise<Appraisal> {
    const appraisal = await own(context, appraisalId)
    return db.transaction(async tx => {
      await db.lock(tx, `feedback:${appraisalId}`)
      await isOpen(tx, appraisalId)
      await note(tx, context, { appraisal, kind: 'answer', body })
      await settleRead(tx, context, appraisal)
      const to = await appraiserOf(appraisal, context.now, tx)
      await tell(tx, context.now, { appraisalId, to, notice: ANSWERED })
      return appraisal
    })
  }

  /** The one who wrote it, or who appraises this person today. @throws Refusal for all others */
  async function mayReply(context: RequestContext, appraisalId: string): Promise<Appraisal> {
    const appraisal = await access.appraisal(appraisalId)
    if (!appraisal) throw new Refusal(text('chat:refused.button'))
    const { assignment } = await access.assigned(appraisal.assignmentId)
    if (appraisal.byId !== context.actor.personId) await access.mustBeAppraiser(context, assignment)
    await isUnanswered(db.client, appraisalId)
    return appraisal
  }

  async function isUnanswered(tx: Tx, appraisalId: string): Promise<void> {
    if (!(await repository.noteOf(tx, appraisalId, 'answer'))) throw new Refusal(text('chat:refused.button'))
    if (await repository.noteOf(tx, appraisalId, 'reply')) throw new Refusal(text('feedback:refused.replied'))
  }

  async function reply(context: RequestContext, appraisalId: string, body: string): Promise<Appraisal> {
    const appraisal = await mayReply(context, appraisalId)
    return db.transaction(async tx => {
      await db.lock(tx, `feedback:${appraisalId}`)
      await isUnanswered(tx, appraisalId)
      await note(tx, context, { appraisal, kind: 'reply', body })
      await tell(tx, context.now, { appraisalId, to: appraisal.personId, notice: REPLIED })
      return appraisal
    })
  }

  async function note(
    tx: Tx,
    { actor, now, key }: RequestContext,
    { appraisal, kind, body }: { appraisal: Appraisal; kind: repository.NoteKind; body: string },
  ): Promise<void> {
    const { id: appraisalId, assignmentId } = appraisal
    const row = {
      id: ids.next(),
      appraisalId,
      assignmentId,
      authorId: actor.personId,
      kind,
      body,
      createdAt: now,
    }
    await repository.addNote(tx, row, key)
    await audit.note(tx, {
      at: now,
      actorId: actor.personId,
      action: `feedback.${kind}`,
      subject: appraisalId,
      detail: { note: row.id },
    })
  }

  async function tell(
    tx: Tx,
    now: Date,
    { appraisalId, to, notice }: { appraisalId: string; to: string; notice: string },
  ): Promise<void> {
    const key = `${notice}:${appraisalId}`
    await notify.enqueue(
      tx,
      [{ key, to: { person: to }, notification: notice, args: [appraisalId], timing: 'office-hours' }],
      now,
    )
    await notify.refresh(tx, [notificationKey(appraisalId), `${ANSWERED}:${appraisalId}`])
  }

  /** Who appraises the person today; who wrote it, where nobody does. */
  async function appraiserOf(
    { assignmentId, quarter, byId, personId }: Appraisal,
    now: Date,
    tx: Tx = db.client,
  ) {
    const today = (await cycle.currentAppraiser({ id: assignmentId, quarter }, now, tx))?.appraiserId
    return today && today !== personId ? today : byId
  }

  return {
    ...receipts,
    mayAnswer,
    answer,
    mayReply,
    reply,
    appraiserOf,
    receipt: (appraisalId: string, tx: Tx = db.client) => repository.receiptOf(tx, appraisalId),
    current: (assignmentId: string, tx: Tx = db.client) => repository.currentReceipt(tx, assignmentId),
    notes: (assignmentId: string, tx: Tx = db.client) => repository.notesOf(tx, assignmentId),
  }
}
