/** Calling off an event that was announced: its reason goes to everybody concerned. */

import { z } from 'zod'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { plain } from '../../../../chat/ui/blocks.ts'
import { CAN } from '../view.ts'
import type { Changing } from './changing.ts'
import type { Making } from './making.ts'

const CANCEL = 'events.cancel'

export function cancelScreens(making: Making, changing: Changing) {
  const cancel = defineAction({
    verb: 'event.cancel',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await making.own(context, id)
      return { kind: 'form', form: CANCEL, args: [id] }
    },
  })
  const cancelForm = defineForm({
    id: CANCEL,
    title: text('events:form.cancel'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: z.object({ reason: z.string() }),
    fields: async () => [
      { kind: 'paragraph', id: 'reason', label: text('events:form.reason'), min: 5, max: 500 },
    ],
    submit: async (context, [id], { reason }) => {
      await changing.cancel(context, id, reason)
      return {
        kind: 'card',
        over: true,
        card: plain(text('events:made.cancelled'), text('events:made.cancelledBody')),
      }
    },
  })
  return { cancel, cancelForm }
}
