/** Buttons that propose targets, and that answer what the other side proposed. */

import { z } from 'zod'
import { defineAction } from '../../../chat/define.ts'
import { quarterArg } from '../../../chat/forms/schemas.ts'
import type { Access } from './access.ts'
import { CAN, onOne } from './actions.ts'
import type { Answering } from './answering.ts'
import { termsAnswers } from './proposal-forms.ts'
import type { Proposing } from './proposing.ts'
import type { Reading } from './reading.ts'
import { over, type Views } from './views.ts'

export function proposalActions(
  { access, proposing }: { access: Access; proposing: Proposing },
  views: Views,
) {
  const propose = defineAction({
    verb: 'target.propose',
    can: CAN,
    args: z.tuple([z.string(), quarterArg]),
    run: async (context, personId, quarter) => {
      await access.mustHaveSay(context, personId)
      return { kind: 'form', form: 'target.propose', args: [personId, quarter] }
    },
  })
  const change = onOne('target.change', async (context, id) => {
    const target = await access.target(id)
    await access.mustHaveSay(context, target.personId)
    return { kind: 'form', form: 'target.change', args: [id], answers: termsAnswers(target) }
  })
  const drop = onOne('target.drop', async (context, id) => {
    await proposing.change(context, id, null)
    return over(await views.detail(context, id))
  })
  const copy = defineAction({
    verb: 'target.copy',
    can: CAN,
    args: z.tuple([z.string(), quarterArg]),
    run: async (context, personId, quarter) => {
      const next = await proposing.copy(context, { personId, quarter })
      return over(await views.board(context, { personId, quarter: next }))
    },
  })
  return { propose, change, drop, copy }
}

export function answerActions(
  { access, answering, reading }: { access: Access; answering: Answering; reading: Reading },
  views: Views,
) {
  const agree = onOne('target.agree', async (context, proposalId) => {
    const { id } = await answering.agree(context, proposalId)
    return over(await views.detail(context, id))
  })
  const agreeAll = defineAction({
    verb: 'target.agree-all',
    can: CAN,
    args: z.tuple([z.string(), quarterArg]),
    run: async (context, personId, quarter) => {
      await answering.agreeAll(context, { personId, quarter })
      return over(await views.board(context, { personId, quarter }))
    },
  })
  const decline = onOne('target.decline', async (context, id) => {
    await access.mustHaveSay(context, (await reading.proposal(id)).target.personId)
    return { kind: 'form', form: 'target.decline', args: [id] }
  })
  return { agree, agreeAll, decline }
}
