import { z } from 'zod'
import type {
  Command,
  Contributions,
  Form,
  LegacyNotification as Notification,
} from '../../../chat/contributions.ts'
import { defineAction } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Answers, Card, CommandInput, Reply, RequestContext } from '../../../chat/model.ts'
import { BERAKHLAK } from '../../../domain/berakhlak.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import {
  goneCard,
  postedCard,
  receiptCard,
  receivedCard,
  type Seen,
  valueText,
  withdrawnCard,
} from './cards.ts'
import type { Moderation } from './moderation.ts'
import { moderationScreens } from './moderation-screens.ts'
import { type Line, readLine } from './one-line.ts'
import type { Kudos } from './repository.ts'
import { MAX_LENGTH, MAX_RECEIVERS, MIN_LENGTH } from './rules.ts'
import type { KudosService } from './service.ts'

export interface KudosScreensDeps {
  service: KudosService
  moderation: Moderation
  people: PeopleService
}

const FORM = 'kudos.give'
const Give = z.object({ receivers: z.array(z.string()), value: z.enum(BERAKHLAK), message: z.string() })

export function kudosScreens({ service, moderation, people }: KudosScreensDeps): Contributions {
  /** `named`: only these receivers are named (in a group, those who like to be). */
  async function seen(kudos: Kudos, named: readonly string[] = kudos.receivers): Promise<Seen> {
    const found = await people.people([kudos.giverId, ...named])
    const giver = found.find(({ id }) => id === kudos.giverId)?.name ?? ''
    return { kudos, giver, receivers: namesOf(found.filter(({ id }) => named.includes(id))) }
  }

  async function given(context: RequestContext, answers: z.infer<typeof Give>): Promise<Card> {
    const { kudos, receivers } = await service.give(context, answers)
    return receiptCard({ kudos, giver: context.actor.name, receivers: namesOf(receivers) }, withdraw)
  }

  const pujian: Command = {
    name: 'pujian',
    about: text('kudos:about.pujian'),
    button: text('kudos:menu.pujian'),
    can: 'kudos.give',
    run: async (context, said) => {
      const read = await readLine(said, people.search)
      if (!read.unclear && read.receivers.length > 0 && read.message && read.value) {
        const { receivers, value, message } = read
        return { kind: 'card', card: await given(context, { receivers, value, message }) }
      }
      return openForm(read, said)
    },
  }

  /** What the line already said is not asked again. */
  function openForm(read: Line, said: CommandInput): Reply {
    const answers: Answers = {}
    if (!read.unclear && read.receivers.length > 0) answers.receivers = read.receivers
    if (read.value) answers.value = read.value
    if (read.message) answers.message = read.message
    const known = said.rest !== '' || said.mentioned.length > 0
    return { kind: 'form', form: FORM, args: [], ...(known && { answers }) }
  }

  const form: Form = {
    id: FORM,
    title: text('kudos:form.title'),
    can: 'kudos.give',
    fields: async () => [
      {
        kind: 'person',
        id: 'receivers',
        among: 'office',
        max: MAX_RECEIVERS,
        label: text('kudos:form.receivers'),
      },
      {
        kind: 'choice',
        id: 'value',
        label: text('kudos:form.value'),
        options: BERAKHLAK.map(value => ({ value, label: valueText(value) })),
      },
      {
        kind: 'paragraph',
        id: 'message',
        min: MIN_LENGTH,
        max: MAX_LENGTH,
        label: text('kudos:form.message'),
        hint: text('kudos:form.hint', { min: MIN_LENGTH, max: MAX_LENGTH }),
      },
    ],
    submit: async (context, _args, answers) => ({
      kind: 'card',
      over: true,
      card: await given(context, Give.parse(answers)),
    }),
  }

  const withdraw = defineAction({
    verb: 'kudos.withdraw',
    can: 'kudos.give',
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.withdraw(context, id)
      return { kind: 'card', over: true, card: withdrawnCard() }
    },
  })

  const officerMenu = moderationScreens({ service, moderation, people }, seen)
  const notifications: Notification[] = [
    {
      name: 'kudos.received',
      card: async (_reader, id = '') => {
        const kudos = await service.kudos(id)
        return isGone(kudos) ? null : receivedCard(await seen(kudos), officerMenu.report)
      },
      changed: async (_reader, id = '') => goneCard(await service.kudos(id)),
    },
    {
      name: 'kudos.posted',
      card: async (_reader, id = '') => {
        const kudos = await service.kudos(id)
        const named = (await service.openly(kudos.receivers.map(id => ({ id })))).map(({ id }) => id)
        return isGone(kudos) || named.length === 0
          ? null
          : postedCard(await seen(kudos, named), officerMenu.report)
      },
      changed: async (_reader, id = '') => goneCard(await service.kudos(id)),
    },
    ...officerMenu.notifications,
  ]
  return {
    commands: [pujian],
    forms: [form, ...officerMenu.forms],
    actions: [withdraw, ...officerMenu.actions],
    officerMenu: [officerMenu.officerMenu],
    notifications,
  }
}

const isGone = ({ withdrawnAt, hiddenAt }: Kudos) => withdrawnAt !== null || hiddenAt !== null
const namesOf = (people: readonly { name: string }[]) => people.map(({ name }) => name).join(', ')
