/** The attendance list, as an event's maker keeps it. */

import { z } from 'zod'
import { type Action, press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button, Card } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { pageArg, paged } from '../../../../chat/ui/paging.ts'
import { toggleArg } from '../../../../chat/ui/toggle.ts'
import type { Reading } from '../reading.ts'
import type { Event } from '../repository.ts'
import { CAN, withButtons } from '../view.ts'
import type { Attendance } from './attendance.ts'

const ADD = 'events.add'

export function attendanceScreens(attendance: Attendance, reading: Pick<Reading, 'roll'>) {
  const roll: Action<[string, number]> = defineAction({
    verb: 'event.roll',
    can: CAN,
    args: z.tuple([z.string(), pageArg]),
    run: async (context, id, page) => ({
      kind: 'card',
      over: true,
      card: await rollCard(await attendance.begun(context, id), page),
    }),
  })
  const attend = defineAction({
    verb: 'event.attend',
    can: CAN,
    args: z.tuple([z.string(), z.string(), pageArg, z.string().default('')]),
    run: async (context, id, personId, page, to) => {
      const event = await attendance.attended(context, id, personId, to)
      return { kind: 'card', over: true, card: await rollCard(event, page) }
    },
  })
  const add = defineAction({
    verb: 'event.add',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await attendance.begun(context, id)
      return { kind: 'form', form: ADD, args: [id] }
    },
  })

  async function rollCard(event: Event, page: number): Promise<Card> {
    const { list, present } = await reading.roll(event.id, page)
    const { rows, turn } = paged(list, page, to => press(roll, event.id, to))
    const buttons: Button[] = [
      ...rows.map(({ personId, name, attended }) => ({
        label: attended ? text('events:roll.present', { name }) : name,
        press: press(attend, event.id, personId, page, toggleArg(attended)),
      })),
      ...turn,
      { label: text('events:roll.add'), press: press(add, event.id) },
    ]
    const intro = rows.length > 0 ? text('events:roll.body', { count: present }) : text('events:roll.none')
    return withButtons(plain(text('events:roll.title', { title: event.title }), intro), buttons)
  }

  return { roll, actions: [roll, attend, add], forms: [addForm(attendance, rollCard)] }
}

const addForm = (attendance: Attendance, rollCard: (event: Event, page: number) => Promise<Card>) =>
  defineForm({
    id: ADD,
    title: text('events:form.add'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: z.object({ people: z.array(z.string()) }),
    fields: async () => [
      { kind: 'person', id: 'people', among: 'office', max: 8, label: text('events:form.addWho') },
    ],
    submit: async (context, [id], { people }) => {
      const event = await attendance.add(context, id, people)
      return { kind: 'card', over: true, card: await rollCard(event, 0) }
    },
  })
