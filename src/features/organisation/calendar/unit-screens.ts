/** /kelola: units that do not work from Monday to Friday as the office does. */

import { z } from 'zod'
import { type Contributions, type Form, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Label } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { PAGE_ROWS, pageOf, pageSpan, turnButtons } from '../../../chat/ui/paging.ts'
import type { PeopleService } from '../people/api.ts'
import { WEEKS, type Week } from './rules.ts'
import type { CalendarWork } from './service.ts'

const CAN = 'calendar.manage' as const
const WEEK_KEYS = {
  five: 'calendar:week.five',
  six: 'calendar:week.six',
  shifts: 'calendar:week.shifts',
} as const satisfies Record<Week, Key>
const Given = z.object({ unit: z.string(), week: z.enum(WEEKS) })

export function unitScreens({
  service,
  people,
}: {
  service: CalendarWork
  people: Pick<PeopleService, 'units'>
}) {
  const show = defineAction({
    verb: 'calendar.units',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (_asking, page) => ({ kind: 'card', over: true, card: await card(pageOf(page)) }),
  })
  const set = defineAction({
    verb: 'calendar.unit',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: form.id, args: [] }),
  })
  const remove = defineAction({
    verb: 'calendar.unit-remove',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, unitId) => {
      await service.setWeek(context, unitId, null)
      return { kind: 'card', over: true, card: await card(0) }
    },
  })
  const form: Form = {
    id: 'calendar.unit',
    title: text('calendar:unit.title'),
    can: CAN,
    fields: async () => [
      {
        kind: 'choice',
        id: 'unit',
        label: text('calendar:unit.which'),
        hint: text('calendar:unit.below'),
        options: (await people.units()).map(({ id, name }) => ({ value: id, label: name })),
      },
      {
        kind: 'choice',
        id: 'week',
        label: text('calendar:unit.week'),
        options: WEEKS.map(value => ({ value, label: text(WEEK_KEYS[value]) })),
      },
    ],
    submit: async (context, _args, answers) => {
      const { unit, week } = Given.parse(answers)
      await service.setWeek(context, unit, week)
      return { kind: 'card', over: true, card: await card(0) }
    },
  }

  async function card(page: number): Promise<Card> {
    const { skip, take } = pageSpan(page)
    const found = (await service.weeks()).slice(skip, skip + take)
    const weeks = found.slice(0, PAGE_ROWS)
    const rows = weeks.map(({ name, week }): [Label, Label] => [name, text(WEEK_KEYS[week])])
    const away = weeks.map(({ unitId, name }): Button => {
      return { label: text('calendar:unit.remove', { name }), press: press(remove, unitId) }
    })
    const turn = turnButtons(page, found.length > PAGE_ROWS, to => press(show, to))
    const add: Button = { label: text('calendar:unit.set'), tone: 'primary', press: press(set) }
    return {
      title: text('calendar:unit.desk'),
      blocks: [
        line(text('calendar:unit.intro')),
        ...(rows.length > 0 ? [{ kind: 'facts' as const, rows }] : []),
        ...buttons(add, ...away, ...turn),
      ],
    }
  }

  const feature = { actions: [show, set, remove], forms: [form] } satisfies Partial<Contributions>
  return { ...feature, open: { label: text('calendar:unit.desk'), press: press(show, '0') } }
}
