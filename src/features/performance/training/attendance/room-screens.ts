/** The room: its code, its list, and people who came without having joined; for officers and the trainer. */
import { z } from 'zod'
import { type Action, type Contributions, type Form, press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { text } from '../../../../chat/i18n/words.ts'
import type { Button, Reply, RequestContext } from '../../../../chat/model.ts'
import { pageArg, paged, pageSpan } from '../../../../chat/ui/paging.ts'
import type { RoomActions } from '../cards.ts'
import { listCard, roomCard } from '../catalogue/officer-cards.ts'
import type { Training } from '../catalogue/repository.ts'
import type { AttendanceService } from './service.ts'
import type { WalkInService } from './walk-in.ts'

export interface RoomScreensDeps {
  attendance: AttendanceService
  walkIns: WalkInService
  /** Where the room's own page is; null: nowhere that others can reach. */
  screenOf(training: Training): string | null
}
/** Also for a trainer, who may hold no other role: whether they may is checked by the service. */
const CAN = 'training.use' as const
/** Named in one form; more come in a second one. */
const MAX_WALK_INS = 10

export function roomScreens(deps: RoomScreensDeps) {
  const room = roomAction(deps)
  const walkIn = walkInAction(deps)
  const list: RoomActions['list'] = defineAction({
    verb: 'training.seats',
    can: CAN,
    args: z.tuple([z.string(), pageArg]),
    run: (context, id, page) => seats(context, id, page),
  })
  const mark = defineAction({
    verb: 'training.mark',
    can: CAN,
    args: z.tuple([z.string(), pageArg]),
    run: async (context, placeId, page) => {
      const { training } = await deps.attendance.mark(context, placeId)
      return seats(context, training.id, page)
    },
  })

  async function seats(context: RequestContext, id: string, page: number): Promise<CardReply> {
    const { training, counts, rows: found } = await deps.attendance.list(context, id, pageSpan(page))
    const { rows, turn } = paged(found, page, to => press(list, id, to))
    const add = { label: text('training:list.add'), press: press(walkIn, id) }
    const more = context.now >= training.startsAt ? [...turn, add] : turn
    const card = listCard({ training, counts, rows }, { mark, page, turn: more })
    return { kind: 'card', over: true, card }
  }

  const contributions = {
    actions: [room, list, mark, walkIn],
    forms: [walkInForm(deps, seats)],
  } satisfies Partial<Contributions>
  const actions: RoomActions = { room, list }
  return { contributions, actions }
}

type CardReply = Extract<Reply, { kind: 'card' }>

function roomAction({ attendance, screenOf }: RoomScreensDeps): Action<[string]> {
  const room: Action<[string]> = defineAction({
    verb: 'training.room',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      const { training, code, seconds } = await attendance.roomCode(context, id)
      const again = { label: text('training:room.again'), press: press(room, id) }
      const url = screenOf(training)
      const screen: Button[] = url ? [{ label: text('training:room.screen'), url }] : []
      return { kind: 'card', over: true, card: roomCard(training, { code, seconds }, [...screen, again]) }
    },
  })
  return room
}

const walkInAction = ({ walkIns }: RoomScreensDeps): Action<[string]> =>
  defineAction({
    verb: 'training.walk-in',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await walkIns.mayAdd(context, id)
      return { kind: 'form', form: 'training.walk-in', args: [id] }
    },
  })

const walkInForm = (
  { walkIns }: RoomScreensDeps,
  seats: (context: RequestContext, id: string, page: number) => Promise<CardReply>,
): Form =>
  defineForm({
    id: 'training.walk-in',
    title: text('training:list.add'),
    can: CAN,
    args: z.tuple([z.string()]),
    answers: z.object({ people: z.array(z.string()) }),
    fields: async () => [
      { kind: 'person', id: 'people', among: 'office', max: MAX_WALK_INS, label: text('training:list.who') },
    ],
    submit: async (context, [id], { people }) => {
      await walkIns.walkIn(context, id, people)
      return seats(context, id, 0)
    },
  })
