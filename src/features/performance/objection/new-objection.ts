/** The row of an objection as it is filed: with its number, and with whoever decides that day. */

import type { FileRef, RequestContext } from '../../../chat/model.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { Appraisal } from '../appraisal/api.ts'
import type { ObjectionDeps } from './deps.ts'
import * as repository from './repository.ts'
import { decidersAmong } from './rules.ts'

/** The caller holds the lock of the numbers; the row is not written yet. */
export type NewObjection = (
  tx: Tx,
  context: Pick<RequestContext, 'actor' | 'now'>,
  filed: { appraisal: Appraisal; reason: string; document: FileRef | null },
) => Promise<repository.Objection>

export function createNewObjection({
  ids,
  people,
  office,
}: Pick<ObjectionDeps, 'ids' | 'people' | 'office'>): NewObjection {
  /** The superior today of whoever made the version: who acts for them, else who holds the post. */
  async function deciderOf(tx: Tx, { personId, byId }: Appraisal, now: Date): Promise<string | null> {
    const above = (await people.appraiserOn(office.today(now), [byId], tx)).get(byId)
    return decidersAmong([above?.acting, above?.holder], new Set([personId, byId]))[0] ?? null
  }

  return async (tx, { actor, now }, { appraisal, reason, document }) => {
    const deciderId = await deciderOf(tx, appraisal, now)
    const year = Number(office.today(now).slice(0, 4))
    return {
      id: ids.next(),
      year,
      serial: (await repository.lastSerial(tx, year)) + 1,
      assignmentId: appraisal.assignmentId,
      appraisalId: appraisal.id,
      quarter: appraisal.quarter,
      personId: actor.personId,
      appraiserId: appraisal.byId,
      deciderId,
      namedById: null,
      toldId: deciderId,
      reason,
      fileId: document?.id ?? null,
      fileName: document?.name ?? null,
      fileMime: document?.mime ?? null,
      filedAt: now,
      movedAt: now,
      decision: null,
      decisionReason: null,
      decidedById: null,
      decidedAt: null,
      changedId: null,
    }
  }
}
