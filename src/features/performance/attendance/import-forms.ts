/** What is asked about an attendance file: which column is which, its month or order of dates, and its remarks. */
import { z } from 'zod'
import { defineForm } from '../../../chat/define.ts'
import { type Key, text } from '../../../chat/i18n/words.ts'
import { type Field, InvalidAnswers, type Option, type Reply } from '../../../chat/model.ts'
import type { OfficeDay } from '../../../domain/calendar/office-day.ts'
import type { Imports, Preview, Previewed } from './import-service.ts'
import { ASKED, type Mapping } from './reading/columns.ts'
import type { Month } from './reading/month-grid.ts'
import { REMARKS, type Remark } from './reading/remarks.ts'

const CAN = 'attendance.import' as const
export const MAP_FORM = 'attendance.columns'
export const ASK_FORM = 'attendance.ask'
export const WORDS_FORM = 'attendance.words'

const column = z.string().optional()
const Mapped = z.object({
  NIP: column,
  Tanggal: column,
  Masuk: column,
  Pulang: column,
  Keterangan: column,
  PIN: column,
  Waktu: column,
})

export const columnsForm = (imports: Imports, answer: (read: Previewed) => Reply) =>
  defineForm({
    id: MAP_FORM,
    title: text('attendance:columns.title'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: Mapped,
    fields: async (context, [id]) => columnFields((await imports.asked(context, id)).headers),
    submit: async (context, [id], answers) => answer(await imports.map(context, id, mappingFrom(answers))),
  })

/** @throws InvalidAnswers where one column of the file is named for two of ours, or what a row needs is missing */
function mappingFrom(answers: z.infer<typeof Mapped>): Mapping {
  const said = Object.entries(answers).filter(([, name]) => name !== undefined)
  const twice = said.find(([ours, name]) => said.some(([other, same]) => other !== ours && same === name))
  if (twice) throw new InvalidAnswers({ field: twice[0], why: text('attendance:columns.twice') })
  if (!answers.NIP && !answers.PIN)
    throw new InvalidAnswers({ field: 'NIP', why: text('attendance:columns.number') })
  if (!answers.Tanggal && !answers.Waktu)
    throw new InvalidAnswers({ field: 'Tanggal', why: text('attendance:columns.day') })
  return Object.fromEntries(said)
}

function columnFields(headers: readonly string[]): Field[] {
  const options = [...new Set(headers)].map(name => ({ value: name, label: name }))
  return ASKED.map(name => ({
    kind: 'choice',
    id: name,
    label: text('attendance:columns.which', { name }),
    options,
    optional: true as const,
  }))
}

const Asked = z.object({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  order: z.enum(['dmy', 'mdy']).optional(),
})
/** Months back that are offered: a quarter is closed long before. */
const MONTHS = 12

/** @param today the office's day */
export const askForm = (
  imports: Imports,
  answer: (read: Previewed) => Reply,
  today: (now: Date) => OfficeDay,
) =>
  defineForm({
    id: ASK_FORM,
    title: text('attendance:ask.title'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: Asked,
    fields: async (context, [id]) => {
      const { asks, said } = await imports.asked(context, id)
      return [asks === 'month' ? monthField(today(context.now)) : orderField(said ?? '')]
    },
    submit: async (context, [id], { order, month }) =>
      answer(await imports.answer(context, id, { order, month: month as Month | undefined })),
  })

function monthField(today: OfficeDay): Field {
  const [year = 0, month = 0] = today.split('-').map(Number)
  const options = Array.from({ length: MONTHS }, (_, back): Option => {
    const first = new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10)
    return { value: first.slice(0, 7), label: text('attendance:ask.ofMonth', { day: first }) }
  })
  return { kind: 'choice', id: 'month', label: text('attendance:ask.month'), options }
}

const orderField = (said: string): Field => ({
  kind: 'choice',
  id: 'order',
  label: text('attendance:ask.order', { said }),
  options: [
    { value: 'dmy', label: text('attendance:ask.dmy') },
    { value: 'mdy', label: text('attendance:ask.mdy') },
  ],
})

/** Words that are asked at once; more come with the next press of the button. */
const WORDS = 8
const CODE_KEYS = {
  H: 'attendance:words.code.H',
  S: 'attendance:words.code.S',
  I: 'attendance:words.code.I',
  C: 'attendance:words.code.C',
  DL: 'attendance:words.code.DL',
  TB: 'attendance:words.code.TB',
  TK: 'attendance:words.code.TK',
  off: 'attendance:words.code.off',
} as const satisfies Record<Remark, Key>

export const wordsForm = (imports: Imports, show: (preview: Preview) => Reply) =>
  defineForm({
    id: WORDS_FORM,
    title: text('attendance:words.title'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: z.record(z.string(), z.enum(REMARKS).optional()),
    fields: async (context, [id]) => {
      const { plan } = await imports.again(context, id)
      return plan.words.slice(0, WORDS).map(
        ({ said }, at): Field => ({
          kind: 'choice',
          id: `w${at}`,
          label: text('attendance:words.which', { said: said.slice(0, 60) }),
          options: REMARKS.map(remark => ({ value: remark, label: text(CODE_KEYS[remark]) })),
          optional: true,
        }),
      )
    },
    submit: async (context, [id], answers) => {
      const { plan } = await imports.again(context, id)
      const meant = plan.words.slice(0, WORDS).flatMap(({ said }, at): [string, Remark][] => {
        const remark = answers[`w${at}`]
        return remark ? [[said, remark]] : []
      })
      return show(await imports.mean(context, id, Object.fromEntries(meant)))
    },
  })
