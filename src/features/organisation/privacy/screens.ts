/** /dataku, and the officer's answers to what people ask about their data. */
import { z } from 'zod'
import { text } from '../../../chat/i18n/words.ts'
import {
  type Action,
  type Asking,
  type Button,
  type Card,
  type Command,
  type Feature,
  type Form,
  type Notice,
  press,
} from '../../../chat/model.ts'
import type { PeopleWork } from '../people/api.ts'
import { answeredCard, decisionText, ownCard, receivedCard, requestCard } from './cards.ts'
import { DECISIONS, MAX_BODY, MIN_BODY, REQUESTS, type Request } from './rules.ts'
import type { PrivacyWork } from './service.ts'

export interface PrivacyScreensDeps {
  work: PrivacyWork
  people: Pick<PeopleWork, 'person'>
  now(): Date
}

const OWN = 'privacy.own' as const
const DESK = 'privacy.answer' as const
const Wish = z.object({ body: z.string() })
const Said = z.object({ decision: z.enum(DECISIONS), answer: z.string() })

export function privacyScreens({ work, people, now }: PrivacyScreensDeps): Feature {
  const download = (kind: 'json' | 'xlsx'): Action<[]> => ({
    verb: `privacy.${kind}`,
    can: OWN,
    run: async asking => {
      const file = await work.everything(asking, kind)
      return { kind: 'card', card: fileCard(file) }
    },
  })
  const fileCard = (file: Awaited<ReturnType<PrivacyWork['everything']>>): Card => ({
    title: text('privacy:file.title'),
    blocks: [{ kind: 'file', file, alt: text('privacy:file.body') }],
    confidential: true,
  })
  const [json, xlsx] = [download('json'), download('xlsx')]
  const wish: Action<[string]> = {
    verb: 'privacy.wish',
    can: OWN,
    run: async (_asking, kind) => ({ kind: 'form', form: 'privacy.wish', args: [kind] }),
  }
  const wishForm: Form = {
    id: 'privacy.wish',
    title: text('privacy:wish.title'),
    can: OWN,
    confidential: true,
    fields: async () => [bodyField('body', 'privacy:wish.body')],
    submit: async (asking, [kind], answers) => {
      const found = REQUESTS.find(one => one === kind) ?? 'correction'
      const request = await work.ask(asking, found, Wish.parse(answers).body)
      return { kind: 'card', over: true, card: receivedCard(request) }
    },
  }
  const dataku: Command = {
    name: 'dataku',
    about: text('privacy:about.dataku'),
    button: text('privacy:menu.dataku'),
    can: OWN,
    run: async ({ actor }) => {
      const [requests, periods] = [await work.mine(actor.personId), await work.periods()]
      return { kind: 'card', card: ownCard(requests, periods, ownButtons()) }
    },
  }
  const ownButtons = (): Button[] => [
    { label: text('privacy:own.xlsx'), press: press(xlsx) },
    { label: text('privacy:own.json'), press: press(json) },
    { label: text('privacy:own.correction'), press: press(wish, 'correction') },
    { label: text('privacy:own.deletion'), press: press(wish, 'deletion') },
  ]

  const answerForm: Form = {
    id: 'privacy.answer',
    title: text('privacy:desk.answer'),
    can: DESK,
    confidential: true,
    fields: async () => [
      {
        kind: 'choice',
        id: 'decision',
        label: text('privacy:desk.decision'),
        options: DECISIONS.map(value => ({ value, label: decisionText(value) })),
      },
      bodyField('answer', 'privacy:desk.reason'),
    ],
    submit: async (asking, [id = ''], answers) => {
      await work.answer(asking, id, Said.parse(answers))
      return { kind: 'card', over: true, card: await deskCard(await work.request(id), asking.now) }
    },
  }
  const toAnswer: Action<[string]> = {
    verb: 'privacy.answer',
    can: DESK,
    run: async (_asking, id) => ({ kind: 'form', form: answerForm.id, args: [id] }),
  }
  const list: Action<[]> = {
    verb: 'privacy.open',
    can: DESK,
    run: async ({ now: at }: Asking) => ({ kind: 'card', card: await oldest(at) }),
  }

  const deskCard = async (request: Request, at: Date): Promise<Card> =>
    requestCard(request, (await people.person(request.personId)).name, at, [
      { label: text('privacy:desk.answer'), tone: 'primary', press: press(toAnswer, request.id) },
    ])
  async function oldest(at: Date): Promise<Card> {
    const [first, ...others] = await work.open()
    if (!first) return { title: text('privacy:desk.none'), blocks: [] }
    const card = await deskCard(first, at)
    if (others.length > 0)
      card.blocks.push({ kind: 'text', text: text('privacy:desk.more', { count: others.length }) })
    return card
  }

  const notices: Notice[] = [
    {
      name: 'privacy.asked',
      card: async (_reader, id = '') => {
        const request = await work.request(id)
        return request.answered ? null : deskCard(request, now())
      },
      changed: async (_reader, id = '') => deskCard(await work.request(id), now()),
    },
    { name: 'privacy.answered', card: async (_reader, id = '') => answeredCard(await work.request(id)) },
    {
      name: 'privacy.pressing',
      card: async () => ((await work.open()).length > 0 ? oldest(now()) : null),
    },
  ]
  return {
    name: 'privacy',
    commands: [dataku],
    actions: [json, xlsx, wish, toAnswer, list],
    forms: [wishForm, answerForm],
    desk: [{ label: text('privacy:desk.entry'), can: DESK, press: press(list) }],
    notices,
    ticks: [
      { name: 'privacy.remind', run: work.remind },
      { name: 'privacy.forget', run: async at => void (await work.forget(at)) },
    ],
  }
}

const bodyField = (id: string, label: 'privacy:wish.body' | 'privacy:desk.reason') => ({
  kind: 'paragraph' as const,
  id,
  min: MIN_BODY,
  max: MAX_BODY,
  label: text(label),
})
