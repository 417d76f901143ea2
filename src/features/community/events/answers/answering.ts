/** Yes, maybe, no: one answer at a time, so that the last seat has one taker. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { oneAtATime } from '../../../../chat/one-at-a-time.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { Work } from '../../../../platform/unit-of-work.ts'
import type { EventsDeps } from '../deps.ts'
import type { Announcements } from '../messages/announcements.ts'
import * as repository from '../repository.ts'
import { answerProblem, type Choice, stateFor } from '../rules.ts'
import * as answers from './repository.ts'
import { fillSeats } from './seats.ts'

export interface Answered {
  event: repository.Event
  answer: answers.Answer
  /** Place in the waiting list, from 1. */
  line: number | null
}
export type Answering = ReturnType<typeof createAnswering>

export function createAnswering(
  { db, transact, office }: Pick<EventsDeps, 'db' | 'transact' | 'office'>,
  announcements: Announcements,
) {
  // A rush waits here rather than for the database's connections.
  const inTurn = oneAtATime()

  /**
   * An event with the person's own answer. Its audience, its maker, the officers and whoever answered may see it.
   * @throws Refusal for all others
   */
  async function visible(
    { actor }: RequestContext,
    id: string,
    tx: Tx = db.client,
  ): Promise<{ event: repository.Event; answer: answers.Answer | null }> {
    const event = await repository.eventById(tx, id)
    const answer = await answers.answerOf(tx, id, actor.personId)
    const mine = event?.makerId === actor.personId || actor.roles.includes('officer')
    const concerns =
      event?.announcedAt && (event.unitIds.length === 0 || event.unitIds.includes(actor.unitId))
    if (!event || !(mine || concerns || answer)) throw new Refusal(text('events:refused.audience'))
    return { event, answer }
  }

  /** @throws Refusal when it cannot be answered so, or not any more */
  async function answer(context: RequestContext, id: string, choice: Choice): Promise<Answered> {
    return inTurn(id, () =>
      transact(context, async work => {
        await work.lock(`event:${id}`)
        return answerHeld(work, context, id, choice)
      }),
    )
  }

  async function answerHeld(
    work: Work,
    context: RequestContext,
    id: string,
    choice: Choice,
  ): Promise<Answered> {
    const { tx } = work
    const { actor, now } = context
    const { event, answer: before } = await visible(context, id, tx)
    const problem = answerProblem(event, choice, { now, zone: office.zone })
    if (problem) throw new Refusal(text(`events:refused.${problem}`))
    const { yes, waiting } = await answers.counts(tx, id)
    const state = stateFor(choice, before?.state ?? null, { seats: event.seats, taken: yes, waiting })
    let given = before
    if (state !== before?.state) {
      const turn = await repository.nextTurn(tx, id)
      given = await answers.saveAnswer(tx, { eventId: id, personId: actor.personId, state, turn, at: now })
      const movedUp = before?.state === 'yes' ? await fillSeats(work, { ...event, turns: turn }) : []
      await announcements.showNumbers(work, event, [actor.personId, ...movedUp])
    }
    if (!given) throw new Error('somebody who answered has an answer')
    return {
      event,
      answer: given,
      line: given.state === 'waiting' ? await answers.placeInLine(tx, given) : null,
    }
  }

  /** Seats of people who have left the office go to those who wait. */
  async function release(id: string, now: Date): Promise<void> {
    const left = await answers.leftBehind(db.client, id)
    if (left.length === 0) return
    await transact({ now }, async work => {
      const { tx } = work
      await work.lock(`event:${id}`)
      const event = await repository.eventById(tx, id)
      if (!event) return
      await answers.setNo(tx, id, left, now)
      const turns = await repository.nextTurn(tx, id)
      await announcements.showNumbers(work, event, await fillSeats(work, { ...event, turns }))
    })
  }

  return { visible, answer, release }
}
