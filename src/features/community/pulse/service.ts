/** The pulse survey: one tap an answer, sent once a month, results of the months that are over. */

import { text, type Words } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import { mayShow } from '../../../domain/anonymity.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { dayOf, instantAt } from '../../../domain/calendar/office-day.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
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
  valueFrom,
} from './rules.ts'

export interface PulseDeps {
  db: Database
  notify: Notify
  people: PeopleService
  office: Office
  files: Files
  words: Words
  clock: Pick<Clock, 'now'>
}
export type Results = ReadonlyMap<Question, Published>
export type PulseWork = ReturnType<typeof createService>

const SENT_AT = '08:30'
const CHUNK = 500

export function createService({ db, notify, office, clock }: PulseDeps) {
  const thisMonth = (now = clock.now()): Month => monthOf(dayOf(now, office.zone))
  // What is over does not change any more.
  const over = new Map<Month, Results>()

  /** The questions of this month that somebody has not answered yet. */
  async function open(personId: string, month = thisMonth()): Promise<Question[]> {
    const done = await repository.answeredBy(db.client, month, personId)
    return questionsOf(month).filter(question => !done.includes(question))
  }

  async function answer(
    { actor, now }: RequestContext,
    month: string,
    id: string,
    chosen: string,
  ): Promise<void> {
    const current = thisMonth(now)
    if (month !== current) throw new Refusal(text('pulse:refused.over'))
    const [question, value] = [questionOf(current, id), valueFrom(chosen)]
    if (!question || !value) throw new Refusal(text('chat:refused.button'))
    await db.transaction(async tx => {
      if (!(await repository.markAnswered(tx, current, question, actor.personId)))
        throw new Refusal(text('pulse:refused.again'))
      const unitId = mayShow(await repository.inOffice(tx, actor.unitId)) ? actor.unitId : ''
      await repository.addToTally(tx, { month: current, question, unitId, value })
    })
  }

  /** @param month one that is over: of others nothing is told */
  async function results(month: Month): Promise<Results> {
    if (month >= thisMonth()) return new Map()
    const known = over.get(month)
    if (known) return known
    const tallies = await repository.talliesOf(db.client, month)
    const found = new Map(questionsOf(month).map(one => [one, published(tallies.get(one) ?? [])] as const))
    over.set(month, found)
    for (const old of over.keys()) if (!trendMonths(thisMonth()).includes(old)) over.delete(old)
    return found
  }
  async function trend(): Promise<[Month, Results][]> {
    const found: [Month, Results][] = []
    for (const month of trendMonths(thisMonth())) found.push([month, await results(month)])
    return found
  }

  async function tick(now: Date): Promise<void> {
    const month = thisMonth(now)
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
      await db.transaction(tx => notify.enqueue(tx, messages, now))
      const next = ids.at(-1)
      if (!next) break
      last = next
    }
    await repository.setSent(db.client, month, `${what}At`, now)
  }

  return { thisMonth, open, answer, results, trend, tick }
}
