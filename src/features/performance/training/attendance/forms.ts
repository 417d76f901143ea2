/** What participants fill in: the code of the room, their certificate, what they thought. */

import { z } from 'zod'
import type { Form } from '../../../../chat/contributions.ts'
import { defineForm } from '../../../../chat/define.ts'
import { fileAnswer } from '../../../../chat/forms/schemas.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Field, Reply, RequestContext } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { QUESTIONS, questionText } from '../cards.ts'
import type { CertificatesService } from '../papers/certificates.ts'
import type { Papers } from '../papers/papers.ts'
import type { EvaluationService } from './evaluation.ts'
import type { AttendanceService } from './service.ts'

export interface FormsDeps {
  attendance: Pick<AttendanceService, 'enter'>
  evaluation: Pick<EvaluationService, 'evaluate'>
  certificates: Pick<CertificatesService, 'upload'>
  papers: Pick<Papers, 'takes'>
  /** The training as the person sees it now. */
  detail(context: RequestContext, id: string): Promise<Reply>
}
const CAN = 'training.use' as const
const args = z.tuple([z.string()])

export const attendanceForms = (deps: FormsDeps): Form[] => [
  codeForm(deps),
  uploadForm(deps),
  evaluateForm(deps),
]

const codeForm = ({ attendance, detail }: FormsDeps): Form =>
  defineForm({
    id: 'training.code',
    title: text('training:code.title'),
    can: CAN,
    args,
    answers: z.object({ code: z.string() }),
    fields: async () => [
      {
        kind: 'line',
        id: 'code',
        min: 6,
        max: 12,
        label: text('training:code.label'),
        hint: text('training:code.hint'),
      },
    ],
    submit: async (context, [id], { code }) => {
      await attendance.enter(context, id, code)
      return detail(context, id)
    },
  })

const uploadForm = ({ certificates, papers }: FormsDeps): Form =>
  defineForm({
    id: 'training.upload',
    title: text('training:certificate.title'),
    can: CAN,
    confidential: true,
    args,
    answers: z.object({ file: fileAnswer }),
    fields: async () => [
      {
        kind: 'file',
        id: 'file',
        mimes: papers.takes.mimes,
        maxBytes: papers.takes.maxBytes,
        label: text('training:certificate.label'),
      },
    ],
    submit: async (context, [id], { file }) => {
      await certificates.upload(context, id, file)
      const card = plain(text('training:certificate.kept'), text('training:certificate.keptBody'))
      return { kind: 'card', over: true, card }
    },
  })

const score = z.coerce.number().int().min(1).max(4)

const evaluateForm = ({ evaluation }: FormsDeps): Form =>
  defineForm({
    id: 'training.evaluate',
    title: text('training:evaluate.title'),
    can: CAN,
    confidential: true,
    args,
    answers: z.object({
      useful: score,
      trainer: score,
      organised: score,
      applied: z.string().nullable().default(null),
    }),
    fields: async () => EVALUATION_FIELDS,
    submit: async (context, [id], opinion) => {
      await evaluation.evaluate(context, id, opinion)
      const card = plain(text('training:evaluate.thanks'), text('training:evaluate.anonymous'))
      return { kind: 'card', over: true, card }
    },
  })

const SCORES = [
  { value: '4', label: text('training:evaluate.score4') },
  { value: '3', label: text('training:evaluate.score3') },
  { value: '2', label: text('training:evaluate.score2') },
  { value: '1', label: text('training:evaluate.score1') },
]
const EVALUATION_FIELDS: Field[] = [
  ...QUESTIONS.map((id): Field => ({ kind: 'choice', id, label: questionText(id), options: SCORES })),
  {
    kind: 'paragraph',
    id: 'applied',
    optional: true,
    max: 1000,
    label: text('training:evaluate.applied'),
  },
]
