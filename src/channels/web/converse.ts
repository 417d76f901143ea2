/** Lets the router answer an act, and writes the answer into the conversation. */
import type { ChatResponse, Host, Inbound } from '../../chat/channel.ts'
import type { Button, Text } from '../../chat/model.ts'
import { encodePress } from '../../chat/ui/press.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Conversations, Message } from './conversation.ts'
import { createFormMessages, type FormMessage, type Shown } from './form-messages.ts'

export interface Heard {
  shown: ChatResponse | null
  /** What is to be shown for a moment only. */
  flash: Text | null
}
export interface Converse {
  /** @param flashes the browser can show something for a moment; else it stays as a note */
  hear(inbound: Inbound, tapped: Message | null, flashes: boolean): Promise<Heard>
  /** Writes an answer that was got in another way. */
  show(address: string, shown: ChatResponse): Promise<void>
}

export function createConverse({
  db,
  conversations,
  host,
}: {
  db: Database
  conversations: Conversations
  host(): Host | undefined
}): Converse {
  const { showForm, afterForm, closeForms } = createFormMessages({ db, conversations, show })

  async function show({ address, shown, tapped }: Shown): Promise<void> {
    const { locale } = shown
    if (shown.kind === 'toast') {
      await conversations.add(address, 'rekan', { kind: 'note', text: shown.text, locale })
    } else if (shown.kind === 'form') {
      await showForm(address, tapped, { kind: 'form', draft: shown.draft, locale })
    } else {
      const body = { kind: 'card', card: shown.card, locale } as const
      if (tapped && shown.over) await conversations.change(address, tapped.id, body)
      else await conversations.add(address, 'rekan', body)
    }
  }

  /** @returns what is to be shown for a moment only */
  async function answer(
    { act, from }: Inbound,
    shown: ChatResponse,
    tapped: Message | null,
    flashes: boolean,
  ) {
    const form = tapped?.body.kind === 'form' ? ({ ...tapped, body: tapped.body } as FormMessage) : null
    if (form && (act.kind === 'submit' || act.kind === 'press')) {
      await afterForm(from.id, form, shown, act.kind === 'submit' ? act.answers : {})
      return null
    }
    if (shown.kind === 'toast' && act.kind === 'press' && flashes) return shown.text
    const echo = act.kind === 'press' && opensSomething(shown) ? tappedLabel(tapped, act.press) : null
    if (echo)
      await conversations.add(from.id, 'person', { kind: 'tapped', label: echo, locale: shown.locale })
    await show({ address: from.id, shown, tapped })
    if (mayClose(act)) await closeForms(from.id)
    return null
  }

  return {
    show: (address, shown) => show({ address, shown, tapped: null }),
    hear: async (inbound, tapped, flashes) => {
      const shown = (await host()?.route(inbound)) ?? null
      if (!shown) return { shown, flash: null }
      try {
        return { shown, flash: await answer(inbound, shown, tapped, flashes) }
      } finally {
        await host()?.answered(inbound.key)
      }
    },
  }
}

/** The last look at a form, and /batal, close forms that stand elsewhere in the conversation. */
const mayClose = (act: Inbound['act']) =>
  (act.kind === 'press' && act.press.verb.startsWith('form.')) ||
  (act.kind === 'command' && act.name === 'batal')

/** A new message below needs the label of the button it answers; one changed in place does not. */
const opensSomething = (shown: ChatResponse) =>
  shown.kind === 'form' || (shown.kind === 'card' && !shown.over)

function tappedLabel(
  tapped: Message | null,
  press: Parameters<typeof encodePress>[0],
): Button['label'] | null {
  if (tapped?.body.kind !== 'card') return null
  const buttons = tapped.body.card.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
  const code = encodePress(press)
  return buttons.find(one => 'press' in one && encodePress(one.press) === code)?.label ?? null
}
