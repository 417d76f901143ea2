/** What people see of it: a card with its buttons, and the messages that come by themselves. */

import { z } from 'zod'
import {
  type Contributions,
  type LegacyNotification as Notification,
  press,
} from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card } from '../../../chat/model.ts'
import type { CelebrationsDeps, CelebrationsWork } from './service.ts'

const CAN = 'celebrations.use' as const

export function celebrationsScreens(service: CelebrationsWork, deps: CelebrationsDeps) {
  const show = defineAction({
    verb: 'celebrate.show',
    can: CAN,
    args: z.tuple([]),
    run: async ({ actor }) => ({ kind: 'card', over: true, card: await card(actor.personId) }),
  })
  const set = defineAction({
    verb: 'celebrate.set',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, what, on) => {
      await service.agree(context, what === 'group' ? 'group' : 'greeting', on === 'on')
      return { kind: 'card', over: true, card: await card(context.actor.personId) }
    },
  })

  async function card(personId: string): Promise<Card> {
    const { greeting, group } = await service.consent(personId)
    const onOff = (on: boolean) => text(on ? 'notify:settings.on' : 'notify:settings.off')
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
        {
          kind: 'buttons',
          buttons: [
            {
              label: text(greeting ? 'celebrations:card.greetingOff' : 'celebrations:card.greetingOn'),
              press: press(set, 'greeting', greeting ? 'off' : 'on'),
            },
            ...(greeting
              ? [
                  {
                    label: text(group ? 'celebrations:card.groupOff' : 'celebrations:card.groupOn'),
                    press: press(set, 'group', group ? 'off' : 'on'),
                  },
                ]
              : []),
          ],
        },
      ],
    }
  }

  const greeted: Notification = {
    name: 'celebrations.greeted',
    card: async (_reader, personId = '', occasion = '', years = '') => {
      if (!(await service.consent(personId)).greeting) return null
      const { name } = await deps.people.person(personId)
      return occasion === 'birthday'
        ? said('celebrations:birthday.title', 'celebrations:birthday.body', { name })
        : said('celebrations:service.title', 'celebrations:service.body', { name, count: Number(years) })
    },
  }
  const posted: Notification = {
    name: 'celebrations.posted',
    card: async (_reader, personId = '', occasion = '', years = '') => {
      const { greeting, group } = await service.consent(personId)
      if (!greeting || !group) return null
      const { name } = await deps.people.person(personId)
      return occasion === 'birthday'
        ? said('celebrations:birthday.posted', 'celebrations:birthday.postedBody', { name })
        : said('celebrations:service.posted', 'celebrations:service.postedBody', {
            name,
            count: Number(years),
          })
    },
  }
  const feature: Contributions = {
    actions: [show, set],
    notifications: [greeted, posted],
    ticks: [{ name: 'celebrations.tick', run: service.tick }],
  }
  return { feature, door: { label: text('celebrations:card.title'), press: press(show) } }
}

type Words = Parameters<typeof text>
const said = (title: Words[0], body: Words[0], vars: Words[1]): Card => ({
  title: text(title, vars),
  blocks: [{ kind: 'text', text: text(body, vars) }],
})
