import type { RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import type { Appraisal } from '../appraisal/api.ts'
import type { Receipt } from './repository.ts'

export { type ObjectionStatus, objectionStatus } from './extension-points.ts'
export { feedbackLock } from './receipts.ts'
export type { Receipt } from './repository.ts'
export { lastObjectionDay, objectionEnds } from './rules.ts'

/** What objections ask of receipts. */
export interface FeedbackApi {
  /** The version, if it is the reader's own and published. @throws Refusal, and the try is written down */
  own(context: RequestContext, appraisalId: string): Promise<Appraisal>
  /** The receipt of the version that stands; null before the first. */
  currentReceipt(assignmentId: string, tx?: Tx): Promise<Receipt | null>
  /** The same receipt with when it reached its person; `opened`: it is being opened at this instant. */
  withReceived(receipt: Receipt, opened: Date | null, tx?: Tx): Promise<Receipt>
  /** Whoever objects has read the result. The caller holds `feedbackLock(receipt.appraisalId)`. */
  settleRead(work: Work, receipt: Receipt): Promise<void>
}
