/** /kelola: units that do not work from Monday to Friday as the office does. */
import { z } from 'zod'
import { type Action, type Contributions, type Form, press } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import type { Button, Card, Label, Reply } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { pageArg, pagedList } from '../../../chat/ui/paging.ts'
import type { PeopleService } from '../people/api.ts'
import { WEEKS, type Week } from './rules.ts'
import type { CalendarService } from './service.ts'

const CAN = 'calendar.manage' as const
const WEEK_KEYS = {
  five: 'calendar:week.five',
  six: 'calendar:week.six',
  shifts: 'calendar:week.shifts',
} as const satisfies Record<Week, Key>

export interface UnitScreensDeps {
  service: CalendarService
  people: Pick<PeopleService, 'units'>
}

export function unitScreens(deps: UnitScreensDeps) {
  const { service } = deps
  const show: Action<[number]> = defineAction({
    verb: 'calendar.units',
    can: CAN,
    args: z.tuple([pageArg]),
    run: (_context, page) => showPage(page),
  })
  const set = defineAction({
    verb: 'calendar.unit',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'calendar.unit', args: [] }),
  })
  const remove = defineAction({
    verb: 'calendar.unit-remove',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, unitId) => {
      await service.setWeek(context, unitId, null)
      return showPage(0)
    },
  })
  const showPage = async (page: number): Promise<Reply> => ({
    kind: 'card',
    over: true,
    card: await card(page),
  })

  async function card(page: number): Promise<Card> {
    const { rows: weeks, turn } = pagedList(await service.weeks(), page, to => press(show, to))
    const rows = weeks.map(({ name, week }): [Label, Label] => [name, text(WEEK_KEYS[week])])
    const toRemove = weeks.map(
      ({ unitId, name }): Button => ({
        label: text('calendar:unit.remove', { name }),
        press: press(remove, unitId),
      }),
    )
    const add: Button = { label: text('calendar:unit.set'), tone: 'primary', press: press(set) }
    return {
      title: text('calendar:unit.desk'),
      blocks: [
        line(text('calendar:unit.intro')),
        ...(rows.length > 0 ? [{ kind: 'facts' as const, rows }] : []),
        ...buttons(add, ...toRemove, ...turn),
      ],
    }
  }

  const contributions = {
    actions: [show, set, remove],
    forms: [weekForm(deps, () => showPage(0))],
  } satisfies Contributions
  const open: Button = { label: text('calendar:unit.desk'), press: press(show, 0) }
  return { ...contributions, open }
}

const weekForm = ({ service, people }: UnitScreensDeps, done: () => Promise<Reply>): Form =>
  defineForm({
    id: 'calendar.unit',
    title: text('calendar:unit.title'),
    can: CAN,
    args: z.tuple([]),
    answers: z.object({ unit: z.string(), week: z.enum(WEEKS) }),
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
    submit: async (context, _args, { unit, week }) => {
      await service.setWeek(context, unit, week)
      return done()
    },
  })
