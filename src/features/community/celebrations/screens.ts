/** What people see of it: a card with its buttons, and the messages that come by themselves. */

import { z } from 'zod'
import { type Notification, press } from '../../../chat/contributions.ts'
import { defineAction, defineNotification } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Press } from '../../../chat/model.ts'
import { plain } from '../../../chat/ui/blocks.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { Consent } from './repository.ts'
import { OCCASIONS } from './rules.ts'
import type { CelebrationsService } from './service.ts'

const CAN = 'celebrations.use' as const

export function celebrationsScreens(
  service: CelebrationsService,
  { people }: { people: Pick<PeopleService, 'person'> },
) {
  const show = defineAction({
    verb: 'celebrate.show',
    can: CAN,
    args: z.tuple([]),
    run: async ({ actor }) => ({
      kind: 'card',
      over: true,
      card: consentCard(await service.consent(actor.personId), toSet),
    }),
  })
  const set = defineAction({
    verb: 'celebrate.set',
    can: CAN,
    args: z.tuple([z.enum(['greeting', 'group']), z.enum(['on', 'off'])]),
    run: async (context, what, turn) => ({
      kind: 'card',
      over: true,
      card: consentCard(await service.agree(context, what, turn === 'on'), toSet),
    }),
  })
  const toSet = (what: keyof Consent, on: boolean) => press(set, what, on ? 'on' : 'off')

  return {
    button: { label: text('celebrations:card.title'), press: press(show) },
    actions: [show, set],
    notifications: notifications(service, people),
  }
}

function consentCard({ greeting, group }: Consent, toSet: (what: keyof Consent, on: boolean) => Press): Card {
  const onOff = (on: boolean) => text(on ? 'notify:settings.on' : 'notify:settings.off')
  const forGreeting: Button = {
    label: text(greeting ? 'celebrations:card.greetingOff' : 'celebrations:card.greetingOn'),
    press: toSet('greeting', !greeting),
  }
  const forGroup: Button = {
    label: text(group ? 'celebrations:card.groupOff' : 'celebrations:card.groupOn'),
    press: toSet('group', !group),
  }
  return {
    title: text('celebrations:card.title'),
    blocks: [
      { kind: 'text', text: text('celebrations:card.about') },
      {
        kind: 'facts',
        rows: [
          [text('celebrations:card.greeting'), onOff(greeting)],
          [text('celebrations:card.group'), onOff(group)],
        ],
      },
      { kind: 'buttons', buttons: greeting ? [forGreeting, forGroup] : [forGreeting] },
    ],
  }
}

/** Both ask again for consent: it may have been taken back since the message was put into the outbox. */
function notifications(service: CelebrationsService, people: Pick<PeopleService, 'person'>): Notification[] {
  const args = z.tuple([z.string(), z.enum(OCCASIONS), z.coerce.number()])
  return [
    defineNotification({
      name: 'celebrations.greeted',
      args,
      card: async (_rendering, personId, occasion, count) => {
        if (!(await service.consent(personId)).greeting) return null
        const { name } = await people.person(personId)
        return occasion === 'birthday'
          ? plain(text('celebrations:birthday.title', { name }), text('celebrations:birthday.body', { name }))
          : plain(
              text('celebrations:service.title', { name, count }),
              text('celebrations:service.body', { name, count }),
            )
      },
    }),
    defineNotification({
      name: 'celebrations.posted',
      args,
      card: async (_rendering, personId, occasion, count) => {
        const { greeting, group } = await service.consent(personId)
        if (!greeting || !group) return null
        const { name } = await people.person(personId)
        return occasion === 'birthday'
          ? plain(
              text('celebrations:birthday.posted', { name }),
              text('celebrations:birthday.postedBody', { name }),
            )
          : plain(
              text('celebrations:service.posted', { name, count }),
              text('celebrations:service.postedBody', { name, count }),
            )
      },
    }),
  ]
}
