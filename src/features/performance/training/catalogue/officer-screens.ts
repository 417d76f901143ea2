/** The officer's menu: planning trainings, the list in the room, and where training is needed. */
import { z } from 'zod'
import { type Action, type Contributions, press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button, Reply, RequestContext } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { pageArg, paged, pagedList, pageSpan } from '../../../../chat/ui/paging.ts'
import type { PeopleService } from '../../../organisation/people/api.ts'
import type { EvaluationService } from '../attendance/evaluation.ts'
import type { RoomActions } from '../cards.ts'
import type { CertificatesService } from '../papers/certificates.ts'
import type { Lookup } from '../places/lookup.ts'
import type { Reading } from '../places/reading.ts'
import type { Needs } from '../suggestions/needs.ts'
import {
  demandCard,
  manageCard,
  type OfficerActions,
  officerListCard,
  opinionsCard,
} from './officer-cards.ts'
import { CAN, officerForms, planAnswers, termsAnswers } from './officer-forms.ts'
import type { Training } from './repository.ts'
import type { CatalogueService } from './service.ts'

export interface OfficerDeps {
  catalogue: CatalogueService
  lookup: Lookup
  evaluation: Pick<EvaluationService, 'opinions'>
  certificates: Pick<CertificatesService, 'issue'>
  reading: Pick<Reading, 'counts'>
  needs: Pick<Needs, 'demandRows'>
  people: Pick<PeopleService, 'person' | 'units'>
  zone: string
  /** To the trainings elsewhere that wait to be looked at. */
  outside: Button
  room: RoomActions
}
type CardReply = Extract<Reply, { kind: 'card' }>
/** A training as officers see it. */
export type Manage = (context: RequestContext, training: Training) => Promise<CardReply>

export function officerScreens(deps: OfficerDeps) {
  const manage: Manage = async ({ now }, training) => {
    const { unitIds, trainerId } = training
    const counts = await deps.reading.counts(training.id)
    const all = unitIds.length > 0 ? await deps.people.units() : []
    const units = all.filter(({ id }) => unitIds.includes(id)).map(({ name }) => name)
    const trainer = trainerId ? (await deps.people.person(trainerId)).name : null
    const card = manageCard({ training, counts, units, trainer, now }, actions)
    return { kind: 'card', over: true, card }
  }
  const changes = changeActions(deps, manage)
  const reports = reportActions(deps)
  const actions: OfficerActions = {
    open: changes.open,
    replan: changes.replan,
    terms: changes.terms,
    publish: changes.publish,
    cancel: changes.cancel,
    drop: changes.drop,
    issue: reports.issue,
    opinions: reports.opinions,
    list: deps.room.list,
    room: deps.room.room,
  }
  const menu = menuActions(deps, actions)
  return {
    actions: [...Object.values(menu), ...Object.values(changes), ...Object.values(reports)],
    forms: officerForms(deps, manage),
    officerMenu: [{ label: text('training:desk.entry'), can: CAN, press: press(menu.officerMenu, 0) }],
  } satisfies Partial<Contributions>
}

const onOne = (
  verb: string,
  run: (context: RequestContext, id: string) => Promise<Reply>,
): Action<[string]> => defineAction({ verb, can: CAN, args: z.tuple([z.string()]), run })

function changeActions({ catalogue, lookup, zone }: OfficerDeps, manage: Manage) {
  return {
    open: onOne('training.manage', async (context, id) => manage(context, await lookup.training(id))),
    publish: onOne('training.publish', async (context, id) =>
      manage(context, await catalogue.publish(context, id)),
    ),
    replan: onOne('training.replan', async (_context, id) => ({
      kind: 'form',
      form: 'training.plan',
      args: [id],
      answers: planAnswers(await lookup.training(id), zone),
    })),
    terms: onOne('training.terms', async (_context, id) => ({
      kind: 'form',
      form: 'training.terms',
      args: [id],
      answers: termsAnswers(await lookup.training(id)),
    })),
    cancel: onOne('training.cancel', async (_context, id) => ({
      kind: 'form',
      form: 'training.cancel',
      args: [id],
    })),
    drop: onOne('training.drop', async (context, id) => {
      await catalogue.drop(context, id)
      return { kind: 'card', over: true, card: plain(text('training:desk.dropped')) }
    }),
  }
}

const reportActions = ({ lookup, evaluation, certificates }: OfficerDeps) => ({
  issue: onOne('training.issue', async (context, id) => {
    const issued = await certificates.issue(context, id)
    return { kind: 'toast', text: text('training:desk.issued', { issued }) }
  }),
  opinions: onOne('training.opinions', async (_context, id) => {
    const training = await lookup.training(id)
    return { kind: 'card', card: opinionsCard(training, await evaluation.opinions(id)) }
  }),
})

function menuActions({ catalogue, needs, outside }: OfficerDeps, { open }: Pick<OfficerActions, 'open'>) {
  const create = defineAction({
    verb: 'training.new',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: 'training.plan', args: [] }),
  })
  const demand: Action<[number]> = defineAction({
    verb: 'training.demand',
    can: CAN,
    args: z.tuple([pageArg]),
    run: async ({ now }, page) => {
      const { rows, turn } = pagedList(await needs.demandRows(now), page, to => press(demand, to))
      return { kind: 'card', over: true, card: demandCard(rows, turn) }
    },
  })
  const officerMenu: Action<[number]> = defineAction({
    verb: 'training.desk',
    can: CAN,
    args: z.tuple([pageArg]),
    run: async ({ now }, page) => {
      const found = await catalogue.page(now, pageSpan(page))
      const { rows, turn } = paged(found, page, to => press(officerMenu, to))
      const others: Button[] = [
        ...turn,
        { label: text('training:desk.new'), tone: 'primary', press: press(create) },
        { label: text('training:demand.title'), press: press(demand, 0) },
        outside,
      ]
      return { kind: 'card', over: true, card: officerListCard(rows, { open, others }) }
    },
  })
  return { create, officerMenu, demand }
}
