import type { Action } from '../../../chat/contributions.ts'
import type { Card, Locale } from '../../../chat/model.ts'
import type { Access } from './access.ts'
import type { Amend } from './amend.ts'
import type { PublishedScores } from './published.ts'

export type { Access } from './access.ts'
export { predicateText, scoreBlocks } from './cards.ts'
export {
  type AppraisalPublished,
  appraisalPublished,
  type Oversight,
  oversight,
  type ReportSection,
  type ResultRenderer,
  reportSections,
  resultRenderer,
} from './extension-points.ts'
export { RATING, ratingText } from './fields.ts'
export { type Fact, type ResultMessage, resultCard } from './ports.ts'
export type { PublishedScores } from './published.ts'
export { notificationKey } from './publishing.ts'
export { createReminders, REMINDER } from './reminders.ts'
export type { Appraisal } from './repository.ts'
export { criteriaScore } from './rules.ts'

/** What other features may ask of appraisals. */
export interface AppraisalApi {
  access: Access
  /** Of what its person has seen: for awards. */
  published: PublishedScores
  /** Makes the version that a decision from above asks for. */
  amend: Amend
  /** The message that brought a version to its person, as it is now. */
  told(appraisalId: string, locale: Locale): Promise<Card | null>
  /** Opens one report, for whoever may see it. */
  report: Action<[string]>
}
