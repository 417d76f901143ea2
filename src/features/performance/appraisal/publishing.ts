/** Lets appraisals reach their people: at once, or all of a quarter together once the officer has published it. */
import type { Tx } from '../../../platform/database/database.ts'
import * as repository from './repository.ts'
import type { AppraisalDeps } from './service.ts'

/** Appraisals published in one transaction. */
const CHUNK = 500

/** The message of the first time has another name than that of a correction, but one key a version. */
export async function publishNow(
  { notify, ports }: Pick<AppraisalDeps, 'notify' | 'ports'>,
  tx: Tx,
  appraisals: readonly repository.Appraisal[],
  now: Date,
): Promise<void> {
  const told = await repository.publishedAmong(
    tx,
    appraisals.map(({ assignmentId }) => assignmentId),
  )
  await repository.publish(
    tx,
    appraisals.map(({ assignmentId }) => assignmentId),
    now,
  )
  const messages = appraisals.map(({ id, assignmentId, personId }) => ({
    key: notificationKey(id),
    to: { person: personId },
    notification: told.has(assignmentId) ? CORRECTED : PUBLISHED,
    args: [id],
    timing: 'office-hours' as const,
  }))
  await notify.enqueue(tx, messages, now)
  for (const appraisal of appraisals) await ports.published(tx, appraisal, now)
}
/** Key of the message that brings a version to its person. */
export const notificationKey = (appraisalId: string) => `appraisal:${appraisalId}:published`
export const PUBLISHED = 'appraisal.published'
export const CORRECTED = 'appraisal.corrected'

/** Level-triggered: whatever a published quarter still holds back goes out, in parts, until nothing is left. */
export async function publishDue(deps: AppraisalDeps, now: Date): Promise<void> {
  const { db, cycle, audit } = deps
  for (const { quarter } of await cycle.published()) {
    for (;;) {
      const count = await db.transaction(async tx => {
        await db.lock(tx, `appraisal.publish:${quarter}`)
        const due = await repository.unpublished(tx, quarter, CHUNK)
        if (due.length === 0) return 0
        await publishNow(deps, tx, due, now)
        const detail = { count: due.length }
        await audit.note(tx, {
          at: now,
          actorId: null,
          action: 'appraisal.published',
          subject: quarter,
          detail,
        })
        return due.length
      })
      if (count < CHUNK) break
    }
  }
}
