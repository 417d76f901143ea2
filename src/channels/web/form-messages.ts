/** Forms in a conversation: shown once, changed in place by what comes of them, closed when they are sent elsewhere. */
import type { ChatResponse } from '../../chat/channel.ts'
import { SENT } from '../../chat/forms/drafts.ts'
import { text } from '../../chat/i18n/words.ts'
import type { Answers, Field } from '../../chat/model.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Conversations, FormBody, Message } from './conversation.ts'

export type FormMessage = Message & { body: FormBody }
/** What is to be written into a conversation, and the message it answers. */
export interface Shown {
  address: string
  shown: ChatResponse
  tapped: Message | null
}

export interface FormMessagesDeps {
  db: Database
  conversations: Conversations
  /** Shows what is no form. */
  show(shown: Shown): Promise<void>
}

export function createFormMessages({ db, conversations, show }: FormMessagesDeps) {
  /** Whether a form can still be answered: a refusal leaves it open, an answer closes it. */
  const isOpen = async (draftId: string) =>
    (await db.client.draft.count({ where: { id: draftId, channel: { not: SENT } } })) > 0

  /** A form is in a conversation once: where it was before, a note says that it goes on below. */
  async function showForm(address: string, tapped: Message | null, body: FormBody): Promise<void> {
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
    form: FormMessage,
    shown: ChatResponse,
    typed: Answers,
  ): Promise<void> {
    const { locale } = shown
    if (shown.kind === 'form') {
      const draft = { ...shown.draft, answers: { ...asTyped(shown.draft, typed), ...shown.draft.answers } }
      return showForm(address, form, { kind: 'form', draft, locale })
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

  /**
   * A form that was sent or cancelled elsewhere than at its own buttons: it takes no answer any more, and what was
   * typed is not kept under its writer's account, which matters for anonymous answers.
   */
  async function closeForms(address: string): Promise<void> {
    for (const { id, body } of await conversations.forms(address)) {
      if (body.kind !== 'form' || (await isOpen(body.draft.id))) continue
      const { locale } = body
      await conversations.change(address, id, { kind: 'note', text: text('web:form.closed'), locale })
    }
  }

  return { showForm, afterForm, closeForms }
}

/** The router gives back good answers only; wrong ones are shown again as typed, to be corrected. */
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
