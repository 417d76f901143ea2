/** Shows a form: in the modal the person is in, in a new one, or behind a button where no modal can be opened. */

import type { Act, ChatResponse, DraftView } from '../../chat/channel.ts'
import { text, type Words } from '../../chat/i18n/words.ts'
import type { Block, Locale, Press } from '../../chat/model.ts'
import { RUN } from '../../chat/ui/menu.ts'
import { isTooLate } from './errors.ts'
import { formModal } from './modal.ts'
import type { Outbox } from './outbox.ts'
import type { Spot } from './spot.ts'
import type { Views } from './views.ts'

export interface ShowFormDeps {
  views: Views
  outbox: Outbox
  words: Words
}
type FormResponse = Extract<ChatResponse, { kind: 'form' }>

export function createShowForm({ views, outbox, words }: ShowFormDeps) {
  /** A typed message opens no modal; a button does. Behind it the half-filled form is found again. */
  async function invite({ user }: Spot, act: Act | null, draft: DraftView, locale: Locale): Promise<void> {
    const button = { label: text('slack:openForm'), tone: 'primary' as const, press: opens(act, draft) }
    const reason: Block[] = act?.kind === 'command' ? [] : [{ kind: 'text', text: why(draft) }]
    const problems: Block[] = draft.problems.map(problem => ({ kind: 'text', text: problem.why }))
    const blocks: Block[] = [...reason, ...problems, { kind: 'buttons', buttons: [button] }]
    await outbox.send(user, { title: draft.title, blocks }, locale)
  }

  return async ({ draft, locale }: FormResponse, spot: Spot, act: Act | null): Promise<void> => {
    const view = formModal(draft, words, locale)
    try {
      if (spot.on.kind === 'modal') return void (await views.update(spot.on.viewId, view))
      if (spot.trigger) return void (await views.open(spot.trigger, view))
    } catch (error) {
      if (!isTooLate(error)) throw error
    }
    await invite(spot, act, draft, locale)
  }
}

const why = ({ problems }: DraftView) => (problems.length > 0 ? text('slack:notSent') : text('slack:again'))

/** A command begins where it began; anything else shows the draft as it is. */
function opens(act: Act | null, { id, version }: DraftView): Press {
  if (act?.kind === 'command') return { verb: RUN, args: [act.name] }
  return { verb: 'form.edit', args: [id, String(version)] }
}
