/** Coffee pairs: join, leave, and every two weeks somebody new to meet. */

import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../chat/model.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import { addDays, instantAt } from '../../../domain/calendar/office-day.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import type { Message, Transact } from '../../../platform/unit-of-work.ts'
import * as repository from './repository.ts'
import { ASKED_AFTER_DAYS, INTRODUCED_AT, matched, ROUNDS_APART, roundOn, suggestedTime } from './rules.ts'

export interface ServiceDeps {
  db: Database
  ids: Ids
  transact: Transact
  office: Office
}
export type CoffeeService = ReturnType<typeof createService>

export function createService({ db, ids, transact, office }: ServiceDeps) {
  const { calendar, zone } = office

  /** Whether this person joined, and how many did. */
  async function membership(personId: string): Promise<{ joined: boolean; members: number }> {
    const [joined, members] = await Promise.all([
      repository.isMember(db.client, personId),
      repository.memberCount(db.client),
    ])
    return { joined, members }
  }
  const join = ({ actor, now }: RequestContext) => repository.join(db.client, actor.personId, now)
  const leave = ({ actor }: RequestContext) => repository.leave(db.client, actor.personId)

  /** Brings people together once a round, in its first days: a process that was down catches up. */
  async function tick(now: Date): Promise<void> {
    const { number, beginsOn } = roundOn(office.today(now), calendar)
    const begins = instantAt(beginsOn, INTRODUCED_AT, zone)
    const asks = instantAt(calendar.workingDayFrom(addDays(beginsOn, ASKED_AFTER_DAYS)), INTRODUCED_AT, zone)
    if (now >= begins && now < asks) await begin(number, now)
    // The question may fall into the next round's days when holidays lie between.
    for (const round of [number - 1, number]) if (round < number || now >= asks) await ask(round, now)
  }

  async function begin(round: number, now: Date): Promise<void> {
    if (await repository.hasRound(db.client, round)) return
    await transact({ now }, async work => {
      await work.lock('coffee')
      if (await repository.hasRound(work.tx, round)) return
      const met = await repository.met(work.tx, round, ROUNDS_APART)
      const groups = matched(await repository.members(work.tx), met)
      const meetAt = suggestedTime(office.today(now), calendar, zone)
      const rows = groups.map(group => ({
        id: ids.next(),
        round,
        personIds: group.map(({ id }) => id),
        meetAt,
        metAt: null,
      }))
      await repository.addRound(work.tx, round, now, rows)
      work.notify(...messages(rows, 'coffee.met'))
    })
  }

  async function ask(round: number, now: Date): Promise<void> {
    if (!(await repository.notAsked(db.client, round))) return
    await transact({ now }, async work => {
      await work.lock('coffee')
      if (!(await repository.notAsked(work.tx, round))) return
      await repository.setAsked(work.tx, round, now)
      work.notify(...messages(await repository.groupsOf(work.tx, round), 'coffee.asked'))
    })
  }

  /** One of them says that they met. */
  async function met({ actor, now }: RequestContext, id: string): Promise<void> {
    const group = await repository.groupById(db.client, id)
    if (!group?.personIds.includes(actor.personId)) throw new Refusal(text('chat:refused.button'))
    await repository.setMet(db.client, id, now)
  }

  return { membership, join, leave, tick, met, group: (id: string) => repository.groupById(db.client, id) }
}

/** One to each of the group's people. */
const messages = (groups: readonly repository.Group[], notification: string): Message[] =>
  groups.flatMap(({ id, personIds }) =>
    personIds.map(person => ({
      key: `${notification}:${id}:${person}`,
      to: { person },
      notification,
      args: [id],
      timing: 'office-hours',
    })),
  )
