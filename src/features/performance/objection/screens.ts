/** Buttons and forms of an objection; whose it is, is asked again in each. */

import { text } from '../../../chat/i18n/words.ts'
import {
  type Action,
  type Asking,
  type Card,
  type DeskEntry,
  type Form,
  press,
  Refusal,
  type Reply,
} from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import type { ObjectionDeps } from './access.ts'
import { card } from './cards.ts'
import { type CaseMoves, createCase } from './case.ts'
import type { Deciding } from './deciding.ts'
import { type Change, type FormMoves, MANAGE, objectionForms, USE } from './forms.ts'
import type { Objection } from './repository.ts'
import { numberOf } from './rules.ts'
import type { ObjectionWork } from './service.ts'

export interface ScreensDeps extends ObjectionDeps {
  work: ObjectionWork
  deciding: Deciding
  /** Objections that lack a decider. */
  unnamed(): Promise<Objection[]>
}
export type Screens = ReturnType<typeof objectionScreens>

export function objectionScreens(deps: ScreensDeps) {
  const { work, deciding, appraisal, people, cycle } = deps
  const file: Action<[string]> = {
    verb: 'objection.file',
    can: USE,
    run: async (asking, id) => {
      await work.mayFile(asking, id)
      return { kind: 'form', form: 'objection.file', args: [id] }
    },
  }
  const show: Action<[string]> = {
    verb: 'objection.show',
    can: USE,
    run: (asking, id) => shown(asking, id),
  }
  const opens = (verb: string) => ({
    verb,
    can: USE as typeof USE,
    run: async (asking: Asking, id: string, more = ''): Promise<Reply> => {
      await work.access.mustDecide(asking, id)
      return { kind: 'form', form: verb, args: more ? [id, more] : [id] }
    },
  })
  const explain: Action<[string]> = {
    verb: 'objection.explain',
    can: USE,
    run: async (asking, id) => {
      await deciding.mayExplain(asking, id)
      return { kind: 'form', form: 'objection.explain', args: [id] }
    },
  }
  const name: Action<[string]> = {
    verb: 'objection.name',
    can: MANAGE,
    run: async (asking, id) => {
      await work.mayName(asking, id)
      return { kind: 'form', form: 'objection.name', args: [id] }
    },
  }
  const desk: Action<[]> = {
    verb: 'objection.desk',
    can: MANAGE,
    run: async () => ({ kind: 'card', card: deskCard(await deps.unnamed()) }),
  }
  const moves: CaseMoves = {
    ask: opens('objection.ask'),
    decide: opens('objection.decide'),
    change: opens('objection.change'),
    explain,
    report: appraisal.report,
  }
  const oneCase = createCase(deps, deciding, moves)

  async function shown(asking: Asking, id: string): Promise<Reply> {
    const { objection, side } = await work.access.seen(asking, id)
    return { kind: 'card', over: true, card: await oneCase.show(objection, side, asking.actor.personId) }
  }

  const deskCard = (list: readonly Objection[]): Card => ({
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
    mayFile: work.mayFile,
    file: async (asking, id, said) => {
      const filed = await work.file(asking, id, said)
      if (filed === 'file') return { problems: [{ field: 'file', why: text('objection:problem.file') }] }
      return { kind: 'card', over: true, card: await oneCase.show(filed, 'employee', asking.actor.personId) }
    },
    ask: async (asking, id, said) => {
      await deciding.ask(asking, id, said)
      return shown(asking, id) as Promise<Reply>
    },
    mayDecide: async (asking, id) => {
      const { assignmentId } = await work.access.mustDecide(asking, id)
      const latest = await appraisal.access.latest(assignmentId)
      const found = latest && (await cycle.cycleOf(latest.quarter))
      if (!latest || !found) throw new Refusal(text('chat:refused.button'))
      return { appraisal: latest, cycle: found }
    },
    mayExplain: deciding.mayExplain,
    explain: async (asking, id, answer) => {
      const { id: objectionId } = await deciding.explain(asking, id, answer)
      return shown(asking, objectionId)
    },
    decide: async (asking, id, said) => {
      await deciding.decide(asking, id, said)
      return shown(asking, id)
    },
    change: async (asking, id, change) => {
      await deciding.decide(asking, id, decided(change))
      return shown(asking, id)
    },
    mayName: work.mayName,
    name: async (asking, id, deciderId) => {
      const found = await work.name(asking, id, deciderId)
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
  const entry: DeskEntry = { label: text('objection:desk.title'), can: MANAGE, press: press(desk) }
  return {
    actions: [file, show, moves.ask, moves.decide, moves.change, explain, name, desk],
    forms,
    desk: [entry],
    moves: { file, show, name, explain },
    oneCase,
  }
}

const decided = ({ said, results, behaviour, ...scores }: Change) => ({
  decision: 'changed' as const,
  reason: said,
  change: { scores, results, behaviour },
})
