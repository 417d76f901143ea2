/** What people see of it: a card with its buttons, and the messages that come by themselves. */

import { z } from 'zod'
import { type Action, type Notification, press } from '../../../chat/contributions.ts'
import { defineAction, defineNotification } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Block, Button, Card, Label } from '../../../chat/model.ts'
import { buttons, plain } from '../../../chat/ui/blocks.ts'
import { beside, listed } from '../../../chat/ui/lists.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import type { Group } from './repository.ts'
import type { CoffeeService } from './service.ts'

const CAN = 'coffee.use' as const
type Met = [id: string, answer: 'yes' | 'no']

export function coffeeScreens(service: CoffeeService, { people }: { people: Pick<PeopleService, 'people'> }) {
  const show = defineAction({
    verb: 'coffee.show',
    can: CAN,
    args: z.tuple([]),
    run: async ({ actor }) => ({ kind: 'card', over: true, card: await card(actor.personId) }),
  })
  const join = defineAction({
    verb: 'coffee.join',
    can: CAN,
    args: z.tuple([]),
    run: async context => {
      await service.join(context)
      return { kind: 'card', over: true, card: await card(context.actor.personId) }
    },
  })
  const leave = defineAction({
    verb: 'coffee.leave',
    can: CAN,
    args: z.tuple([]),
    run: async context => {
      await service.leave(context)
      return { kind: 'card', over: true, card: await card(context.actor.personId) }
    },
  })
  const met: Action<Met> = defineAction({
    verb: 'coffee.met',
    can: CAN,
    args: z.tuple([z.string(), z.enum(['yes', 'no'])]),
    run: async (context, id, answer) => {
      if (answer === 'yes') await service.met(context, id)
      const said = text(answer === 'yes' ? 'coffee:asked.glad' : 'coffee:asked.later')
      return { kind: 'card', over: true, card: plain(text('coffee:asked.title'), said) }
    },
  })

  async function card(personId: string): Promise<Card> {
    const { joined, members } = await service.membership(personId)
    const button: Button = joined
      ? { label: text('coffee:card.leave'), press: press(leave) }
      : { label: text('coffee:card.join'), tone: 'primary', press: press(join) }
    return {
      title: text('coffee:card.title'),
      blocks: [
        { kind: 'text', text: text('coffee:card.about') },
        { kind: 'text', text: joined ? text('coffee:card.joined') : text('coffee:card.notJoined') },
        {
          kind: 'facts',
          rows: [[text('coffee:card.members'), text('coffee:card.people', { count: members })]],
        },
        ...buttons(button),
      ],
    }
  }

  return {
    button: { label: text('coffee:card.title'), press: press(show) },
    actions: [show, join, leave, met],
    notifications: notifications(service, people, met),
  }
}

function notifications(
  service: CoffeeService,
  people: Pick<PeopleService, 'people'>,
  met: Action<Met>,
): Notification[] {
  const args = z.tuple([z.string()])
  const others = ({ personIds }: Group, personId: string) =>
    people.people(personIds.filter(id => id !== personId))

  return [
    defineNotification({
      name: 'coffee.met',
      args,
      card: async ({ reader, now }, id) => {
        const group = await service.group(id)
        if (!group || reader.kind !== 'person') return null
        const rows = (await others(group, reader.personId)).map(
          ({ name, position, unitName }): [Label, Label] => [name, beside(position, unitName)],
        )
        if (rows.length === 0) return null
        const when: Block = { kind: 'text', text: text('coffee:met.when', { at: group.meetAt }) }
        return {
          title: text('coffee:met.title'),
          blocks: [
            { kind: 'text', text: text('coffee:met.body') },
            { kind: 'facts', rows },
            ...(group.meetAt > now ? [when] : []),
          ],
        }
      },
    }),
    defineNotification({
      name: 'coffee.asked',
      args,
      card: async ({ reader }, id) => {
        const group = await service.group(id)
        if (!group || group.metAt || reader.kind !== 'person') return null
        const names = listed((await others(group, reader.personId)).map(({ name }) => name))
        const card = plain(text('coffee:asked.title'), text('coffee:asked.body', { names }))
        const answers = buttons(
          { label: text('coffee:asked.yes'), tone: 'primary', press: press(met, id, 'yes') },
          { label: text('coffee:asked.no'), press: press(met, id, 'no') },
        )
        return { ...card, blocks: [...card.blocks, ...answers] }
      },
    }),
  ]
}
