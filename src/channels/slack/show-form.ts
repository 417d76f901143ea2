/** Shows a form: in the modal the person is in, in a new one, or behind a button where no modal can be opened. */

import type { Act, ChatResponse } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { Locale, Text } from '../../chat/model.ts'
import { RUN } from '../../chat/ui/menu.ts'
import { isTooLate } from './errors.ts'
import { formModal } from './modal.ts'
import type { Outbox } from './outbox.ts'
import type { ShowText } from './show-text.ts'
import type { Spot } from './spot.ts'
import type { Views } from './views.ts'

export interface ShowFormDeps {
  views: Views
  outbox: Outbox
  words: Words
  showText: ShowText
}
type FormResponse = Extract<ChatResponse, { kind: 'form' }>

export function createShowForm({ views, outbox, words, showText }: ShowFormDeps) {
  /** A typed message opens no modal; a button does. Behind it the half-filled form is found again. */
  async function invite(spot: Spot, act: Act | null, title: Text, locale: Locale): Promise<void> {
    if (act?.kind !== 'command') return showText(text('slack:again'), locale, spot)
    const press = { verb: RUN, args: [act.name] }
    const button = { label: text('slack:openForm'), tone: 'primary' as const, press }
    await outbox.send(spot.user, { title, blocks: [{ kind: 'buttons', buttons: [button] }] }, locale)
  }

  return async ({ draft, locale }: FormResponse, spot: Spot, act: Act | null): Promise<void> => {
    const view = formModal(draft, words, locale)
    if (spot.on.kind === 'modal') return void (await views.update(spot.on.viewId, view))
    if (!spot.trigger) return invite(spot, act, draft.title, locale)
    try {
      await views.open(spot.trigger, view)
    } catch (error) {
      if (!isTooLate(error)) throw error
      await invite({ ...spot, trigger: null }, act, draft.title, locale)
    }
  }
}
