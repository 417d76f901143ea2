import { z } from 'zod'
import { type Action, press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Block } from '../../../../chat/model.ts'
import { line } from '../../../../chat/ui/blocks.ts'
import { PAGE } from './cards.ts'
import type { ImportFiles } from './files.ts'
import { searchPlan } from './search.ts'
import type { Imports } from './service.ts'

const CAN = 'people.import' as const
const Id = z.tuple([z.string()])
/** Longest search, in characters. */
const MAX = 100

export interface SearchDeps {
  imports: Pick<Imports, 'again'>
  files: Pick<ImportFiles, 'book'>
  back: Action<[string]>
}

/** Looking for somebody in a preview, and the whole of it as a workbook. */
export function searchScreens({ imports, files, back }: SearchDeps) {
  const find = defineAction({
    verb: 'people.imp-find',
    can: CAN,
    args: Id,
    run: async (_context, id) => ({ kind: 'form', form: 'people.imp-find', args: [id] }),
  })
  const form = defineForm({
    id: 'people.imp-find',
    title: text('people:import.find.title'),
    can: CAN,
    args: Id,
    answers: z.object({ words: z.string() }),
    fields: async () => [{ kind: 'line', id: 'words', label: text('people:import.find.words'), max: MAX }],
    submit: async (context, [id], { words }) => {
      const { plan, names } = await imports.again(context, id)
      const rows = searchPlan(plan, names, words)
      const found: Block[] =
        rows.length > 0
          ? [
              line(text('people:import.find.found', { count: rows.length })),
              { kind: 'facts', rows: rows.slice(0, PAGE) },
            ]
          : [line(text('people:import.find.nothing', { words }))]
      const buttons = [
        { label: text('people:import.find.button'), press: press(find, id) },
        { label: text('people:import.back'), press: press(back, id) },
      ]
      const blocks: Block[] = [...found, { kind: 'buttons', buttons }]
      return { kind: 'card', card: { title: text('people:import.find.title'), blocks } }
    },
  })
  const book = defineAction({
    verb: 'people.imp-book',
    can: CAN,
    args: Id,
    run: async (context, id) => {
      const file = await files.book(await imports.again(context, id), context.actor.locale)
      return { kind: 'card', card: { title: text('people:import.book.title'), blocks: [file] } }
    },
  })
  return { find, book, form, actions: [find, book] }
}
