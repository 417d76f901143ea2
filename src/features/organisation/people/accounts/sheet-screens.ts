import { z } from 'zod'
import { press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { Refusal } from '../../../../chat/model.ts'
import { PAGE, turns } from '../officer-cards.ts'
import type { Codes } from './codes.ts'

const CAN = 'people.codes' as const
const Whom = z.object({ whom: z.enum(['unlinked', 'all']) })

/** A printed sheet of codes: choose a unit, say for whom, and get the PDF. */
export function sheetScreens(codes: Codes) {
  const choose = defineAction({
    verb: 'people.sheets',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (_asking, said) => {
      const [units, page] = [await codes.units(), Math.max(0, Number(said) || 0)]
      const shown = units.slice(page * PAGE, (page + 1) * PAGE)
      const buttons = shown.map(({ id, name }) => ({ label: name, press: press(make, id) }))
      const more = turns({ page, total: units.length, turn: choose })
      const block = { kind: 'buttons' as const, buttons: [...buttons, ...more] }
      return { kind: 'card', over: true, card: { title: text('people:sheet.choose'), blocks: [block] } }
    },
  })
  const make = defineAction({
    verb: 'people.sheet',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const { all } = await codes.counts(context, id)
      if (all === 0) throw new Refusal(text('people:codes.nobody'))
      return { kind: 'form', form: 'people.sheet', args: [id] }
    },
  })
  // A form is sent once: two taps at once make one sheet, and not two of which one is worthless.
  const form = defineForm({
    id: 'people.sheet',
    title: text('people:sheet.formTitle'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: Whom,
    fields: async (context, [unitId]) => {
      const { name, all, unlinked } = await codes.counts(context, unitId)
      return [
        {
          kind: 'choice',
          id: 'whom',
          label: text('people:sheet.whom'),
          hint: text('people:sheet.whomHint', { unit: name }),
          options: [
            ...(unlinked > 0
              ? [{ value: 'unlinked', label: text('people:sheet.unlinked', { count: unlinked }) }]
              : []),
            { value: 'all', label: text('people:sheet.all', { count: all }) },
          ],
        },
      ]
    },
    submit: async (context, [unitId], { whom }) => {
      const { file, count, name } = await codes.sheet(context, unitId, whom)
      return {
        kind: 'card',
        card: {
          title: text('people:sheet.done', { unit: name }),
          blocks: [
            { kind: 'text', text: text('people:sheet.doneBody', { count }) },
            { kind: 'file', file, alt: text('people:sheet.alt') },
          ],
        },
      }
    },
  })
  return { choose, actions: [choose, make], forms: [form] }
}
