/** Coffee pairs: join, leave, and every two weeks somebody new to meet. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { addDays, dayOf, instantAt } from '../../../domain/calendar/office-day.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Notify } from '../../organisation/notify/api.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import * as repository from './repository.ts'
import { ASKED_AFTER_DAYS, INTRODUCED_AT, matched, ROUNDS_APART, roundOn, suggestedTime } from './rules.ts'

export interface CoffeeDeps {
  db: Database
  ids: Ids
  notify: Notify
  people: PeopleService
  office: Office
  clock: Pick<Clock, 'now'>
}
export type CoffeeWork = ReturnType<typeof createService>

export function createService({ db, ids, notify, office }: CoffeeDeps) {
  const { calendar, zone } = office

  async function standing(personId: string) {
    return {
      joined: await repository.isMember(db.client, personId),
      members: await repository.memberCount(db.client),
    }
  }
  const join = ({ actor, now }: RequestContext) => repository.join(db.client, actor.personId, now)
  const leave = ({ actor }: RequestContext) => repository.leave(db.client, actor.personId)

  /** Brings people together once a round, in its first days: a process that was down catches up. */
  async function tick(now: Date): Promise<void> {
    const { number, beginsOn } = roundOn(dayOf(now, zone), calendar)
    const begins = instantAt(beginsOn, INTRODUCED_AT, zone)
    const asks = instantAt(calendar.workingDayFrom(addDays(beginsOn, ASKED_AFTER_DAYS)), INTRODUCED_AT, zone)
    if (now >= begins && now < asks) await begin(number, now)
    // The question may fall into the next round's days when holidays lie between.
    for (const round of [number - 1, number]) if (round < number || now >= asks) await ask(round, now)
  }

  async function begin(round: number, now: Date): Promise<void> {
    if (await repository.hasRound(db.client, round)) return
    await db.transaction(async tx => {
      await db.lock(tx, 'coffee')
      if (await repository.hasRound(tx, round)) return
      const groups = matched(await repository.members(tx), await repository.met(tx, round, ROUNDS_APART))
      const meetAt = suggestedTime(dayOf(now, zone), calendar, zone)
      const rows = groups.map(group => ({
        id: ids.next(),
        round,
        personIds: group.map(({ id }) => id),
        meetAt,
        metAt: null,
      }))
      await repository.addRound(tx, round, now, rows)
      await tell(tx, rows, 'coffee.met', now)
    })
  }

  async function ask(round: number, now: Date): Promise<void> {
    if (!(await repository.notAsked(db.client, round))) return
    await db.transaction(async tx => {
      await db.lock(tx, 'coffee')
      if (!(await repository.notAsked(tx, round))) return
      await repository.setAsked(tx, round, now)
      await tell(tx, await repository.groupsOf(tx, round), 'coffee.asked', now)
    })
  }

  async function tell(
    tx: Parameters<Notify['enqueue']>[0],
    groups: readonly repository.Group[],
    notice: string,
    now: Date,
  ): Promise<void> {
    const messages = groups.flatMap(({ id, personIds }) =>
      personIds.map(person => ({
        key: `${notice}:${id}:${person}`,
        to: { person },
        notification: notice,
        args: [id],
        timing: 'office-hours' as const,
      })),
    )
    await notify.enqueue(tx, messages, now)
  }

  /** One of them says that they met. */
  async function met({ actor, now }: RequestContext, id: string): Promise<void> {
    const group = await repository.groupById(db.client, id)
    if (!group?.personIds.includes(actor.personId)) throw new Refusal(text('chat:refused.button'))
    await repository.setMet(db.client, id, now)
  }

  return { standing, join, leave, tick, met, group: (id: string) => repository.groupById(db.client, id) }
}
