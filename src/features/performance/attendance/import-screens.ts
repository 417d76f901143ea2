/** An attendance file that was sent: its preview, the questions about it, and applying it. */
import { z } from 'zod'
import type { Receiver } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card, Reply } from '../../../chat/model.ts'
import { pageArg } from '../../../chat/ui/paging.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import { appliedCard, type ImportActions, previewCard, unreadableCard } from './import-cards.ts'
import { ASK_FORM, askForm, columnsForm, MAP_FORM, WORDS_FORM, wordsForm } from './import-forms.ts'
import type { Imports, Preview, Previewed } from './import-service.ts'

const CAN = 'attendance.import' as const

/** @param today the office's day */
export function importScreens(imports: Imports, today: (now: Date) => OfficeDay) {
  const actions = importActions(imports)
  const show = (preview: Preview): Reply => ({ kind: 'card', card: previewCard(preview, actions) })
  /** The preview; or first the question which column is which, which month, or which order of dates. */
  function answer(read: Previewed): Reply {
    if (read.kind === 'mapping') return { kind: 'form', form: MAP_FORM, args: [read.id] }
    if (read.kind === 'asks') return { kind: 'form', form: ASK_FORM, args: [read.id] }
    return read.kind === 'preview' ? show(read.preview) : { kind: 'card', card: unreadableCard(read.problem) }
  }
  const receiver: Receiver = {
    can: CAN,
    takes: { what: text('attendance:import.takes'), columns: ['NIP', 'Tanggal', 'Masuk', 'Pulang'] },
    recognises: (file, now) => imports.recognises(file, now),
    run: async (context, file) => answer(await imports.preview(context, file)),
  }
  return {
    actions: [actions.apply, actions.rest, actions.wrong, actions.words],
    forms: [columnsForm(imports, answer), askForm(imports, answer, today), wordsForm(imports, show)],
    receivers: [receiver],
  }
}

function importActions(imports: Imports): ImportActions {
  const over = (card: Card): Reply => ({ kind: 'card', over: true, card })
  const apply = (verb: string, leaveOut: boolean) =>
    defineAction({
      verb,
      can: CAN,
      args: z.tuple([z.string()]),
      run: async (context, id) => {
        const { batch, again } = await imports.apply(context, id, leaveOut)
        return over(appliedCard(batch, again))
      },
    })
  const actions: ImportActions = {
    apply: apply('attendance.apply', false),
    rest: apply('attendance.apply-rest', true),
    wrong: defineAction({
      verb: 'attendance.wrong',
      can: CAN,
      args: z.tuple([z.string(), pageArg]),
      run: async (context, id, page) => over(previewCard(await imports.again(context, id), actions, page)),
    }),
    words: defineAction({
      verb: 'attendance.words',
      can: CAN,
      args: z.tuple([z.string()]),
      run: async (_context, id) => ({ kind: 'form', form: WORDS_FORM, args: [id] }),
    }),
  }
  return actions
}
