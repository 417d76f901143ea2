/** What awards may ask of kudos: how many count, by the rules against gaming. */
import { addDays, instantAt } from '../../../domain/calendar/office-day.ts'
import { firstDayOf, lastDayOf, type Quarter } from '../../../domain/calendar/quarter.ts'
import type { Database, Tx } from '../../../platform/database/database.ts'

export interface KudosApi {
  /** Kudos of a quarter that count, by receiver; who has none is not in it. Withdrawn and hidden ones do not count. */
  rankedCounts(quarter: Quarter, personIds: readonly string[], tx?: Tx): Promise<Map<string, number>>
}

export const createKudosApi = ({ db, zone }: { db: Database; zone: string }): KudosApi => ({
  rankedCounts: async (quarter, personIds, tx = db.client) => {
    const from = instantAt(firstDayOf(quarter), '00:00', zone)
    const until = instantAt(addDays(lastDayOf(quarter), 1), '00:00', zone)
    const rows = await tx.kudosReceiver.groupBy({
      by: ['personId'],
      where: {
        personId: { in: [...personIds] },
        ranked: true,
        createdAt: { gte: from, lt: until },
        kudos: { withdrawnAt: null, hiddenAt: null },
      },
      _count: { kudosId: true },
    })
    return new Map(rows.map(({ personId, _count }) => [personId, _count.kudosId]))
  },
})
