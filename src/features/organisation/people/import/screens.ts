import { z } from 'zod'
import type { Contributions, Receiver } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Card, FileRef, Reply, RequestContext } from '../../../../chat/model.ts'
import { Refusal } from '../../../../chat/model.ts'
import { line } from '../../../../chat/ui/blocks.ts'
import { sheetProblem } from '../../../../chat/ui/sheet-problems.ts'
import { appliedCard, goneCard, type ImportActions, isListLetter, listCard, previewCard } from './cards.ts'
import type { ImportFiles } from './files.ts'
import type { Imports } from './service.ts'

export interface ImportScreensDeps {
  imports: Imports
  files: ImportFiles
}
const CAN = 'people.import' as const
/** Verb of the desk's button for a file to begin with. */
export const SAMPLE_VERB = 'people.imp-sample'

/** A people file sent to the bot: what it would change, page by page, and the button that does it. */
export function importScreens({
  imports,
  files,
}: ImportScreensDeps): Required<Pick<Contributions, 'actions' | 'receivers'>> {
  const over = (card: Card): Reply => ({ kind: 'card', over: true, card })

  const sample = defineAction({
    verb: SAMPLE_VERB,
    can: CAN,
    args: z.tuple([]),
    run: async ({ actor }) => ({
      kind: 'card',
      card: {
        title: text('people:import.sampleTitle'),
        blocks: [line(text('people:import.sampleBody')), await files.sample(actor.locale)],
      },
    }),
  })
  const apply = defineAction({
    verb: 'people.imp-apply',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const { plan, again } = await imports.apply(context, id)
      const gone = imports.leavers(context, plan.gone)
      return over(appliedCard(id, { ...plan, gone }, again, actions))
    },
  })
  const list = defineAction({
    verb: 'people.imp-list',
    can: CAN,
    args: z.tuple([z.string(), z.string(), z.string()]),
    run: async (context, id, letter, page) => {
      if (!isListLetter(letter)) throw new Refusal(text('chat:refused.button'))
      return over(listCard(await imports.again(context, id), letter, Number(page) || 0, actions))
    },
  })
  const back = defineAction({
    verb: 'people.imp-back',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => over(previewCard(await imports.again(context, id), actions)),
  })
  const gone = defineAction({
    verb: 'people.imp-gone',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, id, page) => {
      const { plan } = await imports.again(context, id)
      return over(goneCard(id, imports.leavers(context, plan.gone), Number(page) || 0, actions))
    },
  })
  const retire = defineAction({
    verb: 'people.imp-retire',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const count = await imports.retire(context, id)
      const body = { kind: 'text' as const, text: text('people:import.gone.doneBody') }
      return over({ title: text('people:import.gone.done', { count }), blocks: [body] })
    },
  })
  const actions: ImportActions = { apply, list, back, gone, retire }

  async function received(context: RequestContext, file: FileRef): Promise<Reply> {
    const read = await imports.preview(context, file, await files.bytes(file))
    if (!read.ok) {
      const why = { kind: 'text' as const, text: sheetProblem(read.problem) }
      return { kind: 'card', card: { title: text('people:import.unreadable'), blocks: [why] } }
    }
    return {
      kind: 'card',
      card: previewCard(
        read.preview,
        actions,
        await files.wrongRows(read.preview.plan, context.actor.locale),
      ),
    }
  }

  const receivers = [peopleReceiver(files.isPeopleFile, received)]
  return { actions: [sample, apply, list, back, gone, retire], receivers }
}

const peopleReceiver = (recognises: Receiver['recognises'], run: Receiver['run']): Receiver => ({
  can: CAN,
  takes: { what: text('people:import.takes'), columns: ['NIP', 'Nama', 'Unit'] },
  recognises,
  run,
})
