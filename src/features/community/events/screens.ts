/** /kegiatan: the list, one event, and answering. */

import { z } from 'zod'
import type { Action } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card, RequestContext } from '../../../chat/model.ts'
import type { Attendance } from './afterwards/attendance.ts'
import type { Ratings } from './afterwards/ratings.ts'
import type { Answered, Answering } from './answers/answering.ts'
import { type DetailCard, eventCard } from './detail-card.ts'
import { listScreens } from './list-screens.ts'
import type { Making } from './planning/making.ts'
import type { Reading } from './reading.ts'
import type { Event } from './repository.ts'
import { CHOICES, type Choice } from './rules.ts'
import { CAN, thanks, type View } from './view.ts'

export interface ScreensDeps {
  reading: Pick<Reading, 'list' | 'photoCount'>
  making: Making
  answering: Answering
  attendance: Pick<Attendance, 'came'>
  ratings: Pick<Ratings, 'mayRate'>
  view: View
  zone: string
}
/** Buttons that other parts put on an event's card and on the list. */
export interface OtherButtons {
  make: Action<[]>
  /** What a maker may press on this event. */
  manage(event: Event, now: Date): Button[]
  photos: Action<[string, number]>
  addPhoto: Action<[string]>
  rate: Action<[string]>
  /** Buttons of neighbours, such as coffee pairs. */
  beside: readonly Button[]
}

export function eventScreens(deps: ScreensDeps, others: OtherButtons) {
  const { answering, view, zone } = deps
  const { list, show, command } = listScreens(deps, others, detailCard)
  const { answer, pick } = answerActions(answering, zone, detailCard)
  const ics = calendarAction(answering, view)

  function detailCard(context: RequestContext, event: Event): Promise<Card> {
    return eventCard(deps, { others, actions: { list, pick, ics } }, context, event)
  }
  return { command, actions: [list, show, answer, pick, ics], detailCard, answer, pick, ics }
}
export type Screens = ReturnType<typeof eventScreens>

interface AnswerActions {
  /** On announcements: the message is changed by its own delivery, at most so often. */
  answer: Action<[string, Choice]>
  /** On the event's own card, which is changed at once. */
  pick: Action<[string, Choice]>
}

function answerActions(answering: Answering, zone: string, detailCard: DetailCard): AnswerActions {
  const args = z.tuple([z.string(), z.enum(CHOICES)])
  const thanked = ({ actor: { name } }: RequestContext, { event, line, answer: { state } }: Answered) =>
    thanks(state, { event, line, zone, name })
  const answer = defineAction({
    verb: 'event.answer',
    can: CAN,
    open: true,
    args,
    run: async (context, id, choice) => ({
      kind: 'toast',
      text: thanked(context, await answering.answer(context, id, choice)),
    }),
  })
  const pick = defineAction({
    verb: 'event.pick',
    can: CAN,
    args,
    run: async (context, id, choice) => {
      const answered = await answering.answer(context, id, choice)
      const card = await detailCard(context, answered.event)
      return {
        kind: 'card',
        over: true,
        card: { ...card, blocks: [{ kind: 'text', text: thanked(context, answered) }, ...card.blocks] },
      }
    },
  })
  return { answer, pick }
}

function calendarAction(answering: Answering, view: View): Action<[string]> {
  return defineAction({
    verb: 'event.ics',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => ({
      kind: 'card',
      card: await icsCard((await answering.visible(context, id)).event),
    }),
  })

  async function icsCard(event: Event): Promise<Card> {
    const file = await view.calendarFile(event)
    return {
      title: text('events:ics.title'),
      blocks: [
        { kind: 'text', text: text('events:ics.body') },
        { kind: 'file', file, alt: text('events:ics.alt', { title: event.title }) },
      ],
    }
  }
}
