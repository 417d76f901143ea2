import type { Quarter } from '../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { agreedOf } from './repository.ts'
import { type Achievement, achievement } from './rules.ts'

/** The same as one person's achievement, for many at once; who has no agreed targets is not in it. */
export async function achievementsOf(
  tx: Tx,
  quarter: Quarter,
  personIds: readonly string[],
): Promise<Map<string, Achievement>> {
  const targets = await agreedOf(tx, quarter, personIds)
  const byPerson = Map.groupBy(targets, ({ personId }) => personId)
  return new Map(
    [...byPerson].flatMap(([personId, own]) => {
      const found = achievement(own)
      return found ? [[personId, found] as const] : []
    }),
  )
}
