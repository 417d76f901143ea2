/** /pujian: in one line, or in a form that asks for what the line did not say. */
import { z } from 'zod'
import type { Command } from '../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import type { Answers, Card, CommandInput, Field, Reply, RequestContext } from '../../../chat/model.ts'
import { BERAKHLAK } from '../../../domain/berakhlak.ts'
import type { PeopleService } from '../../organisation/people/api.ts'
import { receiptCard, valueText, withdrawnCard } from './cards.ts'
import { type Line, readLine } from './giving/one-line.ts'
import { namesOf } from './naming.ts'
import { MAX_LENGTH, MAX_RECEIVERS, MIN_LENGTH } from './rules.ts'
import type { KudosService } from './service.ts'

export interface KudosScreensDeps {
  service: KudosService
  people: PeopleService
}

const FORM = 'kudos.give'
const Give = z.object({ receivers: z.array(z.string()), value: z.enum(BERAKHLAK), message: z.string() })

export function kudosScreens({ service, people }: KudosScreensDeps) {
  async function given(context: RequestContext, answers: z.infer<typeof Give>): Promise<Card> {
    const { kudos, receivers } = await service.give(context, answers)
    return receiptCard({ kudos, giver: context.actor.name, receivers: namesOf(receivers) }, withdraw)
  }

  const command: Command = {
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

  const form = defineForm({
    id: FORM,
    title: text('kudos:form.title'),
    can: 'kudos.give',
    args: z.tuple([]),
    answers: Give,
    fields: async () => fields(),
    submit: async (context, _args, answers) => ({
      kind: 'card',
      over: true,
      card: await given(context, answers),
    }),
  })

  const withdraw = defineAction({
    verb: 'kudos.withdraw',
    can: 'kudos.give',
    args: z.tuple([z.string()]),
    run: async (context, id) => {
      await service.withdraw(context, id)
      return { kind: 'card', over: true, card: withdrawnCard() }
    },
  })

  return { command, form, withdraw }
}

/** What the line already said is not asked again. */
function openForm(read: Line, said: CommandInput): Reply {
  const answers: Answers = {}
  if (!read.unclear && read.receivers.length > 0) answers.receivers = read.receivers
  if (read.value) answers.value = read.value
  if (read.message) answers.message = read.message
  const known = said.rest !== '' || said.mentioned.length > 0
  const { candidates } = read
  return {
    kind: 'form',
    form: FORM,
    args: [],
    ...(known && { answers }),
    ...(candidates && { candidates }),
  }
}

const fields = (): Field[] => [
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
]
