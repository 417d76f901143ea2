/** What counts on the boards, and how a kudos comes on to them and off again. */
import type { OfficeDay } from '../../../../domain/calendar/office-day.ts'
import { lastDayOf, quarterOf } from '../../../../domain/calendar/quarter.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import * as boards from '../board/repository.ts'
import { boardEntriesOf } from '../board/rules.ts'
import * as repository from '../repository.ts'
import { isBeforeClosing, isRanked } from '../rules.ts'
import type { ServiceDeps } from '../service.ts'

type Counted = Pick<repository.Kudos, 'value' | 'createdAt'> & { receivers: readonly repository.Receiver[] }
/** What is about to be given, as far as it decides whether it counts. */
interface Giving {
  giverId: string
  now: Date
  people: readonly { id: string; unitId: string }[]
  returned: ReadonlyMap<string, Date>
}
export type Counting = ReturnType<typeof createCounting>

export function createCounting({ people, office }: Pick<ServiceDeps, 'people' | 'office'>) {
  const closingOf = (day: OfficeDay) => lastDayOf(quarterOf(day))

  /** Decides for each receiver of each whether it counts. */
  async function ranked(tx: Tx, givings: readonly Giving[]): Promise<repository.Receiver[][]> {
    const isAppraiser = await appraisers(tx, givings)
    return givings.map(({ giverId, now, people: receivers, returned }) => {
      const day = office.today(now)
      return receivers.map(({ id, unitId }) => {
        const pair = {
          returnedAt: returned.get(id) ?? null,
          receiverIsAppraiser: isAppraiser(id, giverId, day),
        }
        return {
          personId: id,
          unitId,
          ranked: isRanked({ ...pair, now, today: day, closing: closingOf(day) }),
        }
      })
    })
  }

  /** Asked only in the weeks in which it matters; around midnight for two days. */
  async function appraisers(tx: Tx, givings: readonly Giving[]) {
    const found = new Map<string, Awaited<ReturnType<typeof people.appraiserOn>>>()
    for (const [day, ofDay] of Map.groupBy(givings, ({ now }) => office.today(now)))
      if (isBeforeClosing(day, closingOf(day))) {
        const givers = ofDay.map(({ giverId }) => giverId)
        found.set(day, await people.appraiserOn(day, givers, tx))
      }
    return (person: string, giver: string, day: string): boolean => {
      const appraiser = found.get(day)?.get(giver)
      return appraiser?.holder === person || appraiser?.acting === person
    }
  }

  const entries = ({ value, createdAt, receivers }: Counted) =>
    receivers.filter(one => one.ranked).flatMap(one => boardEntriesOf(one, value, office.today(createdAt)))

  return {
    ranked,
    count: (tx: Tx, given: readonly Counted[]) => boards.count(tx, given.flatMap(entries), 1),
    /** Takes it off the boards again. */
    uncount: async (tx: Tx, found: repository.Kudos) =>
      boards.count(tx, entries({ ...found, receivers: await repository.receiversOf(tx, found.id) }), -1),
  }
}
