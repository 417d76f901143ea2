/** The officer's nominations: of a candidate, or of somebody else. */

import { z } from 'zod'
import type { Submitted } from '../../../../chat/contributions.ts'
import { defineForm } from '../../../../chat/define.ts'
import { quarterArg } from '../../../../chat/forms/schemas.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Field, RequestContext } from '../../../../chat/model.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { titleOf } from '../cards.ts'
import type { Nomination } from '../deciding/nominating.ts'
import { MAX_REASON, MIN_REASON } from '../rules.ts'
import type { OfficerScreensDeps } from './officer-screens.ts'

const CAN = 'awards.manage' as const
export function nominationForms({
  service,
  kinds,
  people,
}: Pick<OfficerScreensDeps, 'service' | 'kinds' | 'people'>) {
  async function send(context: RequestContext, nomination: Nomination): Promise<Submitted> {
    const award = await service.nominate(context, nomination)
    return {
      kind: 'card',
      over: true,
      card: plain(titleOf(award), text('awards:nominated.done', { name: award.name })),
    }
  }
  const nominateForm = defineForm({
    id: 'award.nominate',
    title: text('awards:form.nominate'),
    can: CAN,
    args: z.tuple([z.string(), quarterArg, z.string()]),
    answers: z.object({ reason: z.string() }),
    fields: async () => [reasonField],
    submit: async (context, [kindId, quarter, id], { reason }) => {
      const { forWhom } = await kinds.kind(kindId)
      const recipient = forWhom === 'unit' ? { unit: id } : { person: id }
      return send(context, { kindId, quarter, recipient, reason })
    },
  })
  /** Somebody whom the formula did not find. */
  const otherForm = defineForm({
    id: 'award.other',
    title: text('awards:form.other'),
    can: CAN,
    args: z.tuple([z.string(), quarterArg]),
    answers: z.object({
      reason: z.string(),
      person: z.array(z.string()).optional(),
      unit: z.string().optional(),
    }),
    fields: async (_context, [kindId]) => {
      const { forWhom } = await kinds.kind(kindId)
      return [forWhom === 'unit' ? unitField(await people.units()) : personField, reasonField]
    },
    submit: async (context, [kindId, quarter], { reason, person = [], unit }) => {
      const recipient = unit === undefined ? { person: person[0] ?? '' } : { unit }
      return send(context, { kindId, quarter, recipient, reason })
    },
  })
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

const personField: Field = {
  kind: 'person',
  id: 'person',
  among: 'office',
  label: text('awards:form.person'),
}
const unitField = (units: readonly { id: string; name: string }[]): Field => ({
  kind: 'choice',
  id: 'unit',
  label: text('awards:form.team'),
  options: units.map(({ id, name }) => ({ value: id, label: name })),
})
