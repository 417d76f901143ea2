import type { Action } from '../../../../chat/contributions.ts'
/** The room: its code, its list, and people who came without having joined; for officers and the trainer. */

import { z } from 'zod'
import { type Contributions, type Form, press } from '../../../../chat/contributions.ts'
import { defineAction } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button, Card, RequestContext } from '../../../../chat/model.ts'
import { PAGE_ROWS, pageOf, pageSpan, turnButtons } from '../../../../chat/ui/paging.ts'
import { listCard, roomCard } from '../catalogue/officer-cards.ts'
import type { Training } from '../catalogue/repository.ts'
import type { AttendanceWork } from './service.ts'
import type { WalkInWork } from './walk-in.ts'

/** Named in one form; more come in a second one. */
const MAX_WALK_INS = 10
const WalkIns = z.object({ people: z.array(z.string()) })

export function roomScreens({
  attendance,
  walkIns,
  screenOf,
}: {
  attendance: AttendanceWork
  walkIns: WalkInWork
  /** Where the room's own page is; null: nowhere that others can reach. */
  screenOf(training: Training): string | null
}) {
  // Also for a trainer, who may hold no other role: whether they may is checked in the work.
  const room: Action<[string]> = defineAction({
    verb: 'training.room',
    can: 'training.use',
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const { training, ...code } = await attendance.roomCode(context, id)
      const again = { label: text('training:room.again'), press: press(room, id) }
      const url = screenOf(training)
      const screen: Button[] = url ? [{ label: text('training:room.screen'), url }] : []
      return { kind: 'card', over: true, card: roomCard(training, code, [...screen, again]) }
    },
  })
  const list = defineAction({
    verb: 'training.seats',
    can: 'training.use',
    args: z.tuple([z.string(), z.string()]),
    run: async (context, id, page) => ({
      kind: 'card',
      over: true,
      card: await seats(context, id, pageOf(page)),
    }),
  })
  const mark = defineAction({
    verb: 'training.mark',
    can: 'training.use',
    args: z.tuple([z.string(), z.string()]),
    run: async (context, placeId, page) => {
      const { trainingId } = await attendance.mark(context, placeId)
      return { kind: 'card', over: true, card: await seats(context, trainingId, pageOf(page)) }
    },
  })

  const walkIn = defineAction({
    verb: 'training.walk-in',
    can: 'training.use',
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await walkIns.mayAdd(context, id)
      return { kind: 'form', form: 'training.walk-in', args: [id] }
    },
  })
  const walkInForm: Form = {
    id: 'training.walk-in',
    title: text('training:list.add'),
    can: 'training.use',
    fields: async () => [
      { kind: 'person', id: 'people', among: 'office', max: MAX_WALK_INS, label: text('training:list.who') },
    ],
    submit: async (context, [id = ''], answers) => {
      await walkIns.walkIn(context, id, WalkIns.parse(answers).people)
      return { kind: 'card', over: true, card: await seats(context, id, 0) }
    },
  }

  async function seats(context: RequestContext, id: string, page: number): Promise<Card> {
    const { rows, ...found } = await attendance.list(context, id, pageSpan(page))
    const turn = turnButtons(page, rows.length > PAGE_ROWS, to => press(list, id, to))
    const add = { label: text('training:list.add'), press: press(walkIn, id) }
    const begun = context.now >= found.training.startsAt
    return listCard(
      { ...found, rows: rows.slice(0, PAGE_ROWS) },
      { mark, page, turn: begun ? [...turn, add] : turn },
    )
  }

  const feature = {
    actions: [room, list, mark, walkIn],
    forms: [walkInForm],
  } satisfies Partial<Contributions>
  return { ...feature, moves: { room, list } }
}
