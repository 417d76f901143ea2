/** Buttons that open a form of the same name; whether somebody may, is asked before it opens. */

import type { z } from 'zod'
import type { Action } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import type { RequestContext } from '../../../chat/model.ts'
import type { Ability } from '../../../domain/abilities.ts'
import { MANAGE, USE } from './abilities.ts'
import { askArgs, decideArgs, idArgs } from './args.ts'
import type { ObjectionService } from './service.ts'

export function formActions({ access, filing, naming, questions }: ObjectionService) {
  return {
    file: opensForm({ verb: 'objection.file', can: USE, args: idArgs, may: filing.mayFile }),
    ask: opensForm({ verb: 'objection.ask', can: USE, args: askArgs, may: access.mustDecide }),
    explain: opensForm({ verb: 'objection.explain', can: USE, args: idArgs, may: questions.mayExplain }),
    decide: opensForm({ verb: 'objection.decide', can: USE, args: decideArgs, may: access.mustDecide }),
    change: opensForm({ verb: 'objection.change', can: USE, args: idArgs, may: access.mustDecide }),
    name: opensForm({
      verb: 'objection.name',
      can: MANAGE,
      args: idArgs,
      may: (_context, id) => naming.mayName(id),
    }),
  }
}

function opensForm<Args extends [string, ...string[]]>(button: {
  verb: string
  can: Ability
  args: z.ZodType<Args, readonly unknown[]>
  /** @throws Refusal for whoever may not */
  may(context: RequestContext, id: string): Promise<unknown>
}): Action<Args> {
  const { verb, can, args, may } = button
  return defineAction({
    verb,
    can,
    args,
    run: async (context, ...given: Args) => {
      await may(context, given[0])
      return { kind: 'form', form: verb, args: given }
    },
  })
}
