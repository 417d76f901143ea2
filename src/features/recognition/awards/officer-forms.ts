/** The officer's nominations: of a candidate, or of somebody else. */
import { z } from 'zod'
import type { Form, Submitted } from '../../../chat/contributions.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Field, RequestContext } from '../../../chat/model.ts'
import { plain } from '../../../chat/ui/blocks.ts'
import type { Quarter } from '../../../domain/calendar/quarter.ts'
import { titleOf } from './cards.ts'
import type { DeskDeps } from './officer-screens.ts'
import { MAX_REASON, MIN_REASON } from './rules.ts'
import type { Nomination } from './service.ts'

const CAN = 'awards.manage' as const
const Nominated = z.object({
  reason: z.string(),
  person: z.array(z.string()).optional(),
  unit: z.string().optional(),
})

export function nominationForms({
  service,
  kinds,
  people,
  quarterFrom,
}: DeskDeps & { quarterFrom(code: string): Quarter }) {
  async function send(context: RequestContext, nomination: Nomination): Promise<Submitted> {
    const award = await service.nominate(context, nomination)
    return {
      kind: 'card',
      over: true,
      card: plain(titleOf(award), text('awards:nominated.done', { name: award.name })),
    }
  }
  const nominateForm: Form = {
    id: 'award.nominate',
    title: text('awards:form.nominate'),
    can: CAN,
    fields: async () => [reasonField],
    submit: async (context, [kindId = '', code = '', id = ''], answers) => {
      const { forWhom } = await kinds.kind(kindId)
      const recipient = forWhom === 'unit' ? { unit: id } : { person: id }
      return send(context, {
        kindId,
        quarter: quarterFrom(code),
        recipient,
        reason: Nominated.parse(answers).reason,
      })
    },
  }
  /** Somebody whom the formula did not find. */
  const otherForm: Form = {
    id: 'award.other',
    title: text('awards:form.other'),
    can: CAN,
    fields: async (_asking, [kindId = '']) => {
      const { forWhom } = await kinds.kind(kindId)
      const units = forWhom === 'unit' ? await people.units() : []
      const whom: Field =
        forWhom === 'unit'
          ? {
              kind: 'choice',
              id: 'unit',
              label: text('awards:form.team'),
              options: units.map(({ id, name }) => ({ value: id, label: name })),
            }
          : { kind: 'person', id: 'person', among: 'office', label: text('awards:form.person') }
      return [whom, reasonField]
    },
    submit: async (context, [kindId = '', code = ''], answers) => {
      const { reason, person = [], unit } = Nominated.parse(answers)
      const recipient = unit === undefined ? { person: person[0] ?? '' } : { unit }
      return send(context, { kindId, quarter: quarterFrom(code), recipient, reason })
    },
  }
  return [nominateForm, otherForm]
}

const reasonField: Field = {
  kind: 'paragraph',
  id: 'reason',
  min: MIN_REASON,
  max: MAX_REASON,
  label: text('awards:form.reason'),
  hint: text('awards:form.reasonHint'),
}
