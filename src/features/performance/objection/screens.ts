/** Buttons and forms of an objection; whose it is, is asked again in each. */

import { z } from 'zod'
import { type Action, type OfficerMenuEntry, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Card, Refusal, type Reply, type RequestContext } from '../../../chat/model.ts'
import { buttons, line } from '../../../chat/ui/blocks.ts'
import { card } from './cards.ts'
import { type CaseActions, createCase } from './case.ts'
import type { Deciding } from './deciding.ts'
import type { ObjectionDeps } from './deps.ts'
import { askArgs, decideArgs, MANAGE, objectionForms, USE } from './forms.ts'
import type { Objection } from './repository.ts'
import { numberOf } from './rules.ts'
import type { ObjectionService } from './service.ts'

const id = z.tuple([z.string()])

export interface ScreensDeps extends ObjectionDeps {
  service: ObjectionService
  deciding: Deciding
  /** Objections that lack a decider. */
  unnamed(): Promise<Objection[]>
}
export type Screens = ReturnType<typeof objectionScreens>

export function objectionScreens(deps: ScreensDeps) {
  const { service, deciding, appraisal, people, cycle } = deps
  const file = defineAction({
    verb: 'objection.file',
    can: USE,
    args: id,
    run: async (context, appraisalId) => {
      await service.mayFile(context, appraisalId)
      return { kind: 'form', form: 'objection.file', args: [appraisalId] }
    },
  })
  const show = defineAction({
    verb: 'objection.show',
    can: USE,
    args: id,
    run: (context, objectionId) => shown(context, objectionId),
  })
  const explain = defineAction({
    verb: 'objection.explain',
    can: USE,
    args: id,
    run: async (context, questionId) => {
      await deciding.mayExplain(context, questionId)
      return { kind: 'form', form: 'objection.explain', args: [questionId] }
    },
  })
  const name = defineAction({
    verb: 'objection.name',
    can: MANAGE,
    args: id,
    run: async (_context, objectionId) => {
      await service.mayName(objectionId)
      return { kind: 'form', form: 'objection.name', args: [objectionId] }
    },
  })
  const officerMenu = defineAction({
    verb: 'objection.desk',
    can: MANAGE,
    args: z.tuple([]),
    run: async () => ({ kind: 'card', card: officerCard(await deps.unnamed(), name) }),
  })
  const caseActions: CaseActions = {
    ask: opensFor(service, 'objection.ask', askArgs),
    decide: opensFor(service, 'objection.decide', decideArgs),
    change: opensFor(service, 'objection.change', id),
    explain,
    report: appraisal.report,
  }
  const oneCase = createCase(deps, deciding, caseActions)

  async function shown(context: RequestContext, objectionId: string): Promise<Reply> {
    const { objection, side } = await service.access.seen(context, objectionId)
    return { kind: 'card', over: true, card: await oneCase.show(objection, side, context.actor.personId) }
  }

  const forms = objectionForms({
    mayFile: service.mayFile,
    file: async (context, appraisalId, said) => {
      const filed = await service.file(context, appraisalId, said)
      return { kind: 'card', over: true, card: await oneCase.show(filed, 'employee', context.actor.personId) }
    },
    ask: async (context, objectionId, said) => {
      await deciding.ask(context, objectionId, said)
      return shown(context, objectionId)
    },
    mayDecide: service.access.mustDecide,
    result: async assignmentId => {
      const [latest] = await appraisal.access.versions(assignmentId)
      const found = latest && (await cycle.cycleOf(latest.quarter))
      if (!latest || !found) throw new Refusal(text('chat:refused.button'))
      return { appraisal: latest, cycle: found }
    },
    mayExplain: deciding.mayExplain,
    explain: async (context, questionId, answer) => {
      const { id: objectionId } = await deciding.explain(context, questionId, answer)
      return shown(context, objectionId)
    },
    decide: async (context, objectionId, decided) => {
      await deciding.decide(context, objectionId, decided)
      return shown(context, objectionId)
    },
    mayName: service.mayName,
    name: async (context, objectionId, deciderId) => {
      const found = await service.name(context, objectionId, deciderId)
      const { name: decider } = await people.person(deciderId)
      return { kind: 'card', over: true, card: namedCard(found, decider) }
    },
  })
  const entry: OfficerMenuEntry = {
    label: text('objection:desk.title'),
    can: MANAGE,
    press: press(officerMenu),
  }
  return {
    actions: [
      file,
      show,
      caseActions.ask,
      caseActions.decide,
      caseActions.change,
      explain,
      name,
      officerMenu,
    ],
    forms,
    officerMenu: [entry],
    buttons: { file, show, name },
    oneCase,
  }
}

/** A button to a form of the same name, for whoever decides. */
const opensFor = <Args extends [string, ...string[]]>(
  { access }: Pick<ObjectionService, 'access'>,
  verb: string,
  args: z.ZodType<Args, readonly unknown[]>,
) =>
  defineAction({
    verb,
    can: USE,
    args,
    run: async (context, ...given: Args) => {
      await access.mustDecide(context, given[0])
      return { kind: 'form', form: verb, args: given }
    },
  })

const officerCard = (list: readonly Objection[], name: Action<[string]>): Card => ({
  title: text('objection:desk.title'),
  confidential: true,
  blocks: [
    line(text(list.length > 0 ? 'objection:desk.body' : 'objection:desk.empty')),
    ...buttons(...list.map(one => ({ label: numberOf(one), press: press(name, one.id) }))),
  ],
})

function namedCard(objection: Objection, decider: string): Card {
  const title = text('objection:named.title', { number: numberOf(objection) })
  return card(title, text('objection:pointer'), [line(text('objection:named.body', { decider }))])
}
