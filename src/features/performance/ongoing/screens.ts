/** /umpanbalik and /mintaumpanbalik. */

import { z } from 'zod'
import {
  type Command,
  type Contributions,
  type LegacyNotification as Notification,
  press,
} from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card, Reply, RequestContext } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import type { TargetButton } from '../targets/api.ts'
import { againScreens } from './again-screens.ts'
import { plain, receivedCard, requestedCard, roundCard } from './cards.ts'
import { ongoingForms, type ScreensDeps, USE } from './forms.ts'
import { giveScreens } from './give-screens.ts'
import { RECEIVED, REQUESTED, ROUND } from './service.ts'

export function ongoingScreens(deps: ScreensDeps) {
  const { service, people } = deps
  const [again, giving] = [againScreens(deps), giveScreens(deps)]
  const askOn = defineAction({
    verb: 'ongoing.ask-on',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (_asking, target) => ({
      kind: 'form',
      form: 'ongoing.request',
      args: [],
      answers: { target },
    }),
  })
  const hidden = defineAction({
    verb: 'ongoing.anonymous',
    can: USE,
    args: z.tuple([]),
    run: async context => {
      const again = await written(context)
      return again ?? { kind: 'form', form: 'ongoing.anonymous', args: [] }
    },
  })
  const ask = defineAction({
    verb: 'ongoing.request',
    can: USE,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'ongoing.request', args: [] }),
  })
  const answer = defineAction({
    verb: 'ongoing.answer',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.mayAnswer(context, id)
      return { kind: 'form', form: 'ongoing.answer', args: [id] }
    },
  })
  const decline = defineAction({
    verb: 'ongoing.decline',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.decline(context, id)
      return {
        kind: 'card',
        over: true,
        card: plain(text('ongoing:declined.title'), text('ongoing:declined.body')),
      }
    },
  })

  async function written(context: RequestContext): Promise<Reply | null> {
    const superior = await service.anonymousTo(context)
    if (!superior) return { kind: 'toast', text: text('ongoing:refused.too-few') }
    const again = await service.hasVoice(superior, context.actor.personId)
    return again ? { kind: 'toast', text: text('ongoing:refused.again') } : null
  }

  const umpanbalik: Command = {
    name: 'umpanbalik',
    can: USE,
    about: text('ongoing:about.umpanbalik'),
    button: text('ongoing:menu.umpanbalik'),
    run: async (context): Promise<Reply> => {
      const superior = await service.anonymousTo(context)
      const list = [
        { label: text('ongoing:button.give'), tone: 'primary' as const, press: press(giving.open) },
        ...(superior ? [{ label: text('ongoing:button.anonymous'), press: press(hidden) }] : []),
        { label: text('ongoing:button.request'), press: press(ask) },
        { label: text('ongoing:again.received'), press: press(again.moves.received, '0') },
        { label: text('ongoing:again.written'), press: press(again.moves.written, '0') },
      ]
      const blocks = [line(text('ongoing:start.body')), ...buttons(...list)]
      return { kind: 'card', card: { title: text('ongoing:start.title'), blocks } }
    },
  }
  const minta: Command = {
    name: 'mintaumpanbalik',
    can: USE,
    about: text('ongoing:about.mintaumpanbalik'),
    run: async () => ({ kind: 'form', form: 'ongoing.request', args: [] }),
  }

  async function received(id: string): Promise<Card | null> {
    const given = await service.given(id)
    if (!given) return null
    const { name } = await people.person(given.giverId)
    return receivedCard(given, name)
  }
  async function requested(id: string, reader: string): Promise<Card | null> {
    const request = await service.requested(id)
    if (!request) return null
    const { name } = await people.person(request.askerId)
    if ((await service.state(id, reader)) !== 'asked')
      return plain(text('ongoing:requested.title', { name }), text('ongoing:requested.done'))
    return requestedCard(request, name, [
      { label: text('ongoing:button.answer'), tone: 'primary', press: press(answer, id) },
      { label: text('ongoing:button.decline'), press: press(decline, id) },
    ])
  }
  async function round(reader: string, number: string): Promise<Card | null> {
    const words = await service.round(reader, Number(number))
    return words.length > 0 ? roundCard(words) : null
  }
  const notifications: Notification[] = [
    { name: RECEIVED, card: (_reader, id = '') => received(id) },
    {
      name: REQUESTED,
      card: async (reader, id = '') => (reader.kind === 'person' ? requested(id, reader.personId) : null),
    },
    {
      name: ROUND,
      card: async (reader, number = '') => (reader.kind === 'person' ? round(reader.personId, number) : null),
    },
  ]
  const feature: Contributions = {
    commands: [umpanbalik, minta],
    notifications,
    actions: [...giving.actions, askOn, hidden, ask, answer, decline, ...again.actions],
    forms: ongoingForms(deps),
  }
  /** Below a target: to its owner a request, to whoever else may read it a word about it. */
  const onTargets: TargetButton = ({ id, personId }, own) =>
    own
      ? { label: text('ongoing:button.request'), press: press(askOn, id) }
      : { label: text('ongoing:button.give'), press: press(giving.onTarget, personId, id) }
  return { feature, onTargets }
}
