import { z } from 'zod'
import type { Form } from '../../../chat/contributions.ts'
import { defineForm } from '../../../chat/define.ts'
import { fileAnswer } from '../../../chat/forms/schemas.ts'
import { text } from '../../../chat/i18n/words.ts'
import { USE } from './abilities.ts'
import { idArgs } from './args.ts'
import type { Case } from './case.ts'
import type { Filing } from './filing.ts'
import { KEEP_HOURS } from './form-parts.ts'
import { FILE, REASON } from './rules.ts'

export const filingForm = (filing: Filing, oneCase: Pick<Case, 'show'>): Form =>
  defineForm({
    id: 'objection.file',
    title: text('objection:form.file'),
    can: USE,
    confidential: true,
    keepHours: KEEP_HOURS,
    args: idArgs,
    answers: z.object({
      reason: z.string(),
      file: fileAnswer.optional(),
    }),
    fields: async (context, [appraisalId]) => {
      await filing.mayFile(context, appraisalId)
      return [
        {
          kind: 'paragraph',
          id: 'reason',
          ...REASON,
          label: text('objection:form.reason'),
          hint: text('objection:form.reasonHint'),
        },
        { kind: 'file', id: 'file', ...FILE, optional: true, label: text('objection:form.paper') },
      ]
    },
    submit: async (context, [appraisalId], answers) => {
      const filed = await filing.file(context, appraisalId, answers)
      return { kind: 'card', over: true, card: await oneCase.show(filed, 'employee', context.actor.personId) }
    },
  })
