/** A version that a decision from above makes: other figures, the same words. */
import type { Scores } from '../../../domain/criteria.ts'
import type { Rating } from '../../../domain/ratings.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { publishNow } from './publishing.ts'
import * as repository from './repository.ts'
import type { AppraisalDeps } from './service.ts'

export interface Amendment {
  assignmentId: string
  /** Who decided. */
  byId: string
  scores: Scores
  results: Rating
  behaviour: Rating
  /** Read by the person. */
  reason: string
  requestKey: string
}

export type Amend = ReturnType<typeof createAmend>

/** In the caller's transaction, which has asked for the right to. The person is told as of any correction. */
export function createAmend(deps: AppraisalDeps) {
  const { db, ids, audit } = deps
  return async (tx: Tx, amendment: Amendment, now: Date): Promise<repository.Appraisal> => {
    const { assignmentId, byId, scores, results, behaviour, reason, requestKey } = amendment
    await db.lock(tx, `appraisal:${assignmentId}`)
    const [latest] = await repository.versionsOf(tx, assignmentId)
    if (!latest) throw new Error(`nothing to amend: ${assignmentId}`)
    const made: repository.Appraisal = {
      ...latest,
      ...scores,
      results,
      behaviour,
      reason,
      byId,
      id: ids.next(),
      version: latest.version + 1,
      createdAt: now,
      publishedAt: null,
      attendanceReason: scores.attendance === latest.attendance ? latest.attendanceReason : reason,
      explanation: results === latest.results ? latest.explanation : reason,
    }
    await repository.add(tx, made, requestKey)
    await publishNow(deps, tx, [made], now)
    const detail = { appraisal: made.id, version: made.version }
    await audit.note(tx, {
      at: now,
      actorId: byId,
      action: 'appraisal.amended',
      subject: assignmentId,
      detail,
    })
    return made
  }
}
