/** In the last week of a month, whoever reported nothing is reminded: once a month and person. */
import { z } from 'zod'
import { instantAt, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import { quarterOf } from '../../../domain/calendar/quarter.ts'
import { readSetting, writeSetting } from '../../../platform/database/settings.ts'
import type { Message } from '../../organisation/notify/api.ts'
import type { Access, TargetDeps } from './access.ts'
import { silentAfter } from './repository.ts'
import { isLastWeek } from './rules.ts'

/** Where today's round stands: people are looked at page by page, and not again on the day it is through. */
const ROUND = 'targets.reminded'
const Round = z.object({ day: z.string(), after: z.string().nullable(), done: z.boolean() })
const PAGE = 1000

export const monthStart = (today: OfficeDay, zone: string): Date =>
  instantAt(`${today.slice(0, 7)}-01` as OfficeDay, '00:00', zone)

export function createDue({ db, notify, office }: TargetDeps, access: Access) {
  return async (now: Date): Promise<void> => {
    const today = access.today(now)
    if (!isLastWeek(today)) return
    while (!(await page(today, now)));
  }

  /** @returns true when everyone has been looked at this month */
  async function page(today: OfficeDay, now: Date): Promise<boolean> {
    const [month, quarter] = [today.slice(0, 7), quarterOf(today)]
    return db.transaction(async tx => {
      await db.lock(tx, ROUND)
      const before = await readSetting(tx, ROUND, Round)
      const round = before?.day === today ? before : { day: today, after: null, done: false }
      if (round.done || (await access.locked(quarter, now, tx))) return true
      const since = monthStart(today, office.zone)
      const people = await silentAfter(tx, { quarter, since, after: round.after, limit: PAGE })
      const messages = people.map(
        (person): Message => ({
          key: `target:remind:${month}:${person}`,
          to: { person },
          notification: 'target.remind',
          args: [person, quarter],
          timing: 'office-hours',
        }),
      )
      await notify.enqueue(tx, messages, now)
      const done = people.length < PAGE
      await writeSetting(tx, ROUND, { day: today, after: people.at(-1) ?? round.after, done })
      return done
    })
  }
}
