import { z } from 'zod'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { type Card, InvalidAnswers, type RequestContext } from '../../../../chat/model.ts'
import type { Imports } from './service.ts'

const CAN = 'people.import' as const
/** a: the file is applied; l: those who are not in it are recorded as gone. */
const Which = z.tuple([z.string(), z.enum(['a', 'l'])])
const Typed = z.object({ count: z.number() })
/** Largest number that can be typed: more people than any file has rows. */
const MAX = 1_000_000

type Do = (context: RequestContext, id: string, typed?: number) => Promise<Card>
export interface MassDeps {
  imports: Pick<Imports, 'again' | 'leavers'>
  applied: Do
  retired: Do
}

/** A mass change is confirmed by typing how many it concerns, and not by a tap. */
export function massScreens({ imports, applied, retired }: MassDeps) {
  const confirm = defineAction({
    verb: 'people.imp-mass',
    can: CAN,
    args: Which,
    run: async (_context, id, which) => ({ kind: 'form', form: 'people.imp-mass', args: [id, which] }),
  })

  async function concerned(context: RequestContext, id: string, which: 'a' | 'l'): Promise<number> {
    const { plan } = await imports.again(context, id)
    return which === 'a' ? plan.harms.affected.length : imports.leavers(context, plan.gone).length
  }

  const form = defineForm({
    id: 'people.imp-mass',
    title: text('people:import.confirm.title'),
    can: CAN,
    args: Which,
    answers: Typed,
    fields: async (context, [id, which]) => [
      {
        kind: 'number',
        id: 'count',
        label: text('people:import.confirm.count'),
        hint: text('people:import.confirm.hint', { count: await concerned(context, id, which) }),
        min: 0,
        max: MAX,
      },
    ],
    submit: async (context, [id, which], { count }) => {
      const wanted = await concerned(context, id, which)
      if (count !== wanted)
        throw new InvalidAnswers({
          field: 'count',
          why: text('people:import.confirm.number', { count: wanted }),
        })
      return { kind: 'card', card: await (which === 'a' ? applied : retired)(context, id, count) }
    },
  })
  return { confirm, form }
}
