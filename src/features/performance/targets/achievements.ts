/** What appraisals, awards and feedback may ask of targets. */
import type { RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { quarterOf } from '../../../domain/calendar/quarter.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Access } from './access.ts'
import type { TargetsApi } from './api.ts'
import { confirmedFacts } from './cards.ts'
import { agreedOf, agreedTargetsOf, allReached } from './repository.ts'
import { achievement } from './rules.ts'

export const createApi = ({
  db,
  office,
  access,
}: {
  db: Database
  office: Office
  access: Access
}): TargetsApi => ({
  achievementOf: async (personId, quarter, tx = db.client) =>
    achievement(await agreedTargetsOf(tx, personId, quarter)),
  achievementsOf: async (quarter, personIds, tx = db.client) => {
    const byPerson = Map.groupBy(await agreedOf(tx, quarter, personIds), ({ personId }) => personId)
    return new Map(
      [...byPerson].flatMap(([personId, own]) => {
        const found = achievement(own)
        return found ? [[personId, found] as const] : []
      }),
    )
  },
  summaryOf: async (personId, quarter) => {
    const agreed = await agreedTargetsOf(db.client, personId, quarter)
    return { achievement: achievement(agreed), facts: confirmedFacts(agreed) }
  },
  allReached: (quarter, tx = db.client) => allReached(tx, quarter),
  offered: async (context: RequestContext, personId) => {
    if (!(await access.mayRead(context, personId))) return []
    const found = await agreedTargetsOf(db.client, personId, quarterOf(office.today(context.now)))
    return found.map(({ id, result }) => ({ id, result }))
  },
})
