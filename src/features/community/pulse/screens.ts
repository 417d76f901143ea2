/** /survei: answering, one tap a question, and the results of the months that are over. */
import { z } from 'zod'
import { type Action, type Command, type Notification, press } from '../../../chat/contributions.ts'
import { defineAction, defineNotification } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Actor, Button, Card } from '../../../chat/model.ts'
import { pagedList, pageOf } from '../../../chat/ui/paging.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { askCard, type Opening, type Presses, resultsCard, unitsCard } from './cards.ts'
import type { Pictures } from './picture.ts'
import { monthsBefore, VALUES, type Value, wholeMonth } from './rules.ts'
import type { PulseService } from './service.ts'

const CAN = 'pulse.use' as const
/** Argument of the button that opens the list of units, where the others carry the page. */
const FIRST = 'first'

export interface PulseScreensDeps {
  service: PulseService
  pictures: Pictures
  people: Pick<PeopleService, 'units'>
}

export function pulseScreens(deps: PulseScreensDeps) {
  const { service } = deps
  const answer: Action<[string, string, Value]> = defineAction({
    verb: 'pulse.answer',
    can: CAN,
    args: z.tuple([z.string(), z.string(), z.coerce.number().pipe(z.literal(VALUES))]),
    run: async (context, month, question, value) => {
      await service.answer(context, month, question, value)
      return { kind: 'card', over: true, card: await asked(context.actor.personId, context.now, 'next') }
    },
  })
  const ask = defineAction({
    verb: 'pulse.ask',
    can: CAN,
    args: z.tuple([]),
    run: async ({ actor, now }) => ({ kind: 'card', card: await asked(actor.personId, now, 'asked') }),
  })
  const units = unitsAction(deps)
  const results = resultsAction(deps, { ask, units })
  const presses: Presses = {
    answer: (month, question, value) => press(answer, month, question, value),
    results: press(results),
  }

  async function asked(personId: string, now: Date, opening: Opening): Promise<Card> {
    const month = service.monthAt(now)
    return askCard(month, await service.open(personId, month), opening, presses)
  }
  const command: Command = {
    name: 'survei',
    about: text('pulse:about.survei'),
    button: text('pulse:menu.survei'),
    can: CAN,
    run: async ({ actor, now }) => ({ kind: 'card', card: await asked(actor.personId, now, 'asked') }),
  }
  const notification = (opening: 'asked' | 'reminded'): Notification =>
    defineNotification({
      name: `pulse.${opening}`,
      args: z.tuple([z.string()]),
      card: async ({ reader, now }, month) => {
        const current = service.monthAt(now)
        if (reader.kind !== 'person' || month !== current) return null
        const open = await service.open(reader.personId, current)
        return open.length > 0 ? askCard(current, open, opening, presses) : null
      },
    })
  return {
    command,
    actions: [answer, results, ask, units],
    notifications: [notification('asked'), notification('reminded')],
  }
}

function resultsAction(
  { service, pictures }: PulseScreensDeps,
  { ask, units }: { ask: Action<[]>; units: Action<[string]> },
) {
  const mayCompareUnits = ({ roles }: Actor) => roles.includes('officer') || roles.includes('leader')
  return defineAction({
    verb: 'pulse.results',
    can: CAN,
    args: z.tuple([]),
    run: async ({ actor, now }) => {
      const current = service.monthAt(now)
      const month = monthsBefore(current, 1)
      const buttons: Button[] = []
      if ((await service.open(actor.personId, current)).length > 0)
        buttons.push({ label: text('pulse:results.answer'), tone: 'primary', press: press(ask) })
      if (mayCompareUnits(actor))
        buttons.push({ label: text('pulse:results.units'), press: press(units, FIRST) })
      const picture = await pictures.trend(actor, now)
      const results = await service.results(month, now)
      return { kind: 'card', card: resultsCard({ month, results, unitId: actor.unitId, picture, buttons }) }
    },
  })
}

function unitsAction({ service, people }: PulseScreensDeps) {
  const units: Action<[string]> = defineAction({
    verb: 'pulse.units',
    can: 'pulse.units',
    args: z.tuple([z.string()]),
    run: async ({ now }, wanted) => {
      const month = monthsBefore(service.monthAt(now), 1)
      const questions = [...(await service.results(month, now)).values()]
      const means = (await people.units()).flatMap(({ id, name }): [string, number][] => {
        const mean = wholeMonth(questions.map(one => one.units.get(id)))
        return mean === null ? [] : [[name, mean]]
      })
      const { rows, turn } = pagedList(means, pageOf(wanted), page => press(units, String(page)))
      const card = unitsCard(month, rows, turn)
      // The results stay where they are: a picture does not become a list.
      return wanted === FIRST ? { kind: 'card', card } : { kind: 'card', over: true, card }
    },
  })
  return units
}
