/** /pelatihan: the catalogue, one's own trainings, joining and leaving, and what comes afterwards. */

import { z } from 'zod'
import {
  type Action,
  type Command,
  type Contributions,
  type Form,
  press,
} from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { type Block, type Card, Refusal, type Reply, type RequestContext } from '../../../chat/model.ts'
import { plain } from '../../../chat/ui/blocks.ts'
import { PAGE_ROWS, pageOf, pageSpan, turnButtons } from '../../../chat/ui/paging.ts'
import type { AttendanceWork } from './attendance/service.ts'
import {
  catalogueCard,
  detailCard,
  fileCard,
  type Moves,
  mineCard,
  QUESTIONS,
  questionText,
  type TrainerMoves,
} from './cards.ts'
import type { Papers } from './papers/papers.ts'
import type { Reading } from './places/reading.ts'
import type { PlacesWork } from './places/service.ts'

export interface ScreensDeps {
  places: PlacesWork
  attendance: AttendanceWork
  reading: Reading
  papers: Papers
  /** Somebody's trainings elsewhere, and how to record one. */
  outside(personId: string): Promise<Block[]>
  /** What whoever runs a training in the room may do. */
  trainer: TrainerMoves
}
const CAN = 'training.use' as const
const Code = z.object({ code: z.string() })
const Sent = z.object({ file: z.object({ id: z.string(), name: z.string(), mime: z.string() }) })
const score = z.coerce.number().int().min(1).max(4)
const Opinion = z.object({ useful: score, trainer: score, organised: score, applied: z.string().optional() })

