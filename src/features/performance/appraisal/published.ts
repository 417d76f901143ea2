/** What awards may ask of appraisals: criteria scores, of what its person has seen. Rights are theirs to check. */
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import type { AppraisalDeps } from './deps.ts'
import * as repository from './repository.ts'
import { criteriaScore } from './rules.ts'

export interface PublishedScores {
  /** Score by the open formula (0 to 100) of the newest published version; who has none is not in it. */
  scoresOf(quarter: Quarter, personIds: readonly string[], tx?: Tx): Promise<Map<string, number>>
  /** Whether nothing that was sent is still held back. */
  allPublished(quarter: Quarter, tx?: Tx): Promise<boolean>
}

export const createPublished = ({ db, cycle }: Pick<AppraisalDeps, 'db' | 'cycle'>): PublishedScores => ({
  scoresOf: async (quarter, personIds, tx = db.client) => {
    const found = await cycle.cycleOf(quarter, tx)
    if (!found) return new Map()
    const rows = await repository.publishedScores(tx, quarter, personIds)
    return new Map(
      rows.map(({ personId, ...scores }) => [personId, criteriaScore(scores, found.weights).total]),
    )
  },
  allPublished: async (quarter, tx = db.client) =>
    (await repository.unpublished(tx, quarter, 1)).length === 0,
})
