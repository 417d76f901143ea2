/** The card of one event, with what its reader may press. */

import { type Action, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card, RequestContext } from '../../../chat/model.ts'
import { answerButtons } from './cards.ts'
import type { Event, Shelf } from './repository.ts'
import type { Choice } from './rules.ts'
import type { OtherButtons, ScreensDeps } from './screens.ts'
import { body, cancelledCard, type EventView, facts, withButtons } from './view.ts'

export type DetailCard = (context: RequestContext, event: Event) => Promise<Card>
export interface DetailActions {
  list: Action<[Shelf, number]>
  pick: Action<[string, Choice]>
  ics: Action<[string]>
}
type DetailDeps = Pick<ScreensDeps, 'view' | 'reading' | 'attendance' | 'ratings'>
type DetailOthers = Pick<OtherButtons, 'manage' | 'photos' | 'addPhoto' | 'rate'>

export async function eventCard(
  deps: DetailDeps,
  buttons: { others: DetailOthers; actions: DetailActions },
  context: RequestContext,
  event: Event,
): Promise<Card> {
  const { others, actions } = buttons
  const seen = await deps.view.of(event, context.actor.personId)
  if (event.cancelledAt) return withButtons(cancelledCard(seen), [backTo('next', actions)])
  const manages = event.makerId === context.actor.personId || context.actor.roles.includes('officer')
  const card: Card = {
    title: text(event.announcedAt ? 'events:card.plain' : 'events:card.draft', { title: event.title }),
    blocks: [
      ...(event.announcedAt ? [] : [{ kind: 'text' as const, text: text('events:card.draftBody') }]),
      ...body(seen),
      facts(seen),
    ],
  }
  return withButtons(card, [
    ...(event.announcedAt ? await guestButtons(deps, buttons, context.now, seen) : []),
    ...(manages ? others.manage(event, context.now) : []),
    backTo(event.endsAt > context.now ? 'next' : 'past', actions),
  ])
}

/** Before it begins: answers and the calendar file; afterwards: rating and photos, for those who were there. */
async function guestButtons(
  { reading, attendance, ratings }: DetailDeps,
  { others, actions }: { others: DetailOthers; actions: DetailActions },
  now: Date,
  { event, mine }: EventView,
): Promise<Button[]> {
  const { id } = event
  if (now < event.startsAt)
    return [
      ...answerButtons(id, actions.pick),
      { label: text('events:button.ics'), press: press(actions.ics, id) },
    ]
  const n = await reading.photoCount(id)
  const rate: Button = { label: text('events:button.rate'), tone: 'primary', press: press(others.rate, id) }
  const addPhoto = { label: text('events:button.addPhoto'), press: press(others.addPhoto, id) }
  const photos = { label: text('events:button.photos', { n }), press: press(others.photos, id, 0) }
  return [
    ...((await ratings.mayRate(now, event, mine)) ? [rate] : []),
    ...((await attendance.came(now, event, mine)) ? [addPhoto] : []),
    ...(n > 0 ? [photos] : []),
  ]
}

const backTo = (shelf: Shelf, { list }: Pick<DetailActions, 'list'>): Button => ({
  label: text('events:button.back'),
  press: press(list, shelf, 0),
})
