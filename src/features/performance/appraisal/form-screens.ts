/** The form of an appraisal and of its correction, with a last look at the score before it is sent. */

import { type Action, type Form, press } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Reply } from '../../../chat/model.ts'
import { line } from '../../../chat/ui/blocks.ts'
import { scoreBlocks, sentCard } from './cards.ts'
import { fieldsOf, readAnswers } from './fields.ts'
import type { Appraisal } from './repository.ts'
import { CORRECT_FORM, GIVE, type ScreensDeps, WRITE_FORM } from './screens-deps.ts'

/** A half-filled appraisal waits for its appraiser this long (hours): a fortnight, with weekends and leave. */
const KEEP_HOURS = 14 * 24

export interface After {
  list: Action<[string, string, string]>
  why: Action<[string]>
  correct: Action<[string]>
}

/** `after`: where to go once it is sent. */
export function appraisalForms({ service, access, people }: ScreensDeps, after: After): Form[] {
  function form(id: string, correcting: boolean): Form {
    return {
      id,
      title: text(correcting ? 'appraisal:form.correct' : 'appraisal:form.title'),
      can: GIVE,
      confidential: true,
      keepHours: KEEP_HOURS,
      fields: async (context, [assignmentId = '']) => {
        const { assignment, cycle, attendance, achievement } = await service.begin(
          context,
          assignmentId,
          correcting,
        )
        const { name } = await people.person(assignment.personId)
        const trainings = await service.offeredTrainings(assignment.personId, context.now)
        const targets = await service.targets(assignment)
        return fieldsOf({ name, cycle, attendance, achievement, targets, trainings, correcting })
      },
      lastLook: async (context, [assignmentId = ''], answers) => {
        const { assignment, cycle, attendance } = await service.begin(context, assignmentId, correcting)
        const { name } = await people.person(assignment.personId)
        const said = readAnswers(answers)
        const scores = { ...said, attendance: said.attendance ?? attendance?.score ?? 0 }
        return [line(text('appraisal:form.about', { name })), ...scoreBlocks(scores, said, cycle.weights)]
      },
      submit: async (context, [assignmentId = ''], answers) => {
        const outcome = await service.submit(context, assignmentId, readAnswers(answers))
        if ('sent' in outcome) return sent(outcome.sent)
        return {
          problems: outcome.problems.map(({ field, problem }) => ({
            field,
            why: text(`appraisal:problem.${problem}`),
          })),
        }
      },
    }
  }

  async function sent(appraisal: Appraisal): Promise<Reply> {
    const { cycle } = await access.assigned(appraisal.assignmentId)
    const { name } = await people.person(appraisal.personId)
    const buttons: Button[] = [
      {
        label: text('appraisal:sent.list'),
        tone: 'primary',
        press: press(after.list, cycle.quarter, '0', ''),
      },
      { label: text('appraisal:sent.why'), press: press(after.why, appraisal.assignmentId) },
      { label: text('appraisal:sent.correct'), press: press(after.correct, appraisal.assignmentId) },
    ]
    return { kind: 'card', over: true, card: sentCard({ appraisal, cycle, name }, buttons) }
  }

  return [form(WRITE_FORM, false), form(CORRECT_FORM, true)]
}
