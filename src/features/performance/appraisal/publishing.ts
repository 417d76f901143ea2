/** Lets appraisals reach their people: at once, or all of a quarter together once the officer has published it. */
import { publish } from '../../../chat/extension-points.ts'
import { bandOf, type Criterion, weakest } from '../../../domain/criteria.ts'
import type { Work } from '../../../platform/unit-of-work.ts'
import type { AppraisalDeps } from './deps.ts'
import { appraisalPublished } from './extension-points.ts'
import * as repository from './repository.ts'

/** Appraisals published in one transaction. */
const CHUNK = 500
/** Scores of the highest band need no training. */
const HIGHEST_BAND = 4

/** Key of the message that brings a version to its person. */
export const notificationKey = (appraisalId: string) => `appraisal:${appraisalId}:published`
export const PUBLISHED = 'appraisal.published'
export const CORRECTED = 'appraisal.corrected'

/** The weakest criterion, if a training could help with it. */
export function trainableCriterion(appraisal: repository.Appraisal): Criterion | null {
  const criterion = weakest(appraisal)
  return bandOf(appraisal[criterion]) < HIGHEST_BAND ? criterion : null
}

/**
 * Publishes the newest versions of some assignments; the caller holds their locks.
 * The message of the first time has another name than that of a correction, but one key a version.
 * @returns the same versions as they stand now
 */
export async function publishNow(
  { training, extensions }: Pick<AppraisalDeps, 'training' | 'extensions'>,
  work: Work,
  versions: readonly repository.Appraisal[],
): Promise<repository.Appraisal[]> {
  const assignmentIds = versions.map(({ assignmentId }) => assignmentId)
  const published = await repository.publishedAmong(work.tx, assignmentIds)
  await repository.publish(work.tx, assignmentIds, work.now)
  const appraisals = versions.map(one => ({ ...one, publishedAt: work.now }))
  for (const { id, assignmentId, personId } of appraisals)
    work.notify({
      key: notificationKey(id),
      to: { person: personId },
      notification: published.has(assignmentId) ? CORRECTED : PUBLISHED,
      args: [id],
      timing: 'office-hours',
    })
  await publish(extensions, appraisalPublished, { work, appraisals })
  for (const appraisal of appraisals) {
    const criterion = trainableCriterion(appraisal)
    const key = `appraisal:${appraisal.assignmentId}`
    const { personId } = appraisal
    if (criterion) await training.noteNeed(work, { key, personId, criterion, source: 'appraisal' })
    else await training.dropNeed(work, key)
  }
  return appraisals
}

/** Level-triggered: whatever a published quarter still holds back goes out, in parts, until nothing is left. */
export async function publishDue(deps: AppraisalDeps, now: Date): Promise<void> {
  for (const { quarter } of await deps.cycle.published()) {
    for (;;) {
      const count = await deps.transact({ now }, async work => {
        await work.lock(`appraisal.publish:${quarter}`)
        const due = await repository.unpublished(work.tx, quarter, CHUNK)
        if (due.length === 0) return 0
        await publishNow(deps, work, due)
        work.record({ action: 'appraisal.published', subject: quarter, detail: { count: due.length } })
        return due.length
      })
      if (count < CHUNK) break
    }
  }
}