export function trainingScreens({ places, attendance, reading, papers, outside, trainer }: ScreensDeps) {
  const show = action('training.show', async (context, id) => detail(context, id, true))
  const join = action('training.join', async (context, id) => {
    await places.join(context, id)
    return detail(context, id, true)
  })
  /** Out of a suggestion, which stands in a message about something else: that message stays as it is. */
  const take = action('training.take', async (context, id) => {
    await places.join(context, id)
    return detail(context, id, false)
  })
  const leave = action('training.leave', async (context, id) => {
    await places.leave(context, id)
    return detail(context, id, true)
  })
  const ics = action('training.ics', async (context, id) => {
    const training = await places.training(id)
    const file = await papers.ics(training, context.now)
    return { kind: 'card', card: fileCard(training, file, text('training:ics.alt')) }
  })
  const certificate = action('training.certificate', async (context, id) => {
    const { training, place } = await attendance.attended(context, id)
    const file = await papers.certificate(training, place)
    if (!file) throw new Refusal(text('training:certificate.none'))
    return { kind: 'card', card: fileCard(training, file, text('training:certificate.alt')) }
  })
  const code = opens('training.code', 'training.code')
  const upload = opens('training.upload', 'training.upload')
  const evaluate = opens('training.evaluate', 'training.evaluate')
  const moves: Moves = { show, join, leave, ics, code, upload, certificate, evaluate, ...trainer }

  const list: Action<[string]> = action('training.list', async (context, page) => ({
    ...(await catalogue(context, pageOf(page))),
    over: true,
  }))
  const mine: Action<[string]> = action('training.mine', async (context, arg) => {
    const page = pageOf(arg)
    const rows = await reading.mine(context.actor.personId, pageSpan(page))
    const turn = turnButtons(page, rows.length > PAGE_ROWS, to => press(mine, to))
    const elsewhere = page === 0 ? await outside(context.actor.personId) : []
    return { kind: 'card', over: true, card: mineCard(rows.slice(0, PAGE_ROWS), { show, turn, elsewhere }) }
  })

  async function catalogue(
    { actor, now }: RequestContext,
    page: number,
  ): Promise<{ kind: 'card'; card: Card }> {
    const [hours, offers] = [
      await reading.hoursOf(actor.personId, now),
      await reading.offers(actor.personId, now),
    ]
    const { skip, take } = pageSpan(page)
    const rows = offers.slice(skip, skip + take)
    const turn = turnButtons(page, rows.length > PAGE_ROWS, to => press(list, to))
    const toMine = { label: text('training:button.mine'), press: press(mine, '0') }
    const shown = { hours, offers: rows.slice(0, PAGE_ROWS), empty: offers.length === 0 }
    return { kind: 'card', card: catalogueCard(shown, { show, mine: toMine, turn }) }
  }

  /** In a group the announcement stays as it is: the answer goes to the person alone. */
  async function detail(context: RequestContext, id: string, over: boolean): Promise<Reply> {
    const card = detailCard(await reading.detail(context, id), moves)
    return over && context.place.kind === 'direct' ? { kind: 'card', card, over } : { kind: 'card', card }
  }

  const pelatihan: Command = {
    name: 'pelatihan',
    about: text('training:about.pelatihan'),
    button: text('training:menu.pelatihan'),
    can: CAN,
    run: context => catalogue(context, 0),
  }

  const codeForm: Form = {
    id: 'training.code',
    title: text('training:code.title'),
    can: CAN,
    fields: async () => [
      {
        kind: 'line',
        id: 'code',
        min: 6,
        max: 12,
        label: text('training:code.label'),
        hint: text('training:code.hint'),
      },
    ],
    submit: async (context, [id = ''], answers) => {
      const entered = await attendance.enter(context, id, Code.parse(answers).code)
      if (entered.kind === 'locked') throw new Refusal(text('training:code.locked', { until: entered.until }))
      if (entered.kind === 'present') return detail(context, id, true)
      return { problems: [{ field: 'code', why: text('training:code.wrong', { left: entered.left }) }] }
    },
  }
  const uploadForm: Form = {
    id: 'training.upload',
    title: text('training:certificate.title'),
    can: CAN,
    confidential: true,
    fields: async () => [
      { kind: 'file', id: 'file', ...papers.takes, label: text('training:certificate.label') },
    ],
    submit: async (context, [id = ''], answers) => {
      await attendance.upload(context, id, Sent.parse(answers).file)
      return {
        kind: 'card',
        over: true,
        card: plain(text('training:certificate.kept'), text('training:certificate.keptBody')),
      }
    },
  }
  const evaluateForm: Form = {
    id: 'training.evaluate',
    title: text('training:evaluate.title'),
    can: CAN,
    confidential: true,
    fields: async () => [
      ...QUESTIONS.map(id => ({ kind: 'choice' as const, id, label: questionText(id), options: SCORES })),
      {
        kind: 'paragraph',
        id: 'applied',
        optional: true,
        max: 1000,
        label: text('training:evaluate.applied'),
      },
    ],
    submit: async (context, [id = ''], answers) => {
      const { applied = null, ...scores } = Opinion.parse(answers)
      await attendance.evaluate(context, id, { ...scores, applied })
      return {
        kind: 'card',
        over: true,
        card: plain(text('training:evaluate.thanks'), text('training:evaluate.anonymous')),
      }
    },
  }

  const feature = {
    commands: [pelatihan],
    actions: [show, join, take, leave, ics, certificate, code, upload, evaluate, list, mine],
    forms: [codeForm, uploadForm, evaluateForm],
  } satisfies Partial<Contributions>
  return { ...feature, moves, take }
}

const SCORES = [
  { value: '4', label: text('training:evaluate.score4') },
  { value: '3', label: text('training:evaluate.score3') },
  { value: '2', label: text('training:evaluate.score2') },
  { value: '1', label: text('training:evaluate.score1') },
]

const action = (
  verb: string,
  run: (context: RequestContext, id: string) => Promise<Reply>,
): Action<[string]> =>
  defineAction({
    verb,
    can: CAN,
    args: z.tuple([z.string()]),
    run: (context, id = '') => run(context, id),
  })
const opens = (verb: string, form: string): Action<[string]> =>
  action(verb, async (_asking, id) => ({ kind: 'form', form, args: [id] }))
