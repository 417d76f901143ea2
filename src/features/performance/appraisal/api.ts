import type { Action } from '../../../chat/contributions.ts'
import type { Access } from './access.ts'
import type { Amend } from './amend.ts'
import type { PublishedScores } from './published.ts'
import type { PartsOfResult } from './results.ts'

export { type Access, newestOfQuarters, type Seen } from './access.ts'
export { appraisalLock } from './amend.ts'
export { predicateText, scoreBlocks } from './cards.ts'
export {
  appraisalPublished,
  type Oversight,
  oversight,
  type ReportSection,
  type Result,
  type ResultMessage,
  type ResultRenderer,
  reportSections,
  resultRenderer,
} from './extension-points.ts'
export { ratingText } from './fields.ts'
export type { PublishedScores } from './published.ts'
export { notificationKey } from './publishing.ts'
export { createReminders } from './reminders.ts'
export type { Appraisal } from './repository.ts'
export { criteriaScore } from './rules.ts'

/** What other features may ask of appraisals. */
export interface AppraisalApi {
  access: Access
  /** Of what its person has seen: for awards. */
  published: PublishedScores
  /** Makes the version that a decision from above asks for. */
  amend: Amend
  /** What the message that brought a version to its person is made of, as it is now. */
  partsOfResult: PartsOfResult
  /** Opens one report, for whoever may see it. */
  report: Action<[string]>
}
