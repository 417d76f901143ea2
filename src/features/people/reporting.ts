/** Who stands in as somebody's appraiser on a day: the appraiser, and the delegate (Plt./Plh.) of that day. */
import type { OfficeDay } from '../../lib/calendar/office-day.ts'
import type { Tx } from '../../platform/db.ts'

export interface Appraisers {
  /** Who is written to: today's delegate where there is one, else the appraiser. */
  acting: string[]
  /** Who may act: both. */
  may: string[]
}

/** Nobody for a person without an appraiser, or whose appraiser has left and is not delegated. */
export async function appraisersOf(tx: Tx, personId: string, today: OfficeDay): Promise<Appraisers> {
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: {
      appraiser: {
        select: {
          id: true,
          leftOn: true,
          delegated: {
            where: { fromDay: { lte: today }, untilDay: { gte: today }, delegate: { leftOn: null } },
            select: { delegateId: true },
            orderBy: { createdAt: 'asc' },
          },
        },
      },
    },
  })
  const appraiser = person?.appraiser
  if (!appraiser) return { acting: [], may: [] }
  // Nobody answers for themselves: a delegate who is the person is left out.
  const delegates = appraiser.delegated.map(({ delegateId }) => delegateId).filter(id => id !== personId)
  const self = appraiser.leftOn === null ? [appraiser.id] : []
  return { acting: delegates.length > 0 ? delegates : self, may: [...self, ...delegates] }
}

/** Ids of those in office whom this person appraises today, as appraiser or as delegate. */
export async function reportsOf(tx: Tx, appraiserId: string, today: OfficeDay): Promise<string[]> {
  const acting = { delegateId: appraiserId, fromDay: { lte: today }, untilDay: { gte: today } }
  const rows = await tx.person.findMany({
    where: {
      leftOn: null,
      id: { not: appraiserId },
      OR: [{ appraiserId }, { appraiser: { delegated: { some: acting } } }],
    },
    select: { id: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id }) => id)
}
