/** An attendance file that was sent: its preview, the question which column is which, and applying it. */
import { z } from 'zod'
import type { Receiver } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Card, type Field, InvalidAnswers, type Reply } from '../../../chat/model.ts'
import { pageArg } from '../../../chat/ui/paging.ts'
import { appliedCard, type ImportActions, previewCard, unreadableCard } from './import-cards.ts'
import { askedColumns } from './import-columns.ts'
import type { Mapping } from './import-rows.ts'
import type { Imports, Previewed } from './import-service.ts'

const CAN = 'attendance.import' as const
const MAP_FORM = 'attendance.columns'
const column = z.string().optional()
const Mapped = z.object({ NIP: column, Tanggal: column, Masuk: column, Pulang: column, Keterangan: column })

export function importScreens(imports: Imports) {
  const actions = importActions(imports)
  /** The preview; or first the question which column is which. */
  function answer(read: Previewed): Reply {
    if (read.kind === 'mapping') return { kind: 'form', form: MAP_FORM, args: [read.id] }
    const card = read.kind === 'preview' ? previewCard(read.preview, actions) : unreadableCard(read.problem)
    return { kind: 'card', card }
  }
  const receiver: Receiver = {
    can: CAN,
    recognises: file => imports.recognises(file),
    run: async (context, file) => answer(await imports.preview(context, file)),
  }
  return {
    actions: [actions.apply, actions.wrong],
    forms: [columnsForm(imports, answer)],
    receivers: [receiver],
  }
}

function importActions(imports: Imports): ImportActions {
  const over = (card: Card): Reply => ({ kind: 'card', over: true, card })
  const actions: ImportActions = {
    apply: defineAction({
      verb: 'attendance.apply',
      can: CAN,
      args: z.tuple([z.string()]),
      run: async (context, id) => {
        const { batch, again } = await imports.apply(context, id)
        return over(appliedCard(batch, again))
      },
    }),
    wrong: defineAction({
      verb: 'attendance.wrong',
      can: CAN,
      args: z.tuple([z.string(), pageArg]),
      run: async (context, id, page) => over(previewCard(await imports.again(context, id), actions, page)),
    }),
  }
  return actions
}

const columnsForm = (imports: Imports, answer: (read: Previewed) => Reply) =>
  defineForm({
    id: MAP_FORM,
    title: text('attendance:columns.title'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: Mapped,
    fields: async (context, [id]) => columnFields(await imports.headersOf(context, id)),
    submit: async (context, [id], answers) => answer(await imports.map(context, id, mappingFrom(answers))),
  })

/** @throws InvalidAnswers where one column of the file is named for two of ours */
function mappingFrom(answers: z.infer<typeof Mapped>): Mapping {
  const said = Object.entries(answers).filter(([, name]) => name !== undefined)
  const twice = said.find(([ours, name]) => said.some(([other, same]) => other !== ours && same === name))
  if (twice) throw new InvalidAnswers({ field: twice[0], why: text('attendance:columns.twice') })
  return Object.fromEntries(said)
}

function columnFields(headers: readonly string[]): Field[] {
  const options = headers.map(name => ({ value: name, label: name }))
  return askedColumns.map(({ name, required }) => ({
    kind: 'choice',
    id: name,
    label: text('attendance:columns.which', { name }),
    options,
    ...(!required && { optional: true as const }),
  }))
}
