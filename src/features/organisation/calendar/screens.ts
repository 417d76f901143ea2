/** /kelola: the office's own days; and the warning when the decree for the next year is not in yet. */

import { z } from 'zod'
import { type Action, type Contributions, type Form, press } from '../../../chat/contributions.ts'
import { defineAction, defineForm, defineNotification } from '../../../chat/define.ts'
import { dayAnswer } from '../../../chat/forms/schemas.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Label, Reply, RequestContext } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import type { Office } from '../../../domain/calendar/office.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import { KINDS, type Kind, MAX_NAME, type OwnDay } from './rules.ts'
import type { CalendarService } from './service.ts'

export interface CalendarScreensDeps {
  service: CalendarService
  office: Office
  /** To the units' own weeks. */
  units: Button
}

const CAN = 'calendar.manage' as const
/** Days shown with a button each to take them away. */
const SHOWN = 10
const KIND_KEYS = { off: 'calendar:kind.off', worked: 'calendar:kind.worked' } as const satisfies Record<
  Kind,
  Key
>
/** A date field, or the button that was made of a stored day, has it right already. */

export function calendarScreens({ service, office, units }: CalendarScreensDeps) {
  const show = defineAction({
    verb: 'calendar.show',
    can: CAN,
    args: z.tuple([]),
    run: async ({ now }) => ({ kind: 'card', card: await card(now) }),
  })
  const add = defineAction({
    verb: 'calendar.add',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'calendar.add', args: [] }),
  })
  const remove = defineAction({
    verb: 'calendar.remove',
    can: CAN,
    args: z.tuple([dayAnswer]),
    run: async (context, day) => {
      await service.remove(context, day)
      return showAgain(context)
    },
  })
  async function card(now: Date): Promise<Card> {
    const today = office.today(now)
    const days = (await service.all()).filter(({ day }) => day >= today).slice(0, SHOWN)
    return daysCard(days, office.calendar.missingYears(today), { add, units, remove })
  }
  const showAgain = async ({ now }: RequestContext): Promise<Reply> => ({
    kind: 'card',
    over: true,
    card: await card(now),
  })
  return {
    actions: [show, add, remove],
    forms: [addForm(service, showAgain)],
    notifications: [missingNotification(office, show)],
    officerMenu: [{ label: text('calendar:desk'), can: CAN, press: press(show) }],
  } satisfies Contributions
}

const addForm = (service: CalendarService, done: (context: RequestContext) => Promise<Reply>): Form =>
  defineForm({
    id: 'calendar.add',
    title: text('calendar:add.title'),
    can: CAN,
    args: z.tuple([]),
    answers: z.object({ day: dayAnswer, kind: z.enum(KINDS), name: z.string() }),
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
    submit: async (context, _args, own) => {
      await service.add(context, own)
      return done(context)
    },
  })

function daysCard(
  days: readonly OwnDay[],
  missing: readonly number[],
  { add, units, remove }: { add: Action<[]>; units: Button; remove: Action<[OfficeDay]> },
): Card {
  const rows = days.map(({ day, kind, name }): [Label, Label] => [
    text('calendar:day', { day }),
    text('calendar:named', { kind: text(KIND_KEYS[kind]), name }),
  ])
  const toRemove = days.map(
    ({ day }): Button => ({ label: text('calendar:remove', { day }), press: press(remove, day) }),
  )
  return {
    title: text('calendar:title'),
    blocks: [
      line(text('calendar:intro')),
      ...missing.map(year => line(text('calendar:missing.body', { year: String(year) }))),
      ...(rows.length > 0 ? [{ kind: 'facts' as const, rows }] : []),
      ...buttons(
        { label: text('calendar:add.button'), tone: 'primary', press: press(add) },
        units,
        ...toRemove,
      ),
    ],
  }
}

const missingNotification = (office: Office, show: Action<[]>) =>
  defineNotification({
    name: 'calendar.missing',
    args: z.tuple([z.string()]),
    card: async ({ now }, year) =>
      office.calendar.missingYears(office.today(now)).includes(Number(year))
        ? {
            title: text('calendar:missing.title', { year }),
            blocks: [
              line(text('calendar:missing.body', { year })),
              ...buttons({ label: text('calendar:desk'), press: press(show) }),
            ],
          }
        : null,
  })
