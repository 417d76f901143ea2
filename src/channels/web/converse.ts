/** Lets the router answer an act, and writes what it answered into the conversation. */

import type { ChatResponse, Host, Inbound } from '../../chat/channel.ts'
import { SENT } from '../../chat/forms/drafts.ts'
import { text } from '../../chat/i18n/words.ts'
import type { Answers, Button, Field, Text } from '../../chat/model.ts'
import { encodePress } from '../../chat/ui/press.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Conversations, FormBody, Message } from './conversation.ts'

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
type Put = { address: string; shown: ChatResponse; tapped: Message | null }
type OnForm = Message & { body: FormBody }

export function createConverse({
  db,
  conversations,
  host,
}: {
  db: Database
  conversations: Conversations
  host(): Host | undefined
}): Converse {
  /** Whether a form can still be answered: a refusal leaves it open, an answer closes it. */
  const isOpen = async (draftId: string) =>
    (await db.client.draft.count({ where: { id: draftId, channel: { not: SENT } } })) > 0

  async function show({ address, shown, tapped }: Put): Promise<void> {
    const { locale } = shown
    if (shown.kind === 'toast') {
      await conversations.add(address, 'rekan', { kind: 'note', text: shown.text, locale })
    } else if (shown.kind === 'form') {
      await showForm({ address, shown, tapped }, { kind: 'form', draft: shown.draft, locale })
    } else {
      const body = { kind: 'card', card: shown.card, locale } as const
      if (tapped && shown.over) await conversations.change(address, tapped.id, body)
      else await conversations.add(address, 'rekan', body)
    }
  }

  /** A form stands once in a conversation: where it stood before, a note says that it goes on below. */
  async function showForm({ address, tapped }: Put, body: FormBody): Promise<void> {
    const inPlace = tapped?.body.kind === 'form' ? tapped.id : null
    for (const { id } of await conversations.withForm(address, body.draft.id)) {
      const below = { kind: 'note', text: text('web:form.below'), locale: body.locale } as const
      if (id !== inPlace) await conversations.change(address, id, below)
    }
    if (inPlace) await conversations.change(address, inPlace, body)
    else await conversations.add(address, 'rekan', body)
  }

  /** What comes of a form takes its place; while it can still be answered, it stays, with what was typed. */
  async function afterForm(
    address: string,
    form: OnForm,
    shown: ChatResponse,
    typed: Answers,
  ): Promise<void> {
    const { locale } = shown
    if (shown.kind === 'form') {
      const draft = { ...shown.draft, answers: { ...asTyped(shown.draft, typed), ...shown.draft.answers } }
      return showForm({ address, shown, tapped: form }, { kind: 'form', draft, locale })
    }
    const note = shown.kind === 'toast' ? shown.text : null
    if (await isOpen(form.body.draft.id)) {
      const draft = { ...form.body.draft, answers: { ...form.body.draft.answers, ...typed }, problems: [] }
      const body: FormBody = { kind: 'form', draft, locale, ...(note && { refusal: note }) }
      await conversations.change(address, form.id, body)
      if (!note) await show({ address, shown, tapped: null })
    } else if (shown.kind === 'card') {
      await conversations.change(address, form.id, { kind: 'card', card: shown.card, locale })
    } else await conversations.change(address, form.id, { kind: 'note', text: shown.text, locale })
  }

  /** @returns what is to be shown for a moment only */
  async function answer(
    { act, from }: Inbound,
    shown: ChatResponse,
    tapped: Message | null,
    flashes: boolean,
  ) {
    const form = tapped?.body.kind === 'form' ? ({ ...tapped, body: tapped.body } as OnForm) : null
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

  /**
   * A form that was sent or cancelled elsewhere than at its own buttons: it takes no answer any more, and what was
   * typed does not stay under its writer's account, which matters for words without a name.
   */
  async function closeForms(address: string): Promise<void> {
    for (const { id, body } of await conversations.forms(address)) {
      if (body.kind !== 'form' || (await isOpen(body.draft.id))) continue
      const { locale } = body
      await conversations.change(address, id, { kind: 'note', text: text('web:form.closed'), locale })
    }
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

/** From the last look at a form, or by a command, the form is closed where it does not stand. */
const mayClose = (act: Inbound['act']) =>
  (act.kind === 'press' && act.press.verb.startsWith('form.')) ||
  (act.kind === 'command' && act.name === 'batal')

/** An answer that stands below tells what it answers; a message that changes in place needs no such thing. */
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

/** Only good answers come back from the router; what was wrong is shown again to be mended. */
function asTyped(
  { fields, names }: { fields: Field[]; names: Record<string, string> },
  typed: Answers,
): Answers {
  const shown: Answers = {}
  for (const { id, kind } of fields) {
    const value = typed[id]
    if (kind === 'file' || value === undefined) continue
    shown[id] = kind === 'person' && Array.isArray(value) ? value.filter(one => one in names) : value
  }
  return shown
}
