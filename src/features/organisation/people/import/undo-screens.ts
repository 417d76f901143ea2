import { z } from 'zod'
import { press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { Refusal } from '../../../../chat/model.ts'
import { line } from '../../../../chat/ui/blocks.ts'
import type { Imports } from './service.ts'
import { UNDO_HOURS, undoneCard } from './undo.ts'

const CAN = 'people.import' as const
/** Verb of the desk's button; without an id the last import is meant. */
export const UNDO_VERB = 'people.imp-undo'

/** Taking the last import back, asked once more before it is done. */
export function undoScreens(imports: Pick<Imports, 'last' | 'undo'>) {
  const ask = defineAction({
    verb: UNDO_VERB,
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const last = await imports.last(context)
      if (!last || (id !== '' && id !== last.id))
        throw new Refusal(text('people:import.undo.none', { hours: UNDO_HOURS }))
      const { appliedAt, until } = last
      const sure = {
        label: text('people:import.undo.yes'),
        tone: 'danger' as const,
        press: press(yes, last.id),
      }
      return {
        kind: 'card',
        card: {
          title: text('people:import.undo.title'),
          blocks: [
            line(text('people:import.undo.body', { at: appliedAt, until })),
            { kind: 'buttons', buttons: [sure] },
          ],
        },
      }
    },
  })
  const yes = defineAction({
    verb: 'people.imp-undo-yes',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      return { kind: 'card', over: true, card: undoneCard(await imports.undo(context, id)) }
    },
  })
  return { ask, actions: [ask, yes] }
}
