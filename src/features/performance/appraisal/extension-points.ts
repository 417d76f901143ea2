/** Where later features join in: what they do with a published appraisal, and what they show beside it. */
import { domainEvent, extensionPoint } from '../../../chat/extension-points.ts'
import type { Block, Button, Card, Locale, RequestContext, Text } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import type { Assigned } from '../cycle/api.ts'
import type { Seen } from './access.ts'
import type { Appraisal } from './repository.ts'

/** Appraisals, or corrections of some, reach their people; told inside the transaction that lets them. */
export interface AppraisalPublished {
  work: Work
  /** The newest version of each, `publishedAt` set; at most one of an assignment. */
  appraisals: readonly Appraisal[]
}
export const appraisalPublished = domainEvent<AppraisalPublished>('appraisal.published', [
  'receipt',
  'check-in',
])

/** The parts of the message that brings a result to its person. */
export interface ResultMessage {
  title: Text
  opening: Block[]
  /** What the appraiser said in words, and trainings that may help. */
  said: Block[]
  buttons: Button[]
}
/** A version of an appraisal with what it is about. */
export interface Result extends Assigned {
  appraisal: Appraisal
  /** Published versions of the same person, the newest of each quarter. */
  history: readonly Appraisal[]
}
/** Puts together the message that brings a result to its person. */
export type ResultRenderer = (
  parts: ResultMessage,
  result: Result,
  reader: { locale: Locale; now: Date },
) => Promise<Card>
export const resultRenderer = extensionPoint<ResultRenderer>('appraisal.result-renderer', ['feedback'])

/** What stands under a report besides, such as what was answered; whoever reads it is in the context. */
export type ReportSection = (seen: Seen, context: RequestContext) => Promise<Block[]>
export const reportSections = extensionPoint<ReportSection>('appraisal.report-sections', ['feedback'])

/** What an objection does to the appraisal it is about. */
export interface Oversight {
  /** Whether the reader may read the appraisal because they decide about it. */
  mayRead(assignmentId: string, context: RequestContext): Promise<boolean>
  /** Its appraiser corrects it no more. */
  isUnderObjection(assignmentId: string, tx?: Tx): Promise<boolean>
}
export const oversight = extensionPoint<Oversight>('appraisal.oversight', ['objection'])
