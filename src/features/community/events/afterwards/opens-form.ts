import { z } from 'zod'
import type { Action } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { CAN } from '../view.ts'

/** A button that opens a form about an event; whether it may be filled in is checked when it is sent. */
export const opensForm = (verb: string, form: string): Action<[string]> =>
  defineAction({
    verb,
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (_context, id) => ({ kind: 'form', form, args: [id] }),
  })
