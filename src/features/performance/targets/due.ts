/** In the last week of a month, whoever reported nothing is reminded: once a month and person. */
import { z } from 'zod'
import type { Office } from '../../../domain/calendar/office.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import { quarterOf } from '../../../domain/calendar/quarter.ts'
import { readSetting, writeSetting } from '../../../platform/database/settings.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import type { Access } from './access.ts'
import { remindMessage } from './messages.ts'
import { silentAfter } from './repository.ts'
import { isLastWeek, monthStart } from './rules.ts'

/** Where today's round stands: people are looked at page by page, and not again on the day it is through. */
const ROUND = 'targets.reminded'
const Round = z.object({ day: z.string(), after: z.string().nullable(), done: z.boolean() })
const PAGE = 1000

export function createDue({
  transact,
  office,
  access,
}: {
  transact: Transact
  office: Office
  access: Access
}) {
  return async (now: Date): Promise<void> => {
    const today = office.today(now)
    if (!isLastWeek(today)) return
    while (!(await page(today, now)));
  }

  /** @returns true when everyone has been looked at today */
  async function page(today: OfficeDay, now: Date): Promise<boolean> {
    const [month, quarter] = [today.slice(0, 7), quarterOf(today)]
    return transact({ now }, async work => {
      await work.lock(ROUND)
      const before = await readSetting(work.tx, ROUND, Round)
      const round = before?.day === today ? before : { day: today, after: null, done: false }
      if (round.done || (await access.locked(quarter, now, work.tx))) return true
      const people = await silentAfter(work.tx, {
        quarter,
        since: monthStart(today, office.zone),
        after: round.after,
        limit: PAGE,
      })
      work.notify(...people.map(person => remindMessage(person, quarter, month)))
      const done = people.length < PAGE
      await writeSetting(work.tx, ROUND, { day: today, after: people.at(-1) ?? round.after, done })
      return done
    })
  }
}
