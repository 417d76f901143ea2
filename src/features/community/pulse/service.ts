/** The pulse survey: one tap an answer, sent once a month, results of the months that are over. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { mayShow } from '../../../domain/anonymity.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { instantAt } from '../../../domain/calendar/office-day.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Transact } from '../../../platform/unit-of-work.ts'
import * as repository from './repository.ts'
import {
  daysOf,
  type Month,
  monthOf,
  type Published,
  published,
  type Question,
  questionOf,
  questionsOf,
  trendMonths,
  type Value,
} from './rules.ts'

export interface ServiceDeps {
  db: Database
  transact: Transact
  office: Office
}
export type Results = ReadonlyMap<Question, Published>
export type PulseService = ReturnType<typeof createService>

const SENT_AT = '08:30'
const CHUNK = 500

export function createService({ db, transact, office }: ServiceDeps) {
  const monthAt = (now: Date): Month => monthOf(office.today(now))
  // What is over does not change any more.
  const over = new Map<Month, Results>()

  /** The questions of this month that somebody has not answered yet. */
  async function open(personId: string, month: Month): Promise<Question[]> {
    const done = await repository.answeredBy(db.client, month, personId)
    return questionsOf(month).filter(question => !done.includes(question))
  }

  /** @throws Refusal when the month is over, the question is none of its, or was answered before */
  async function answer(context: RequestContext, month: string, id: string, value: Value): Promise<void> {
    const { actor, now } = context
    const current = monthAt(now)
    if (month !== current) throw new Refusal(text('pulse:refused.over'))
    const question = questionOf(current, id)
    if (!question) throw new Refusal(text('chat:refused.button'))
    await transact(context, async ({ tx }) => {
      if (!(await repository.markAnswered(tx, current, question, actor.personId)))
        throw new Refusal(text('pulse:refused.again'))
      const unitId = mayShow(await repository.inOffice(tx, actor.unitId)) ? actor.unitId : ''
      await repository.addToTally(tx, { month: current, question, unitId, value })
    })
  }

  /** @param month one that is over: of others nothing is told */
  async function results(month: Month, now: Date): Promise<Results> {
    const current = monthAt(now)
    if (month >= current) return new Map()
    const known = over.get(month)
    if (known) return known
    const tallies = await repository.talliesOf(db.client, month)
    const found = new Map(questionsOf(month).map(one => [one, published(tallies.get(one) ?? [])] as const))
    over.set(month, found)
    for (const old of over.keys()) if (!trendMonths(current).includes(old)) over.delete(old)
    return found
  }
  async function trend(now: Date): Promise<[Month, Results][]> {
    const found: [Month, Results][] = []
    for (const month of trendMonths(monthAt(now))) found.push([month, await results(month, now)])
    return found
  }

  async function tick(now: Date): Promise<void> {
    const month = monthAt(now)
    await repository.forget(db.client, month)
    const { asked, reminded } = daysOf(month, office.calendar)
    const at = (day: typeof asked) => instantAt(day, SENT_AT, office.zone)
    if (now < at(asked)) return
    if (now < at(reminded)) await send(month, 'asked', now)
    // An office that began after the day, or was down all week, is not reminded of what it was never asked.
    else if (await repository.wasSent(db.client, month, 'askedAt')) await send(month, 'reminded', now)
  }

  /** Cut off in the middle it begins anew, under the same keys: nobody is written to twice. */
  async function send(month: Month, what: 'asked' | 'reminded', now: Date): Promise<void> {
    if (await repository.wasSent(db.client, month, `${what}At`)) return
    for (let last = ''; ; ) {
      const ids = await repository.readersAfter(db.client, last, CHUNK)
      const messages = ids.map(person => ({
        key: `pulse:${month}:${what}:${person}`,
        to: { person },
        notification: `pulse.${what}`,
        args: [month],
        timing: 'office-hours' as const,
      }))
      await transact({ now }, async work => work.notify(...messages))
      const next = ids.at(-1)
      if (!next) break
      last = next
    }
    await repository.setSent(db.client, month, `${what}At`, now)
  }

  return { monthAt, open, answer, results, trend, tick }
}
