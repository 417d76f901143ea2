/** What counts on the boards, and how a kudos comes on to them and off again. */
import { dayOf } from '../../lib/calendar/office-day.ts'
import { lastDayOf, quarterOf } from '../../lib/calendar/quarter.ts'
import type { Tx } from '../../platform/db.ts'
import { isBeforeClosing, isRanked } from './rules.ts'
import { standingsOf } from './rules-board.ts'
import * as store from './store.ts'
import * as boards from './store-board.ts'
import type { KudosDeps } from './work.ts'

type Given = Pick<store.Kudos, 'value' | 'createdAt'>

export function createCounting({ people, office }: Pick<KudosDeps, 'people' | 'office'>) {
  const today = (now: Date) => dayOf(now, office.zone)

  /** Decides for each receiver whether it counts. */
  async function ranked(
    tx: Tx,
    giverId: string,
    receivers: readonly { id: string; unitId: string }[],
    returned: ReadonlyMap<string, Date>,
    now: Date,
  ): Promise<store.Receiver[]> {
    const day = today(now)
    const closing = lastDayOf(quarterOf(day))
    const appraiser = isBeforeClosing(day, closing)
      ? (await people.appraiserOn(day, [giverId], tx)).get(giverId)
      : undefined
    return receivers.map(({ id, unitId }) => {
      const receiverIsAppraiser = appraiser?.holder === id || appraiser?.acting === id
      const returnedAt = returned.get(id) ?? null
      return {
        personId: id,
        unitId,
        ranked: isRanked({ returnedAt, now, receiverIsAppraiser, today: day, closing }),
      }
    })
  }

  const standings = ({ value, createdAt }: Given, receivers: readonly store.Receiver[]) =>
    receivers.filter(one => one.ranked).flatMap(one => standingsOf(one, value, today(createdAt)))

  return {
    ranked,
    count: (tx: Tx, given: Given, receivers: readonly store.Receiver[]) =>
      boards.count(tx, standings(given, receivers), 1),
    /** Takes it off the boards again. */
    uncount: async (tx: Tx, found: store.Kudos) =>
      boards.count(tx, standings(found, await store.receiversOf(tx, found.id)), -1),
  }
}
