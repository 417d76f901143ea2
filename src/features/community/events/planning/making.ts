/** What makers do first: plan, and announce. */

import { text } from '../../../../chat/i18n/words.ts'
import { type Actor, Refusal, type RequestContext } from '../../../../chat/model.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import type { EventsDeps } from '../deps.ts'
import type { Announcements } from '../messages/announcements.ts'
import * as repository from '../repository.ts'
import { makerScope, planProblem, type Scope, withBelow } from '../rules.ts'

export type Making = ReturnType<typeof createMaking>
export type Wish = Omit<repository.Plan, 'unitIds'>

export function createMaking(
  { db, ids, transact, office }: Pick<EventsDeps, 'db' | 'ids' | 'transact' | 'office'>,
  announcements: Announcements,
) {
  async function scopeOf({ personId, roles }: Actor): Promise<Scope | null> {
    return makerScope(roles, await repository.grantOf(db.client, personId))
  }

  /** The event, for whoever may change it: its maker, or an officer. */
  async function own({ actor }: RequestContext, id: string, tx: Tx = db.client): Promise<repository.Event> {
    const event = await repository.eventById(tx, id)
    const may = event && (event.makerId === actor.personId || actor.roles.includes('officer'))
    if (!event || !may) throw new Refusal(text('chat:refused.button'))
    return event
  }

  /** One change at a time of this event. @throws Refusal if it is another's, or was called off */
  async function held<T>(
    context: RequestContext,
    id: string,
    change: (work: Work, event: repository.Event) => Promise<T>,
  ): Promise<T> {
    return transact(context, async work => {
      await work.lock(`event:${id}`)
      const event = await own(context, id, work.tx)
      if (event.cancelledAt) throw new Refusal(text('events:refused.cancelled'))
      return change(work, event)
    })
  }

  function check(times: Parameters<typeof planProblem>[0], now: Date): void {
    const problem = planProblem(times, now, office.zone)
    if (problem) throw new Refusal(text(`events:problem.${problem}`))
  }

  async function unitsFor(tx: Tx, actor: Actor, audience: readonly string[]): Promise<string[]> {
    const scope = makerScope(actor.roles, await repository.grantOf(tx, actor.personId))
    const outside = audience.length !== 1 || audience[0] !== actor.unitId
    if (scope === null || (scope === 'unit' && outside)) throw new Refusal(text('events:refused.scope'))
    return audience.length === 0 ? [] : withBelow(await repository.unitTree(tx), audience)
  }

  async function plan(context: RequestContext, wish: Wish): Promise<repository.Event> {
    const { actor, now, key } = context
    check({ ...wish, deadline: null }, now)
    return transact(context, async ({ tx, lock }) => {
      await lock(`event:request:${key}`)
      const before = await repository.eventOfRequest(tx, key)
      if (before) return before
      const unitIds = await unitsFor(tx, actor, wish.audience)
      const id = ids.next()
      await repository.addEvent(tx, {
        ...wish,
        unitIds,
        id,
        requestKey: key,
        makerId: actor.personId,
        createdAt: now,
      })
      return own(context, id, tx)
    })
  }

  async function announce(context: RequestContext, id: string): Promise<repository.Event> {
    const { actor, now } = context
    return held(context, id, async (work, event) => {
      if (event.announcedAt) return event
      check(event, now)
      await unitsFor(work.tx, actor, event.audience)
      await repository.changeEvent(work.tx, id, { announcedAt: now, changedAt: now })
      await announcements.spread(work, { ...event, announcedAt: now })
      work.record({ action: 'event.announced', subject: id })
      return own(context, id, work.tx)
    })
  }

  async function drop(context: RequestContext, id: string): Promise<void> {
    await held(context, id, async ({ tx }, { announcedAt }) => {
      if (announcedAt) throw new Refusal(text('events:refused.announced'))
      await repository.dropEvent(tx, id)
    })
  }

  return { scopeOf, own, held, check, unitsFor, plan, announce, drop }
}
