/** Buttons and forms of an objection; whose it is, is asked again in each. */

import { z } from 'zod'
import { type Form, type OfficerMenuEntry, press } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Card, Refusal, type Reply, type RequestContext } from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import type { ObjectionDeps } from './access.ts'
import { card } from './cards.ts'
import { type CaseMoves, createCase } from './case.ts'
import type { Deciding } from './deciding.ts'
import { type Change, type FormMoves, MANAGE, objectionForms, USE } from './forms.ts'
import type { Objection } from './repository.ts'
import { numberOf } from './rules.ts'
import type { ObjectionService } from './service.ts'

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
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.mayFile(context, id)
      return { kind: 'form', form: 'objection.file', args: [id] }
    },
  })
  const show = defineAction({
    verb: 'objection.show',
    can: USE,
    args: z.tuple([z.string()]),
    run: (context, id) => shown(context, id),
  })
  const opens = <Rest extends string[]>(
    verb: string,
    args: z.ZodType<[string, ...Rest], [string, ...Rest]>,
  ) =>
    defineAction({
      verb,
      can: USE,
      args,
      run: async (context, ...given: [string, ...Rest]) => {
        await service.access.mustDecide(context, given[0])
        return { kind: 'form', form: verb, args: given }
      },
    })
  const id = z.tuple([z.string()])
  const idAndMore = z.tuple([z.string(), z.string()])
  const explain = defineAction({
    verb: 'objection.explain',
    can: USE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await deciding.mayExplain(context, id)
      return { kind: 'form', form: 'objection.explain', args: [id] }
    },
  })
  const name = defineAction({
    verb: 'objection.name',
    can: MANAGE,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.mayName(context, id)
      return { kind: 'form', form: 'objection.name', args: [id] }
    },
  })
  const officerMenu = defineAction({
    verb: 'objection.desk',
    can: MANAGE,
    args: z.tuple([]),
    run: async () => ({ kind: 'card', card: officerMenuCard(await deps.unnamed()) }),
  })
  const moves: CaseMoves = {
    ask: opens('objection.ask', idAndMore),
    decide: opens('objection.decide', idAndMore),
    change: opens('objection.change', id),
    explain,
    report: appraisal.report,
  }
  const oneCase = createCase(deps, deciding, moves)

  async function shown(context: RequestContext, id: string): Promise<Reply> {
    const { objection, side } = await service.access.seen(context, id)
    return { kind: 'card', over: true, card: await oneCase.show(objection, side, context.actor.personId) }
  }

  const officerMenuCard = (list: readonly Objection[]): Card => ({
    title: text('objection:desk.title'),
    confidential: true,
    blocks: [
      line(text(list.length > 0 ? 'objection:desk.body' : 'objection:desk.empty')),
      ...(list.length > 0
        ? [
            {
              kind: 'buttons' as const,
              buttons: list.map(one => ({ label: numberOf(one), press: press(name, one.id) })),
            },
          ]
        : []),
    ],
  })

  const formMoves: FormMoves = {
    mayFile: service.mayFile,
    file: async (context, id, said) => {
      const filed = await service.file(context, id, said)
      if (filed === 'file') return { problems: [{ field: 'file', why: text('objection:problem.file') }] }
      return { kind: 'card', over: true, card: await oneCase.show(filed, 'employee', context.actor.personId) }
    },
    ask: async (context, id, said) => {
      await deciding.ask(context, id, said)
      return shown(context, id) as Promise<Reply>
    },
    mayDecide: async (context, id) => {
      const { assignmentId } = await service.access.mustDecide(context, id)
      const latest = await appraisal.access.latest(assignmentId)
      const found = latest && (await cycle.cycleOf(latest.quarter))
      if (!latest || !found) throw new Refusal(text('chat:refused.button'))
      return { appraisal: latest, cycle: found }
    },
    mayExplain: deciding.mayExplain,
    explain: async (context, id, answer) => {
      const { id: objectionId } = await deciding.explain(context, id, answer)
      return shown(context, objectionId)
    },
    decide: async (context, id, said) => {
      await deciding.decide(context, id, said)
      return shown(context, id)
    },
    change: async (context, id, change) => {
      await deciding.decide(context, id, decided(change))
      return shown(context, id)
    },
    mayName: service.mayName,
    name: async (context, id, deciderId) => {
      const found = await service.name(context, id, deciderId)
      if (found === 'party') return { problems: [{ field: 'decider', why: text('objection:problem.party') }] }
      const decider = (await people.person(deciderId)).name
      const title = text('objection:named.title', { number: numberOf(found) })
      return {
        kind: 'card',
        over: true,
        card: card(title, text('objection:pointer'), [line(text('objection:named.body', { decider }))]),
      }
    },
  }
  const forms: Form[] = objectionForms(formMoves)
  const entry: OfficerMenuEntry = {
    label: text('objection:desk.title'),
    can: MANAGE,
    press: press(officerMenu),
  }
  return {
    actions: [file, show, moves.ask, moves.decide, moves.change, explain, name, officerMenu],
    forms,
    officerMenu: [entry],
    moves: { file, show, name, explain },
    oneCase,
  }
}

const decided = ({ said, results, behaviour, ...scores }: Change) => ({
  decision: 'changed' as const,
  reason: said,
  change: { scores, results, behaviour },
})
