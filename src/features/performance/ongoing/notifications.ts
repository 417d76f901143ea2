/** What Rekan says about feedback by itself. */
import { z } from 'zod'
import { type Action, press } from '../../../chat/contributions.ts'
import { defineNotification } from '../../../chat/define.ts'
import { text } from '../../../chat/i18n/words.ts'
import { plain, receivedCard, requestedCard, roundCard } from './cards.ts'
import type { ScreensDeps } from './forms.ts'
import { NOTIFICATION } from './messages.ts'

/** The buttons below a request. */
interface RequestActions {
  answer: Action<[string]>
  decline: Action<[string]>
}

export const ongoingNotifications = (deps: ScreensDeps, actions: RequestActions) => [
  received(deps),
  requested(deps, actions),
  round(deps),
]

const received = ({ reading, people }: ScreensDeps) =>
  defineNotification({
    name: NOTIFICATION.received,
    args: z.tuple([z.string()]),
    card: async (_rendering, id) => {
      const given = await reading.given(id)
      return given && receivedCard(given, (await people.person(given.giverId)).name)
    },
  })

const requested = ({ requesting, people }: ScreensDeps, { answer, decline }: RequestActions) =>
  defineNotification({
    name: NOTIFICATION.requested,
    args: z.tuple([z.string()]),
    card: async ({ reader }, id) => {
      const found = reader.kind === 'person' ? await requesting.asked(id, reader.personId) : null
      if (!found) return null
      const { name } = await people.person(found.request.askerId)
      if (found.state !== 'asked')
        return plain(text('ongoing:requested.title', { name }), text('ongoing:requested.done'))
      return requestedCard(found.request, name, [
        { label: text('ongoing:button.answer'), tone: 'primary', press: press(answer, id) },
        { label: text('ongoing:button.decline'), press: press(decline, id) },
      ])
    },
  })

const round = ({ reading }: ScreensDeps) =>
  defineNotification({
    name: NOTIFICATION.round,
    args: z.tuple([z.coerce.number()]),
    card: async ({ reader }, number) => {
      const words = reader.kind === 'person' ? await reading.round(reader.personId, number) : []
      return words.length > 0 ? roundCard(words) : null
    },
  })
