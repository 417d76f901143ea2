import { domainEvent, extensionPoint } from '../../../chat/extension-points.ts'
import type { Block, Card, Locale, RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { ResultMessage } from './ports.ts'
import type { Appraisal } from './repository.ts'

/** An appraisal, or a correction of one, reaches its person; told inside the transaction that lets it. */
export interface AppraisalPublished {
  tx: Tx
  appraisal: Pick<Appraisal, 'id' | 'assignmentId' | 'personId' | 'nextStepOn'>
  now: Date
}
export const appraisalPublished = domainEvent<AppraisalPublished>('appraisal.published', [
  'receipt',
  'check-in',
])

/** Puts together the message that brings a result to its person. */
export type ResultRenderer = (parts: ResultMessage, appraisalId: string, locale: Locale) => Promise<Card>
export const resultRenderer = extensionPoint<ResultRenderer>('appraisal.result-renderer', ['feedback'])

/** What stands under a report besides, such as what was answered; whoever reads it is in the context. */
export type ReportSection = (assignmentId: string, context: RequestContext) => Promise<Block[]>
export const reportSections = extensionPoint<ReportSection>('appraisal.report-sections', ['feedback'])

/** What an objection does to the appraisal it is about. */
export interface Oversight {
  /** Whether the reader may read the appraisal because they decide about it. */
  mayRead(assignmentId: string, context: RequestContext): Promise<boolean>
  /** Whether it is under objection: then its appraiser corrects it no more. */
  isTaken(assignmentId: string, tx?: Tx): Promise<boolean>
}
export const oversight = extensionPoint<Oversight>('appraisal.oversight', ['objection'])
