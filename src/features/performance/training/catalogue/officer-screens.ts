/** The officer's desk: planning trainings, the list in the room, and where training is needed. */

import { z } from 'zod'
import {
  type Action,
  type Contributions,
  type OfficerMenuEntry,
  press,
} from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button, RequestContext } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { PAGE_ROWS, pageOf, pageSpan, turnButtons } from '../../../../chat/ui/paging.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import type { AttendanceWork } from '../attendance/service.ts'
import type { TrainerMoves } from '../cards.ts'
import type { Reading } from '../places/reading.ts'
import type { PlacesWork } from '../places/service.ts'
import type { Needs } from '../suggestions/needs.ts'
import { type DeskMoves, demandCard, deskListCard, manageCard, opinionsCard } from './officer-cards.ts'
import { CAN, deskForms } from './officer-forms.ts'
import type { CatalogueWork } from './service.ts'

export interface DeskDeps {
  catalogue: CatalogueWork
  places: PlacesWork
  attendance: AttendanceWork
  reading: Reading
  needs: Needs
  people: PeopleService
  zone: string
  /** To the trainings elsewhere that wait to be looked at. */
  outside: Button
  room: TrainerMoves
}

export function officerScreens(deps: DeskDeps) {
  const { catalogue, places, attendance, reading, needs, people } = deps
  const { room, list } = deps.room
  const forms = deskForms({ ...deps, manage })

  async function manage({ now }: RequestContext, id: string) {
    const training = await places.training(id)
    const { unitIds, trainerId } = training
    const units = (await people.units()).filter(unit => unitIds.includes(unit.id)).map(({ name }) => name)
    const trainer = trainerId ? (await people.person(trainerId)).name : null
    const card = manageCard({ training, counts: await reading.counts(id), units, trainer, now }, moves)
    return { kind: 'card' as const, over: true as const, card }
  }

  const open = onOne('training.manage', manage)
  const publish = onOne('training.publish', async (context, id) => {
    await catalogue.publish(context, id)
    return manage(context, id)
  })
  const replan = onOne('training.replan', async (_asking, id) => ({
    kind: 'form',
    form: 'training.plan',
    args: [id],
    answers: forms.planAnswers(await places.training(id)),
  }))
  const terms = onOne('training.terms', async (_asking, id) => ({
    kind: 'form',
    form: 'training.terms',
    args: [id],
    answers: forms.termsAnswers(await places.training(id)),
  }))
  const cancel = onOne('training.cancel', async (_asking, id) => ({
    kind: 'form',
    form: 'training.cancel',
    args: [id],
  }))
  const drop = onOne('training.drop', async (context, id) => {
    await catalogue.drop(context, id)
    return { kind: 'card', over: true, card: plain(text('training:desk.dropped')) }
  })
  const issue = onOne('training.issue', async (context, id) => {
    const issued = await attendance.issue(context, id)
    return { kind: 'toast', text: text('training:desk.issued', { issued }) }
  })
  const opinions = onOne('training.opinions', async (_asking, id) => {
    const training = await places.training(id)
    return { kind: 'card', card: opinionsCard(training, await attendance.opinions(id)) }
  })

  const create = defineAction({
    verb: 'training.new',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'training.plan', args: [] }),
  })
  const officerMenu: Action<[string]> = onOne('training.desk', async ({ now }, arg) => {
    const page = pageOf(arg)
    const rows = await catalogue.page(now, pageSpan(page))
    const others = [
      ...turnButtons(page, rows.length > PAGE_ROWS, to => press(officerMenu, to)),
      { label: text('training:desk.new'), tone: 'primary' as const, press: press(create) },
      { label: text('training:demand.title'), press: press(demand, '0') },
      deps.outside,
    ]
    return { kind: 'card', over: true, card: deskListCard(rows.slice(0, PAGE_ROWS), { open, others }) }
  })
  const demand: Action<[string]> = onOne('training.demand', async ({ now }, arg) => {
    const page = pageOf(arg)
    const { skip, take } = pageSpan(page)
    const rows = (await needs.demandRows(now)).slice(skip, skip + take)
    const turn = turnButtons(page, rows.length > PAGE_ROWS, to => press(demand, to))
    return { kind: 'card', over: true, card: demandCard(rows.slice(0, PAGE_ROWS), turn) }
  })

  const moves: DeskMoves = { open, replan, terms, publish, cancel, drop, list, room, issue, opinions }
  const entry: OfficerMenuEntry = {
    label: text('training:desk.entry'),
    can: CAN,
    press: press(officerMenu, '0'),
  }
  const feature = {
    actions: [create, officerMenu, demand, open, publish, replan, terms, cancel, drop, issue, opinions],
    forms: forms.forms,
    officerMenu: [entry],
  } satisfies Partial<Contributions>
  return { ...feature, manage }
}

const onOne = (
  verb: string,
  run: (context: RequestContext, id: string) => ReturnType<Action['run']>,
): Action<[string]> =>
  defineAction({
    verb,
    can: CAN,
    args: z.tuple([z.string()]),
    run: (context, id = '') => run(context, id),
  })
