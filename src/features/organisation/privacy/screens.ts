/** /dataku, and the officer's answers to what people ask about their data. */

import { z } from 'zod'
import {
  type Action,
  type Command,
  type Contributions,
  type Form,
  type LegacyNotification as Notification,
  press,
} from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Button, Card, RequestContext } from '../../../chat/model.ts'
import type { PeopleService } from '../people/api.ts'
import { answeredCard, decisionText, ownCard, receivedCard, requestCard } from './cards.ts'
import { DECISIONS, MAX_BODY, MIN_BODY, REQUESTS, type Request } from './rules.ts'
import type { PrivacyWork } from './service.ts'

export interface PrivacyScreensDeps {
  service: PrivacyWork
  people: Pick<PeopleService, 'person'>
  now(): Date
}

const OWN = 'privacy.own' as const
const DESK = 'privacy.answer' as const
const Wish = z.object({ body: z.string() })
const Said = z.object({ decision: z.enum(DECISIONS), answer: z.string() })

export function privacyScreens({ service, people, now }: PrivacyScreensDeps): Contributions {
  const download = (kind: 'json' | 'xlsx'): Action<[]> =>
    defineAction({
      verb: `privacy.${kind}`,
      can: OWN,
      args: z.tuple([]),
      run: async context => {
        const file = await service.everything(context, kind)
        return { kind: 'card', card: fileCard(file) }
      },
    })
  const fileCard = (file: Awaited<ReturnType<PrivacyWork['everything']>>): Card => ({
    title: text('privacy:file.title'),
    blocks: [{ kind: 'file', file, alt: text('privacy:file.body') }],
    confidential: true,
  })
  const [json, xlsx] = [download('json'), download('xlsx')]
  const wish = defineAction({
    verb: 'privacy.wish',
    can: OWN,
    args: z.tuple([z.string()]),
    run: async (_asking, kind) => ({ kind: 'form', form: 'privacy.wish', args: [kind] }),
  })
  const wishForm: Form = {
    id: 'privacy.wish',
    title: text('privacy:wish.title'),
    can: OWN,
    confidential: true,
    fields: async () => [bodyField('body', 'privacy:wish.body')],
    submit: async (context, [kind], answers) => {
      const found = REQUESTS.find(one => one === kind) ?? 'correction'
      const request = await service.ask(context, found, Wish.parse(answers).body)
      return { kind: 'card', over: true, card: receivedCard(request) }
    },
  }
  const dataku: Command = {
    name: 'dataku',
    about: text('privacy:about.dataku'),
    button: text('privacy:menu.dataku'),
    can: OWN,
    run: async ({ actor }) => {
      const [requests, periods] = [await service.mine(actor.personId), await service.periods()]
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
    submit: async (context, [id = ''], answers) => {
      await service.answer(context, id, Said.parse(answers))
      return { kind: 'card', over: true, card: await officerMenuCard(await service.request(id), context.now) }
    },
  }
  const toAnswer = defineAction({
    verb: 'privacy.answer',
    can: DESK,
    args: z.tuple([z.string()]),
    run: async (_asking, id) => ({ kind: 'form', form: answerForm.id, args: [id] }),
  })
  const list = defineAction({
    verb: 'privacy.open',
    can: DESK,
    args: z.tuple([]),
    run: async ({ now: at }: RequestContext) => ({ kind: 'card', card: await oldest(at) }),
  })

  const officerMenuCard = async (request: Request, at: Date): Promise<Card> =>
    requestCard(request, (await people.person(request.personId)).name, at, [
      { label: text('privacy:desk.answer'), tone: 'primary', press: press(toAnswer, request.id) },
    ])
  async function oldest(at: Date): Promise<Card> {
    const [first, ...others] = await service.open()
    if (!first) return { title: text('privacy:desk.none'), blocks: [] }
    const card = await officerMenuCard(first, at)
    if (others.length > 0)
      card.blocks.push({ kind: 'text', text: text('privacy:desk.more', { count: others.length }) })
    return card
  }

  const notifications: Notification[] = [
    {
      name: 'privacy.asked',
      card: async (_reader, id = '') => {
        const request = await service.request(id)
        return request.answered ? null : officerMenuCard(request, now())
      },
      changed: async (_reader, id = '') => officerMenuCard(await service.request(id), now()),
    },
    { name: 'privacy.answered', card: async (_reader, id = '') => answeredCard(await service.request(id)) },
    {
      name: 'privacy.pressing',
      card: async () => ((await service.open()).length > 0 ? oldest(now()) : null),
    },
  ]
  return {
    commands: [dataku],
    actions: [json, xlsx, wish, toAnswer, list],
    forms: [wishForm, answerForm],
    officerMenu: [{ label: text('privacy:desk.entry'), can: DESK, press: press(list) }],
    notifications,
    ticks: [
      { name: 'privacy.remind', run: service.remind },
      { name: 'privacy.forget', run: async at => void (await service.forget(at)) },
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
