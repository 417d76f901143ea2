/** The form of an appraisal and of its correction, with a last look at the score before it is sent. */

import { z } from 'zod'
import { type Action, type Form, press } from '../../../chat/contributions.ts'
import { defineForm } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Reply } from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import { scoreBlocks, sentCard } from './cards.ts'
import { appraisalAnswers, fieldsOf } from './fields.ts'
import { CORRECT_FORM, GIVE, type ScreensDeps, WRITE_FORM } from './screens-deps.ts'
import type { Sent } from './service.ts'

/** A half-filled appraisal waits for its appraiser this long (hours): a fortnight, with weekends and leave. */
const KEEP_HOURS = 14 * 24

/** Where to go once it is sent. */
interface Onward {
  list: Action<[string, number, string]>
  why: Action<[string]>
  correct: Action<[string]>
}

export function appraisalForms({ service }: Pick<ScreensDeps, 'service'>, onward: Onward): Form[] {
  const form = (id: string, correcting: boolean): Form =>
    defineForm({
      id,
      title: text(correcting ? 'appraisal:form.correct' : 'appraisal:form.title'),
      can: GIVE,
      confidential: true,
      keepHours: KEEP_HOURS,
      args: z.tuple([z.string()]),
      answers: appraisalAnswers,
      fields: async (context, [assignmentId]) => {
        const start = await service.begin(context, assignmentId, correcting)
        const trainings = await service.offeredTrainings(start.assignment.personId, context.now)
        return fieldsOf({ ...start, trainings, correcting })
      },
      lastLook: async (context, [assignmentId], said) => {
        const { cycle, attendance, name } = await service.begin(context, assignmentId, correcting)
        const scores = { ...said, attendance: said.attendance ?? attendance?.score ?? 0 }
        return [line(text('appraisal:form.about', { name })), ...scoreBlocks(scores, said, cycle.weights)]
      },
      submit: async (context, [assignmentId], said) =>
        sentReply(await service.submit(context, assignmentId, said), onward),
    })
  return [form(WRITE_FORM, false), form(CORRECT_FORM, true)]
}

function sentReply(sent: Sent, onward: Onward): Reply {
  const { assignmentId } = sent.appraisal
  const buttons: Button[] = [
    {
      label: text('appraisal:sent.list'),
      tone: 'primary',
      press: press(onward.list, sent.cycle.quarter, 0, ''),
    },
    { label: text('appraisal:sent.why'), press: press(onward.why, assignmentId) },
    { label: text('appraisal:sent.correct'), press: press(onward.correct, assignmentId) },
  ]
  return { kind: 'card', over: true, card: sentCard(sent, buttons) }
}
