/** The officer's answers to what people ask about their data, and the messages about it. */
import { z } from 'zod'
import { type Action, type Contributions, type Form, press } from '../../../chat/contributions.ts'
import { defineAction, defineForm, defineNotification } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Card } from '../../../chat/model.ts'
import type { PeopleService } from '../people/api.ts'
import { answeredCard, decisionText, requestCard } from './cards.ts'
import { DECISIONS, type Request } from './rules.ts'
import { bodyField } from './screens.ts'
import type { PrivacyService } from './service.ts'

const CAN = 'privacy.answer' as const

export interface OfficerScreensDeps {
  service: PrivacyService
  people: Pick<PeopleService, 'person'>
}
interface RequestCards {
  /** One request, with the button that answers it. */
  card(request: Request, now: Date): Promise<Card>
  /** The one that presses most, and how many wait besides; null: none does. */
  first(now: Date): Promise<Card | null>
}

export function officerScreens(deps: OfficerScreensDeps) {
  const toAnswer = defineAction({
    verb: 'privacy.answer',
    can: CAN,
    args: z.tuple([z.string()]),
    run: async (_context, id) => ({ kind: 'form', form: 'privacy.answer', args: [id] }),
  })
  const cards = requestCards(deps, toAnswer)
  const list = defineAction({
    verb: 'privacy.open',
    can: CAN,
    args: z.tuple([]),
    run: async ({ now }) => ({
      kind: 'card',
      card: (await cards.first(now)) ?? { title: text('privacy:desk.none'), blocks: [] },
    }),
  })
  return {
    actions: [toAnswer, list],
    forms: [answerForm(deps.service, cards)],
    officerMenu: [{ label: text('privacy:desk.entry'), can: CAN, press: press(list) }],
    notifications: notifications(deps.service, cards),
  } satisfies Contributions
}

function requestCards({ service, people }: OfficerScreensDeps, toAnswer: Action<[string]>): RequestCards {
  const card = async (request: Request, now: Date): Promise<Card> =>
    requestCard(request, (await people.person(request.personId)).name, now, [
      { label: text('privacy:desk.answer'), tone: 'primary', press: press(toAnswer, request.id) },
    ])
  return {
    card,
    first: async now => {
      const [first, ...others] = await service.open()
      if (!first) return null
      const shown = await card(first, now)
      if (others.length > 0)
        shown.blocks.push({ kind: 'text', text: text('privacy:desk.more', { count: others.length }) })
      return shown
    },
  }
}

const answerForm = ({ answer }: PrivacyService, { card }: RequestCards): Form =>
  defineForm({
    id: 'privacy.answer',
    title: text('privacy:desk.answer'),
    can: CAN,
    confidential: true,
    args: z.tuple([z.string()]),
    answers: z.object({ decision: z.enum(DECISIONS), answer: z.string() }),
    fields: async () => [
      {
        kind: 'choice',
        id: 'decision',
        label: text('privacy:desk.decision'),
        options: DECISIONS.map(value => ({ value, label: decisionText(value) })),
      },
      bodyField('answer', 'privacy:desk.reason'),
    ],
    submit: async (context, [id], answers) => ({
      kind: 'card',
      over: true,
      card: await card(await answer(context, id, answers), context.now),
    }),
  })

const notifications = ({ request }: PrivacyService, { card, first }: RequestCards) => [
  defineNotification({
    name: 'privacy.asked',
    args: z.tuple([z.string()]),
    card: async ({ now }, id) => {
      const found = await request(id)
      return found.answered ? null : card(found, now)
    },
    changed: async ({ now }, id) => card(await request(id), now),
  }),
  defineNotification({
    name: 'privacy.answered',
    args: z.tuple([z.string()]),
    card: async (_rendering, id) => answeredCard(await request(id)),
  }),
  defineNotification({
    name: 'privacy.pressing',
    args: z.tuple([]),
    card: ({ now }) => first(now),
  }),
]
