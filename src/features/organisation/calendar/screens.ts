/** /kelola: the office's own days; and the warning when the decree for the next year is not in yet. */

import { z } from 'zod'
import {
  type Contributions,
  type Form,
  type LegacyNotification as Notification,
  press,
} from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Label, Reply, RequestContext } from '../../../chat/model.ts'
import { dayOf, type OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Clock } from '../../../platform/clock.ts'
import { KINDS, MAX_NAME, type OwnDay } from './rules.ts'
import type { CalendarDeps, CalendarWork } from './service.ts'

export interface CalendarScreensDeps {
  service: CalendarWork
  office: CalendarDeps['office']
  clock: Clock
  /** To the units' own weeks. */
  units: Button
}

const CAN = 'calendar.manage' as const
/** Days shown with a button each to take them away. */
const SHOWN = 10
const KIND_KEYS = { off: 'calendar:kind.off', worked: 'calendar:kind.worked' } as const satisfies Record<
  string,
  Key
>
const Added = z.object({ day: z.string(), kind: z.enum(KINDS), name: z.string() })

export function calendarScreens({ service, office, clock, units }: CalendarScreensDeps): Contributions {
  const show = defineAction({
    verb: 'calendar.show',
    can: CAN,
    args: z.tuple([]),
    run: async context => ({ kind: 'card', card: await card(context.now) }),
  })
  const add = defineAction({
    verb: 'calendar.add',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: form.id, args: [] }),
  })
  const remove = defineAction({
    verb: 'calendar.remove',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, day) => {
      await service.remove(context, day as OfficeDay)
      return { kind: 'card', over: true, card: await card(context.now) }
    },
  })
  const form: Form = {
    id: 'calendar.add',
    title: text('calendar:add.title'),
    can: CAN,
    fields: async () => [
      { kind: 'date', id: 'day', label: text('calendar:add.day') },
      {
        kind: 'choice',
        id: 'kind',
        label: text('calendar:add.kind'),
        options: KINDS.map(value => ({ value, label: text(KIND_KEYS[value]) })),
      },
      { kind: 'line', id: 'name', max: MAX_NAME, label: text('calendar:add.name') },
    ],
    submit: async (context, _args, answers) => {
      const own = Added.parse(answers) as OwnDay
      const problem = await service.add(context, own)
      if (problem) return { problems: [{ field: 'day', why: text(`calendar:problem.${problem}`) }] }
      return over(context)
    },
  }
  const over = async ({ now }: RequestContext): Promise<Reply> => ({
    kind: 'card',
    over: true,
    card: await card(now),
  })

  async function card(now: Date): Promise<Card> {
    const today = dayOf(now, office.zone)
    const days = (await service.all()).filter(({ day }) => day >= today).slice(0, SHOWN)
    const rows = days.map(({ day, kind, name }): [Label, Label] => [
      text('calendar:day', { day }),
      text('calendar:named', { kind: text(KIND_KEYS[kind]), name }),
    ])
    const taken = days.map(
      ({ day }): Button => ({ label: text('calendar:remove', { day }), press: press(remove, day) }),
    )
    const missing = office.calendar.missingYears(today)
    return {
      title: text('calendar:title'),
      blocks: [
        { kind: 'text', text: text('calendar:intro') },
        ...missing.map(year => ({
          kind: 'text' as const,
          text: text('calendar:missing.body', { year: String(year) }),
        })),
        ...(rows.length > 0 ? [{ kind: 'facts' as const, rows }] : []),
        {
          kind: 'buttons',
          buttons: [
            { label: text('calendar:add.button'), tone: 'primary', press: press(add) },
            units,
            ...taken,
          ],
        },
      ],
    }
  }

  const missing: Notification = {
    name: 'calendar.missing',
    card: async (_reader, year = '') =>
      office.calendar.missingYears(dayOf(clock.now(), office.zone)).includes(Number(year))
        ? {
            title: text('calendar:missing.title', { year }),
            blocks: [
              { kind: 'text', text: text('calendar:missing.body', { year }) },
              { kind: 'buttons', buttons: [{ label: text('calendar:desk'), press: press(show) }] },
            ],
          }
        : null,
  }
  return {
    actions: [show, add, remove],
    forms: [form],
    notifications: [missing],
    officerMenu: [{ label: text('calendar:desk'), can: CAN, press: press(show) }],
  }
}
