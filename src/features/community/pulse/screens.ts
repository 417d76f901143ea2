import { z } from 'zod'
import {
  type Command,
  type Contributions,
  type LegacyNotification as Notification,
  press,
} from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button } from '../../../chat/model.ts'
import { askCard, type Doors, type Opening, resultsCard, unitsCard } from './cards.ts'
import type { Pictures } from './picture.ts'
import { monthsBefore, wholeMonth } from './rules.ts'
import type { PulseDeps, PulseWork } from './service.ts'

const CAN = 'pulse.use' as const
const PAGE = 8

export function pulseScreens({ people }: PulseDeps, service: PulseWork, pictures: Pictures): Contributions {
  const answer = defineAction({
    verb: 'pulse.answer',
    can: CAN,
    args: z.tuple([z.string(), z.string(), z.string()]),
    run: async (context, month, question, value) => {
      await service.answer(context, month, question, value)
      return { kind: 'card', over: true, card: await askedCard(context.actor.personId, 'next') }
    },
  })
  const results = defineAction({
    verb: 'pulse.results',
    can: CAN,
    args: z.tuple([]),
    run: async ({ actor }) => {
      const month = monthsBefore(service.thisMonth(), 1)
      const { personId, unitId, locale, roles } = actor
      const buttons: Button[] = [
        ...((await service.open(personId)).length > 0
          ? [{ label: text('pulse:results.answer'), tone: 'primary' as const, press: press(ask) }]
          : []),
        ...(roles.includes('officer') || roles.includes('leader')
          ? [{ label: text('pulse:results.units'), press: press(units, 'first') }]
          : []),
      ]
      const picture = await pictures.trend(unitId, locale)
      const card = resultsCard({ month, results: await service.results(month), unitId, picture, buttons })
      return { kind: 'card', card }
    },
  })
  const ask = defineAction({
    verb: 'pulse.ask',
    can: CAN,
    args: z.tuple([]),
    run: async ({ actor }) => ({ kind: 'card', card: await askedCard(actor.personId, 'asked') }),
  })
  const units = defineAction({
    verb: 'pulse.units',
    can: 'pulse.units',
    args: z.tuple([z.string()]),
    run: async (_asking, wanted) => {
      const month = monthsBefore(service.thisMonth(), 1)
      const questions = [...(await service.results(month)).values()]
      const rows = (await people.units()).flatMap(({ id, name }): [string, number][] => {
        const mean = wholeMonth(questions.map(one => one.units.get(id)))
        return mean === null ? [] : [[name, mean]]
      })
      const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1)
      const page = Math.min(last, Math.max(0, Math.trunc(Number(wanted)) || 0))
      const buttons: Button[] = [
        ...(page > 0 ? [{ label: text('pulse:units.previous'), press: press(units, String(page - 1)) }] : []),
        ...(page < last ? [{ label: text('pulse:units.next'), press: press(units, String(page + 1)) }] : []),
      ]
      const card = unitsCard(month, rows.slice(page * PAGE, (page + 1) * PAGE), buttons)
      // The results stay where they are: a picture does not become a list.
      return wanted === 'first' ? { kind: 'card', card } : { kind: 'card', over: true, card }
    },
  })

  const doors: Doors = {
    answer: (month, question, value) => press(answer, month, question, String(value)),
    results: press(results),
  }
  async function askedCard(personId: string, opening: Opening) {
    const month = service.thisMonth()
    return askCard(month, await service.open(personId, month), opening, doors)
  }
  const survey: Command = {
    name: 'survei',
    about: text('pulse:about.survei'),
    button: text('pulse:menu.survei'),
    can: CAN,
    run: async ({ actor }) => ({ kind: 'card', card: await askedCard(actor.personId, 'asked') }),
  }
  const notice = (opening: 'asked' | 'reminded'): Notification => ({
    name: `pulse.${opening}`,
    card: async (reader, month) => {
      if (reader.kind !== 'person' || month !== service.thisMonth()) return null
      const open = await service.open(reader.personId)
      return open.length > 0 ? askCard(service.thisMonth(), open, opening, doors) : null
    },
  })
  return {
    commands: [survey],
    actions: [answer, results, ask, units],
    notifications: [notice('asked'), notice('reminded')],
    ticks: [{ name: 'pulse.tick', run: service.tick }],
  }
}
