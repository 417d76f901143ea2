import { z } from 'zod'
import { type Contributions, press, type Receiver } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Card, FileRef, Reply, RequestContext } from '../../../../chat/model.ts'
import { Refusal } from '../../../../chat/model.ts'
import { line } from '../../../../chat/ui/blocks.ts'
import { columnsForm } from '../../../../chat/ui/columns-form.ts'
import { appliedCard, goneCard, type ImportActions, listCard, previewCard } from './cards.ts'
import { COLUMNS } from './columns.ts'
import type { ImportFiles } from './files.ts'
import { isListLetter } from './lines.ts'
import { massScreens } from './mass-screens.ts'
import { searchScreens } from './search-screens.ts'
import type { Imports } from './service.ts'
import { undoScreens } from './undo-screens.ts'

export interface ImportScreensDeps {
  imports: Imports
  files: ImportFiles
}
const CAN = 'people.import' as const
/** Verb of the desk's button for a file to begin with. */
export const SAMPLE_VERB = 'people.imp-sample'

const over = (card: Card): Reply => ({ kind: 'card', over: true, card })
const Id = z.tuple([z.string()])

/** A people file sent to the bot: what it would change, page by page, and the button that does it. */
export function importScreens({
  imports,
  files,
}: ImportScreensDeps): Required<Pick<Contributions, 'actions' | 'forms' | 'receivers'>> {
  const undo = undoScreens(imports)
  const pages = pageActions(imports, () => actions)
  const applied = async (context: RequestContext, id: string, typed?: number): Promise<Card> => {
    const { plan, again } = await imports.apply(context, id, typed)
    return appliedCard(id, { ...plan, gone: imports.leavers(context, plan.gone) }, again, actions)
  }
  const retired = async (context: RequestContext, id: string, typed?: number): Promise<Card> => {
    const count = await imports.retire(context, id, typed)
    const buttons = [{ label: text('people:import.undo.button'), press: press(undo.ask, id) }]
    return {
      title: text('people:import.gone.done', { count }),
      blocks: [line(text('people:import.gone.doneBody')), { kind: 'buttons', buttons }],
    }
  }
  const apply = defineAction({
    verb: 'people.imp-apply',
    can: CAN,
    args: Id,
    run: async (context, id) => over(await applied(context, id)),
  })
  const retire = defineAction({
    verb: 'people.imp-retire',
    can: CAN,
    args: Id,
    run: async (context, id) => over(await retired(context, id)),
  })
  const mass = massScreens({ imports, applied, retired })
  const search = searchScreens({ imports, files, back: pages.back })
  const { confirm } = mass
  const { find, book } = search
  const actions: ImportActions = { ...pages, apply, retire, confirm, find, book, undo: undo.ask }
  const { list, back, gone } = pages
  const own = [sampleAction(files), apply, list, back, gone, retire, confirm]
  const { receiver, columns } = reception({ imports, files }, actions)
  return {
    actions: [...own, columns.action, ...search.actions, ...undo.actions],
    forms: [mass.form, search.form, columns.form],
    receivers: [receiver],
  }
}

const sampleAction = (files: ImportFiles) =>
  defineAction({
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

/** The pages of a preview. @param actions what their buttons do, known once all are made */
function pageActions(imports: Imports, actions: () => ImportActions) {
  const list = defineAction({
    verb: 'people.imp-list',
    can: CAN,
    args: z.tuple([z.string(), z.string(), z.string()]),
    run: async (context, id, letter, page) => {
      if (!isListLetter(letter)) throw new Refusal(text('chat:refused.button'))
      return over(listCard(await imports.again(context, id), letter, Number(page) || 0, actions()))
    },
  })
  const back = defineAction({
    verb: 'people.imp-back',
    can: CAN,
    args: Id,
    run: async (context, id) => over(previewCard(await imports.again(context, id), actions())),
  })
  const gone = defineAction({
    verb: 'people.imp-gone',
    can: CAN,
    args: z.tuple([z.string(), z.string()]),
    run: async (context, id, page) => {
      const preview = await imports.again(context, id)
      const leavers = imports.leavers(context, preview.plan.gone)
      return over(goneCard(preview, leavers, Number(page) || 0, actions()))
    },
  })
  return { list, back, gone }
}

/** @returns the receiver, and the form that asks which column is which */
function reception({ imports, files }: ImportScreensDeps, actions: ImportActions) {
  const columns = columnsForm({
    id: 'people.imp-columns',
    can: CAN,
    title: text('people:import.columns'),
    columns: COLUMNS,
    headings: files.headings,
    keep: imports.keepNames,
    again: received,
  })
  async function received(context: RequestContext, file: FileRef): Promise<Reply> {
    const read = await imports.preview(context, file)
    const unreadable = text('people:import.unreadable')
    if (!read.ok) return { kind: 'card', card: columns.problemCard(unreadable, read.problem, file.id) }
    const wrong = await files.wrongRows(read.preview.plan, context.actor.locale)
    return { kind: 'card', card: previewCard(read.preview, actions, wrong) }
  }
  const receiver: Receiver = {
    can: CAN,
    takes: { what: text('people:import.takes'), columns: ['NIP', 'Nama', 'Unit'] },
    recognises: files.isPeopleFile,
    run: received,
  }
  return { receiver, columns }
}
