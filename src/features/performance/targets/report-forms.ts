/** The forms of reports: what was reached, with evidence, and why it is asked back. */

import { z } from 'zod'
import { defineForm } from '../../../chat/define.ts'
import { fileAnswer } from '../../../chat/forms/schemas.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Field } from '../../../chat/model.ts'
import type { Access } from './access.ts'
import { CAN, reasonAnswers, reasonField } from './actions.ts'
import type { Reporting } from './reporting.ts'
import type { Target } from './repository.ts'
import { MAX_VALUE } from './rules.ts'
import { over, type Views } from './views.ts'

interface ReportFormsDeps {
  access: Access
  reporting: Reporting
  /** What a report may bring as evidence. */
  takes: { mimes: string[]; maxBytes: number }
}

export function reportForms({ access, reporting, takes }: ReportFormsDeps, views: Views) {
  const report = defineForm({
    id: 'target.report',
    title: text('targets:form.report'),
    can: CAN,
    confidential: true,
    args: z.tuple([z.string()]),
    answers: z.object({
      value: z.number().optional(),
      done: z.enum(['yes', 'no']).optional(),
      note: z.string().optional(),
      file: fileAnswer.optional(),
    }),
    fields: async (_context, [id]) => [
      valueField(await access.target(id)),
      { kind: 'paragraph', id: 'note', max: 1000, optional: true, label: text('targets:form.note') },
      {
        kind: 'file',
        id: 'file',
        mimes: takes.mimes,
        maxBytes: takes.maxBytes,
        optional: true,
        label: text('targets:form.file'),
      },
    ],
    submit: async (context, [id], { value, done, note = null, file = null }) => {
      await reporting.report(context, id, { value: value ?? (done === 'yes' ? 1 : 0), note, file })
      return over(await views.detail(context, id))
    },
  })
  const askBack = defineForm({
    id: 'target.ask-back',
    title: text('targets:form.askBack'),
    can: CAN,
    confidential: true,
    args: z.tuple([z.string()]),
    answers: reasonAnswers,
    fields: async () => [reasonField(text('targets:form.askBackReason'))],
    submit: async (context, [id], { reason }) => {
      const target = await reporting.decide(context, id, reason)
      return over(await views.detail(context, target.id))
    },
  })
  return [report, askBack]
}

function valueField({ direction, unit, result }: Target): Field {
  if (direction !== 'yesno')
    return {
      kind: 'number',
      id: 'value',
      min: 0,
      max: MAX_VALUE,
      label: text('targets:form.value', { result, unit }),
      hint: text('targets:form.soFar'),
    }
  return {
    kind: 'choice',
    id: 'done',
    label: text('targets:form.done', { result }),
    options: [
      { value: 'yes', label: text('targets:value.yes') },
      { value: 'no', label: text('targets:value.no') },
    ],
  }
}
