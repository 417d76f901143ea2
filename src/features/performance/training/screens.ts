/** One training: what a person sees of it, joining and leaving, its calendar entry and certificate. */
import { z } from 'zod'
import type { Action, Contributions } from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { Refusal, type Reply, type RequestContext } from '../../../chat/model.ts'
import { attendanceForms, type FormsDeps } from './attendance/forms.ts'
import { type Detail, detailCard, fileCard, type RoomActions, type TrainingActions } from './cards.ts'
import type { Papers } from './papers/papers.ts'
import type { Lookup } from './places/lookup.ts'
import type { Reading } from './places/reading.ts'
import type { PlacesService } from './places/service.ts'

export interface ScreensDeps extends Omit<FormsDeps, 'detail'> {
  places: PlacesService
  lookup: Lookup
  reading: Reading
  papers: Papers
  /** What whoever runs a training in the room may do. */
  room: RoomActions
}
const CAN = 'training.use' as const

export function trainingScreens(deps: ScreensDeps) {
  const { places, lookup, reading, papers } = deps

  /** In a group the announcement stays as it is: the answer goes to the person alone. */
  function answer(context: RequestContext, detail: Detail): Reply {
    const card = detailCard(detail, actions)
    return context.place.kind === 'direct' ? { kind: 'card', card, over: true } : { kind: 'card', card }
  }
  const detail = async (context: RequestContext, id: string) =>
    answer(context, await reading.detail(context, id))

  const join = action('training.join', async (context, id) =>
    answer(context, await reading.detailOf(context, await places.join(context, id))),
  )
  const leave = action('training.leave', async (context, id) =>
    answer(context, await reading.detailOf(context, await places.leave(context, id))),
  )
  /** Out of a suggestion, which stands in a message about something else: that message stays as it is. */
  const take = action('training.take', async (context, id) => {
    const joined = await reading.detailOf(context, await places.join(context, id))
    return { kind: 'card', card: detailCard(joined, actions) }
  })
  const papersOf = paperActions({ lookup, papers })
  const actions: TrainingActions = {
    show: action('training.show', detail),
    join,
    leave,
    ics: papersOf.ics,
    certificate: papersOf.certificate,
    code: opens('training.code'),
    upload: opens('training.upload'),
    evaluate: opens('training.evaluate'),
    room: deps.room.room,
    list: deps.room.list,
  }
  const { room: _room, list: _list, ...own } = actions
  const contributions = {
    actions: [...Object.values(own), take],
    forms: attendanceForms({ ...deps, detail }),
  } satisfies Partial<Contributions>
  return { contributions, actions, take }
}

function paperActions({ lookup, papers }: Pick<ScreensDeps, 'lookup' | 'papers'>) {
  const ics = action('training.ics', async (context, id) => {
    const training = await lookup.training(id)
    const file = await papers.ics(training, context.now)
    return { kind: 'card', card: fileCard(training, file, text('training:ics.alt')) }
  })
  const certificate = action('training.certificate', async (context, id) => {
    const { training, place } = await lookup.attended(context, id)
    const file = await papers.certificate(training, place)
    if (!file) throw new Refusal(text('training:certificate.none'))
    return { kind: 'card', card: fileCard(training, file, text('training:certificate.alt')) }
  })
  return { ics, certificate }
}

const action = (
  verb: string,
  run: (context: RequestContext, id: string) => Promise<Reply>,
): Action<[string]> => defineAction({ verb, can: CAN, args: z.tuple([z.string()]), run })

/** A button that opens the form of the same name. */
const opens = (name: string): Action<[string]> =>
  action(name, async (_context, id) => ({ kind: 'form', form: name, args: [id] }))
