/** A version that a decision from above makes: other figures, the same words. */
import type { Scores } from '../../../domain/criteria.ts'
import type { Ratings } from '../../../domain/ratings.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import type { AppraisalDeps } from './deps.ts'
import { publishNow } from './publishing.ts'
import * as repository from './repository.ts'

export interface Amendment extends Ratings {
  assignmentId: string
  /** Who decided. */
  byId: string
  scores: Scores
  /** Read by the person. */
  reason: string
  requestKey: string
}

/**
 * In the caller's transaction, which has asked for the right to and holds `appraisalLock(assignmentId)`.
 * The person is told as of any correction.
 */
export type Amend = (work: Work, amendment: Amendment) => Promise<repository.Appraisal>

/** Name of the lock under which versions of one appraisal are made. */
export const appraisalLock = (assignmentId: string) => `appraisal:${assignmentId}`

export function createAmend(deps: Pick<AppraisalDeps, 'ids' | 'training' | 'extensions'>): Amend {
  return async (work, { assignmentId, byId, scores, results, behaviour, reason, requestKey }) => {
    const [latest] = await repository.versionsOf(work.tx, assignmentId)
    if (!latest) throw new Error(`nothing to amend: ${assignmentId}`)
    const made: repository.Appraisal = {
      ...latest,
      ...scores,
      results,
      behaviour,
      reason,
      byId,
      id: deps.ids.next(),
      version: latest.version + 1,
      createdAt: work.now,
      publishedAt: null,
      attendanceReason: scores.attendance === latest.attendance ? latest.attendanceReason : reason,
      explanation: results === latest.results ? latest.explanation : reason,
    }
    await repository.add(work.tx, made, requestKey)
    const [published = made] = await publishNow(deps, work, [made])
    work.record({
      action: 'appraisal.amended',
      subject: assignmentId,
      detail: { appraisal: made.id, version: made.version },
      actorId: byId,
    })
    return published
  }
}
