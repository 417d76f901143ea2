/** A result is answered, and its answer is answered: once each. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import { type Appraisal, notificationKey } from '../appraisal/api.ts'
import type { FeedbackDeps } from './deps.ts'
import { feedbackLock, type Receipts } from './receipts.ts'
import * as repository from './repository.ts'

export type FeedbackService = ReturnType<typeof createService>

export const ANSWERED = 'feedback.answered'
export const REPLIED = 'feedback.replied'

/** What was said, and to whom. */
interface SaidTo {
  appraisal: Appraisal
  /** Id of the person who is told. */
  to: string
}
type ServiceDeps = Pick<FeedbackDeps, 'db' | 'ids' | 'transact' | 'cycle' | 'appraisal'>

export function createService(
  { db, ids, transact, cycle, appraisal: { access } }: ServiceDeps,
  { own, settleRead }: Receipts,
) {
  /** @throws Refusal when it was answered before, or a later version stands */
  async function mayAnswer(context: RequestContext, appraisalId: string): Promise<Appraisal> {
    const appraisal = await own(context, appraisalId)
    await openReceipt(db.client, appraisalId)
    return appraisal
  }

  async function answer(context: RequestContext, appraisalId: string, body: string): Promise<SaidTo> {
    const appraisal = await own(context, appraisalId)
    return transact(context, async work => {
      await work.lock(feedbackLock(appraisalId))
      const receipt = await openReceipt(work.tx, appraisalId)
      await addNote(work, context, { appraisal, kind: 'answer', body })
      await settleRead(work, receipt)
      const to = await appraiserOf(appraisal, work)
      notifyOf(work, { appraisalId, to, notification: ANSWERED })
      return { appraisal, to }
    })
  }

  /** The one who wrote it, or who appraises this person today. @throws Refusal for all others */
  async function mayReply(context: RequestContext, appraisalId: string): Promise<Appraisal> {
    const appraisal = await access.appraisal(appraisalId)
    if (!appraisal) throw new Refusal(text('chat:refused.button'))
    if (appraisal.byId !== context.actor.personId)
      await access.mustBeAppraiser(context, (await access.assigned(appraisal.assignmentId)).assignment)
    await mustLackReply(db.client, appraisalId)
    return appraisal
  }

  async function reply(context: RequestContext, appraisalId: string, body: string): Promise<SaidTo> {
    const appraisal = await mayReply(context, appraisalId)
    return transact(context, async work => {
      await work.lock(feedbackLock(appraisalId))
      await mustLackReply(work.tx, appraisalId)
      await addNote(work, context, { appraisal, kind: 'reply', body })
      notifyOf(work, { appraisalId, to: appraisal.personId, notification: REPLIED })
      return { appraisal, to: appraisal.personId }
    })
  }

  async function addNote(
    work: Work,
    { actor, key }: RequestContext,
    { appraisal, kind, body }: { appraisal: Appraisal; kind: repository.NoteKind; body: string },
  ): Promise<void> {
    const note: repository.Note = {
      id: ids.next(),
      appraisalId: appraisal.id,
      assignmentId: appraisal.assignmentId,
      authorId: actor.personId,
      kind,
      body,
      createdAt: work.now,
    }
    await repository.addNote(work.tx, note, key)
    work.record({ action: `feedback.${kind}`, subject: appraisal.id, detail: { note: note.id } })
  }

  /** Who appraises the person today; who wrote it, where nobody does. */
  async function appraiserOf({ assignmentId, quarter, byId, personId }: Appraisal, { tx, now }: Work) {
    const today = (await cycle.currentAppraiser({ id: assignmentId, quarter }, now, tx))?.appraiserId
    return today && today !== personId ? today : byId
  }

  return { mayAnswer, answer, mayReply, reply }
}

/** @throws Refusal when the version was replaced, or answered before */
async function openReceipt(tx: Tx, appraisalId: string): Promise<repository.Receipt> {
  const receipt = await repository.receiptOf(tx, appraisalId)
  if (!receipt || receipt.replacedAt) throw new Refusal(text('feedback:refused.replaced'))
  if (await repository.noteOf(tx, appraisalId, 'answer')) throw new Refusal(text('feedback:refused.answered'))
  return receipt
}

async function mustLackReply(tx: Tx, appraisalId: string): Promise<void> {
  if (!(await repository.noteOf(tx, appraisalId, 'answer'))) throw new Refusal(text('chat:refused.button'))
  if (await repository.noteOf(tx, appraisalId, 'reply')) throw new Refusal(text('feedback:refused.replied'))
}

function notifyOf(
  work: Work,
  { appraisalId, to, notification }: { appraisalId: string; to: string; notification: string },
): void {
  work.notify({
    key: `${notification}:${appraisalId}`,
    to: { person: to },
    notification,
    args: [appraisalId],
    timing: 'office-hours',
  })
  work.refresh(notificationKey(appraisalId), `${ANSWERED}:${appraisalId}`)
}
