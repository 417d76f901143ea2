/** That a published result reached its person, and was read. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import { type Appraisal, notificationKey } from '../appraisal/api.ts'
import type { FeedbackDeps } from './deps.ts'
import * as repository from './repository.ts'

export type Receipts = ReturnType<typeof createReceipts>
/** A version of the reader's own, with what was read along with it. */
export interface Own {
  appraisal: Appraisal
  versions: Appraisal[]
  receipt: repository.Receipt | null
}
type ReceiptsDeps = Pick<FeedbackDeps, 'db' | 'transact' | 'notify' | 'contentPolicy' | 'appraisal'>

/** Name of the lock under which what is said to one version is written. */
export const feedbackLock = (appraisalId: string) => `feedback:${appraisalId}`

export function createReceipts({ db, transact, notify, contentPolicy, appraisal }: ReceiptsDeps) {
  const { access } = appraisal

  /** Handles `appraisalPublished`: a receipt for each, and those of earlier versions are replaced. */
  async function published(work: Work, appraisals: readonly Appraisal[]): Promise<void> {
    const replaced = await repository.addReceipts(work.tx, appraisals, work.now)
    work.refresh(...replaced.map(({ appraisalId }) => notificationKey(appraisalId)))
  }

  /**
   * When a version reached its person, from which their days to object run (PP 30/2019 article 59: from receipt):
   * its message was delivered, or the report opened, whichever was first. Where chat only points
   * (CHAT_CONTENT_MODE=pointer) a delivered message holds no result: it is received when it is first opened, which is
   * the later of the two, so that nobody loses days to a link they have not followed. Whoever never opens it loses
   * none; they are reminded all the same.
   * @param opened it is being opened at this instant; null: it is not
   * @returns the same receipt with `receivedAt`, which is stored once it is known
   */
  async function withReceived(
    receipt: repository.Receipt,
    opened: Date | null,
    tx: Tx = db.client,
  ): Promise<repository.Receipt> {
    if (receipt.receivedAt) return receipt
    const receivedAt = await receivedNow(receipt.appraisalId, opened, tx)
    if (receivedAt) await repository.received(tx, receipt.appraisalId, receivedAt)
    return { ...receipt, receivedAt }
  }

  async function receivedNow(appraisalId: string, opened: Date | null, tx: Tx): Promise<Date | null> {
    const key = notificationKey(appraisalId)
    const sent = (await notify.sentAt(tx, [key])).get(key)
    const whole = sent && !contentPolicy.hides(sent.channel ?? '', { confidential: true })
    return whole ? sent.at : opened
  }

  /** The version, if it is the reader's own and published. @throws Refusal, and the try is written down */
  async function own(context: RequestContext, appraisalId: string): Promise<Appraisal> {
    return (await ownVersions(context, appraisalId)).appraisal
  }

  /** The same with every published version of the reader, which one statement brings. */
  async function ownVersions(
    context: RequestContext,
    appraisalId: string,
  ): Promise<{ appraisal: Appraisal; versions: Appraisal[] }> {
    const versions = await access.published(context.actor.personId)
    const found = versions.find(({ id }) => id === appraisalId)
    if (found) return { appraisal: found, versions }
    await transact(context, async work => work.record({ action: 'feedback.denied', subject: appraisalId }))
    throw new Refusal(text('appraisal:refused.not-yours'))
  }

  /** Its report is opened, by which it reaches its person. @returns what is read, for rendering it */
  async function markOpened(context: RequestContext, appraisalId: string): Promise<Own> {
    const found = await ownVersions(context, appraisalId)
    const receipt = await repository.receiptOf(db.client, appraisalId)
    return { ...found, receipt: receipt && (await withReceived(receipt, context.now)) }
  }

  /** A receipt, not an agreement: one may still answer and object. @returns what is read, for rendering it */
  async function markRead(context: RequestContext, appraisalId: string): Promise<Own> {
    const found = await ownVersions(context, appraisalId)
    const receipt = await transact(context, work => firstRead(work, appraisalId))
    return { ...found, receipt: receipt ?? (await repository.receiptOf(db.client, appraisalId)) }
  }

  /** Whoever acts on a result has read it. The caller holds `feedbackLock`. */
  async function settleRead(work: Work, receipt: repository.Receipt): Promise<void> {
    if (receipt.readAt) await withReceived(receipt, work.now, work.tx)
    else await firstRead(work, receipt.appraisalId, receipt.receivedAt)
  }

  /** Of several presses the first one counts. @returns the receipt; null when it was read before, or there is none */
  async function firstRead(
    work: Work,
    appraisalId: string,
    known: Date | null = null,
  ): Promise<repository.Receipt | null> {
    const receivedAt = known ?? (await receivedNow(appraisalId, work.now, work.tx)) ?? work.now
    const receipt = await repository.read(work.tx, appraisalId, { receivedAt, readAt: work.now })
    if (!receipt) return null
    work.record({ action: 'feedback.read', subject: appraisalId })
    work.refresh(notificationKey(appraisalId))
    return receipt
  }

  return { published, withReceived, own, ownVersions, markOpened, markRead, settleRead }
}
