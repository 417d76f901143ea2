/** Who came to an event. */

import { text } from '../../../../chat/i18n/words.ts'
import { Refusal, type RequestContext } from '../../../../chat/model.ts'
import { toggled } from '../../../../chat/ui/toggle.ts'
import * as answers from '../answers/repository.ts'
import type { EventsDeps } from '../deps.ts'
import type { Making } from '../planning/making.ts'
import type { Event } from '../repository.ts'

export type Attendance = ReturnType<typeof createAttendance>

export function createAttendance({ db, transact }: Pick<EventsDeps, 'db' | 'transact'>, making: Making) {
  /** The event, for whoever may keep its list. @throws Refusal before it has begun, or once it was called off */
  async function begun(context: RequestContext, id: string): Promise<Event> {
    const event = await making.own(context, id)
    if (event.cancelledAt) throw new Refusal(text('events:refused.cancelled'))
    if (context.now < event.startsAt) throw new Refusal(text('events:refused.notYet'))
    return event
  }

  /** Notes, or takes back, that somebody on the list came. @param to what the button said (chat/ui/toggle.ts) */
  async function attended(context: RequestContext, id: string, personId: string, to: string): Promise<Event> {
    const event = await begun(context, id)
    await transact(context, async ({ tx, lock }) => {
      await lock(`event:${id}`)
      const answer = await answers.answerOf(tx, id, personId)
      if (!answer) throw new Refusal(text('chat:refused.button'))
      await answers.setAttended(tx, id, personId, toggled(answer.attended, to))
    })
    return event
  }

  /** Somebody who came without having answered. */
  async function add(context: RequestContext, id: string, personIds: readonly string[]): Promise<Event> {
    const event = await begun(context, id)
    await transact(context, async ({ tx, lock }) => {
      await lock(`event:${id}`)
      for (const personId of personIds) {
        if (!(await answers.answerOf(tx, id, personId)))
          await answers.saveAnswer(tx, { eventId: id, personId, state: 'no', turn: 0, at: context.now })
        await answers.setAttended(tx, id, personId, true)
      }
    })
    return event
  }

  /** Whether somebody with this answer was there, as far as is known. */
  async function came(now: Date, event: Event, answer: answers.Answer | null): Promise<boolean> {
    if (!answer || event.cancelledAt || now < event.startsAt) return false
    if (answer.attended) return true
    return answer.state === 'yes' && (await answers.attendedCount(db.client, event.id)) === 0
  }

  return { begun, attended, add, came }
}
