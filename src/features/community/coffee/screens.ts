/** What people see of it: a card with its buttons, and the messages that come by themselves. */

import { z } from 'zod'
import {
  type Contributions,
  type LegacyNotification as Notification,
  press,
} from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card } from '../../../chat/model.ts'
import { plain } from '../../../chat/ui/blocks.ts'
import type { Group } from './repository.ts'
import type { CoffeeDeps, CoffeeWork } from './service.ts'

const CAN = 'coffee.use' as const

export function coffeeScreens(
  service: CoffeeWork,
  deps: CoffeeDeps,
): { feature: Contributions; door: Button } {
  const { people, clock } = deps

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
  const met = defineAction({
    verb: 'coffee.met',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, id, answer) => {
      if (answer === 'yes') await service.met(context, id)
      const said = text(answer === 'yes' ? 'coffee:asked.glad' : 'coffee:asked.later')
      return { kind: 'card', over: true, card: plain(text('coffee:asked.title'), said) }
    },
  })

  async function card(personId: string): Promise<Card> {
    const { joined, members } = await service.standing(personId)
    const button: Button = joined
      ? { label: text('coffee:card.leave'), press: press(leave) }
      : { label: text('coffee:card.join'), tone: 'primary', press: press(join) }
    const state = joined ? text('coffee:card.joined') : text('coffee:card.notJoined')
    return {
      title: text('coffee:card.title'),
      blocks: [
        { kind: 'text', text: text('coffee:card.about') },
        { kind: 'text', text: state },
        {
          kind: 'facts',
          rows: [[text('coffee:card.members'), text('coffee:card.people', { count: members })]],
        },
        { kind: 'buttons', buttons: [button] },
      ],
    }
  }

  async function others({ personIds }: Group, personId: string) {
    return people.people(personIds.filter(id => id !== personId))
  }
  const introduced: Notification = {
    name: 'coffee.met',
    card: async (reader, id = '') => {
      const group = await service.group(id)
      if (!group || reader.kind !== 'person') return null
      const rows = (await others(group, reader.personId)).map(
        ({ name, position, unitName }): [string, string] => [name, `${position}, ${unitName}`],
      )
      if (rows.length === 0) return null
      const when =
        group.meetAt > clock.now()
          ? [{ kind: 'text' as const, text: text('coffee:met.when', { at: group.meetAt }) }]
          : []
      return {
        title: text('coffee:met.title'),
        blocks: [{ kind: 'text', text: text('coffee:met.body') }, { kind: 'facts', rows }, ...when],
      }
    },
  }
  const asked: Notification = {
    name: 'coffee.asked',
    card: async (reader, id = '') => {
      const group = await service.group(id)
      if (!group || group.metAt || reader.kind !== 'person') return null
      const names = (await others(group, reader.personId)).map(({ name }) => name).join(', ')
      const buttons: Button[] = [
        { label: text('coffee:asked.yes'), tone: 'primary', press: press(met, id, 'yes') },
        { label: text('coffee:asked.no'), press: press(met, id, 'no') },
      ]
      const context = plain(text('coffee:asked.title'), text('coffee:asked.body', { names }))
      return { ...context, blocks: [...context.blocks, { kind: 'buttons', buttons }] }
    },
  }
  const feature: Contributions = {
    actions: [show, join, leave, met],
    notifications: [introduced, asked],
    ticks: [{ name: 'coffee.tick', run: service.tick }],
  }
  return { feature, door: { label: text('coffee:card.title'), press: press(show) } }
}
