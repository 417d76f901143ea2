/** That a published result reached its person, and was read. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { ContentPolicy } from '../../../chat/secure-link.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Audit } from '../../organisation/audit/api.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { type Access, type Appraisal, notificationKey } from '../appraisal/api.ts'
import type { CycleService } from '../cycle/api.ts'
import * as repository from './repository.ts'

export interface FeedbackDeps {
  db: Database
  ids: Ids
  audit: Audit
  notify: Notify
  people: PeopleService
  cycle: CycleService
  office: Office
  access: Access
  contentPolicy: Pick<ContentPolicy, 'hides'>
}
export type Receipts = ReturnType<typeof createReceipts>

export function createReceipts({ db, audit, notify, access, contentPolicy }: FeedbackDeps) {
  /** Called in the transaction that publishes. */
  async function published(
    tx: Tx,
    appraisal: Pick<Appraisal, 'id' | 'assignmentId' | 'personId'>,
    now: Date,
  ): Promise<void> {
    const before = await repository.currentReceipt(tx, appraisal.assignmentId)
    await repository.addReceipt(tx, appraisal, now)
    if (before) await notify.refresh(tx, [notificationKey(before.appraisalId)])
  }

  /**
   * When a version reached its person, from which their days to object run (PP 30/2019 article 59: from receipt):
   * its message was delivered, or the report opened, whichever was first. Where chat only points
   * (CHAT_CONTENT_MODE=pointer) a delivered message holds no result: it is received when it is first opened, which is
   * the later of the two, so that nobody loses days to a link they have not followed. Whoever never opens it loses
   * none; they are reminded all the same.
   * `opened`: it is being opened now.
   */
  async function receivedAt(
    appraisalId: string,
    opened: Date | null,
    tx: Tx = db.client,
  ): Promise<Date | null> {
    const receipt = await repository.receiptOf(tx, appraisalId)
    if (!receipt || receipt.receivedAt) return receipt?.receivedAt ?? null
    const sent = await sentOf(appraisalId, tx)
    const whole = sent && !contentPolicy.hides(sent.channel ?? '', { confidential: true })
    const at = whole ? sent.at : opened
    if (at) await repository.received(tx, appraisalId, at)
    return at
  }
  const sentOf = async (appraisalId: string, tx: Tx) => {
    const key = notificationKey(appraisalId)
    return (await notify.sentAt(tx, [key])).get(key)
  }

  /** The version, if it is the asker's own and published. @throws Refusal, and the try is written down */
  async function own({ actor, now }: RequestContext, appraisalId: string): Promise<Appraisal> {
    const appraisal = await access.appraisal(appraisalId)
    if (appraisal?.publishedAt && appraisal.personId === actor.personId) return appraisal
    await db.transaction(tx =>
      audit.note(tx, {
        at: now,
        actorId: actor.personId,
        action: 'feedback.denied',
        subject: appraisalId,
        detail: {},
      }),
    )
    throw new Refusal(text('appraisal:refused.not-yours'))
  }

  /** A receipt, not an agreement: one may still answer and object. */
  async function markRead(context: RequestContext, appraisalId: string): Promise<void> {
    const appraisal = await own(context, appraisalId)
    await db.transaction(tx => settleRead(tx, context, appraisal))
  }

  async function settleRead(tx: Tx, { actor, now }: RequestContext, { id }: Appraisal): Promise<void> {
    await receivedAt(id, now, tx)
    if (!(await repository.read(tx, id, now))) return
    await audit.note(tx, {
      at: now,
      actorId: actor.personId,
      action: 'feedback.read',
      subject: id,
      detail: {},
    })
    await notify.refresh(tx, [notificationKey(id)])
  }

  return { published, receivedAt, own, markRead, settleRead }
}
