/** Yes, maybe, no: one answer at a time, so that the last seat has one taker. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { oneAtATime } from '../../../../chat/one-at-a-time.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { EventsDeps } from '../deps.ts'
import * as repository from '../repository.ts'
import { answerProblem, type Choice, stateFor } from '../rules.ts'
import type { Telling } from '../telling.ts'
import * as answers from './repository.ts'
import type { Seats } from './seats.ts'

export interface Answered {
  event: repository.Event
  answer: answers.Answer
  /** Place in the waiting list, from 1. */
  line: number | null
}
export type Answering = ReturnType<typeof createAnswering>

export function createAnswering({ db, office }: EventsDeps, telling: Telling, seats: Seats) {
  // A rush waits here rather than for the database's connections.
  const inTurn = oneAtATime()

  /** What a person may see of an event: its audience, its maker and the officers may. */
  async function seen({ actor }: RequestContext, id: string, tx: Tx = db.client): Promise<repository.Event> {
    const event = await repository.eventById(tx, id)
    const mine = event?.makerId === actor.personId || actor.roles.includes('officer')
    const concerns =
      event?.announcedAt && (event.unitIds.length === 0 || event.unitIds.includes(actor.unitId))
    const answered = event && (await answers.answerOf(tx, id, actor.personId)) !== null
    if (!event || !(mine || concerns || answered)) throw new Refusal(text('events:refused.audience'))
    return event
  }

  async function answer(context: RequestContext, id: string, choice: Choice): Promise<Answered> {
    return inTurn(id, () =>
      db.transaction(async tx => {
        await db.lock(tx, `event:${id}`)
        return answerHeld(tx, context, id, choice)
      }),
    )
  }

  async function answerHeld(tx: Tx, context: RequestContext, id: string, choice: Choice): Promise<Answered> {
    const { actor, now } = context
    const event = await seen(context, id, tx)
    const problem = answerProblem(event, choice, { now, zone: office.zone })
    if (problem) throw new Refusal(text(`events:refused.${problem}`))
    const before = await answers.answerOf(tx, id, actor.personId)
    const going = await answers.countIn(tx, id, 'yes')
    const state = stateFor(choice, before?.state ?? null, { going, seats: event.seats })
    if (state !== before?.state) {
      const turn = await repository.nextTurn(tx, id)
      await answers.saveAnswer(tx, { eventId: id, personId: actor.personId, state, turn, at: now })
      const lucky = before?.state === 'yes' ? await seats.fill(tx, { ...event, turns: turn }, now) : []
      await telling.showNumbers(tx, event, [actor.personId, ...lucky], now)
    }
    return mine(tx, event, actor.personId)
  }

  async function mine(tx: Tx, event: repository.Event, personId: string): Promise<Answered> {
    const answer = await answers.answerOf(tx, event.id, personId)
    if (!answer) throw new Error('an answer that was just written is there')
    return { event, answer, line: answer.state === 'waiting' ? await answers.placeInLine(tx, answer) : null }
  }

  /** Seats of people who have left the office go to those who wait. */
  async function release(id: string, now: Date): Promise<void> {
    const left = await answers.leftBehind(db.client, id)
    if (left.length === 0) return
    await db.transaction(async tx => {
      await db.lock(tx, `event:${id}`)
      const event = await repository.eventById(tx, id)
      if (!event) return
      await answers.setNo(tx, id, left, now)
      const turns = await repository.nextTurn(tx, id)
      await telling.showNumbers(tx, event, await seats.fill(tx, { ...event, turns }, now), now)
    })
  }

  return { seen, answer, release }
}
